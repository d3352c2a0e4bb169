//! The drawing in words, for those who do not see it: what is asked and known, where the way ends, what is open.

use core::fmt::{self, Display, Write};

use super::{
    Spot,
    cohort::Cohort,
    leaf::Stands,
    notes::Notes,
    pen::{Mark, Pen},
    svg::Escaped,
};
use crate::{Label, Report};

/// A sentence for each question that is not ruled out, and for each end.
pub(super) struct Told<'w> {
    pub(super) to: &'w mut dyn Write,
    /// Every question is told with how many come to it, and every way that ends.
    pub(super) counted: bool,
}

impl Told<'_> {
    fn say(&mut self, words: &dyn Display) -> fmt::Result {
        let mut escaped = Escaped { to: self.to, column: &mut 0, asked: false };
        write!(escaped, "{words}")?;
        let end = if escaped.asked { " " } else { ". " };
        self.to.write_str(end)
    }
}

impl Pen for Told<'_> {
    fn begin(&mut self, notes: &Notes<'_>, _across: bool) -> fmt::Result {
        notes.title().map_or(Ok(()), |title| self.say(&title))?;
        let mut totals = notes.cohort.into_iter().flat_map(Cohort::totals);
        totals.try_for_each(|(what, count)| self.say(&format_args!("{what}: {count}")))
    }

    fn question(&mut self, _: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        match mark {
            Mark::Taken | Mark::Open => self.say(text),
            Mark::Plain if self.counted => self.say(text),
            // Without the ways that lead to it, it would tell nothing.
            Mark::Plain | Mark::Closed => Ok(()),
        }
    }

    fn leaf(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        let pathway = match id {
            Spot::Pathway(pathway) => pathway,
            Spot::Head(_) => return self.say(text),
            Spot::Place(..) | Spot::Open(_) | Spot::MayBe(..) => return Ok(()),
        };
        let leads = match mark {
            // It has been told among the totals.
            Mark::Plain if self.counted => return Ok(()),
            Mark::Plain => "A pathway",
            Mark::Taken => "The way leads to",
            Mark::Open => "The way may lead to",
            Mark::Closed => "Ruled out",
        };
        self.say(&format_args!("{leads}: {}", pathway.label()))
    }

    fn edge(&mut self, _: Spot, to: Spot, text: Option<&dyn Display>, _: Mark) -> fmt::Result {
        match (to, text) {
            (Spot::Open(_), Some(text)) => self.say(&format_args!("Still open: {text}")),
            (Spot::MayBe(therapy, standing), Some(text)) => {
                self.say(&format_args!("If {text}: {}", Stands(therapy, standing)))
            }
            (Spot::MayBe(therapy, standing), None) => {
                self.say(&format_args!("It may be {}", Stands(therapy, standing)))
            }
            (Spot::Place(..), Some(text)) if self.counted => self.say(text),
            (Spot::Pathway(pathway), Some(text)) if self.counted => {
                self.say(&format_args!("{text}: {}", pathway.label()))
            }
            (Spot::Open(_) | Spot::Place(..) | Spot::Pathway(_) | Spot::Head(_), _) => Ok(()),
        }
    }

    fn end(&mut self, _: &Notes<'_>) -> fmt::Result {
        self.to.write_str(Report::NOTICE)
    }
}
