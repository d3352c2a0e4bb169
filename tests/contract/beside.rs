//! Section 5 for a set of cases: the gaps, the divergences and the prognosis that hold in every
//! completion.

use super::boxes::Sets;
use super::readings::{DIVERGENCES, GAPS, Ki67Ceiling, PROGNOSES};
use super::{PATHWAY_AXIS, When};

/// What is said beside the standings: bits in the order of `GAPS` and `DIVERGENCES`, an index in
/// `PROGNOSES`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    pub(crate) gaps: u64,
    pub(crate) divergences: u64,
    pub(crate) prognosis: Option<usize>,
}

/// The conditions of section 5, read.
pub(crate) struct Conditions {
    gaps: Vec<When>,
    divergences: Vec<(When, Ki67Ceiling)>,
    prognoses: Vec<When>,
}

impl Conditions {
    pub(crate) fn read() -> Self {
        let divergences = DIVERGENCES.iter();
        Self {
            gaps: GAPS.iter().map(|(_, when)| When::read(when)).collect(),
            divergences: divergences
                .map(|(_, when, ceiling)| (When::read(when), *ceiling))
                .collect(),
            prognoses: PROGNOSES.iter().map(|(_, when)| When::read(when)).collect(),
        }
    }

    /// What holds for every completion of `sets`, given the pathways they reach and the highest
    /// Ki-67 of the range.
    pub(crate) fn of(&self, sets: Sets, pathways: u8, highest_ki67: u16) -> Beside {
        let within = |ceiling: Ki67Ceiling| match ceiling {
            Ki67Ceiling::None => true,
            Ki67Ceiling::Below(bound) => highest_ki67 < bound,
            Ki67Ceiling::AtMost(bound) => highest_ki67 <= bound,
        };
        let divergences = self.divergences.iter();
        Beside {
            gaps: listed(self.gaps.iter().map(|when| when.holds(sets, pathways))),
            divergences: listed(
                divergences.map(|(when, ceiling)| when.holds(sets, pathways) && within(*ceiling)),
            ),
            prognosis: self.prognoses.iter().position(|when| when.holds(sets, pathways)),
        }
    }
}

impl When {
    /// Whether it holds in every completion: each set, and the pathways reached, within what it
    /// admits.
    fn holds(&self, sets: Sets, pathways: u8) -> bool {
        let admits = |axis: usize, set: u8| u16::from(set) & !self.0[axis] == 0;
        admits(PATHWAY_AXIS, pathways) && (0..sets.len()).all(|axis| admits(axis, sets[axis]))
    }
}

fn listed(held: impl Iterator<Item = bool>) -> u64 {
    let held = held.enumerate().filter(|(_, held)| *held);
    held.fold(0, |set, (index, _)| set | 1 << index)
}
