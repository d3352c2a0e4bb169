//! What others are measured against: the whole answer, and a floor.

use std::hint::black_box;

use nen_pathway::*;

/// The values and statements of all sixteen decisions, summed up. Therapies that are always answered alike are stored once, and a
/// compiler may add one of them thrice.
pub(crate) fn summed(case: &Case) -> u64 {
    let recommendation = recommend(black_box(case));
    let answer = recommendation.answer();
    let start = settled(answer.grade()).wrapping_add(settled(answer.pathway()));
    answer.therapies().fold(start, |sum, (_, decision)| sum.wrapping_add(settled(decision)))
}

fn settled<V: Vocabulary>(decision: Decision<V>) -> u64 {
    let value = decision.value().map_or(0, |value| u64::from(value.index()));
    value.wrapping_add(decision.statements().bits())
}

/// The possible values, needs and statements of all sixteen decisions, summed up.
pub(crate) fn folded(case: &Case) -> u64 {
    let recommendation = recommend(black_box(case));
    let answer = recommendation.answer();
    let start = told(answer.grade()).wrapping_add(told(answer.pathway()));
    answer.therapies().fold(start, |sum, (_, decision)| sum.wrapping_add(told(decision)))
}

fn told<V: Vocabulary>(decision: Decision<V>) -> u64 {
    let possible = u64::from(decision.possible().bits());
    possible.wrapping_add(decision.needs().bits()).wrapping_add(decision.statements().bits())
}

/// The case, stated anew.
pub(crate) fn stated(case: &Case) -> Case {
    let case = black_box(case);
    Case::NOT_ASSESSED
        .with_primary_site(case.primary_site())
        .with_liver_metastases(case.liver_metastases())
        .with_differentiation(case.differentiation())
        .with_ki67(case.ki67())
        .with_mitoses(case.mitoses())
        .with_ecog(case.ecog())
        .with_primary_tumour(case.primary_tumour())
        .with_chemotherapy(case.chemotherapy())
        .with_platinum(case.platinum())
}

/// A complete case as a program without this crate would hold it.
pub(crate) struct Plain {
    site: PrimarySite,
    liver: LiverMetastases,
    differentiation: Differentiation,
    ki67: u32,
    mitoses: u32,
}

impl Plain {
    pub(crate) fn of(case: &Case) -> Self {
        Self {
            site: case.primary_site().only().unwrap_or(PrimarySite::Elsewhere),
            liver: case.liver_metastases().only().unwrap_or(LiverMetastases::Absent),
            differentiation: case.differentiation().only().unwrap_or(Differentiation::Mixed),
            ki67: case.ki67().lowest().0,
            mitoses: case.mitoses().lowest().0,
        }
    }

    /// The floor: the pathway, written by hand.
    pub(crate) fn pathway(&self) -> u8 {
        use Differentiation::{Mixed, Moderate, Poor, Well};
        let high = self.ki67 > 2_000 || self.mitoses > 2_000;
        match (self.site, self.liver, self.differentiation, high) {
            (PrimarySite::Elsewhere, ..) | (_, LiverMetastases::Absent, ..) | (_, _, Mixed, _) => 4,
            (_, _, Poor, true) => 0,
            (_, _, Poor, false) | (_, _, Moderate, _) => 3,
            (_, _, Well, true) => 2,
            (_, _, Well, false) => 1,
        }
    }
}
