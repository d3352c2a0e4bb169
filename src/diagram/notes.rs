//! What is told of a drawing as a whole.

use core::fmt::{self, Display, Write};

use super::{cohort::Cohort, pen::Mark};
use crate::Report;

/// Whose way it is, how the ways are marked, and the notice: a line each.
pub(super) struct Notes<'n> {
    /// Empty if there is none.
    pub(super) name: &'n str,
    /// A case is drawn.
    pub(super) marked: bool,
    /// Cases are counted.
    pub(super) cohort: Option<Cohort<'n>>,
}

/// How each mark looks, and what it means.
pub(super) const LEGEND: [(Mark, &str, &str); 3] = [
    (Mark::Taken, "bold", "the way of this case"),
    (Mark::Open, "dashed", "open, since a finding is missing or not exact"),
    (Mark::Closed, "dotted", "ruled out"),
];

/// Why a pathway may count more cases than come to it.
pub(super) const COUNTED: &str = "A pathway counts every case of which it is settled, also one that is open at a question before.";

impl Notes<'_> {
    /// The line with the name, if there is one.
    pub(super) fn title(&self) -> Option<impl Display> {
        let whose = if self.cohort.is_some() { "cohort" } else { "case" };
        (!self.name.is_empty()).then_some(Title { whose, name: self.name })
    }
}

impl Display for Notes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(title) = self.title() {
            writeln!(f, "{title}")?;
        }
        if let Some(cohort) = self.cohort {
            cohort.totals().try_for_each(|(what, count)| writeln!(f, "{what}: {count}"))?;
            writeln!(f, "{COUNTED}")?;
        }
        if self.marked {
            LEGEND.iter().try_for_each(|(_, looks, means)| writeln!(f, "{looks}: {means}"))?;
        }
        f.write_str(Report::NOTICE)
    }
}

struct Title<'n> {
    whose: &'static str,
    name: &'n str,
}

impl Display for Title<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.whose)?;
        self.name.chars().try_for_each(|letter| {
            f.write_char(match letter {
                letter if letter.is_control() => ' ',
                // XML has no place for these.
                '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
                letter => letter,
            })
        })
    }
}
