//! Proof, when the crate is compiled, that no rule offers what its plan cannot hold.

use super::{
    axis::{CHEMOTHERAPY, INNER_CELLS},
    board::Cells,
    classes::always,
    lane::{BOARDS, LANES, Lane, asks},
    pathology::CLASSES,
};
use crate::{
    AnyLineNecTherapy, FirstLineNecTherapy, LaterNecTherapy, NetTherapy, NoTherapy, Pathway,
    Standing,
    rules::stored::{GROUPS, PLACES, STORED},
};

const _: () = prove_that_plans_hold_what_is_offered();

const fn prove_that_plans_hold_what_is_offered() {
    let mut class = 0;
    while class < CLASSES.len() {
        let mut group = 0;
        while group < GROUPS.len() {
            // Where a lane is, it is asked below.
            let cells = if asks(class, group) { 0 } else { u64::MAX };
            prove(class, group, always(group, class).value.place(), cells);
            group += 1;
        }
        class += 1;
    }
    let mut lane = 0;
    while lane < LANES.len() {
        let (Lane { class, group, other }, mut row) = (LANES[lane], 0);
        while other.is_none() && row < BOARDS[lane].len {
            let Cells { value, on, .. } = BOARDS[lane].rows[row];
            let mut outer = 0;
            while outer < on.len() {
                prove(class, group, value, on[outer]);
                outer += 1;
            }
            row += 1;
        }
        lane += 1;
    }
    let in_both = FirstLineNecTherapy::BITS & LaterNecTherapy::BITS;
    assert!(AnyLineNecTherapy::BITS == in_both, "offered in whatever line is offered in both");
}

/// Proof that what is offered on these cells is held there.
const fn prove(class: usize, group: usize, value: u32, cells: u64) {
    const FIRST_LINE: u64 = CHEMOTHERAPY.sets::<4>(INNER_CELLS)[0b11];
    if !Standing::ALL[value as usize].is_offered() || cells == 0 {
        return;
    }
    let held = match CLASSES[class].pathway {
        Pathway::Nec if cells & FIRST_LINE == 0 => LaterNecTherapy::BITS,
        Pathway::Nec if cells & !FIRST_LINE == 0 => FirstLineNecTherapy::BITS,
        Pathway::Nec => AnyLineNecTherapy::BITS,
        Pathway::Net => NetTherapy::BITS,
        Pathway::NetG3 | Pathway::VerifyPathology | Pathway::OutsideScope => NoTherapy::BITS,
    };
    let mut therapy = 0;
    while therapy < PLACES.len() {
        let is_meant = PLACES[therapy] == STORED - GROUPS.len() + group;
        assert!(!is_meant || held >> therapy & 1 != 0, "a rule offers what no plan can hold");
        therapy += 1;
    }
}
