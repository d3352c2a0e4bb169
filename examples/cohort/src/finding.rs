//! A finding as text.

use nen_pathway::{Case, Finding, PackedCase, ValueError};

/// What the text of one finding leaves possible.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stated {
    /// The packed case of which only this is known.
    pub(crate) bits: u64,
    /// Exactly so, where the cells of a packed case may already hold every number.
    pub(crate) is_assessed: bool,
}

impl Stated {
    pub(crate) const NOTHING: Self =
        Self { bits: PackedCase::NOT_ASSESSED.bits(), is_assessed: false };

    /// A value, a range, or several values with `;` or `|` between.
    pub(crate) fn read(finding: Finding, text: &str) -> Result<Self, String> {
        let values: Vec<&str> = text.split([';', '|']).collect();
        let stated = match finding {
            // A range has no separator, and is read as it is.
            Finding::Ki67 | Finding::Mitoses => Case::NOT_ASSESSED.stating(finding, text),
            _ => Case::NOT_ASSESSED.stating(finding, &values.join("|")),
        };
        let case = stated.map_err(|error| told(finding, &error))?;
        if let Some(value) = repeated(&values) {
            return Err(format!(
                "{finding} `{value}`: given more than once; accepted: each value once"
            ));
        }
        Ok(Self { bits: PackedCase::from(&case).bits(), is_assessed: case.is_assessed(finding) })
    }
}

/// By the name of the column, which is not that of the vocabulary.
fn told(finding: Finding, error: &ValueError) -> String {
    match error {
        ValueError::Range(error) => error.to_string(),
        ValueError::Name(error) => format!(
            "{finding} `{}`: not one of its values; accepted: {}, or several with `;` between",
            error.text(),
            error.accepted()
        ),
    }
}

/// The first that repeats an earlier one.
pub(crate) fn repeated<T: PartialEq + Copy>(values: &[T]) -> Option<T> {
    let mut places = values.iter().enumerate();
    let again = |(place, value): &(usize, &T)| values.iter().take(*place).any(|it| it == *value);
    places.find(again).map(|(_, value)| *value)
}
