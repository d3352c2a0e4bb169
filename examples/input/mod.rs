//! Reads JSON objects key by key: findings, and beside them what the caller adds.

mod place;

pub(crate) use place::without_place;

use nen_pathway::{Case, CaseError, CaseReader};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// An object: its keys in their order, each with its value as it was written.
pub(crate) struct Object<'a>(pub(crate) Vec<(String, &'a RawValue)>);

/// What is wrong with an object that is JSON.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InputError {
    #[error(transparent)]
    Case(#[from] CaseError),
    #[error("{}", told(key, text.as_ref(), problem, accepted.as_ref()))]
    Key { key: String, text: Option<String>, problem: String, accepted: Option<String> },
}

impl<'a> Object<'a> {
    /// Takes the `id` out of it: a text, or an integer of any size, as it was written.
    pub(crate) fn take_id(&mut self) -> Result<Option<&'a RawValue>, InputError> {
        const ACCEPTED: &str = "a text or an integer";
        match self.take_once("id")? {
            Some(id) if !is_id(id) => {
                Err(wrong("id", Some(id.get()), "neither a text nor an integer", Some(ACCEPTED)))
            }
            id => Ok(id),
        }
    }

    /// Takes a key out of it that may stand there once.
    pub(crate) fn take_once(&mut self, key: &str) -> Result<Option<&'a RawValue>, InputError> {
        let mut found = self.0.extract_if(.., |(name, _)| name == key);
        let (first, second) = (found.next(), found.next());
        match second {
            Some(_) => Err(wrong(key, None, "given more than once", Some("each key at most once"))),
            None => Ok(first.map(|(_, value)| value)),
        }
    }

    /// Reads it as a case.
    pub(crate) fn case(self) -> Result<Case, InputError> {
        let mut case = CaseReader::new();
        let mut unreadable = None;
        for (key, value) in self.0 {
            let json = value.get();
            if let Some(number) = odd_number(json) {
                // As it was written: a number that is read and printed again may look otherwise.
                case.number(&key, number);
            } else if let Err(error) =
                case.entry(&key).deserialize(&mut serde_json::Deserializer::from_str(json))
            {
                let error = wrong(&key, Some(json), &without_place(&error), Some(WHOLE));
                unreadable = unreadable.or(Some(error));
            }
        }
        unreadable.map_or_else(|| Ok(case.finish()?), Err)
    }
}

/// A text, or an integer of any size.
pub(crate) fn is_id(json: &RawValue) -> bool {
    let digits = json.get().strip_prefix('-').unwrap_or(json.get());
    let integer = digits.bytes().all(|byte| byte.is_ascii_digit());
    integer || serde_json::from_str::<String>(json.get()).is_ok()
}

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;

        impl<'de> Visitor<'de> for Keys {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("one object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut keys = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    keys.push(entry);
                }
                Ok(Object(keys))
            }
        }

        deserializer.deserialize_map(Keys)
    }
}

const WHOLE: &str = "JSON of whole characters and of numbers in range";

/// A number, or one of a list that is no short integer; its text, as far as reading it would change that.
fn odd_number(json: &str) -> Option<&str> {
    let is_number =
        |json: &str| json.starts_with(|first: char| first == '-' || first.is_ascii_digit());
    if is_number(json) {
        return Some(json);
    }
    let list = json
        .starts_with('[')
        .then(|| serde_json::from_str::<Vec<&RawValue>>(json).ok())
        .flatten()?;
    let odd = |json: &&str| {
        is_number(json) && !(json.len() < 10 && json.bytes().all(|it| it.is_ascii_digit()))
    };
    list.into_iter().map(RawValue::get).find(odd)
}

/// An error about a key.
pub(crate) fn wrong(
    key: &str,
    text: Option<&str>,
    problem: &str,
    accepted: Option<&str>,
) -> InputError {
    let (key, problem, accepted) =
        (beginning(key), problem.to_owned(), accepted.map(str::to_owned));
    InputError::Key { key, text: text.map(beginning), problem, accepted }
}

fn told(key: &str, text: Option<&String>, problem: &str, accepted: Option<&String>) -> String {
    let key = if key.is_empty() { "``" } else { key };
    let text = text.map_or(String::new(), |text| format!(" `{text}`"));
    let accepted = accepted.map_or(String::new(), |accepted| format!("; accepted: {accepted}"));
    format!("{key}{text}: {problem}{accepted}")
}

/// A text for a message: not more than its beginning.
pub(crate) fn beginning(text: &str) -> String {
    let end = text.floor_char_boundary(60);
    format!("{}{}", &text[..end], if end < text.len() { "…" } else { "" })
}
