//! Reading a case, strictly: nothing is guessed, nothing is lost.

use alloc::{borrow::Cow, string::String};
use core::fmt::{self, Display};

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};

use crate::{Case, CaseError, CaseProblem, Excerpt, Finding, Ki67, MitoticRate, RangeProblem};

/// Reads a case entry by entry, for callers whose objects have keys of their own beside it, or who want to
/// handle a [`CaseError`] and not a text.
///
/// A wrong entry does not end the reading: [`finish`](Self::finish) reports the first one, after the caller
/// has seen the whole object.
///
/// ```
/// use nen_pathway::{Case, CaseError, CaseReader, Ecog};
/// use serde::de::{Deserializer, MapAccess, Visitor};
///
/// struct Numbered;
///
/// impl<'de> Visitor<'de> for Numbered {
///     type Value = (u32, Result<Case, CaseError>);
///
///     fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
///         f.write_str("a numbered case")
///     }
///
///     fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
///         let (mut number, mut case) = (0, CaseReader::new());
///         while let Some(key) = map.next_key::<String>()? {
///             match key.as_str() {
///                 "number" => number = map.next_value()?,
///                 key => map.next_value_seed(case.entry(key))?,
///             }
///         }
///         Ok((number, case.finish()))
///     }
/// }
///
/// let mut json = serde_json::Deserializer::from_str(r#"{"ecog":5,"number":7}"#);
/// let (number, case) = json.deserialize_map(Numbered)?;
/// assert_eq!(number, 7);
/// assert_eq!(case.unwrap_err().key().to_string(), "ecog");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct CaseReader {
    case: Case,
    /// The keys seen, one bit each.
    seen: u16,
    error: Option<CaseError>,
}

impl CaseReader {
    /// Before the first entry.
    #[expect(clippy::new_without_default, reason = "nothing about a case has a default")]
    pub const fn new() -> Self {
        Self { case: Case::NOT_ASSESSED, seen: 0, error: None }
    }

    /// Reads the value of this key, as a seed for [`MapAccess::next_value_seed`] or for a deserializer.
    ///
    /// It fails only where the format does, as with broken JSON.
    pub fn entry<'de>(&mut self, key: &str) -> impl DeserializeSeed<'de, Value = ()> {
        let finding = self.begin(key);
        Value { reader: self, finding }
    }

    /// Takes the value of this key from a number as it was written, for callers that have its text: where a
    /// format rounds numbers, the error then tells what was given.
    ///
    /// ```
    /// use nen_pathway::CaseReader;
    ///
    /// let mut reader = CaseReader::new();
    /// reader.number("ecog", "1e0");
    /// let error = reader.finish().unwrap_err();
    /// assert_eq!(error.text().map(ToString::to_string).as_deref(), Some("1e0"));
    /// ```
    pub fn number(&mut self, key: &str, text: &str) {
        if let Some(finding) = self.begin(key) {
            self.take(finding, Entry { finding, listed: false }.number(&text));
        }
    }

    /// The case, if every entry was right.
    ///
    /// # Errors
    /// The first entry that was not.
    pub fn finish(self) -> Result<Case, CaseError> {
        self.error.map_or(Ok(self.case), Err)
    }

    /// The finding of a key, if its value is to be read.
    fn begin(&mut self, key: &str) -> Option<Finding> {
        let Ok(finding) = key.parse::<Finding>() else {
            self.refuse(CaseError::unknown_key(key));
            return None;
        };
        let bit = 1_u16.wrapping_shl(finding.place());
        let repeated = self.seen & bit != 0;
        if repeated {
            self.refuse(CaseError::new(finding, None, CaseProblem::RepeatedKey));
        }
        self.seen |= bit;
        (!repeated).then_some(finding)
    }

    fn take(&mut self, finding: Finding, given: Result<Given, CaseError>) {
        match given {
            Ok(Given::NotAssessed) => {}
            Ok(Given::Ki67(ki67)) => self.case = self.case.with_ki67(ki67),
            Ok(Given::Mitoses(mitoses)) => self.case = self.case.with_mitoses(mitoses),
            Ok(Given::Values(bits)) => self.case = self.case.within(finding, bits),
            Err(error) => self.refuse(error),
        }
    }

    /// Keeps the first error.
    fn refuse(&mut self, error: CaseError) {
        self.error = self.error.or(Some(error));
    }
}

/// A key, as it stands in the text where the format has it there.
struct Key<'k>(Cow<'k, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(text.into())))
            }
        }

        deserializer.deserialize_str(Text)
    }
}

impl<'de> Deserialize<'de> for Case {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Case;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a case: one object of findings")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Case, A::Error> {
                let mut reader = CaseReader::new();
                while let Some(Key(key)) = map.next_key()? {
                    map.next_value_seed(reader.entry(&key))?;
                }
                reader.finish().map_err(A::Error::custom)
            }
        }

        deserializer.deserialize_map(Object)
    }
}

