//! A line that is a case and nothing else, read in one pass.

use super::input::is_id;
use nen_pathway::{Case, CaseReader};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A case with its `id`.
pub(crate) struct Numbered<'a> {
    pub(crate) id: Option<&'a RawValue>,
    pub(crate) case: Case,
}

impl<'a> Numbered<'a> {
    /// `None` where anything is wrong, or only unusual: the strict reader takes such lines, and tells what it is.
    pub(crate) fn read(line: &'a [u8]) -> Option<Self> {
        serde_json::from_str(std::str::from_utf8(line).ok()?).ok()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Numbered<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Numbered<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("one object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Numbered<'de>, A::Error> {
                let (mut id, mut case) = (None, CaseReader::new());
                while let Some(key) = map.next_key::<&str>()? {
                    if key != "id" {
                        map.next_value_seed(case.entry(key))?;
                    } else if id.replace(map.next_value()?).is_some() {
                        return Err(A::Error::custom("twice"));
                    }
                }
                if !id.is_none_or(is_id) {
                    return Err(A::Error::custom("no id"));
                }
                Ok(Numbered { id, case: case.finish().map_err(A::Error::custom)? })
            }
        }

        deserializer.deserialize_map(Object)
    }
}
