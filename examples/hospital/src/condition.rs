//! Conditions: the site of the primary, its morphology, metastases in the liver.

use nen_pathway::{Case, Finding, LiverMetastases};

use crate::{
    codes::{self, Disease},
    fhir::{Coding, Resource, bare_codes, codings, is_concept, status, words},
    json::Json,
    observation::told_of_histology,
    told::Told,
};

const HISTOLOGY: &str = "mcode-histology-morphology-behavior";

/// What a Condition tells.
#[must_use]
pub(crate) fn told(resource: &Resource<'_>) -> Vec<Told> {
    let json = resource.json;
    if !is_concept(json.get("code")) {
        return vec![Told::unread(Finding::PrimarySite, "its code has not the shape of FHIR R4")];
    }
    let known: Vec<Disease> =
        codings(json.get("code")).filter_map(|it| codes::disease(it.system, it.code)).collect();
    let secondary = resource.follows("mcode-secondary-cancer-condition")
        || known.contains(&Disease::Metastasis);
    let primary = resource.follows("mcode-primary-cancer-condition")
        || resource.extensions(HISTOLOGY).next().is_some();
    let in_liver = known.contains(&Disease::LiverMetastasis)
        || secondary && places(json).any(|it| codes::is_liver(it.system, it.code));
    if known.is_empty() && !primary && !secondary {
        return vec![by_words(json)];
    }
    let about = if in_liver { Finding::LiverMetastases } else { Finding::PrimarySite };
    match standing(resource) {
        Ok(()) if in_liver => vec![metastases(json)],
        Ok(()) if secondary => {
            vec![Told::nothing("not taken: a metastasis, and not known here to be of the liver")]
        }
        Ok(()) => primary_cancer(resource, &known),
        Err(Standing::Refuted) if in_liver => {
            let absent = Case::NOT_ASSESSED.with_liver_metastases(LiverMetastases::Absent);
            vec![Told::values(Finding::LiverMetastases, absent, "metastases of the liver, refuted")]
        }
        Err(Standing::Refuted) => vec![Told::nothing("does not count: refuted")],
        Err(Standing::Void) => vec![Told::nothing("does not count: entered in error")],
        Err(Standing::Unclear(why)) => vec![Told::unread(about, why)],
    }
}

fn places<'j>(json: &'j Json<'j>) -> impl Iterator<Item = Coding<'j>> {
    json.list_of("bodySite").flat_map(|place| codings(Some(place)))
}

/// The site of a primary, and its morphology where it is in it.
fn primary_cancer(resource: &Resource<'_>, known: &[Disease]) -> Vec<Told> {
    let neuroendocrine =
        codings(resource.json.get("code")).any(|it| codes::is_neuroendocrine(it.system, it.code));
    let site = Told { sign: neuroendocrine, ..site(resource.json, known) };
    let morphology =
        resource.extensions(HISTOLOGY).map(|it| told_of_histology(it.get("valueCodeableConcept")));
    std::iter::once(site).chain(morphology).collect()
}

/// Something whose codes are not known here: no finding is taken from words.
fn by_words(json: &Json<'_>) -> Told {
    // ICD-10 has a code for every cancer, and this is another.
    if codings(json.get("code")).any(|it| codes::ICD10.contains(&it.system)) {
        return Told::nothing("not relevant: by its code no cancer and no metastasis");
    }
    if let Some(told) = by_code_alone(json) {
        return told;
    }
    let text = words(json.get("code")).collect::<Vec<_>>().join(" ").to_lowercase();
    if text.is_empty() && places(json).any(|it| codes::site(it.system, it.code).is_some()) {
        return Told::unread(
            Finding::PrimarySite,
            "a code without words that is not known here, at a site that is",
        );
    }
    let speaks_of = |all: &[&str]| all.iter().any(|word| text.contains(word));
    let is_one = speaks_of(&[
        "cancer", "carcino", "karzinom", "malign", "neuroend", "neoplas", "tumor", "tumour",
    ]) && !speaks_of(&["family history", "screening", "carcinoid syndrome", "benign"]);
    if speaks_of(&["metasta", "métasta", "secondary malignan"])
        && speaks_of(&["liver", "hepat", "hépat", "leber", "foie"])
    {
        let why = "metastases of the liver by its words alone; accepted: ICD-10 C78.7, SNOMED CT 94381002";
        Told::unread(Finding::LiverMetastases, why)
    } else if is_one {
        let why =
            "a cancer by its words alone; accepted: ICD-10, or a body site in SNOMED CT or ICD-O-3";
        Told { sign: text.contains("neuroend"), ..Told::unread(Finding::PrimarySite, why) }
    } else {
        Told::nothing("not relevant: none of its codes is known here as a cancer or a metastasis")
    }
}

