//! An answer as it is stored: looked up whole, or worked out part by part.

#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "places in fixed tables"
)]

use super::{
    decision::{Decision, Settled},
    engine::{REASONS, Reasons},
};
use crate::{Finding, Grade, Pathway, Standing, Therapy, Vocabulary};

/// What is decided of a case.
#[derive(Clone, Copy)]
pub(super) enum Said {
    /// One of the few answers to cases of which everything is known that the pathway tells apart.
    Whole(&'static Whole),
    /// The grade, the pathway, and each group of therapies that are always answered alike.
    Parts([Decided; STORED]),
}

impl Said {
    #[inline]
    pub(super) fn grade(self) -> Decision<Grade> {
        match self {
            Self::Whole(whole) => Decision::Settled(whole.grade()),
            Self::Parts(parts) => Decision::new(parts[0]),
        }
    }

    #[inline]
    pub(super) fn pathway(self) -> Decision<Pathway> {
        match self {
            Self::Whole(whole) => Decision::Settled(whole.pathway()),
            Self::Parts(parts) => Decision::new(parts[1]),
        }
    }

    #[inline]
    pub(super) fn therapy(&self, therapy: Therapy) -> Decision<Standing> {
        match self {
            Self::Whole(whole) => Decision::Settled(whole.therapy(therapy)),
            Self::Parts(parts) => Decision::new(parts[PLACES[therapy.place() as usize]]),
        }
    }
}

/// The decisions, each settled: the grade, the pathway and each group, in two lines of a cache. The grade rests on nothing.
#[derive(Debug, Clone, Copy)]
#[repr(align(128))]
pub(crate) struct Whole {
    statements: [u64; STORED],
    findings: [u16; STORED],
    standings: [Standing; STORED],
    pathway: Pathway,
    grade: Grade,
}

impl Whole {
    #[inline]
    pub(super) const fn grade(&self) -> Settled<Grade> {
        Settled::new(self.grade, 0, 0)
    }

    #[inline]
    pub(super) const fn pathway(&self) -> Settled<Pathway> {
        Settled::new(self.pathway, self.statements[1], 0)
    }

    #[inline]
    pub(super) const fn therapy(&self, therapy: Therapy) -> Settled<Standing> {
        let place = PLACES[therapy.place() as usize];
        Settled::new(self.standings[place], self.statements[place], self.findings[place])
    }

    pub(super) const fn new(decided: &[Decided; STORED]) -> Self {
        let mut this = Self {
            statements: [0; STORED],
            findings: [0; STORED],
            standings: [Standing::NotAddressed; STORED],
            pathway: settled(decided[1]),
            grade: settled(decided[0]),
        };
        let mut place = 1;
        while place < STORED {
            let Reasons { statements, findings } = REASONS[decided[place].reasons()];
            this.statements[place] = statements;
            this.findings[place] = findings;
            if place > 1 {
                this.standings[place] = settled(decided[place]);
            }
            place += 1;
        }
        this
    }
}

/// The value of a decision that is settled; it does not compile for another.
const fn settled<V: Vocabulary>(decided: Decided) -> V {
    V::ALL[(decided.0 >> PLACE) as usize]
}

/// A decision as it is stored, in one word: the possible values (never none, and within the vocabulary of the decision),
/// above them the place of what a settled one rests on in [`REASONS`], above that what an open one needs; at the top the
/// place of the value, or one past every vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decided(u32);

/// The place of the value of an open decision.
const PAST: u32 = 7;
const OPEN: u32 = PAST << PLACE;
/// Where the place of the value stands.
const PLACE: u32 = 29;
/// Where the needs stand, and how many there are.
const NEEDS: u32 = 16;
const NEEDED: u32 = (1 << Finding::ALL.len()) - 1;

impl Decided {
    /// Nothing yet.
    pub(super) const NONE: Self = Self(0);

    pub(super) const fn settled(value: u32, reasons: u8) -> Self {
        Self(1 << value | (reasons as u32) << 8 | value << PLACE)
    }

    /// What is possible and needed; settled if nothing is.
    pub(super) const fn new(possible: u8, needs: u16) -> Self {
        if needs == 0 {
            return Self::settled(possible.trailing_zeros(), 0);
        }
        Self(possible as u32 | (needs as u32) << NEEDS | OPEN)
    }

    pub(super) const fn possible(self) -> u8 {
        self.0 as u8
    }

    /// The place of what it rests on; 0, which is nothing, if it is open.
    pub(super) const fn reasons(self) -> usize {
        (self.0 >> 8 & 0xff) as usize
    }

    /// What it rests on; nothing, if it is open.
    #[inline]
    pub(super) fn rests_on(self) -> Reasons {
        REASONS[self.reasons()]
    }

    /// Empty exactly if it is settled.
    pub(super) const fn needs(self) -> u32 {
        self.0 >> NEEDS & NEEDED
    }

    pub(super) const fn is_settled(self) -> bool {
        self.0 >> PLACE != PAST
    }

    /// The value, if it is settled.
    pub(super) const fn value<V: Vocabulary>(self) -> Option<V> {
        let place = (self.0 >> PLACE) as usize;
        if place < V::ALL.len() { Some(V::ALL[place]) } else { None }
    }

    /// The lowest value alone, resting on this.
    pub(super) const fn resting_on(self, reasons: u8) -> Self {
        Self::settled(self.possible().trailing_zeros(), reasons)
    }

    pub(super) const fn is(self, other: Self) -> bool {
        self.0 == other.0
    }

    /// Whether the two are answered differently on some completion, each being all that a class may
    /// be: no two classes vary with the same finding in the same way.
    pub(super) const fn differs(self, other: Self) -> bool {
        self.possible() != other.possible() || !self.is_settled()
    }

    /// All that stands in either.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// All that stands in both.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is possible of several, open, needing this besides.
    pub(super) const fn needing(self, needs: u32) -> Self {
        Self(self.0 & (NEEDED << NEEDS | 0xff) | needs << NEEDS | OPEN)
    }

    /// Whether it is drawn as open, and has one value all the same: several that rest on something else.
    pub(super) const fn is_one(self) -> bool {
        !self.is_settled() && self.possible().is_power_of_two()
    }
}

/// One therapy for each group whose members are always answered alike, with the same statements.
pub(super) const GROUPS: [Therapy; 9] = [
    Therapy::CisplatinEtoposide,
    Therapy::CarboplatinEtoposide,
    Therapy::Folfox,
    Therapy::FolfoxBevacizumab,
    Therapy::Lanreotide,
    Therapy::Tae,
    Therapy::Tare,
    Therapy::PrimaryResection,
    Therapy::Debulking,
];

/// The grade, the pathway and the groups.
pub(super) const STORED: usize = 2 + GROUPS.len();

/// Where each therapy's group is stored.
pub(super) const PLACES: [usize; Therapy::ALL.len()] = {
    let mut places = [0; Therapy::ALL.len()];
    let mut therapy = 0;
    while therapy < places.len() {
        places[therapy] = match Therapy::ALL[therapy] {
            Therapy::CisplatinEtoposide => 2,
            Therapy::CarboplatinEtoposide => 3,
            Therapy::Folfox | Therapy::Folfiri | Therapy::OtherColorectalRegimen => 4,
            Therapy::FolfoxBevacizumab => 5,
            Therapy::Lanreotide | Therapy::Octreotide => 6,
            Therapy::Tae | Therapy::Tace | Therapy::Ablation => 7,
            Therapy::Tare => 8,
            Therapy::PrimaryResection => 9,
            Therapy::Debulking => 10,
        };
        therapy += 1;
    }
    places
};
