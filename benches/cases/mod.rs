//! The cases that are measured.

use std::iter;

use nen_pathway::*;

/// Every complete case, Ki-67 and mitoses by a value of each cell.
pub(crate) fn complete() -> Vec<Case> {
    const KI67: [u32; 5] = [100, 500, 1_500, 2_000, 8_000];
    const MITOSES: [u32; 3] = [100, 1_000, 4_500];
    let mut cases = vec![Case::NOT_ASSESSED];
    cases = product(&cases, PrimarySite::ALL, Case::with_primary_site);
    cases = product(&cases, LiverMetastases::ALL, Case::with_liver_metastases);
    cases = product(&cases, Differentiation::ALL, Case::with_differentiation);
    cases = product(
        &cases,
        &KI67.map(|n| Ki67::exactly(Hundredths(n)).unwrap_or(Ki67::NOT_ASSESSED)),
        Case::with_ki67,
    );
    let mitoses =
        MITOSES.map(|n| MitoticRate::exactly(Hundredths(n)).unwrap_or(MitoticRate::NOT_ASSESSED));
    cases = product(&cases, &mitoses, Case::with_mitoses);
    cases = product(&cases, Ecog::ALL, Case::with_ecog);
    cases = product(&cases, PrimaryTumour::ALL, Case::with_primary_tumour);
    cases = product(&cases, Chemotherapy::ALL, Case::with_chemotherapy);
    product(&cases, Platinum::ALL, Case::with_platinum)
}

fn product<V: Copy>(cases: &[Case], values: &[V], with: impl Fn(Case, V) -> Case) -> Vec<Case> {
    cases.iter().flat_map(|case| values.iter().map(|value| with(*case, *value))).collect()
}

/// Forgets two or three findings of a case, chosen by its place.
pub(crate) fn forget((place, case): (usize, Case)) -> Case {
    let case = match place % 3 {
        0 => case.with_platinum(Possible::ALL),
        1 => case.with_ecog(Ecog::Zero | Ecog::One | Ecog::Three),
        _ => case.with_chemotherapy(Possible::ALL),
    };
    match place / 3 % 4 {
        0 => case.with_differentiation(Possible::ALL),
        1 => case.with_ki67(Ki67::NOT_ASSESSED),
        2 => case.with_primary_tumour(Possible::ALL).with_mitoses(MitoticRate::NOT_ASSESSED),
        _ => case.with_primary_site(Possible::ALL).with_liver_metastases(Possible::ALL),
    }
}

/// So many of these cases, the same in every run.
pub(crate) fn random(cases: &[Case], count: usize) -> Vec<Case> {
    numbers().map(|number| cases[number % cases.len()]).take(count).collect()
}

/// Random numbers, the same in every run.
pub(crate) fn numbers() -> impl Iterator<Item = usize> {
    let mut state = 20_261_124_u64;
    iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 8).unwrap_or(0)
    })
}
