//! Where the entries of a case stand: a sum with one term for each finding, for many lanes at a time.

use super::{
    lane::{AS_CHOSEN, LANES, OTHERS},
    seen::Seen,
    shape::SHAPES,
};

/// Some lanes that follow each other: for each set of a finding's values, the term of each lane.
#[derive(Debug)]
pub(super) struct Terms<const COUNT: usize> {
    livers: [[u16; COUNT]; 8],
    sites: [[u16; COUNT]; 8],
    chemotherapies: [[u16; COUNT]; 16],
    ecogs: [[u16; COUNT]; 32],
    primary_tumours: [[u16; COUNT]; 64],
    platinums: [[u16; COUNT]; 16],
}

/// As many as fill words of a machine; those past the end have no terms.
pub(super) const CHOSEN_PLACES: usize = AS_CHOSEN.next_multiple_of(8);
pub(super) const OTHER_PLACES: usize = OTHERS.next_multiple_of(8);

pub(super) static CHOSEN: Terms<CHOSEN_PLACES> = Terms::from(0, AS_CHOSEN);
pub(super) static UNDER_READINGS: Terms<OTHER_PLACES> = Terms::from(AS_CHOSEN, LANES.len());

impl<const COUNT: usize> Terms<COUNT> {
    const fn from(lane: usize, end: usize) -> Self {
        Self {
            livers: Self::terms(lane, end, 0),
            sites: Self::terms(lane, end, 1),
            chemotherapies: Self::terms(lane, end, 2),
            ecogs: Self::terms(lane, end, 3),
            primary_tumours: Self::terms(lane, end, 4),
            platinums: Self::terms(lane, end, 5),
        }
    }

    /// The first entry of a lane is within the first axis.
    const fn terms<const SETS: usize>(
        from: usize,
        end: usize,
        axis: usize,
    ) -> [[u16; COUNT]; SETS] {
        let mut terms = [[0; COUNT]; SETS];
        let mut set = 0;
        while set < SETS {
            let mut lane = 0;
            while from + lane < end {
                let shape = &SHAPES[from + lane];
                let first = if axis == 0 { shape.first } else { 0 };
                terms[set][lane] = (first + shape.term(axis, set)) as u16;
                lane += 1;
            }
            set += 1;
        }
        terms
    }

    /// The place of a case's entry in each lane.
    #[inline]
    pub(super) fn places(&self, case: Seen) -> [u16; COUNT] {
        let mut places = self.livers[usize::from(case.livers & 7)];
        for terms in [
            &self.sites[usize::from(case.sites & 7)],
            &self.chemotherapies[usize::from(case.chemotherapies & 15)],
            &self.ecogs[usize::from(case.ecogs & 31)],
            &self.primary_tumours[usize::from(case.primary_tumours & 63)],
            &self.platinums[usize::from(case.platinums & 15)],
        ] {
            for (place, term) in places.iter_mut().zip(terms) {
                *place += term;
            }
        }
        places
    }
}
