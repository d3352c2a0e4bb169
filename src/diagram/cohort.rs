//! How many cases of a cohort go which way.

use core::{
    fmt::{self, Display},
    iter,
};

use super::leaf::grades;
use crate::{Case, Grade, Label, Pathway, Possible, recommend};

/// Cases, and how often each of them is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cohort<'n>(pub(super) &'n [(Case, u64)]);

impl Cohort<'_> {
    /// Those that are at a place for certain.
    pub(super) fn at(self, place: &Case) -> Count {
        self.count(|case| case.merge(place) == Ok(*case))
    }

    /// Those at a place whose grade is one of these for certain.
    pub(super) fn graded(self, place: &Case, there: Possible<Grade>) -> Count {
        let at = |case: &Case| case.merge(place) == Ok(*case);
        self.count(|case| at(case) && grades(case, place).is_within(there))
    }

    /// Those on a pathway, whichever of their findings are open.
    pub(super) fn on(self, pathway: Pathway) -> Count {
        self.reaching(Some(pathway))
    }

    /// Those on a pathway, or those of which it is open.
    fn reaching(self, pathway: Option<Pathway>) -> Count {
        self.count(|case| recommend(case).answer().pathway().value() == pathway)
    }

    fn count(self, counts: impl Fn(&Case) -> bool) -> Count {
        let counted = self.0.iter().filter(|(case, _)| counts(case));
        Count(counted.fold(0, |sum, (_, count)| sum.saturating_add(*count)))
    }

    /// All of them, by what they reach.
    pub(super) fn totals(self) -> impl Iterator<Item = (&'static str, Count)> {
        let on = Pathway::ALL.iter().map(move |pathway| (pathway.label(), self.on(*pathway)));
        iter::once_with(move || ("all cases", self.count(|_| true)))
            .chain(on)
            .chain(iter::once_with(move || ("pathway open", self.reaching(None))))
    }
}

/// A number of cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count(u64);

impl Count {
    const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// So many at a question, of which these go on.
    pub(super) fn going(self, ways: impl Iterator<Item = Self>) -> Going {
        Going { here: self, open: ways.fold(self, Self::less) }
    }
}

/// In groups of three digits.
impl Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 / 1_000 {
            0 => write!(f, "{}", self.0),
            thousands => write!(f, "{},{:03}", Self(thousands), self.0 % 1_000),
        }
    }
}

/// How many come to a question, and of how many it is not known where they go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Going {
    here: Count,
    open: Count,
}

impl Display for Going {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { here, open } = self;
        write!(f, "n = {here}")?;
        if *open == Count(0) { Ok(()) } else { write!(f, "\nnot known: {open}") }
    }
}
