//! What the rules say of sets of values: an entry for every choice of sets of the classes that a lane tells apart, worked
//! out at compile time from its cells.

use super::{
    axis::INNER_CELLS,
    board::Board,
    lane::{BOARDS, LANES},
    reasons::{self, meet},
    shape::{AXES, INNER, SHAPES, Shape},
};
use crate::rules::Decided;

const END: usize = SHAPES[LANES.len() - 1].end;
const _: () = assert!(END <= 1 << u16::BITS, "a place is two bytes");

pub(super) const ENTRIES: &[Decided; END] = &{
    let mut entries = [Decided::NONE; END];
    let mut lane = 0;
    while lane < LANES.len() {
        let board = &BOARDS[lane];
        let (mut reasons, mut row) = ([0; 10], 0);
        while row < reasons.len() {
            reasons[row] = reasons::place(board.rows[row].reasons);
            row += 1;
        }
        let mut sets = Sets::first(&SHAPES[lane]);
        while sets.place < sets.shape.end {
            entries[sets.place] = sets.entry(board, &reasons, &entries);
            sets.step();
        }
        lane += 1;
    }
    entries
};

/// One entry of a lane: which sets of classes it is of.
struct Sets<'s> {
    shape: &'s Shape,
    place: usize,
    of: [usize; AXES.len()],
}

impl<'s> Sets<'s> {
    const fn first(shape: &'s Shape) -> Self {
        Self { shape, place: shape.first, of: [1; AXES.len()] }
    }

    /// The sets of the next entry.
    const fn step(&mut self) {
        self.place += 1;
        let mut axis = 0;
        while axis < AXES.len() && self.of[axis] + 1 == 1 << self.shape.count[axis] {
            self.of[axis] = 1;
            axis += 1;
        }
        if axis < AXES.len() {
            self.of[axis] += 1;
        }
    }

    /// What a lane says: of a cell what its row says, of more what two parts say, which have been entered.
    const fn entry(&self, board: &Board, reasons: &[u8; 10], entries: &[Decided; END]) -> Decided {
        let Some(axis) = self.divided(0) else {
            let (outer, cell) = self.cell();
            let row = board.row(outer, cell);
            return Decided::settled(board.rows[row].value, reasons[row]);
        };
        let (one, two) = self.parts(axis, entries);
        let both = one.or(two);
        // Two that differ in one finding alone are in one part, unless it is this finding; then they are in one part by
        // another finding. If there is none, each differs from each in this finding alone.
        let both = match self.divided(axis + 1) {
            Some(other) => {
                let (three, four) = self.parts(other, entries);
                both.or(three).or(four).needing(0)
            }
            None => both.needing(1 << AXES[axis].place()),
        };
        if both.is_one() { both.resting_on(meet(one.reasons(), two.reasons())) } else { both }
    }

    /// The next axis with more than one class.
    const fn divided(&self, from: usize) -> Option<usize> {
        let mut axis = from;
        while axis < AXES.len() {
            if self.of[axis] & (self.of[axis] - 1) != 0 {
                return Some(axis);
            }
            axis += 1;
        }
        None
    }

    /// What is said of the lowest class of an axis, and of its others.
    const fn parts(&self, axis: usize, entries: &[Decided; END]) -> (Decided, Decided) {
        let others = self.of[axis] & (self.of[axis] - 1);
        let lowest = self.of[axis] - others;
        let stride = self.shape.stride[axis];
        (entries[self.place - others * stride], entries[self.place - lowest * stride])
    }

    /// The only cell.
    const fn cell(&self) -> (usize, usize) {
        let (mut outer, mut cell) = (0, 0);
        let mut axis = 0;
        while axis < AXES.len() {
            let place = self.shape.place(axis, self.of[axis].trailing_zeros() as usize);
            if axis < INNER.len() {
                cell += place * INNER[axis].stride;
            } else {
                outer += place;
            }
            axis += 1;
        }
        (outer, cell)
    }
}

/// For each inner axis, the cells of each set of its places.
pub(super) const CELLS: &[[u64; 16]; INNER.len()] = &{
    let mut cells = [[0; 16]; INNER.len()];
    let mut axis = 0;
    while axis < INNER.len() {
        cells[axis] = INNER[axis].sets(INNER_CELLS);
        axis += 1;
    }
    cells
};

/// What the rules say at a place.
#[inline]
pub(super) fn entry(place: u16) -> Decided {
    ENTRIES[usize::from(place)]
}
