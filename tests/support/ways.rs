//! Which values of a finding complete cases tell apart.

use std::{array, iter};

use nen_pathway::*;

/// The places of the bits of each finding in a word; Ki-67 and mitoses are graded together.
const FIELDS: [(u32, u32); 7] = [(0, 3), (3, 3), (6, 4), (20, 5), (25, 6), (31, 4), (35, 4)];
const KI67: (u32, u32) = (10, 7);
const MITOSES: (u32, u32) = (17, 3);

/// For each bit of a word, the bits of its finding that no complete case tells apart from it.
pub(crate) struct Ways([u64; 39]);

impl Ways {
    pub(crate) fn found() -> Self {
        let words = [KI67, MITOSES].iter().chain(&FIELDS).fold(vec![0], |words, field| {
            words
                .iter()
                .flat_map(|word| bits(u64::MAX, *field).map(move |bit| word | bit))
                .collect()
        });
        let mut alike = array::from_fn(|_| u64::MAX);
        for word in words {
            let said = id(word).expect("the number of a complete case");
            for field in FIELDS {
                let own = word & mask(field);
                let differ =
                    bits(u64::MAX, field).filter(|bit| id(word & !own | bit) != Some(said));
                alike[own.trailing_zeros() as usize] &= !differ.sum::<u64>();
            }
        }
        Self(alike)
    }

    /// Whether all is known that complete cases tell apart.
    pub(crate) fn know(&self, word: u64) -> bool {
        let [site, liver, differentiation, rest @ ..] =
            FIELDS.map(|field| self.is_one(word, field));
        let is_out = [0b100, 0b001 << 3, 0b1000 << 6];
        let is_out = FIELDS.iter().zip(is_out).any(|(field, out)| word & mask(*field) == out);
        (is_out || site && liver && differentiation)
            && rest.iter().all(|one| *one)
            && is_graded(word)
    }

    fn is_one(&self, word: u64, field: (u32, u32)) -> bool {
        let lowest = (word & mask(field)).trailing_zeros() as usize;
        word & mask(field) & !self.0[lowest] == 0
    }
}

/// Whether all cells of Ki-67 and mitoses are answered alike, whatever the differentiation of a tumour of which the rest is known.
fn is_graded(word: u64) -> bool {
    // The first value of each finding, multiple liver metastases.
    let known = 1 | 0b100 << 3 | 1 << 20 | 1 << 25 | 1 << 31 | 1 << 35;
    bits(u64::MAX, FIELDS[2]).all(|differentiation| {
        let cells = bits(word, KI67)
            .flat_map(|ki67| bits(word, MITOSES).map(move |mitoses| ki67 | mitoses));
        let mut ids = cells.map(|cell| id(known | differentiation | cell));
        let first = ids.next();
        ids.all(|id| Some(id) == first)
    })
}

fn id(word: u64) -> Option<AnswerId> {
    PackedCase::from_bits(word).ok()?.answer_id()
}

const fn mask((place, size): (u32, u32)) -> u64 {
    ((1 << size) - 1) << place
}

/// Each bit of a field that a word has.
fn bits(word: u64, field: (u32, u32)) -> impl Iterator<Item = u64> {
    let mut left = word & mask(field);
    iter::from_fn(move || {
        let bit = left & left.wrapping_neg();
        left &= !bit;
        (bit != 0).then_some(bit)
    })
}