/// The value of one finding, or one that is passed over.
struct Value<'r> {
    reader: &'r mut CaseReader,
    finding: Option<Finding>,
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Some(finding) = self.finding else {
            return IgnoredAny::deserialize(deserializer).map(drop);
        };
        let given = deserializer.deserialize_any(Entry { finding, listed: false })?;
        self.reader.take(finding, given);
        Ok(())
    }
}

/// What an entry says.
#[derive(Clone, Copy)]
enum Given {
    NotAssessed,
    Ki67(Ki67),
    Mitoses(MitoticRate),
    /// Values of a vocabulary, one bit each.
    Values(u8),
}

/// Reads a value, or one value of a list; what is wrong about it is no error of the format.
#[derive(Clone, Copy)]
struct Entry {
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

impl Entry {
    fn refused(self, text: &dyn Display, problem: CaseProblem) -> Result<Given, CaseError> {
        Err(CaseError::new(self.finding, Some(Excerpt::of(text)), problem))
    }

    fn wrong_type(self, text: &str) -> Result<Given, CaseError> {
        self.refused(&text, CaseProblem::WrongType)
    }

    fn null(self) -> Result<Given, CaseError> {
        if self.listed { self.wrong_type("null") } else { Ok(Given::NotAssessed) }
    }

    fn name(self, text: &str) -> Result<Given, CaseError> {
        match (0..).zip(self.finding.names()).find(|(_, name)| **name == text) {
            Some((place, _)) => Ok(Given::Values(1_u8.wrapping_shl(place))),
            None => self.refused(&text, CaseProblem::NotAValue),
        }
    }

    fn text(self, text: &str) -> Result<Given, CaseError> {
        match self.finding {
            Finding::Ki67 => Ok(Given::Ki67(text.parse()?)),
            Finding::Mitoses => Ok(Given::Mitoses(text.parse()?)),
            Finding::Ecog => self.refused(&format_args!("\"{text}\""), CaseProblem::WrongType),
            Finding::PrimarySite
            | Finding::LiverMetastases
            | Finding::Differentiation
            | Finding::PrimaryTumour
            | Finding::Chemotherapy
            | Finding::Platinum => self.name(text),
        }
    }

    fn number(self, number: &dyn Display) -> Result<Given, CaseError> {
        let text = Excerpt::of(number);
        match self.finding {
            Finding::Ki67 | Finding::Mitoses => {
                self.refused(&text, CaseProblem::Range(RangeProblem::Unit))
            }
            Finding::Ecog => self.name(text.as_str()),
            Finding::PrimarySite
            | Finding::LiverMetastases
            | Finding::Differentiation
            | Finding::PrimaryTumour
            | Finding::Chemotherapy
            | Finding::Platinum => self.wrong_type(text.as_str()),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Entry {
    type Value = Result<Given, CaseError>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entry {
    type Value = Result<Given, CaseError>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of {}", self.finding)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(self.null())
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(self.null())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.text(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(self.wrong_type(if value { "true" } else { "false" }))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(self.number(&number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(self.number(&number))
    }

    #[expect(clippy::disallowed_types, reason = "only to say in the error what was given")]
    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(self.number(&format_args!("{number:?}")))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        if self.listed || matches!(self.finding, Finding::Ki67 | Finding::Mitoses) {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(self.wrong_type("[…]"));
        }
        let mut values = Ok(0);
        while let Some(value) = list.next_element_seed(Self { listed: true, ..self })? {
            values = values.and_then(|values| self.joined(values, value?));
        }
        Ok(match values {
            Ok(0) => Err(CaseError::new(self.finding, None, CaseProblem::EmptyList)),
            values => values.map(Given::Values),
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut value = self.wrong_type("{…}");
        let mut first = true;
        while let Some(key) = map.next_key::<String>()? {
            if first && NUMBER == Some(&key) {
                value = self.number(&map.next_value::<String>()?);
            } else {
                map.next_value::<IgnoredAny>()?;
                value = self.wrong_type("{…}");
            }
            first = false;
        }
        Ok(value)
    }
}

impl Entry {
    /// One value more of a list.
    fn joined(self, values: u8, value: Given) -> Result<u8, CaseError> {
        match value {
            Given::Values(bit) if values & bit == 0 => Ok(values | bit),
            Given::Values(bit) => {
                let names = (0..).zip(self.finding.names());
                let name =
                    names.filter(|(place, _)| bit >> place & 1 != 0).map(|(_, name)| *name).last();
                let text = Excerpt::new(name.unwrap_or_default());
                Err(CaseError::new(self.finding, Some(text), CaseProblem::RepeatedValue))
            }
            Given::NotAssessed | Given::Ki67(_) | Given::Mitoses(_) => Ok(values),
        }
    }
}
