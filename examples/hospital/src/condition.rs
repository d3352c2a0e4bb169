//! Conditions: the site of the primary, its morphology, metastases in the liver.

use nen_pathway::{
    Case, Finding, LiverMetastases,
    PrimarySite::{Elsewhere, OtherColorectal, SigmoidColon},
};

use crate::{
    codes::{self, Disease},
    fhir::{Coding, Resource, bare_codes, codings, is_concept, words},
    json::Json,
    liver,
    morphology::told_of_histology,
    standing::{Standing, standing},
    told::{Hint, NEUROENDOCRINE, Told},
    words::Words,
};

const HISTOLOGY: &str = "mcode-histology-morphology-behavior";

/// What a Condition tells: of a primary, of metastases in the liver, or of both.
#[must_use]
pub(crate) fn told(resource: &Resource<'_>) -> Vec<Told> {
    let json = resource.json;
    let code = json.get("code");
    if !is_concept(code) {
        return of_either("its code has not the shape of FHIR R4");
    }
    let known: Vec<Disease> =
        codings(code).filter_map(|it| codes::disease(it.system, it.code)).collect();
    let is_secondary = resource.follows("mcode-secondary-cancer-condition");
    let is_metastasis = is_secondary || known.contains(&Disease::Metastasis);
    let is_in_liver = known.contains(&Disease::LiverMetastasis)
        || is_metastasis && places(json).any(|it| codes::is_liver(it.system, it.code));
    let of_a_primary = |it: &Disease| !matches!(it, Disease::LiverMetastasis | Disease::Metastasis);
    let is_primary = resource.follows("mcode-primary-cancer-condition")
        || known.iter().any(of_a_primary)
        || !is_metastasis && !is_in_liver && resource.extensions(HISTOLOGY).next().is_some();
    if !is_primary && !is_metastasis && !is_in_liver {
        return by_words(json);
    }
    let standing = standing(resource);
    let mut told = Vec::new();
    if is_primary {
        told.push(match &standing {
            Standing::Stands if is_secondary => {
                Told::unread(Finding::PrimarySite, "a metastasis with the code of a primary")
            }
            Standing::Stands => site(json, &known),
            other => other.told(Finding::PrimarySite),
        });
    }
    if is_in_liver {
        told.push(match &standing {
            Standing::Stands => liver::metastases(json, &known),
            Standing::Refuted => {
                let absent = Case::NOT_ASSESSED.with_liver_metastases(LiverMetastases::Absent);
                Told::values(Finding::LiverMetastases, absent, "metastases of the liver, refuted")
            }
            other => other.told(Finding::LiverMetastases),
        });
    }
    if !is_primary && !is_in_liver {
        told.push(Told::nothing("not taken: a metastasis, and not known here to be of the liver"));
    }
    let elsewhere = concern(resource) == Concern::Elsewhere;
    for it in resource.extensions(HISTOLOGY) {
        let histology = told_of_histology(it.get("valueCodeableConcept"));
        told.push(match &standing {
            Standing::Stands if is_primary => histology,
            Standing::Stands => {
                Told::unread(Finding::Differentiation, "the morphology of a metastasis")
                    .hinting(histology.hint)
            }
            Standing::Unclear(_) => standing.told(Finding::Differentiation).hinting(histology.hint),
            other => other.told(Finding::Differentiation),
        });
    }
    if is_primary && standing == Standing::Stands {
        told.extend(codes_of_morphology(code).map(|it| told_of_histology(Some(it))));
    }
    let is_neuroendocrine = codings(code).any(|it| codes::is_neuroendocrine(it.system, it.code));
    for it in &mut told {
        if elsewhere {
            it.hint = Hint::Other;
        } else if is_neuroendocrine && matches!(standing, Standing::Stands | Standing::Unclear(_)) {
            it.hint = Hint::Neuroendocrine;
        }
    }
    told
}

/// Something that may be a primary or metastases: both stay open.
fn of_either(why: &str) -> Vec<Told> {
    [Finding::PrimarySite, Finding::LiverMetastases].map(|it| Told::unread(it, why)).to_vec()
}

/// A code that is a morphology where a disease is expected.
fn codes_of_morphology<'j>(code: Option<&'j Json<'j>>) -> impl Iterator<Item = &'j Json<'j>> {
    let is_one = |it: &&Json<'_>| {
        let text = |name| it.text_of(name).unwrap_or_default();
        codes::ICDO3.contains(&text("system")) && codes::icdo3_site(text("code")).is_none()
    };
    let has_one = code.into_iter().flat_map(|it| it.list_of("coding")).any(|it| is_one(&it));
    code.filter(|_| has_one).into_iter()
}

fn places<'j>(json: &'j Json<'j>) -> impl Iterator<Item = Coding<'j>> {
    let topographies = codings(json.get("code")).filter(|it| codes::ICDO3.contains(&it.system));
    json.list_of("bodySite").flat_map(|place| codings(Some(place))).chain(topographies)
}

/// Which neoplasm a Condition is of, by its codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Concern {
    /// One of the colon or rectum, or in the liver.
    Ours,
    /// One that is certainly elsewhere.
    Elsewhere,
    /// That is not known.
    Unknown,
}

