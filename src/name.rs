//! Reading a name of a closed vocabulary.

use core::fmt::{self, Display};

use crate::{Excerpt, Vocabulary};

/// A text that is none of the names of a vocabulary.
///
/// ```
/// use nen_pathway::LiverMetastases;
///
/// let error = "many".parse::<LiverMetastases>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "liver metastases `many`: not one of its values; accepted: `absent`, `solitary`, `multiple`",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{kind} `{text}`: not one of its values; accepted: {}", self.accepted())]
pub struct NameError {
    kind: &'static str,
    text: Excerpt,
    names: [&'static [&'static str]; 2],
}

impl NameError {
    pub(crate) fn of<T: Vocabulary>(text: &str) -> Self {
        Self::new(T::KIND, text, [T::NAMES, &[]])
    }

    /// Of a choice between the names of two lists.
    pub(crate) fn new(kind: &'static str, text: &str, names: [&'static [&'static str]; 2]) -> Self {
        Self { kind, text: Excerpt::new(text), names }
    }

    /// The text that was given.
    #[must_use]
    pub const fn text(&self) -> &Excerpt {
        &self.text
    }

    /// The names that are accepted, as the message lists them.
    #[must_use]
    pub fn accepted(&self) -> impl Display + use<> {
        Names(self.names)
    }
}

/// Names between backticks, with commas.
pub(crate) struct Names(pub(crate) [&'static [&'static str]; 2]);

impl Display for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().copied().flatten().enumerate().try_for_each(|(place, name)| {
            write!(f, "{}`{name}`", if place == 0 { "" } else { ", " })
        })
    }
}
