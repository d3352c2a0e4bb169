//! Reading a case, strictly: nothing is guessed, nothing is lost.

use alloc::borrow::Cow;
use core::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};

use super::entry::{Entry, Given};
use crate::{Case, CaseError, CaseProblem, Excerpt, Finding};

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
            let given = Entry::new(self, finding).number(&text);
            self.take(finding, given);
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

    #[inline]
    fn take(&mut self, finding: Finding, given: Given) {
        match given {
            Given::NotAssessed | Given::Refused => {}
            Given::Ki67(ki67) => self.case = self.case.with_ki67(ki67),
            Given::Mitoses(mitoses) => self.case = self.case.with_mitoses(mitoses),
            Given::Values(bits) => self.case = self.case.within(finding, bits),
        }
    }

    /// One value more of a list.
    pub(super) fn joined(&mut self, finding: Finding, values: Given, value: Given) -> Given {
        let (Given::Values(values), Given::Values(value)) = (values, value) else {
            return Given::Refused;
        };
        if values & value == 0 {
            return Given::Values(values | value);
        }
        let place = usize::try_from(value.trailing_zeros()).unwrap_or(usize::MAX);
        let name = finding.names().get(place).copied().unwrap_or_default();
        let repeated = CaseProblem::RepeatedValue;
        self.refuse(CaseError::new(finding, Some(Excerpt::new(name)), repeated));
        Given::Refused
    }

    /// Keeps the first error.
    #[cold]
    pub(super) fn refuse(&mut self, error: CaseError) {
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
        let given = deserializer.deserialize_any(Entry::new(self.reader, finding))?;
        self.reader.take(finding, given);
        Ok(())
    }
}
