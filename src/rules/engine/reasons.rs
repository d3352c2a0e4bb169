//! What answers rest on, each once, so that an entry names it by its place.

use super::{
    board::Reasons,
    classes::always,
    lane::{BOARDS, LANES},
    pathology::{CLASSES, PATHWAY_REASONS},
};
use crate::{Reading, rules::stored::GROUPS};

/// Different reasons, each once.
#[derive(Debug, Clone, Copy)]
struct List {
    all: [Reasons; 192],
    len: usize,
}

impl List {
    const EMPTY: Self = Self { all: [Reasons::NONE; 192], len: 0 };

    const fn push(&mut self, reasons: Reasons) {
        if self.place(reasons).is_none() {
            self.all[self.len] = reasons;
            self.len += 1;
        }
    }

    const fn place(&self, reasons: Reasons) -> Option<usize> {
        let Reasons { statements, findings } = reasons;
        let mut place = 0;
        while place < self.len {
            if self.all[place].statements == statements && self.all[place].findings == findings {
                return Some(place);
            }
            place += 1;
        }
        None
    }

    /// What a row rests on, alone and where a reading changes its answer, and what the two have in common. What two rows have in
    /// common is one of them.
    const fn push_row(&mut self, row: Reasons) {
        self.push(row);
        let mut reading = 0;
        while reading < Reading::ALL.len() {
            let statements = Reading::ALL[reading].statements().bits();
            self.push(Reasons { statements, ..row });
            self.push(Reasons { statements: statements & row.statements, ..row });
            reading += 1;
        }
    }
}

const LIST: &List = &{
    let mut list = List::EMPTY;
    list.push_row(Reasons::NONE);
    let mut class = 0;
    while class < CLASSES.len() {
        list.push_row(PATHWAY_REASONS[class]);
        let mut group = 0;
        while group < GROUPS.len() {
            list.push_row(Reasons::of(&always(group, class)));
            group += 1;
        }
        class += 1;
    }
    let mut lane = 0;
    while lane < LANES.len() {
        let mut row = 0;
        while row < BOARDS[lane].len {
            list.push_row(BOARDS[lane].rows[row].reasons);
            row += 1;
        }
        lane += 1;
    }
    list
};

/// Every reason, and what several may have in common.
pub(in crate::rules) static REASONS: [Reasons; 256] = {
    let mut all = [Reasons::NONE; 256];
    let mut place = 0;
    while place < LIST.len {
        all[place] = LIST.all[place];
        place += 1;
    }
    all
};

const _: () = assert!(LIST.len <= 256, "a place is one byte");

/// The place of reasons; it does not compile for others than those of a row.
pub(super) const fn place(reasons: Reasons) -> u8 {
    let place = LIST.place(reasons);
    assert!(place.is_some(), "the reasons of every row are listed");
    find(reasons)
}

/// The place of what completions have in common, at run time. All that can occur is listed, as `tests/every_case.rs` shows:
/// nothing, which would stand for what is not, is never said to be common where something is.
pub(super) const fn find(reasons: Reasons) -> u8 {
    match LIST.place(reasons) {
        Some(place) => place as u8,
        None => 0,
    }
}

/// The place of what two have in common.
pub(super) const fn meet(one: usize, two: usize) -> u8 {
    let both = LIST.all[one].and(LIST.all[two]);
    if both.is(LIST.all[one]) {
        one as u8
    } else if both.is(LIST.all[two]) {
        two as u8
    } else {
        find(both)
    }
}
