//! A line that is a case and nothing else, read in one pass, and texts that were written before.

use std::{
    collections::{HashMap, hash_map::Entry},
    io::{self, Write},
};

use super::input::is_id;
use nen_pathway::{Case, CaseReader, Report, ReportKey};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::value::RawValue;

/// A case with its `id`.
pub(crate) struct Numbered<'a> {
    id: Option<&'a RawValue>,
    case: Case,
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

/// The answers that were written lately, each in its line.
#[derive(Default)]
pub(crate) struct Texts {
    kept: HashMap<ReportKey, Box<[u8]>>,
    bytes: usize,
    /// Where the next one is written.
    new: Vec<u8>,
}

impl Texts {
    /// How many bytes are kept at most, but for one text.
    const ROOM: usize = 1 << 25;

    pub(crate) fn tell(&mut self, asked: &Numbered<'_>, output: &mut impl Write) -> io::Result<()> {
        let report = Report::new(&asked.case);
        let Self { kept, bytes, new } = self;
        if *bytes > Self::ROOM {
            kept.clear();
            *bytes = 0;
        }
        let text = match kept.entry(report.key()) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(free) => {
                new.clear();
                serde_json::to_writer(&mut *new, &report)?;
                new.push(b'\n');
                *bytes += new.len();
                free.insert(new.as_slice().into())
            }
        };
        match (asked.id, text.strip_prefix(b"{")) {
            (Some(id), Some(rest)) => {
                write!(output, "{{\"id\":{},", id.get())?;
                output.write_all(rest)
            }
            _ => output.write_all(text),
        }
    }
}
