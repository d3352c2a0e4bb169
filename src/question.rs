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
    /// All sixteen, in their fixed order.
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
}

impl Answer {
    /// How a decision turned out, if it is settled.
    ///
    /// ```
    /// use nen_pathway::*;
    ///
    /// let case = Case::NOT_ASSESSED.with_differentiation(Differentiation::Mixed);
    /// let answer = *recommend(&case).answer();
    /// assert_eq!(answer.outcome(Question::Pathway), Some(Outcome::Pathway(Pathway::OutsideScope)));
    /// assert_eq!(answer.needs_for(Question::Grade).to_string(), "ki67 mitoses");
    /// ```
    #[must_use]
    pub fn outcome(&self, question: Question) -> Option<Outcome> {
        match question {
            Question::Grade => self.grade().value().map(Outcome::Grade),
            Question::Pathway => self.pathway().value().map(Outcome::Pathway),
            Question::Standing(therapy) => self.therapy(therapy).value().map(Outcome::Standing),
        }
    }

    /// The possible values of a decision, one bit each.
    pub(crate) fn possible_bits(&self, question: Question) -> u8 {
        match question {
            Question::Grade => self.grade().possible().bits(),
            Question::Pathway => self.pathway().possible().bits(),
            Question::Standing(therapy) => self.therapy(therapy).possible().bits(),
        }
    }

    /// What a decision needs; empty exactly if it is settled.
    #[must_use]
    pub fn needs_for(&self, question: Question) -> Set<Finding> {
        match question {
            Question::Grade => self.grade().needs(),
            Question::Pathway => self.pathway().needs(),
            Question::Standing(therapy) => self.therapy(therapy).needs(),
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
        let found = Self::all().find(|question| question.as_str() == text);
        let names = [&["grade", "pathway"], Therapy::NAMES];
        found.ok_or_else(|| NameError::new("decision", text, names))
    }
}

/// How a decision turned out, whichever it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Of [`Question::Grade`].
    Grade(Grade),
    /// Of [`Question::Pathway`].
    Pathway(Pathway),
    /// Of [`Question::Standing`].
    Standing(Standing),
}

impl Outcome {
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

impl Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
