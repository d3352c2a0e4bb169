//! How many cases of a cohort go which way.

use core::{
    array,
    fmt::{self, Display},
    iter,
};

use super::leaf::grades;
use crate::{Case, Finding, Grade, Label, Pathway, Possible, recommend};

/// Cases, and how often each of them is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cohort<'n>(pub(super) &'n [(Case, u64)]);

impl Cohort<'_> {
    /// Those that are at a place for certain.
    pub(super) fn at(self, place: &Case) -> Count {
        self.count(|case| is_at(case, place))
    }

    /// Those at a place whose grade is one of these for certain.
    pub(super) fn graded(self, place: &Case, there: Possible<Grade>) -> Count {
        self.count(|case| is_at(case, place) && grades(case, place).is_within(there))
    }

    fn count(self, counts: impl Fn(&Case) -> bool) -> Count {
        self.0
            .iter()
            .filter(|(case, _)| counts(case))
            .fold(Count(0), |sum, (_, count)| sum.more(*count))
    }

    /// On each pathway those of which it is settled, whichever of their findings are open.
    pub(super) fn on_pathways(self) -> impl Iterator<Item = (Pathway, Count)> {
        self.reached().into_iter().filter_map(|(pathway, count)| Some((pathway?, count)))
    }

    /// All of them, by what they reach.
    pub(super) fn totals(self) -> impl Iterator<Item = (&'static str, Count)> {
        let reached = self.reached().into_iter();
        let label = |pathway: Option<Pathway>| pathway.map_or("pathway open", Label::label);
        iter::once_with(move || ("all cases", self.count(|_| true)))
            .chain(reached.map(move |(pathway, count)| (label(pathway), count)))
    }

    /// On each pathway, and those of which it is open.
    fn reached(self) -> [(Option<Pathway>, Count); Pathway::ALL.len() + 1] {
        let mut pathways = Pathway::ALL.iter().copied();
        let mut reached = array::from_fn(|_| (pathways.next(), Count(0)));
        for (case, count) in self.0 {
            let pathway = recommend(case).answer().pathway().value();
            for (_, here) in reached.iter_mut().filter(|(reached, _)| *reached == pathway) {
                *here = here.more(*count);
            }
        }
        reached
    }
}

/// Whether a case is at a place, however what is open of it turns out.
fn is_at(case: &Case, place: &Case) -> bool {
    Finding::ALL.iter().all(|finding| case.bands(*finding) & !place.bands(*finding) == 0)
}

/// A number of cases, more than any memory has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count(u128);

impl Count {
    fn more(self, count: u64) -> Self {
        Self(self.0.saturating_add(count.into()))
    }

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
        if *open == Count(0) { Ok(()) } else { write!(f, "\nopen here: {open}") }
    }
}
