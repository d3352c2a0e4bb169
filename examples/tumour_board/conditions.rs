//! What an open decision depends on, as conditions in words.

use std::collections::BTreeMap;

use nen_pathway::*;

/// For each way a decision can still turn out: the conditions under which it does.
pub(crate) fn conditions(case: &Case, question: Question) -> BTreeMap<Outcome, Vec<String>> {
    let mut conditions = BTreeMap::<_, Vec<_>>::new();
    for branch in branches(case, question) {
        conditions.entry(branch.outcome()).or_default().push(condition(&branch));
    }
    conditions
}

/// What a branch knows more than its case: `ECOG 0–2 and platinum doublet not started`.
fn condition(branch: &Branch) -> String {
    let known = branch.conditions().into_iter();
    let known =
        known.map(|finding| format!("{} {}", short(finding), words(branch.case(), finding)));
    known.collect::<Vec<_>>().join(" and ")
}

/// What is known of a finding, in words.
pub(crate) fn words(case: &Case, finding: Finding) -> String {
    match finding {
        Finding::PrimarySite => labels(case.primary_site()),
        Finding::LiverMetastases => labels(case.liver_metastases()),
        Finding::Differentiation => labels(case.differentiation()),
        Finding::Ki67 => spaced(&case.ki67().to_string(), "%"),
        Finding::Mitoses => {
            spaced(&case.mitoses().to_string(), "/2mm2").replace("/2mm2", "per 2 mm²")
        }
        Finding::Ecog => ecog(case.ecog()),
        Finding::PrimaryTumour => labels(case.primary_tumour()),
        Finding::Chemotherapy => labels(case.chemotherapy()),
        Finding::Platinum => labels(case.platinum()),
    }
}

/// A finding in a condition, shorter than its label.
const fn short(finding: Finding) -> &'static str {
    match finding {
        Finding::PrimarySite => "primary site",
        Finding::LiverMetastases => "liver metastases",
        Finding::Differentiation => "tumour",
        Finding::Ki67 => "Ki-67",
        Finding::Mitoses => "mitoses",
        Finding::Ecog => "ECOG",
        Finding::PrimaryTumour => "primary tumour",
        Finding::Chemotherapy => "platinum doublet",
        Finding::Platinum => "platinum",
    }
}

fn labels<T: Label>(values: Possible<T>) -> String {
    values.iter().map(Label::label).collect::<Vec<_>>().join(" or ")
}

/// Neighbouring values as a range: `0–2`.
fn ecog(values: Possible<Ecog>) -> String {
    let (first, last) = (values.iter().next(), values.iter().next_back());
    let run = Ecog::ALL.iter().filter(|ecog| Some(**ecog) >= first && Some(**ecog) <= last);
    match (first, last) {
        (Some(first), Some(last)) if first < last && run.count() == values.iter().count() => {
            format!("{first}–{last}")
        }
        _ => labels(values),
    }
}

fn spaced(text: &str, unit: &str) -> String {
    let number =
        text.trim_end_matches(unit).replace('-', "–").replace("<=", "≤ ").replace(">=", "≥ ");
    let number = number.replace('<', "< ").replace('>', "> ");
    format!("{number} {unit}")
}