/// A code of ICD-10 by its form, of a system that is not known here.
fn by_code_alone(json: &Json<'_>) -> Option<Told> {
    bare_codes(json.get("code")).find_map(|code| match codes::icd10(code)? {
        Disease::Primary(_) | Disease::Cancer => {
            Some(Told::of_unknown_system(Finding::PrimarySite, code))
        }
        Disease::LiverMetastasis => Some(Told::of_unknown_system(Finding::LiverMetastases, code)),
        Disease::Metastasis => None,
    })
}

/// Why a Condition does not stand as it is said.
enum Standing {
    /// It was ruled out.
    Refuted,
    /// It was entered in error.
    Void,
    /// It may or may not.
    Unclear(String),
}

fn standing(resource: &Resource<'_>) -> Result<(), Standing> {
    if let Some(modifier) = resource.modifier() {
        return Err(Standing::Unclear(modifier.to_string()));
    }
    match status(resource.json.get("verificationStatus")) {
        Some("confirmed") | None => {}
        Some("refuted") => return Err(Standing::Refuted),
        Some("entered-in-error") => return Err(Standing::Void),
        Some(other) => {
            return Err(Standing::Unclear(format!(
                "its verification status is {other:.40}, not confirmed"
            )));
        }
    }
    // Of a primary that was resected, somebody may say that it is over: its site is what it was.
    match status(resource.json.get("clinicalStatus")) {
        Some("active" | "recurrence" | "relapse") | None => Ok(()),
        Some(other) => {
            Err(Standing::Unclear(format!("its clinical status is {other:.40}, not active")))
        }
    }
}

/// Metastases of the liver; how many, only where its text says that and nothing that could say otherwise.
fn metastases(json: &Json<'_>) -> Told {
    const MANY: [&str; 2] = ["multiple", "numerous"];
    const ONE: [&str; 2] = ["solitary", "single"];
    const BESIDE: [&str; 19] = [
        "liver",
        "hepatic",
        "metastases",
        "metastasis",
        "metastatic",
        "lesions",
        "lesion",
        "of",
        "in",
        "to",
        "the",
        "both",
        "lobes",
        "bilobar",
        "synchronous",
        "metachronous",
        "secondary",
        "a",
        "tumour",
    ];
    let text =
        json.get("code").and_then(|code| code.text_of("text")).unwrap_or_default().to_lowercase();
    let words =
        || text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let all_known =
        words().all(|word| MANY.contains(&word) || ONE.contains(&word) || BESIDE.contains(&word));
    let says = |number: &[&str]| all_known && words().any(|word| number.contains(&word));
    let (values, why) = match (says(&MANY), says(&ONE)) {
        (true, false) => {
            (LiverMetastases::Multiple.into(), "metastases of the liver, multiple by its text")
        }
        (false, true) => {
            (LiverMetastases::Solitary.into(), "a metastasis of the liver, solitary by its text")
        }
        _ => (
            LiverMetastases::Solitary | LiverMetastases::Multiple,
            "metastases of the liver, and not said how many",
        ),
    };
    Told::values(Finding::LiverMetastases, Case::NOT_ASSESSED.with_liver_metastases(values), why)
}

/// The site: what all its codes and body sites say together.
fn site(json: &Json<'_>, known: &[Disease]) -> Told {
    let by_code = known.iter().filter_map(|disease| match disease {
        Disease::Primary(sites) => Some(*sites),
        Disease::Cancer | Disease::LiverMetastasis | Disease::Metastasis => None,
    });
    let mut sites = by_code.chain(places(json).filter_map(|it| codes::site(it.system, it.code)));
    let Some(first) = sites.next() else {
        let named =
            words(json.get("code")).next().map_or(String::new(), |it| format!(" (`{it:.60}`)"));
        return Told::unread(
            Finding::PrimarySite,
            format!("a cancer{named} of which no site is known here"),
        );
    };
    match sites.try_fold(first, nen_pathway::Possible::and) {
        Some(sites) => {
            let case = Case::NOT_ASSESSED.with_primary_site(sites);
            Told::values(Finding::PrimarySite, case, format!("its site is {sites}"))
        }
        None => {
            Told::unread(Finding::PrimarySite, "its codes and body sites contradict each other")
        }
    }
}
