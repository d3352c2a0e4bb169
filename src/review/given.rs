//! A treatment, one of the fourteen or another.

use core::{
    fmt::{self, Display},
    str::FromStr,
};

use crate::{Answer, Decision, NameError, Standing, Therapy};

/// A treatment that was planned or given: one of the fourteen, or any other.
///
/// A therapy known only by its class is given as every member that fits; a regimen without a name is left
/// out, and so are supportive care and refusal.
///
/// ```
/// use nen_pathway::{Given, Therapy};
///
/// assert_eq!("folfox".parse(), Ok(Given::Therapy(Therapy::Folfox)));
/// assert_eq!("other".parse(), Ok(Given::Other));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Given {
    /// One of the fourteen therapies.
    Therapy(Therapy),
    /// Anything else; the source does not address it.
    Other,
}

impl Given {
    /// The name on the wire: that of the therapy, or `other`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Therapy(therapy) => therapy.as_str(),
            Self::Other => "other",
        }
    }

    /// The place among the fourteen and `other`.
    pub(super) const fn place(self) -> u32 {
        match self {
            Self::Therapy(therapy) => therapy.place(),
            Self::Other => Therapy::Debulking.place().saturating_add(1),
        }
    }

    /// What the source says of it.
    pub(super) fn decision(self, answer: &Answer) -> Decision<Standing> {
        match self {
            Self::Therapy(therapy) => answer.therapy(therapy),
            Self::Other => Decision::NOT_ADDRESSED,
        }
    }
}

impl From<Therapy> for Given {
    fn from(therapy: Therapy) -> Self {
        Self::Therapy(therapy)
    }
}

impl Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Given {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        match text {
            "other" => Ok(Self::Other),
            text => {
                let named = text.parse().map(Self::Therapy);
                named.map_err(|_| NameError::new("treatment", text, [Therapy::NAMES, &["other"]]))
            }
        }
    }
}
