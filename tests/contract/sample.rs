//! Cases to ask about: sets of values and raw ranges of the two numbers, enumerated or sampled with
//! a fixed seed.

use super::boxes::Sets;
use super::tables::{FINDINGS, KI67_CELLS, KI67_HIGHEST, MITOSES_CELLS, MITOSES_HIGHEST};

pub(crate) const KI67: usize = 3;
pub(crate) const MITOSES: usize = 4;

/// A range in hundredths, both ends in it.
pub(crate) type Range = (u16, u16);

/// A case: for each finding the set of its values, and the ranges behind the sets of the two
/// numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question {
    pub(crate) sets: Sets,
    pub(crate) ki67: Range,
    pub(crate) mitoses: Range,
}

impl Question {
    /// The case with these sets (ki67 and mitoses contiguous), the ranges as wide as their cells.
    pub(crate) fn of(sets: Sets) -> Self {
        Self {
            sets,
            ki67: span(&KI67_CELLS, KI67_HIGHEST, sets[KI67]),
            mitoses: span(&MITOSES_CELLS, MITOSES_HIGHEST, sets[MITOSES]),
        }
    }

    /// The case with these ranges, whatever `sets` says of the two numbers.
    pub(crate) fn with_ranges(mut sets: Sets, ki67: Range, mitoses: Range) -> Self {
        sets[KI67] = cells(&KI67_CELLS, ki67);
        sets[MITOSES] = cells(&MITOSES_CELLS, mitoses);
        Self { sets, ki67, mitoses }
    }
}

/// The cells a range touches.
fn cells(lowest: &[u16], (low, high): Range) -> u8 {
    let next = lowest.iter().skip(1).copied().chain([u16::MAX]);
    let cells = lowest.iter().zip(next).enumerate();
    let touched = cells.filter(|(_, (from, next))| **from <= high && low < *next);
    touched.fold(0, |set, (cell, _)| set | 1 << cell)
}

/// The range that a contiguous set of cells covers.
fn span(lowest: &[u16], highest: u16, set: u8) -> Range {
    let within = |cell: &usize| set >> cell & 1 == 1;
    let first = (0..lowest.len()).find(within).unwrap_or(0);
    let last = (0..lowest.len()).rfind(within).unwrap_or(0);
    let high = lowest.get(last + 1).map_or(highest, |next| next - 1);
    (lowest[first], high)
}

/// The full set of a finding's values: not assessed.
pub(crate) fn full(finding: usize) -> u8 {
    FINDINGS[finding].1.iter().fold(0, |set, _| set << 1 | 1)
}

/// The sets section 7 counts: single values or nothing, for the two numbers every contiguous range.
pub(crate) fn stated(finding: usize) -> Vec<u8> {
    let contiguous = |set: &u8| {
        let shifted = set >> set.trailing_zeros();
        shifted.wrapping_add(1) & shifted == 0
    };
    let sets = 1..=full(finding);
    match finding {
        KI67 | MITOSES => sets.filter(contiguous).collect(),
        _ => sets.filter(|set| set.is_power_of_two() || *set == full(finding)).collect(),
    }
}

/// Xorshift with 64 bits: small, and the same cases on every run.
pub(crate) struct Sampler(u64);

impl Sampler {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed ^ 0x9E37_79B9_7F4A_7C15)
    }

    pub(crate) const fn below(&mut self, bound: u16) -> u16 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        let [low, high, ..] = (self.0 >> 24).to_le_bytes();
        u16::from_le_bytes([low, high]) % bound
    }

    /// A case with single values, nothing, and arbitrary sets and ranges among its findings.
    pub(crate) fn question(&mut self) -> Question {
        let mut sets = [0; 9];
        for (finding, set) in sets.iter_mut().enumerate() {
            *set = self.set(finding);
        }
        let ki67 =
            self.range(&[0, 299, 300, 999, 1000, 1999, 2000, 2001, 5499, 5500, 5501], KI67_HIGHEST);
        let mitoses = self.range(&[0, 199, 200, 1999, 2000, 2001], MITOSES_HIGHEST);
        Question::with_ranges(sets, ki67, mitoses)
    }

    /// A single value in three of eight, not assessed in one, else any set.
    pub(crate) fn set(&mut self, finding: usize) -> u8 {
        let full = full(finding);
        let kind = self.below(8);
        loop {
            let set = match kind {
                0..3 => 1 << self.below(8),
                3 => full,
                _ => self.below(256).to_le_bytes()[0],
            };
            if set & full != 0 {
                break set & full;
            }
        }
    }

    /// A range between two of the numbers that matter or anywhere, the whole, or an exact number.
    fn range(&mut self, edges: &[u16], highest: u16) -> Range {
        let mut end = || match self.below(4) {
            0 => self.below(highest + 1),
            1 => 0,
            2 => highest,
            _ => edges[usize::from(self.below(u16::MAX)) % edges.len()],
        };
        let (one, other) = (end(), end());
        let other = if self.below(4) == 0 { one } else { other };
        (one.min(other), one.max(other))
    }
}
