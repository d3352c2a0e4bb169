//! How a case is numbered of which everything is known that the pathway tells apart.

use super::{
    axis::{KI67, MITOSES, PATHOLOGY_CELLS},
    board::OUTERS,
    lane::AS_CHOSEN,
    pathology::{CHOSEN, OUTSIDE},
    shape::{AXES, SHAPES, place},
};

/// For each axis, the number of each place among those that some therapy tells apart, and how many there are.
pub(super) const DIGITS: ([[usize; OUTERS]; AXES.len()], [usize; AXES.len()]) = {
    let (mut digits, mut counts) = ([[0; OUTERS]; AXES.len()], [0; AXES.len()]);
    let mut axis = 0;
    while axis < AXES.len() {
        let mut two = 0;
        while two < size(axis) {
            let mut one = 0;
            while !is_same(axis, one, two) {
                one += 1;
            }
            if one == two {
                digits[axis][two] = counts[axis];
                counts[axis] += 1;
            } else {
                digits[axis][two] = digits[axis][one];
            }
            two += 1;
        }
        axis += 1;
    }
    (digits, counts)
};

/// How many places an axis has in any lane.
const fn size(axis: usize) -> usize {
    let (mut size, mut lane) = (0, 0);
    while lane < AS_CHOSEN {
        if SHAPES[lane].size[axis] > size {
            size = SHAPES[lane].size[axis];
        }
        lane += 1;
    }
    size
}

/// Whether no therapy tells two places of an axis apart.
const fn is_same(axis: usize, one: usize, two: usize) -> bool {
    let mut lane = 0;
    while lane < AS_CHOSEN {
        let shape = &SHAPES[lane];
        if shape.bit[axis][one] != shape.bit[axis][two] {
            return false;
        }
        lane += 1;
    }
    true
}

/// The lowest place with a digit.
pub(super) const fn place_of(axis: usize, digit: usize) -> usize {
    let mut place = 0;
    while DIGITS.0[axis][place] != digit {
        place += 1;
    }
    place
}

/// The lowest bit of each axis in the place of an answer, and above them those of pathology.
pub(super) const SHIFTS: [usize; AXES.len() + 1] = {
    let mut shifts = [0; AXES.len() + 1];
    let mut axis = 0;
    while axis < AXES.len() {
        let bits = DIGITS.1[axis].next_power_of_two().trailing_zeros() as usize;
        shifts[axis + 1] = shifts[axis] + bits;
        axis += 1;
    }
    shifts
};
pub(super) const KINDS_SHIFT: usize = SHIFTS[AXES.len()];
pub(super) const DIFFERENTIATION_SHIFT: usize = KINDS_SHIFT + 2;
const _: () = assert!(KINDS.1 <= 4, "a kind is two bits");

/// The cells of Ki-67 and mitoses.
pub(super) const GRADED: usize = KI67.size * MITOSES.size;

/// The kind of each cell of Ki-67 and mitoses: with whatever differentiation, its cells are of one class and grade.
pub(super) const KINDS: ([usize; GRADED], usize) = {
    let (mut kinds, mut count) = ([0; GRADED], 0);
    let mut two = 0;
    while two < GRADED {
        let mut one = 0;
        while !is_one_kind(one, two) {
            one += 1;
        }
        if one == two {
            kinds[two] = count;
            count += 1;
        } else {
            kinds[two] = kinds[one];
        }
        two += 1;
    }
    (kinds, count)
};

const fn is_one_kind(one: usize, two: usize) -> bool {
    let mut cell = 0;
    while cell < PATHOLOGY_CELLS {
        if CHOSEN.class(cell + one) != CHOSEN.class(cell + two) {
            return false;
        }
        cell += GRADED;
    }
    CHOSEN.grade(one) == CHOSEN.grade(two)
}

/// What stands for every case out of scope: a differentiation that always is.
pub(super) const OUT: usize = {
    let mut value = 0;
    while CHOSEN.class(value * GRADED) != OUTSIDE {
        value += 1;
    }
    value
};

/// The digit of a set of a finding's values, if it is one.
pub(super) const fn digit(axis: usize, values: usize) -> Option<usize> {
    let mut found = None;
    let mut value = 0;
    while values >> value != 0 {
        if values >> value & 1 != 0 {
            let Some(place) = place(AXES[axis], value) else { return None };
            let digit = DIGITS.0[axis][place];
            match found {
                Some(other) if other != digit => return None,
                Some(_) | None => found = Some(digit),
            }
        }
        value += 1;
    }
    found
}

/// Whether every value of a set is out of scope.
pub(super) const fn is_out(axis: usize, values: usize) -> bool {
    let mut value = 0;
    while values >> value != 0 {
        if values >> value & 1 != 0 && place(AXES[axis], value).is_some() {
            return false;
        }
        value += 1;
    }
    values != 0
}
