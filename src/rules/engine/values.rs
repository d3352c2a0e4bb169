//! What is possible of each decision, without what it needs and rests on.

use super::{
    classes::{ALWAYS, PARTS, Parts, Places},
    pathology::{CLASSES, NEC, Pathology, VERIFY, within_scope},
    seen::Seen,
};
use crate::{PackedCase, rules::Other};

/// The possible values of each decision about a case, one bit each, where the decision is stored.
pub(super) fn values(case: PackedCase) -> [u8; 16] {
    let case = Seen::from(case);
    let pathology = Pathology::chosen(case);
    let parts = Values::of(within_scope(case, Other::NONE)).over(pathology.classes);
    (parts << u8::BITS | u128::from(pathology.grades())).to_le_bytes()
}

/// The possible values that the lanes of two classes add, a byte for the pathway and for each group.
pub(super) struct Values {
    nec: u128,
    verify: u128,
}

impl Values {
    pub(super) fn of(within: Seen) -> Self {
        let places = Places::of(within);
        let values = |parts: Parts| {
            let mut bytes = [0; 16];
            for (byte, said) in bytes.iter_mut().zip(parts) {
                *byte = said.possible();
            }
            u128::from_le_bytes(bytes)
        };
        Self { nec: values(places.nec()), verify: values(places.verify()) }
    }

    /// The possible values over some classes.
    #[inline]
    pub(super) fn over(&self, classes: u8) -> u128 {
        let with = |class: usize, said: u128| if classes >> class & 1 != 0 { said } else { 0 };
        OVER[usize::from(classes & !(1 << NEC | 1 << VERIFY)) & 63]
            | with(NEC, self.nec)
            | with(VERIFY, self.verify)
    }
}

/// The possible values over each set of the other classes.
static OVER: [u128; 1 << CLASSES.len()] = {
    let mut over = [0; 1 << CLASSES.len()];
    let mut classes = 1_usize;
    while classes < over.len() {
        let lowest = classes.trailing_zeros() as usize;
        let mut part = 0;
        over[classes] = over[classes & (classes - 1)];
        while part < PARTS {
            over[classes] |= (ALWAYS[lowest][part].possible() as u128) << (8 * part);
            part += 1;
        }
        classes += 1;
    }
    over
};
