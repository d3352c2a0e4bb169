//! Every complete case.

use nen_pathway::*;

/// Every complete case, Ki-67 and mitoses by a value of each cell.
pub(crate) fn complete() -> Vec<Case> {
    fn each<V: Copy>(cases: &[Case], values: &[V], with: impl Fn(Case, V) -> Case) -> Vec<Case> {
        cases.iter().flat_map(|case| values.iter().map(|value| with(*case, *value))).collect()
    }
    let ki67 = ["1%", "5%", "15%", "20%", "90%"].map(|text| text.parse().unwrap());
    let mitoses = ["1/2mm2", "10/2mm2", "45/2mm2"].map(|text| text.parse().unwrap());
    let mut cases = vec![Case::NOT_ASSESSED];
    cases = each(&cases, PrimarySite::ALL, Case::with_primary_site);
    cases = each(&cases, LiverMetastases::ALL, Case::with_liver_metastases);
    cases = each(&cases, Differentiation::ALL, Case::with_differentiation);
    cases = each(&cases, &ki67, Case::with_ki67);
    cases = each(&cases, &mitoses, Case::with_mitoses);
    cases = each(&cases, Ecog::ALL, Case::with_ecog);
    cases = each(&cases, PrimaryTumour::ALL, Case::with_primary_tumour);
    cases = each(&cases, Chemotherapy::ALL, Case::with_chemotherapy);
    each(&cases, Platinum::ALL, Case::with_platinum)
}
