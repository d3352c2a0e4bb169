//! The sixteen decisions by name, and the value of any of them.

use core::{
    fmt::{self, Display},
    str::FromStr,
};

use crate::{Answer, Finding, Grade, NameError, Pathway, Set, Standing, Therapy};

/// One of the sixteen decisions of an answer: the grade, the pathway, or the standing of a therapy.
///
/// ```
/// use nen_pathway::{Question, Therapy};
///
/// assert_eq!("tace".parse(), Ok(Question::Standing(Therapy::Tace)));
/// assert_eq!(Question::Pathway.to_string(), "pathway");
/// assert_eq!(Question::all().count(), 16);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// What is the grade?
    Grade,
    /// Which pathway is it?
    Pathway,
    /// What does the source say of this therapy?
    Standing(Therapy),
}

impl Question {
    /// All sixteen, in the contract's order.
    pub fn all() -> impl Iterator<Item = Self> {
        let standings = Therapy::ALL.iter().map(|therapy| Self::Standing(*therapy));
        [Self::Grade, Self::Pathway].into_iter().chain(standings)
    }

    /// The name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Grade => "grade",
            Self::Pathway => "pathway",
            Self::Standing(therapy) => therapy.as_str(),
        }
    }

    /// The value in an answer, if it is settled there.
    #[must_use]
    pub fn value(self, answer: &Answer) -> Option<Value> {
        match self {
            Self::Grade => answer.grade().value().map(Value::Grade),
            Self::Pathway => answer.pathway().value().map(Value::Pathway),
            Self::Standing(therapy) => answer.therapy(therapy).value().map(Value::Standing),
        }
    }

    /// What it needs in an answer; empty exactly if it is settled.
    #[must_use]
    pub fn needs(self, answer: &Answer) -> Set<Finding> {
        match self {
            Self::Grade => answer.grade().needs(),
            Self::Pathway => answer.pathway().needs(),
            Self::Standing(therapy) => answer.therapy(therapy).needs(),
        }
    }
}

impl Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Question {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        const NAMES: &[&str] = &[
            "grade",
            "pathway",
            "cisplatin_etoposide",
            "carboplatin_etoposide",
            "folfox",
            "folfox_bevacizumab",
            "folfiri",
            "other_colorectal_regimen",
            "lanreotide",
            "octreotide",
            "tae",
            "tace",
            "tare",
            "ablation",
            "primary_resection",
            "debulking",
        ];
        let found = Self::all().find(|question| question.as_str() == text);
        found.ok_or_else(|| NameError::new("the decisions", text, NAMES))
    }
}

/// The value of a decision, whichever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Value {
    /// Of [`Question::Grade`].
    Grade(Grade),
    /// Of [`Question::Pathway`].
    Pathway(Pathway),
    /// Of [`Question::Standing`].
    Standing(Standing),
}

impl Value {
    /// The name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Grade(grade) => grade.as_str(),
            Self::Pathway(pathway) => pathway.as_str(),
            Self::Standing(standing) => standing.as_str(),
        }
    }
}

impl Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
