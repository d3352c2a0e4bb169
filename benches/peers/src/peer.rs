//! An engine that answers from the tables, and what it answers otherwise than the library.

use std::{error::Error, slice};

use nen_pathway::Question;

use crate::{
    cells::Cell,
    faults::{self, Fault},
    tables::Table,
};

pub(crate) type Failure = Box<dyn Error>;

pub(crate) trait Peer: Sized {
    const NAME: &'static str;

    /// A case in the engine's form.
    type Input;

    fn of(tables: &[Table]) -> Result<Self, Failure>;

    /// The same with another table at a place.
    fn with(&self, tables: &[Table], place: usize) -> Result<Self, Failure>;

    fn input(&self, cell: &Cell) -> Self::Input;

    /// Tells the value of each decision, by its place, that is answered. A failure leaves some untold.
    fn decide(&self, input: &Self::Input, told: impl FnMut(usize, &str)) -> Result<(), Failure>;
}

/// The place of a decision among all.
pub(crate) fn place(decision: Question) -> usize {
    Question::all().position(|other| other == decision).unwrap_or_default()
}

/// How many values were settled by the library, told alike, and told otherwise or where the library settles
/// nothing; and in how many cases the engine failed.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally {
    pub(crate) settled: usize,
    pub(crate) alike: usize,
    pub(crate) otherwise: usize,
    pub(crate) failed: usize,
}

impl Tally {
    pub(crate) fn of<P: Peer>(peer: &P, cells: &[Cell]) -> Self {
        let mut tally = Self::default();
        for cell in cells {
            tally.add(peer, cell);
        }
        tally
    }

    fn add<P: Peer>(&mut self, peer: &P, cell: &Cell) {
        self.settled += cell.settled.iter().flatten().count();
        let decided = peer.decide(&peer.input(cell), |place, value| {
            let alike = cell.settled[place] == Some(value);
            *if alike { &mut self.alike } else { &mut self.otherwise } += 1;
        });
        self.failed += usize::from(decided.is_err());
    }

    /// Whether every value was told, and no other.
    pub(crate) fn agrees(self) -> bool {
        self.alike == self.settled && self.otherwise == 0
    }
}

/// How many faults show in some case, and those that do not.
pub(crate) fn planted<P: Peer>(
    peer: &P,
    tables: &[Table],
    cells: &[Cell],
) -> Result<(usize, Vec<String>), Failure> {
    let (mut caught, mut missed) = (0, Vec::new());
    for Fault { told, tables: wrong, place } in faults::of(tables) {
        let peer = peer.with(&wrong, place)?;
        let (right, wrong) = (&tables[place], &wrong[place]);
        let mut touched = cells.iter().filter(|cell| right.answer(cell) != wrong.answer(cell));
        if touched.any(|cell| !Tally::of(&peer, slice::from_ref(cell)).agrees()) {
            caught += 1;
        } else {
            missed.push(told);
        }
    }
    Ok((caught, missed))
}
