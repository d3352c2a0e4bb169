//! What each language of drawings can do.

use core::fmt::{self, Display};

use super::{Spot, notes::Notes};

/// How a case goes past a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// No case is drawn.
    Plain,
    /// The only way.
    Taken,
    /// One of several that are still open.
    Open,
    /// Ruled out.
    Closed,
}

impl Mark {
    pub(super) const fn of(reached: bool, only: bool) -> Self {
        match (reached, only) {
            (false, _) => Self::Closed,
            (true, true) => Self::Taken,
            (true, false) => Self::Open,
        }
    }

    /// The mark of a question, which is open where several of its ways are.
    pub(super) fn asking(self, mut ways: impl Iterator<Item = Self>) -> Self {
        if ways.any(|way| way == Self::Open) { Self::Open } else { self }
    }
}

/// Draws shapes and what joins them. A newline in a text begins a line.
pub(super) trait Pen {
    /// `across`: from left to right instead of downwards.
    fn begin(&mut self, notes: &Notes<'_>, across: bool) -> fmt::Result;
    fn question(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result;
    /// A question about what is open, and on the lines below it what is known of its findings.
    fn open(&mut self, id: Spot, text: &dyn Display, known: &dyn Display) -> fmt::Result {
        self.question(id, &format_args!("{text}{known}"), Mark::Open)
    }
    /// An end: a pathway, or what is told at a place.
    fn leaf(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result;
    /// Comes after the shape it goes from, and before the one it leads to unless that is a pathway. The text says
    /// which values lead there, or of what is asked; there is none where that goes without saying or is open.
    fn edge(&mut self, from: Spot, to: Spot, text: Option<&dyn Display>, mark: Mark)
    -> fmt::Result;
    fn end(&mut self, notes: &Notes<'_>) -> fmt::Result;
}