/// Which neoplasm a Condition is of.
#[must_use]
pub(crate) fn concern(resource: &Resource<'_>) -> Concern {
    let code = resource.json.get("code");
    let by_code = codings(code).filter_map(|it| codes::disease(it.system, it.code));
    let by_place = places(resource.json)
        .filter_map(|it| codes::site(it.system, it.code).map(Disease::Primary));
    let all: Vec<Disease> = by_code.chain(by_place).collect();
    let is_ours = |it: &Disease| match it {
        Disease::Primary(sites) => *sites != Elsewhere.into(),
        Disease::LiverMetastasis => true,
        Disease::Cancer | Disease::Somewhere | Disease::Metastasis => false,
    };
    if all.iter().any(is_ours) {
        Concern::Ours
    } else if all.iter().any(|it| matches!(it, Disease::Primary(_))) {
        Concern::Elsewhere
    } else {
        Concern::Unknown
    }
}

/// Something whose codes are not known here: no finding is taken from words.
fn by_words(json: &Json<'_>) -> Vec<Told> {
    let code = json.get("code");
    // ICD-10 has a code for every cancer, and this is another.
    if codings(code).any(|it| codes::ICD10.contains(&it.system)) {
        return vec![Told::nothing("not relevant: by its code no cancer and no metastasis")];
    }
    if let Some(told) = by_code_alone(json) {
        return vec![told];
    }
    let texts = || words(code);
    let said = Words::of(texts());
    if said.is_empty() {
        return of_either("a code without words that is not known here");
    }
    let mut told = Vec::new();
    if !texts().all(is_of_others_or_sought) {
        if liver::is_spoken_of(&said) {
            let why = "metastases of the liver by its words alone; accepted: ICD-10 C78.7, SNOMED CT 94381002";
            told.push(Told::unread(Finding::LiverMetastases, why));
        }
        if is_cancer(&said) && (told.is_empty() || said.have(NEUROENDOCRINE)) {
            let why = "a cancer by its words alone; accepted: ICD-10, or SNOMED CT 363346000 or the profile of mCODE with a body site";
            told.push(Told::unread(Finding::PrimarySite, why));
        }
    }
    if told.is_empty() {
        let why = "not relevant: none of its codes is known here as a cancer or a metastasis";
        told.push(Told::nothing(why));
    }
    let hint = Hint::of_words(&said);
    told.into_iter().map(|it| it.hinting(hint)).collect()
}

fn is_cancer(said: &Words) -> bool {
    const CANCER: &str = "cancer|carcinom|karzinom|krebs|malign|neoplas|tumor|tumour|tumeur|\
        carcinoid tum|neuroend| nec | nen | net g";
    said.have(CANCER) && (!said.have(" benign") || said.have("malign|neuroend"))
}

/// Whether a text as a whole is of a relative, or of something that is looked for.
fn is_of_others_or_sought(text: &str) -> bool {
    let said = text.trim_start().to_lowercase();
    let begins = ["family history of", "fh of", "screening", "encounter for screening"];
    begins.iter().any(|it| said.starts_with(it)) && !said.contains([';', '.', ',', ':'])
}

/// A code of ICD-10 by its form, of a system that is not known here.
fn by_code_alone(json: &Json<'_>) -> Option<Told> {
    bare_codes(json.get("code")).find_map(|code| match codes::icd10(code)? {
        Disease::Primary(_) | Disease::Cancer | Disease::Somewhere => {
            Some(Told::of_unknown_system(Finding::PrimarySite, code))
        }
        Disease::LiverMetastasis => Some(Told::of_unknown_system(Finding::LiverMetastases, code)),
        Disease::Metastasis => None,
    })
}

/// The site: what all its codes and body sites say together.
fn site(json: &Json<'_>, known: &[Disease]) -> Told {
    let by_code = known.iter().filter_map(|disease| match disease {
        Disease::Primary(sites) => Some(*sites),
        Disease::Cancer | Disease::Somewhere | Disease::LiverMetastasis | Disease::Metastasis => {
            None
        }
    });
    // The liver as a place is that of its metastases, if it has some.
    let in_liver = known.contains(&Disease::LiverMetastasis);
    let by_place = places(json)
        .filter(|it| !(in_liver && codes::is_liver(it.system, it.code)))
        .filter_map(|it| codes::site(it.system, it.code));
    let mut sites = by_code.chain(by_place);
    let Some(first) = sites.next() else {
        let named =
            words(json.get("code")).next().map_or(String::new(), |it| format!(" (`{it:.60}`)"));
        let why = format!("a cancer{named} of which no site is known here");
        return if known.contains(&Disease::Cancer) || !known.contains(&Disease::Somewhere) {
            Told::unread(Finding::PrimarySite, why)
        } else {
            Told::unsettled(Finding::PrimarySite, Case::NOT_ASSESSED, why)
        };
    };
    match sites.try_fold(first, nen_pathway::Possible::and) {
        Some(sites) => {
            let case = Case::NOT_ASSESSED.with_primary_site(sites);
            let hint = if sites.and(SigmoidColon | OtherColorectal).is_some() {
                Hint::Colorectal
            } else {
                Hint::Other
            };
            Told::values(Finding::PrimarySite, case, format!("its site is {sites}")).hinting(hint)
        }
        None => {
            Told::unread(Finding::PrimarySite, "its codes and body sites contradict each other")
        }
    }
}
