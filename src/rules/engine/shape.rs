//! What each lane tells apart: of each finding the values that it answers alike are one class.

use super::{
    axis::{Axis, CHEMOTHERAPY, ECOG, LIVER, SITE},
    board::{Board, OUTERS, Outer},
    entry::CELLS,
    lane::{BOARDS, LANES},
};
use crate::Finding;

/// The findings that lanes ask: four inner ones, then the outer ones.
pub(super) const AXES: [Finding; 6] = [
    LIVER.finding,
    SITE.finding,
    CHEMOTHERAPY.finding,
    ECOG.finding,
    Finding::PrimaryTumour,
    Finding::Platinum,
];

/// The inner ones as digits of a cell.
pub(super) const INNER: [Axis; 4] = [LIVER, SITE, CHEMOTHERAPY, ECOG];

/// The place on its axis of a finding's value, if lanes speak of it.
pub(super) const fn place(finding: Finding, value: usize) -> Option<usize> {
    match (finding, value) {
        // Out of scope.
        (Finding::LiverMetastases, 0) | (Finding::PrimarySite, 2) => None,
        (Finding::LiverMetastases, value) => Some(value - 1),
        // No rule tells ECOG 0 from 1, or 3 from 4.
        (Finding::Ecog, 0 | 1) => Some(0),
        (Finding::Ecog, 2) => Some(1),
        (Finding::Ecog, _) => Some(2),
        (_, value) => Some(value),
    }
}

/// Which values of each finding a lane tells apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// For each axis and each place on it: the lowest place from which the lane does not tell it.
    pub(super) same: [[usize; OUTERS]; AXES.len()],
    /// The bit of each such class of places, numbered along the axis.
    pub(super) bit: [[usize; OUTERS]; AXES.len()],
    /// How many places there are.
    pub(super) size: [usize; AXES.len()],
    /// How many classes there are.
    pub(super) count: [usize; AXES.len()],
    /// The distance between entries whose set of classes differs by one.
    pub(super) stride: [usize; AXES.len()],
    /// The place of the first entry.
    pub(super) first: usize,
    /// The place after the last.
    pub(super) end: usize,
}

impl Shape {
    const fn of(board: &Board, first: usize) -> Self {
        let zero = [[0; OUTERS]; AXES.len()];
        let none = [0; AXES.len()];
        let mut this = Self {
            same: zero,
            bit: zero,
            size: none,
            count: none,
            stride: none,
            first,
            end: first,
        };
        let mut stride = 1;
        let mut axis = 0;
        while axis < AXES.len() {
            this.size[axis] = size(board, axis);
            let mut place = 0;
            while place < this.size[axis] {
                let mut same = 0;
                while !is_same(board, axis, same, place) {
                    same += 1;
                }
                this.same[axis][place] = same;
                if same == place {
                    this.bit[axis][place] = this.count[axis];
                    this.count[axis] += 1;
                } else {
                    this.bit[axis][place] = this.bit[axis][same];
                }
                place += 1;
            }
            this.stride[axis] = stride;
            // As many as there are sets of classes, the empty one left out.
            stride *= (1 << this.count[axis]) - 1;
            axis += 1;
        }
        this.end += stride;
        this
    }

    /// The term of a set of a finding's values.
    pub(super) const fn term(&self, axis: usize, values: usize) -> usize {
        let mut set = 0;
        let mut value = 0;
        while values >> value != 0 {
            if values >> value & 1 != 0
                && let Some(place) = place(AXES[axis], value)
            {
                set |= 1 << self.bit[axis][place];
            }
            value += 1;
        }
        // A case has some value.
        if set == 0 { 0 } else { (set - 1) * self.stride[axis] }
    }

    /// The lowest place of a class.
    pub(super) const fn place(&self, axis: usize, class: usize) -> usize {
        let mut place = 0;
        while self.bit[axis][place] != class || self.same[axis][place] != place {
            place += 1;
        }
        place
    }
}

/// How many places an axis has in a lane.
const fn size(board: &Board, axis: usize) -> usize {
    match (AXES[axis], board.outer) {
        (Finding::PrimaryTumour, Outer::PrimaryTumour) | (Finding::Platinum, Outer::Platinum) => {
            board.outer.size()
        }
        (Finding::PrimaryTumour | Finding::Platinum, _) => 1,
        (_, _) => INNER[axis].size,
    }
}

/// Whether a lane answers alike, with the same reasons, wherever two places of an axis are exchanged.
const fn is_same(board: &Board, axis: usize, one: usize, two: usize) -> bool {
    let mut row = 0;
    while row < board.len {
        let on = &board.rows[row].on;
        if axis >= INNER.len() {
            if on[one] != on[two] {
                return false;
            }
        } else {
            let (stride, mut outer) = (INNER[axis].stride, 0);
            while outer < board.outer.size() {
                let (here, there) =
                    (on[outer] & CELLS[axis][1 << one], on[outer] & CELLS[axis][1 << two]);
                if here >> (one * stride) != there >> (two * stride) {
                    return false;
                }
                outer += 1;
            }
        }
        row += 1;
    }
    true
}

pub(super) const SHAPES: &[Shape; LANES.len()] = &{
    let mut shapes = [Shape::of(&BOARDS[0], 0); LANES.len()];
    let mut lane = 1;
    while lane < LANES.len() {
        shapes[lane] = Shape::of(&BOARDS[lane], shapes[lane - 1].end);
        lane += 1;
    }
    shapes
};
