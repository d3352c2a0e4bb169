//! What the pathology of a case can be, looked up in one word.

use super::{
    axis::{Axis, DIFFERENTIATION, KI67, MITOSES, PATHOLOGY_CELLS},
    pathology::{CHOSEN, CLASSES, Rules},
};
use crate::{
    Grade,
    cells::{has_hole, ki67_bands},
};

const MITOSES_CELLS: [u64; 8] = MITOSES.sets(PATHOLOGY_CELLS);
const KI67_CELLS: [u64; 32] = KI67.sets(PATHOLOGY_CELLS);
pub(super) const DIFFERENTIATION_CELLS: [u64; 16] = DIFFERENTIATION.sets(PATHOLOGY_CELLS);

/// The findings along which two classes or two grades can be neighbours, and their lowest cells.
pub(super) const LINES: [(Axis, u64); 3] = [
    (DIFFERENTIATION, DIFFERENTIATION.sets::<2>(PATHOLOGY_CELLS)[1]),
    (KI67, KI67.sets::<2>(PATHOLOGY_CELLS)[1]),
    (MITOSES, MITOSES.sets::<2>(PATHOLOGY_CELLS)[1]),
];

/// Each two classes.
pub(super) const PAIRS: [(usize, usize); 15] = {
    let (mut pairs, mut place, mut two) = ([(0, 0); 15], 0, 0);
    while two < CLASSES.len() {
        let mut one = 0;
        while one < two {
            pairs[place] = (one, two);
            place += 1;
            one += 1;
        }
        two += 1;
    }
    pairs
};

/// What a case's pathology can be, in one word: a bit for each class and each grade, the findings that can change the
/// grade, and for each pair of classes those that lead from one to the other, all else being equal; a pair may be left
/// out where each of the two is paired with a third.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found(pub(super) u64);

pub(super) const GRADES_SHIFT: usize = CLASSES.len();
pub(super) const NEEDS_SHIFT: usize = GRADES_SHIFT + Grade::ALL.len();
pub(super) const PAIRS_SHIFT: usize = NEEDS_SHIFT + LINES.len();

impl Found {
    /// The possible classes and grades alone.
    pub(super) const fn possible(rules: &Rules, differentiation: u64, graded: u64) -> u64 {
        let mut word = 0;
        let mut class = 0;
        while class < CLASSES.len() {
            if rules.classes[class] & differentiation & graded != 0 {
                word |= 1 << class;
            }
            class += 1;
        }
        let mut grade = 0;
        while grade < Grade::ALL.len() {
            if rules.grades[grade] & graded != 0 {
                word |= 1 << (GRADES_SHIFT + grade);
            }
            grade += 1;
        }
        word
    }

    pub(super) const fn of(rules: &Rules, differentiation: u64, graded: u64) -> Self {
        let mut word = Self::possible(rules, differentiation, graded);
        let mut pair = 0;
        while pair < PAIRS.len() {
            let (one, two) = PAIRS[pair];
            if word >> one & word >> two & 1 != 0 {
                let (one, two) = (rules.classes[one], rules.classes[two]);
                let cells = differentiation & graded;
                word |= neighbours(one & cells, two & cells) << (PAIRS_SHIFT + LINES.len() * pair);
            }
            if two < Grade::ALL.len()
                && word >> (GRADES_SHIFT + one) & word >> (GRADES_SHIFT + two) & 1 != 0
            {
                let (one, two) = (rules.grades[one], rules.grades[two]);
                word |= neighbours(one & graded, two & graded) << NEEDS_SHIFT;
            }
            pair += 1;
        }
        Self(word)
    }
}

/// The lines along which some cell of one part has a neighbour in the other, a bit each.
const fn neighbours(one: u64, two: u64) -> u64 {
    let (mut word, mut line) = (0, 0);
    while line < LINES.len() {
        if along(line, one) & along(line, two) != 0 {
            word |= 1 << line;
        }
        line += 1;
    }
    word
}

/// The lowest cells of the lines on which some cells lie.
const fn along(line: usize, cells: u64) -> u64 {
    let (Axis { size, stride, .. }, lowest) = LINES[line];
    let (mut lines, mut by) = (0, 0);
    while by < size {
        lines |= cells >> (stride * by) & lowest;
        by += 1;
    }
    lines
}

/// The two ranges of a case, told apart as the pathway does.
pub(super) struct Ranges {
    /// The place of each, by the bits of Ki-67 and mitoses in a [`PackedCase`](crate::PackedCase).
    pub(super) places: [u8; 1 << 10],
    /// The cells of each.
    pub(super) cells: [u64; 90],
}

/// Two ranges that no case has.
pub(super) const NO_RANGES: u8 = u8::MAX;

pub(super) const RANGES: &Ranges = &{
    let mut ranges = Ranges { places: [NO_RANGES; 1 << 10], cells: [0; 90] };
    let (mut bits, mut count) = (0, 0);
    while bits < ranges.places.len() {
        let (ki67, mitoses) = (bits & 0x7f, bits >> 7);
        if ki67 != 0 && mitoses != 0 && !has_hole(ki67 as u8) && !has_hole(mitoses as u8) {
            let cells = KI67_CELLS[ki67_bands(ki67 as u8) as usize] & MITOSES_CELLS[mitoses];
            let mut place = 0;
            while place < count && ranges.cells[place] != cells {
                place += 1;
            }
            if place == count {
                ranges.cells[place] = cells;
                count += 1;
            }
            ranges.places[bits] = place as u8;
        }
        bits += 1;
    }
    assert!(count == ranges.cells.len(), "each has a place");
    ranges
};
pub(super) static RANGE_PLACES: [u8; 1 << 10] = RANGES.places;

/// For each two ranges and every set of differentiations, as chosen.
pub(super) static FOUND: [[Found; 16]; RANGES.cells.len()] = {
    let mut found = [[Found(0); 16]; RANGES.cells.len()];
    let mut ranges = 0;
    while ranges < found.len() {
        let mut set: usize = 1;
        while set < 16 {
            let all_but_one = set & (set - 1);
            let all_but_two = all_but_one & all_but_one.wrapping_sub(1);
            found[ranges][set] = if all_but_two == 0 {
                Found::of(&CHOSEN, DIFFERENTIATION_CELLS[set], RANGES.cells[ranges])
            } else {
                // What tells two values apart tells one of them from any third (`Decided::differs`): each beside the next
                // is enough.
                let [two, others] = [found[ranges][set - all_but_two], found[ranges][all_but_one]];
                Found(two.0 | others.0)
            };
            set += 1;
        }
        ranges += 1;
    }
    found
};
