//! JSON as it was written: a name once, numbers by their digits.

use std::{borrow::Cow, fmt};

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value of JSON, borrowed from its text where it can be.
///
/// Numbers stay text, so that `20.00000000000000001` is not `20`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json<'j> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Number(Cow<'j, str>),
    /// A string.
    Text(Cow<'j, str>),
    /// An array.
    List(Vec<Self>),
    /// An object, its members in their order; no two have one name.
    Object(Vec<(Cow<'j, str>, Self)>),
}

/// The name by which `serde_json` hands over a number as text: nobody else may use it.
const NUMBER: &str = "$serde_json::private::Number";

/// More values than any patient has records for.
const MOST_VALUES: usize = 4_000_000;

/// What is no JSON, or is read by no two programs alike.
#[derive(Debug, thiserror::Error)]
#[error("not JSON: {0}; accepted: one object in UTF-8, in which no name stands twice")]
pub struct JsonError(String);

impl<'j> Json<'j> {
    /// Reads a text.
    ///
    /// # Errors
    /// It is no JSON, has a name twice in one object, is nested deeper than 128 levels, or has millions of values.
    pub fn parse(text: &'j [u8]) -> Result<Self, JsonError> {
        // Each value takes many times the room of its text.
        let values = || text.iter().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count();
        if text.len() > MOST_VALUES && values() > MOST_VALUES {
            return Err(JsonError(format!("more than {MOST_VALUES} values")));
        }
        if memchr::memmem::find(text, NUMBER.as_bytes()).is_some() {
            return Err(JsonError("a name that is reserved".to_owned()));
        }
        let text = str::from_utf8(text).map_err(|error| JsonError(error.to_string()))?;
        serde_json::from_str(text).map_err(|error| JsonError(error.to_string()))
    }

    /// How much of it there is to read, about: its texts in bytes, and something for each value.
    #[must_use]
    pub fn weight(&self) -> usize {
        let sum = |all: usize, one: usize| all.saturating_add(one);
        match self {
            Self::Null | Self::Bool(_) => 8,
            Self::Number(text) | Self::Text(text) => text.len().saturating_add(8),
            Self::List(all) => all.iter().map(Self::weight).fold(8, sum),
            Self::Object(members) => members.iter().map(|(_, it)| it.weight()).fold(8, sum),
        }
    }

    /// A member of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => {
                members.iter().find(|(it, _)| it == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// A member that is a string.
    #[must_use]
    pub fn text_of(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Self::text)
    }

    /// A string.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The values of a member that is an array; none if it is something else or absent.
    pub fn list_of(&self, name: &str) -> impl Iterator<Item = &Self> {
        let list: &[Self] = match self.get(name) {
            Some(Self::List(list)) => list,
            _ => &[],
        };
        list.iter()
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Json::Number(number.to_string().into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Json::Number(number.to_string().into()))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = seq.next_element()? {
            list.push(value);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(Name(name)) = map.next_key()? {
            // The text does not have the name as it is, and one with escapes is not borrowed: it is no name of the text.
            if matches!(name, Cow::Borrowed(NUMBER)) {
                return Ok(Json::Number(map.next_value::<Name<'_>>()?.0));
            }
            members.push((name, map.next_value()?));
        }
        match twice(&members) {
            Some(name) => Err(A::Error::custom(format_args!("the name `{name:.60}` twice"))),
            None => Ok(Json::Object(members)),
        }
    }
}

/// A name that stands twice.
fn twice<'m>(members: &'m [(Cow<'_, str>, Json<'_>)]) -> Option<&'m str> {
    // Looking at each pair is quicker while there are few, and takes no memory.
    if members.len() <= 16 {
        let mut rest = members;
        while let Some(((name, _), others)) = rest.split_first() {
            if others.iter().any(|(other, _)| other == name) {
                return Some(name);
            }
            rest = others;
        }
        return None;
    }
    let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_ref()).collect();
    names.sort_unstable();
    names.windows(2).find_map(|pair| match pair {
        [one, two] if one == two => Some(*one),
        _ => None,
    })
}

/// A string, borrowed where it can be.
struct Name<'j>(Cow<'j, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}
