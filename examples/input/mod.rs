//! Reads an object of findings with an `id` of the caller's beside them.

use nen_pathway::{Case, CaseError, CaseReader};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};
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
    #[error("{key} `{text}`: {problem}")]
    Value { key: String, text: String, problem: String },
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
        let (mut id, mut wrong, mut case) = (None, None, CaseReader::new());
        while let Some(key) = map.next_key::<String>()? {
            let value: &RawValue = map.next_value()?;
            let json = value.get();
            if key == "id" {
                match (&id, is_id(json)) {
                    (Some(_), _) => wrong = Some(InputError::RepeatedId),
                    (None, false) => wrong = Some(InputError::Id(beginning(json))),
                    (None, true) => {}
                }
                id = Some(value.to_owned());
            } else if json.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
                // As it was written: a number that is read and printed again may look otherwise.
                case.number(&key, json);
            } else if let Err(error) =
                case.entry(&key).deserialize(&mut serde_json::Deserializer::from_str(json))
            {
                let problem = without_place(&error);
                wrong = wrong.or(Some(InputError::Value { key, text: beginning(json), problem }));
            }
        }
        Ok(match wrong {
            Some(error @ (InputError::Id(_) | InputError::RepeatedId)) => {
                Input { id: None, case: Err(error) }
            }
            Some(error) => Input { id, case: Err(error) },
            None => Input { id, case: case.finish().map_err(InputError::from) },
        })
    }
}

/// A text, or an integer of any size.
fn is_id(json: &str) -> bool {
    let digits = json.strip_prefix('-').unwrap_or(json);
    digits.bytes().all(|byte| byte.is_ascii_digit()) || serde_json::from_str::<String>(json).is_ok()
}

/// A text for a message: not more than its beginning.
pub(crate) fn beginning(text: &str) -> String {
    let end = text.floor_char_boundary(60);
    format!("{}{}", &text[..end], if end < text.len() { "…" } else { "" })
}

/// What is wrong with some JSON, without the line and the column.
pub(crate) fn without_place(error: &serde_json::Error) -> String {
    let place = format!(" at line {} column {}", error.line(), error.column());
    error.to_string().replace(&place, "")
}
