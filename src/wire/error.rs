//! Why an object is no case.

use core::fmt::{self, Display};

use crate::{Excerpt, Finding, RangeError, RangeProblem, name::Names};

/// Why an object is no case: the key, the offending text, what is wrong and what is accepted.
///
/// ```
/// use nen_pathway::Case;
///
/// let error = serde_json::from_str::<Case>(r#"{"ecog":5}"#).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "ecog `5`: not one of its values; accepted: `0`, `1`, `2`, `3`, `4` as a number, or a list of \
///      them at line 1 column 10",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}: {problem}; accepted: {}", Subject(self), self.accepted())]
pub struct CaseError {
    /// The finding; `None` if the key is none, and the text is the key.
    finding: Option<Finding>,
    text: Option<Excerpt>,
    problem: CaseProblem,
}

/// What is wrong with an entry of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CaseProblem {
    /// The key is none of the findings.
    #[error("unknown key")]
    UnknownKey,
    /// The key stands in the object more than once.
    #[error("given more than once")]
    RepeatedKey,
    /// The finding has no such value.
    #[error("not one of its values")]
    NotAValue,
    /// The value is of another JSON type.
    #[error("a value of the wrong type")]
    WrongType,
    /// A list without a value leaves nothing possible.
    #[error("an empty list")]
    EmptyList,
    /// A list names a value twice.
    #[error("a value that the list names twice")]
    RepeatedValue,
    /// The text is no range.
    #[error(transparent)]
    Range(RangeProblem),
}

impl CaseError {
    pub(super) fn unknown_key(key: &str) -> Self {
        Self { finding: None, text: Some(Excerpt::new(key)), problem: CaseProblem::UnknownKey }
    }

    pub(super) const fn new(finding: Finding, text: Option<Excerpt>, problem: CaseProblem) -> Self {
        Self { finding: Some(finding), text, problem }
    }

    /// The key, as it can be displayed: whole, or as an [`Excerpt`] if it is unknown and long.
    #[must_use]
    pub fn key(&self) -> impl Display + use<> {
        let known = self.finding.map_or("", Finding::as_str);
        match (self.finding, self.text) {
            (None, Some(key)) => key,
            (Some(_), _) | (None, None) => Excerpt::new(known),
        }
    }

    /// The offending text, where the value and not the key is at fault.
    #[must_use]
    pub fn text(&self) -> Option<&Excerpt> {
        self.text.as_ref().filter(|_| self.finding.is_some())
    }

    /// What is wrong.
    #[must_use]
    pub const fn problem(&self) -> CaseProblem {
        self.problem
    }

    /// What is accepted, as the message says it.
    #[must_use]
    pub fn accepted(&self) -> impl Display + use<> {
        Accepted { finding: self.finding, problem: self.problem }
    }
}

impl From<RangeError> for CaseError {
    fn from(error: RangeError) -> Self {
        Self::new(error.finding(), Some(*error.text()), CaseProblem::Range(error.problem()))
    }
}

/// What a message is about.
struct Subject<'e>(&'e CaseError);

impl Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.finding, &self.0.text) {
            (Some(finding), Some(text)) => write!(f, "{finding} `{text}`"),
            (Some(finding), None) => write!(f, "{finding}"),
            (None, Some(key)) => write!(f, "`{key}`"),
            (None, None) => Ok(()),
        }
    }
}

struct Accepted {
    finding: Option<Finding>,
    problem: CaseProblem,
}

impl Display for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.problem == CaseProblem::RepeatedKey {
            return f.write_str("each key at most once");
        }
        let Some(finding) = self.finding else { return Names([Finding::NAMES, &[]]).fmt(f) };
        match finding {
            Finding::Ki67 | Finding::Mitoses => f.write_str(RangeError::forms(finding)),
            Finding::Ecog => {
                write!(f, "{} as a number, or a list of them", Names([finding.names(), &[]]))
            }
            Finding::PrimarySite
            | Finding::LiverMetastases
            | Finding::Differentiation
            | Finding::PrimaryTumour
            | Finding::Chemotherapy
            | Finding::Platinum => {
                write!(f, "{}, or a list of them", Names([finding.names(), &[]]))
            }
        }
    }
}
