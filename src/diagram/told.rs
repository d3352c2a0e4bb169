//! The drawing in words, for those who do not see it: what is asked and known, where the way ends, what is open.

use core::fmt::{self, Display, Write};

use super::{
    Spot,
    notes::Notes,
    pen::{Mark, Pen},
    svg::Escaped,
};
use crate::{Label, Report};

/// A sentence for each question that is not ruled out, and for each end.
pub(super) struct Told<'w>(pub(super) &'w mut dyn Write);

impl Told<'_> {
    fn say(&mut self, words: &dyn Display) -> fmt::Result {
        let mut escaped = Escaped { to: self.0, column: &mut 0, asked: false };
        write!(escaped, "{words}")?;
        let end = if escaped.asked { " " } else { ". " };
        self.0.write_str(end)
    }
}

impl Pen for Told<'_> {
    fn begin(&mut self, notes: &Notes<'_>, _across: bool) -> fmt::Result {
        notes.title().map_or(Ok(()), |title| self.say(&title))
    }

    fn question(&mut self, _: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        if mark == Mark::Closed { Ok(()) } else { self.say(text) }
    }

    fn leaf(&mut self, id: Spot, _: &dyn Display, mark: Mark) -> fmt::Result {
        let Spot::Pathway(pathway) = id else { return Ok(()) };
        let leads = match mark {
            Mark::Plain => "A pathway",
            Mark::Taken => "The way leads to",
            Mark::Open => "The way may lead to",
            Mark::Closed => "Ruled out",
        };
        self.say(&format_args!("{leads}: {}", pathway.label()))
    }

    fn edge(&mut self, _: Spot, to: Spot, text: &dyn Display, _: Mark) -> fmt::Result {
        match to {
            Spot::Open(_) => self.say(&format_args!("Still open: {text}")),
            Spot::MayBe(_, standing) => self.say(&format_args!("It may be {}", standing.label())),
            Spot::Place(..) | Spot::Pathway(_) => Ok(()),
        }
    }

    fn end(&mut self, _: &Notes<'_>) -> fmt::Result {
        self.0.write_str(Report::NOTICE)
    }
}
