//! The value of one finding.

use alloc::string::String;
use core::fmt::{self, Display};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::read::CaseReader;
use crate::{
    CaseError, CaseProblem, Ecog, Excerpt, Finding, Ki67, MitoticRate, Possible, RangeError,
    RangeProblem,
};

/// What an entry says.
#[derive(Clone, Copy)]
pub(super) enum Given {
    NotAssessed,
    Ki67(Ki67),
    Mitoses(MitoticRate),
    /// Values of a vocabulary, one bit each.
    Values(u8),
    /// The reader has the error.
    Refused,
}

/// Reads a value, or one value of a list; what is wrong about it is no error of the format.
pub(super) struct Entry<'r> {
    reader: &'r mut CaseReader,
    finding: Finding,
    listed: bool,
}

/// How `serde_json` hands over a number where its feature `arbitrary_precision` is on: as a map with this key
/// alone, whose value is the text of the number. An object of that form cannot be told from a number then, so
/// this is read only with the feature `arbitrary-precision`.
#[cfg(feature = "arbitrary-precision")]
const NUMBER: Option<&str> = Some("$serde_json::private::Number");
#[cfg(not(feature = "arbitrary-precision"))]
const NUMBER: Option<&str> = None;

impl<'r> Entry<'r> {
    pub(super) const fn new(reader: &'r mut CaseReader, finding: Finding) -> Self {
        Self { reader, finding, listed: false }
    }

    #[cold]
    fn refused(self, text: &dyn Display, problem: CaseProblem) -> Given {
        self.reader.refuse(CaseError::new(self.finding, Some(Excerpt::of(text)), problem));
        Given::Refused
    }

    fn wrong_type(self, text: &str) -> Given {
        self.refused(&text, CaseProblem::WrongType)
    }

    fn null(self) -> Given {
        if self.listed { self.wrong_type("null") } else { Given::NotAssessed }
    }

    fn name(self, text: &str) -> Given {
        match (0..).zip(self.finding.names()).find(|(_, name)| **name == text) {
            Some((place, _)) => Given::Values(1_u8.wrapping_shl(place)),
            None => self.refused(&text, CaseProblem::NotAValue),
        }
    }

    #[inline]
    fn text(self, text: &str) -> Given {
        match self.finding {
            Finding::Ki67 => self.range(text.parse().map(Given::Ki67)),
            Finding::Mitoses => self.range(text.parse().map(Given::Mitoses)),
            Finding::Ecog => self.refused(&format_args!("\"{text}\""), CaseProblem::WrongType),
            Finding::PrimarySite
            | Finding::LiverMetastases
            | Finding::Differentiation
            | Finding::PrimaryTumour
            | Finding::Chemotherapy
            | Finding::Platinum => self.name(text),
        }
    }

    fn range(self, read: Result<Given, RangeError>) -> Given {
        read.unwrap_or_else(|error| {
            self.reader.refuse(error.into());
            Given::Refused
        })
    }

    pub(super) fn number(self, number: &dyn Display) -> Given {
        let text = Excerpt::of(number);
        match self.finding {
            Finding::Ki67 | Finding::Mitoses => {
                self.refused(number, CaseProblem::Range(RangeProblem::Unit))
            }
            Finding::Ecog if text.is_cut() => self.refused(number, CaseProblem::NotAValue),
            Finding::Ecog => self.name(text.as_str()),
            Finding::PrimarySite
            | Finding::LiverMetastases
            | Finding::Differentiation
            | Finding::PrimaryTumour
            | Finding::Chemotherapy
            | Finding::Platinum => self.refused(number, CaseProblem::WrongType),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Entry<'_> {
    type Value = Given;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Given, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entry<'_> {
    type Value = Given;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of {}", self.finding)
    }

    fn visit_unit<E>(self) -> Result<Given, E> {
        Ok(self.null())
    }

    fn visit_none<E>(self) -> Result<Given, E> {
        Ok(self.null())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Given, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E>(self, text: &str) -> Result<Given, E> {
        Ok(self.text(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Given, E> {
        Ok(self.wrong_type(if value { "true" } else { "false" }))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Given, E> {
        let place = usize::try_from(number).unwrap_or(usize::MAX);
        Ok(match Ecog::ALL.get(place) {
            Some(ecog) if self.finding == Finding::Ecog => {
                Given::Values(Possible::from(*ecog).bits())
            }
            Some(_) | None => self.number(&number),
        })
    }

    fn visit_i64<E>(self, number: i64) -> Result<Given, E> {
        Ok(self.number(&number))
    }

    #[expect(clippy::disallowed_types, reason = "only to say in the error what was given")]
    fn visit_f64<E>(self, number: f64) -> Result<Given, E> {
        Ok(self.number(&format_args!("{number:?}")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Given, A::Error> {
        if self.listed || matches!(self.finding, Finding::Ki67 | Finding::Mitoses) {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(self.wrong_type("[…]"));
        }
        let (reader, finding) = (self.reader, self.finding);
        let mut values = Given::Values(0);
        while let Some(value) =
            list.next_element_seed(Entry { reader: &mut *reader, finding, listed: true })?
        {
            values = reader.joined(finding, values, value);
        }
        if let Given::Values(0) = values {
            reader.refuse(CaseError::new(finding, None, CaseProblem::EmptyList));
            return Ok(Given::Refused);
        }
        Ok(values)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Given, A::Error> {
        let mut number = None;
        let mut first = true;
        while let Some(key) = map.next_key::<String>()? {
            number = if first && NUMBER == Some(&key) {
                Some(map.next_value::<String>()?)
            } else {
                map.next_value::<IgnoredAny>()?;
                None
            };
            first = false;
        }
        Ok(match number {
            Some(number) => self.number(&number),
            None => self.wrong_type("{…}"),
        })
    }
}
