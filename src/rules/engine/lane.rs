//! The lanes: one therapy within one class of pathology, as chosen or under one reading.

use super::{
    board::{Ask, Board},
    pathology::{CLASSES, NEC, NET_HIGH, NET_LOW, VERIFY},
};
use crate::{
    Reading::{self, *},
    Therapy::{self, *},
    rules::{Other, stored::GROUPS},
};

/// One therapy within one class.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lane {
    pub(super) group: usize,
    pub(super) class: usize,
    pub(super) other: Option<Reading>,
}

impl Lane {
    const fn new(therapy: Therapy, class: usize, other: Option<Reading>) -> Self {
        let mut group = 0;
        while GROUPS[group].place() != therapy.place() {
            group += 1;
        }
        Self { group, class, other }
    }

    const fn chosen(therapy: Therapy, class: usize) -> Self {
        Self::new(therapy, class, None)
    }

    const fn under(reading: Reading, therapy: Therapy, class: usize) -> Self {
        Self::new(therapy, class, Some(reading))
    }

    pub(super) const fn board(self) -> Board {
        let class = CLASSES[self.class];
        let therapy = GROUPS[self.group];
        Board::derive(Ask { therapy, pathway: class.pathway, ki67: class.ki67 }, Other(self.other))
    }
}

/// Every therapy that asks something within a class, and every one in which a reading changes a row.
pub(super) const LANES: [Lane; 30] = [
    Lane::chosen(CisplatinEtoposide, NEC),
    Lane::chosen(CarboplatinEtoposide, NEC),
    Lane::chosen(Folfox, NEC),
    Lane::chosen(FolfoxBevacizumab, NEC),
    Lane::chosen(Lanreotide, NEC),
    Lane::chosen(Tae, NEC),
    Lane::chosen(Tare, NEC),
    Lane::chosen(PrimaryResection, NEC),
    Lane::chosen(Debulking, NEC),
    Lane::chosen(PrimaryResection, VERIFY),
    Lane::under(ComplicationOutranksExtent, PrimaryResection, NEC),
    Lane::under(FitnessIsRequired, PrimaryResection, NEC),
    Lane::under(FitIsEcogZeroToTwo, PrimaryResection, NEC),
    Lane::under(ChemotherapyFitnessIsAsked, CisplatinEtoposide, NEC),
    Lane::under(ChemotherapyFitnessIsAsked, CarboplatinEtoposide, NEC),
    Lane::under(LiverConditionsAreAlternatives, Tae, NEC),
    Lane::under(LiverConditionsAreAlternatives, Tare, NEC),
    Lane::under(LiverConditionsAreAlternatives, Tae, NET_LOW),
    Lane::under(LiverConditionsAreAlternatives, Tare, NET_LOW),
    Lane::under(LiverConditionsAreAlternatives, Tae, NET_HIGH),
    Lane::under(LiverConditionsAreAlternatives, Tare, NET_HIGH),
    Lane::under(SoftBoundAtTen, Tae, NET_HIGH),
    Lane::under(SoftBoundAtTen, Tare, NET_HIGH),
    Lane::under(RegimenBanHoldsInEveryLine, Folfox, NEC),
    Lane::under(RegimenBanHoldsInEveryLine, FolfoxBevacizumab, NEC),
    Lane::under(OtherBansHoldInEveryLine, Lanreotide, NEC),
    Lane::under(OtherBansHoldInEveryLine, Tae, NEC),
    Lane::under(OtherBansHoldInEveryLine, Tare, NEC),
    Lane::under(MultipleIsExtensive, PrimaryResection, NEC),
    Lane::under(MultipleIsExtensive, Debulking, NEC),
];

/// Its rules, asked on every cell: at compile time only.
pub(super) const BOARDS: &[Board; LANES.len()] = &{
    let mut boards = [Board::EMPTY; LANES.len()];
    let mut lane = 0;
    while lane < LANES.len() {
        boards[lane] = LANES[lane].board();
        lane += 1;
    }
    boards
};

/// Whether a group asks something within a class.
pub(super) const fn asks(class: usize, group: usize) -> bool {
    let mut lane = 0;
    while lane < AS_CHOSEN {
        if LANES[lane].class == class && LANES[lane].group == group {
            return true;
        }
        lane += 1;
    }
    false
}

/// How many lanes are as chosen; they come first.
pub(super) const AS_CHOSEN: usize = {
    let mut lanes = 0;
    while LANES[lanes].other.is_none() {
        lanes += 1;
    }
    lanes
};

/// How many are under a reading.
pub(super) const OTHERS: usize = LANES.len() - AS_CHOSEN;
