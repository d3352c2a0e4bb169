//! What is said in each class of pathology, and over several.

use super::{
    axis::TYPICAL,
    board::{Reasons, bits},
    entry::entry,
    lane::{AS_CHOSEN, LANES, Lane},
    pathology::{CLASSES, Class, NEC, PATHWAY_REASONS, Pathology, VERIFY},
    reasons::{self, meet},
    seen::Seen,
    terms::{CHOSEN, CHOSEN_PLACES},
};
use crate::{
    Standing,
    rules::{
        Other, Row, standing,
        stored::{Decided, GROUPS, STORED},
    },
};

/// What is said of a group in a class where nothing is asked.
pub(super) const fn always(group: usize, class: usize) -> Row<Standing> {
    let Class { pathway, ki67 } = CLASSES[class];
    let mut findings = TYPICAL;
    findings.ki67 = ki67;
    standing(GROUPS[group], pathway, &findings, Other::NONE)
}

/// The pathway and the groups.
pub(super) const PARTS: usize = 1 + GROUPS.len();

/// What is said in each class, as far as nothing is asked there.
pub(super) const ALWAYS: &[[Decided; PARTS]; CLASSES.len()] = &{
    let mut all = [[Decided::NONE; PARTS]; CLASSES.len()];
    let mut class = 0;
    while class < CLASSES.len() {
        let pathway = CLASSES[class].pathway.place();
        all[class][0] = Decided::settled(pathway, reasons::place(PATHWAY_REASONS[class]));
        let mut group = 0;
        while group < GROUPS.len() {
            let row = always(group, class);
            let reasons = reasons::place(Reasons::of(&row));
            all[class][1 + group] = Decided::settled(row.value.place(), reasons);
            group += 1;
        }
        class += 1;
    }
    all
};

/// What is said in a class, or over several: of the pathway and of each group.
pub(super) type Parts = [Decided; PARTS];

/// The last lane as chosen.
const LAST: usize = AS_CHOSEN - 1;

/// Where a case as chosen stands in the lanes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places([u16; CHOSEN_PLACES]);

impl Places {
    /// Of a case as far as it is within scope.
    #[inline]
    pub(super) fn of(case: Seen) -> Self {
        Self(CHOSEN.places(case))
    }

    /// What is said in the class of NEC, where every group has a lane, in their order.
    #[inline]
    pub(super) fn nec(&self) -> Parts {
        let mut said = ALWAYS[NEC];
        for (said, place) in said[1..].iter_mut().zip(self.0) {
            *said = entry(place);
        }
        said
    }

    /// What is said where the pathology is verified first: the last lane is of one group there.
    #[inline]
    pub(super) fn verify(&self) -> Parts {
        let mut said = ALWAYS[VERIFY];
        said[1 + LANES[LAST].group] = entry(self.0[LAST]);
        said
    }

    /// What is said over all classes of a case.
    #[inline]
    pub(super) fn over_classes(&self, pathology: &Pathology) -> Parts {
        let (nec, verify);
        let mut each = ALWAYS.each_ref();
        if pathology.classes >> NEC & 1 != 0 {
            nec = self.nec();
            each[NEC] = &nec;
        }
        if pathology.classes >> VERIFY & 1 != 0 {
            verify = self.verify();
            each[VERIFY] = &verify;
        }
        over_classes(pathology, &each)
    }
}

const _: () = {
    let mut lane = 0;
    while lane < AS_CHOSEN {
        let Lane { class, group, .. } = LANES[lane];
        let last = lane == LAST;
        assert!(
            class == if last { VERIFY } else { NEC } && (last || group == lane),
            "as they are taken"
        );
        lane += 1;
    }
};

/// What is said over all classes of a case, of what is said in each.
#[inline]
pub(super) fn over_classes(pathology: &Pathology, each: &[&Parts; CLASSES.len()]) -> Parts {
    let classes = pathology.classes;
    let first = classes.trailing_zeros() as usize;
    if classes.is_power_of_two() {
        return *each[first];
    }
    let (mut either, mut both) = (*each[first], *each[first]);
    for class in bits(classes) {
        for ((either, both), said) in either.iter_mut().zip(&mut both).zip(each[class]) {
            (*either, *both) = (either.or(*said), both.and(*said));
        }
    }
    // Leaving the scope changes the value, unless all are answered the same: then no needs are told.
    let mut needs = [u32::from(pathology.leaving); PARTS];
    for (one, two, findings) in pathology.pairs() {
        for ((needs, one), two) in needs.iter_mut().zip(each[one]).zip(each[two]) {
            *needs |= if one.differs(*two) { u32::from(findings) } else { 0 };
        }
    }
    let mut all = either;
    for ((all, both), needs) in all.iter_mut().zip(both).zip(needs) {
        *all = if all.is_settled() && all.is(both) { *all } else { all.needing(needs) };
    }
    for (part, all) in all.iter_mut().enumerate() {
        if all.is_one() {
            let mut reasons = bits(classes).map(|class| each[class][part].reasons());
            let first = reasons.next().unwrap_or(0);
            *all =
                all.resting_on(reasons.fold(first, |one, two| usize::from(meet(one, two))) as u8);
        }
    }
    all
}

/// The grade, then the rest.
#[inline]
pub(super) fn with_grade(pathology: &Pathology, parts: Parts) -> [Decided; STORED] {
    let mut decided = [Decided::new(pathology.grades(), pathology.grade_needs()); STORED];
    decided[1..].copy_from_slice(&parts);
    decided
}
