//! The name of a case.

use serde_json::value::RawValue;

/// An `id` as people read it: a text without its quotes, a number as it is written.
pub(crate) fn name(id: &RawValue) -> String {
    serde_json::from_str(id.get()).unwrap_or_else(|_| id.get().to_owned())
}
