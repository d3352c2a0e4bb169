//! Reads an object of section 8: a case, and beside it an `id` of the caller's.

use nen_pathway::{Case, CaseError, CaseReader};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A case and what the caller calls it.
pub(crate) struct Input {
    /// A text or an integer, as it was written.
    pub(crate) id: Option<Box<RawValue>>,
    pub(crate) case: Result<Case, InputError>,
}

/// What is wrong with an object that is JSON.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InputError {
    #[error(transparent)]
    Case(#[from] CaseError),
    #[error("id `{0}`: neither a text nor an integer; accepted: a text or an integer")]
    Id(String),
    #[error("id: given more than once; accepted: each key at most once")]
    RepeatedId,
}

impl<'de> Deserialize<'de> for Input {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Object)
    }
}

struct Object;

impl<'de> Visitor<'de> for Object {
    type Value = Input;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("one object of findings")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Input, A::Error> {
        let (mut id, mut wrong_id, mut case) = (None, None, CaseReader::new());
        while let Some(key) = map.next_key::<String>()? {
            if key != "id" {
                case.entry(&key, &mut map)?;
                continue;
            }
            let given: Box<RawValue> = map.next_value()?;
            if id.is_some() {
                wrong_id = Some(InputError::RepeatedId);
            } else if !is_id(given.get()) {
                wrong_id = Some(InputError::Id(given.get().to_owned()));
            }
            id = Some(given);
        }
        Ok(match wrong_id {
            Some(error) => Input { id: None, case: Err(error) },
            None => Input { id, case: case.finish().map_err(InputError::from) },
        })
    }
}

/// A text, or an integer of any size.
fn is_id(json: &str) -> bool {
    let digits = json.strip_prefix('-').unwrap_or(json);
    digits.bytes().all(|byte| byte.is_ascii_digit()) || serde_json::from_str::<String>(json).is_ok()
}
