//! The name of a case, and texts that come from outside.

use std::str::{self, Utf8Error};

use serde_json::value::RawValue;

#[path = "plain.rs"]
mod letters;

pub(crate) use letters::plain;

/// The text of a file: some editors put a byte order mark before it.
pub(crate) fn text(bytes: &[u8]) -> Result<&str, Utf8Error> {
    Ok(str::from_utf8(bytes)?.trim_start_matches('\u{feff}'))
}

/// An `id` as people read it: a text without its quotes, a number as it is written; none where nothing of it is seen.
pub(crate) fn name(id: &RawValue) -> Option<String> {
    let name = serde_json::from_str(id.get()).unwrap_or_else(|_| id.get().to_owned());
    let is_seen = |letter: char| !letter.is_whitespace() && !letters::is_hidden(letter);
    name.chars().any(is_seen).then_some(name)
}
