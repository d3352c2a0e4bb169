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
/// grade, and for each pair of classes those that lead from one to the other, all else being equal.
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
            let is_possible = rules.classes[class] & differentiation & graded != 0;
            word |= (is_possible as u64) << class;
            class += 1;
        }
        let mut grade = 0;
        while grade < Grade::ALL.len() {
            word |= ((rules.grades[grade] & graded != 0) as u64) << (GRADES_SHIFT + grade);
            grade += 1;
        }
        word
    }

    pub(super) const fn of(rules: &Rules, differentiation: u64, graded: u64) -> Self {
        let mut word = Self::possible(rules, differentiation, graded);
        let classes = parts(&rules.classes, differentiation & graded);
        let of_grade = parts(&rules.grades, graded);
        let mut line = 0;
        while line < LINES.len() {
            let (of_classes, of_grades) = (along(line, &classes), along(line, &of_grade));
            let mut pair = 0;
            while pair < PAIRS.len() {
                let (one, two) = PAIRS[pair];
                let share = of_classes[one] & of_classes[two] != 0;
                word |= share as u64 * (1 << (PAIRS_SHIFT + LINES.len() * pair + line));
                if two < Grade::ALL.len() && of_grades[one] & of_grades[two] != 0 {
                    word |= 1 << (NEEDS_SHIFT + line);
                }
                pair += 1;
            }
            line += 1;
        }
        Self(word)
    }
}

const fn parts<const PARTS: usize>(parts: &[u64; PARTS], cells: u64) -> [u64; PARTS] {
    let (mut found, mut part) = ([0; PARTS], 0);
    while part < PARTS {
        found[part] = parts[part] & cells;
        part += 1;
    }
    found
}

/// For each part, the lowest cells of the lines on which it lies.
const fn along<const PARTS: usize>(line: usize, parts: &[u64; PARTS]) -> [u64; PARTS] {
    let (axis, lowest) = LINES[line];
    let (mut lines, mut part) = ([0; PARTS], 0);
    while part < PARTS {
        let mut by = 0;
        while by < axis.size && parts[part] != 0 {
            lines[part] |= parts[part] >> (axis.stride * by) & lowest;
            by += 1;
        }
        part += 1;
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
        let mut set = 1;
        while set < 16 {
            found[ranges][set] =
                Found::of(&CHOSEN, DIFFERENTIATION_CELLS[set], RANGES.cells[ranges]);
            set += 1;
        }
        ranges += 1;
    }
    found
};
