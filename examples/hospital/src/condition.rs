//! Conditions: the site of the primary, its morphology, metastases in the liver.

use nen_pathway::{
    Case, Finding, Label, LiverMetastases,
    PrimarySite::{self, Elsewhere, OtherColorectal, SigmoidColon},
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
    if code.is_none() {
        return of_either("it has no code");
    }
    if !is_concept(code) {
        return malformed(resource);
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
        return by_words(resource);
    }
    let standing = standing(resource);
    let concern = concern_as(resource, &standing);
    let mut told = Vec::new();
    if is_primary {
        told.push(match &standing {
            Standing::Stands if is_secondary => {
                Told::unread(Finding::PrimarySite, "a metastasis with the code of a primary")
            }
            Standing::Stands => site(json, &known),
            Standing::Over(why) if concern == Concern::Elsewhere => {
                let why = format!("a cancer elsewhere, and {why}: it settles nothing of this one");
                Told::unsettled(Finding::PrimarySite, Case::NOT_ASSESSED, why)
            }
            other => other.told(Finding::PrimarySite),
        });
    }
    if is_in_liver {
        told.push(match &standing {
            Standing::Stands => liver::metastases(json, &known),
            // That one more is refuted, or so many, leaves others.
            Standing::Refuted
                if Words::of(words(code))
                    .have(" second | third | another | additional | new | weiter|multiple|numerous|solitary| single |solitär") =>
            {
                Told::unread(Finding::LiverMetastases, "a metastasis beside others, or a number of them, refuted")
            }
            Standing::Refuted => {
                let absent = Case::NOT_ASSESSED.with_liver_metastases(LiverMetastases::Absent);
                Told::values(Finding::LiverMetastases, absent, "metastases of the liver, refuted")
            }
            other => other.told(Finding::LiverMetastases),
        });
    }
    let places = || json.list_of("bodySite").flat_map(|it| words(Some(it)));
    if is_metastasis && !is_in_liver {
        let finding = Finding::LiverMetastases;
        let why = "a metastasis, and not known here to be of the liver";
        told.push(match &standing {
            Standing::Refuted | Standing::Void => standing.told(finding),
            _ if Words::of(words(code).chain(places())).have(liver::LIVER) => {
                Told::unread(finding, "a metastasis whose words speak of the liver; accepted: ICD-10 C78.7, SNOMED CT 94381002")
            }
            _ => Told::unsettled(finding, Case::NOT_ASSESSED, why),
        });
    }
    let is_another_by_words = concern == Concern::Unknown
        && Hint::of_words(&Words::of(words(code).chain(places()))) == Hint::Other;
    let of_histology = |it: Option<&Json<'_>>| {
        let histology = told_of_histology(it);
        let unread =
            |why: &str| Told::unread(Finding::Differentiation, why).hinting(histology.hint);
        match &standing {
            Standing::Refuted | Standing::Void => standing.told(Finding::Differentiation),
            _ if concern == Concern::Elsewhere => {
                Told::nothing("not taken: the morphology of a cancer elsewhere")
            }
            Standing::Over(why) | Standing::Unclear(why) => unread(why),
            Standing::Stands if is_another_by_words => {
                unread("the morphology of a cancer that its words call another one")
            }
            Standing::Stands => histology,
        }
    };
    told.extend(
        resource.extensions(HISTOLOGY).map(|it| of_histology(it.get("valueCodeableConcept"))),
    );
    told.extend(codes_of_morphology(code).map(|it| of_histology(Some(it))));
    let is_neuroendocrine = codings(code).any(|it| codes::is_neuroendocrine(it.system, it.code));
    for it in &mut told {
        if concern == Concern::Elsewhere || is_another_by_words {
            it.hint = Hint::Other;
        } else if is_neuroendocrine && !matches!(standing, Standing::Refuted | Standing::Void) {
            it.hint = Hint::Neuroendocrine;
        }
    }
    told
}

/// Something whose code is of another shape: of its kind its morphology may tell.
fn malformed(resource: &Resource<'_>) -> Vec<Told> {
    let mut histologies = resource.extensions(HISTOLOGY);
    let is_neuroendocrine = histologies
        .any(|it| told_of_histology(it.get("valueCodeableConcept")).hint == Hint::Neuroendocrine);
    let hint = if is_neuroendocrine { Hint::Neuroendocrine } else { Hint::Nothing };
    let all = of_either("its code has not the shape of FHIR R4");
    all.into_iter().map(|it| it.hinting(hint)).collect()
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

/// Which neoplasm a Condition is of; of one that does not stand, that is not known.
#[must_use]
pub(crate) fn concern(resource: &Resource<'_>) -> Concern {
    concern_as(resource, &standing(resource))
}

fn concern_as(resource: &Resource<'_>, standing: &Standing) -> Concern {
    let code = resource.json.get("code");
    let places = places(resource.json)
        .filter_map(|it| codes::site(it.system, it.code).map(Disease::Primary));
    match standing {
        Standing::Refuted | Standing::Void => Concern::Unknown,
        _ => concern_by(code, places),
    }
}

/// Which neoplasm a concept names.
#[must_use]
pub(crate) fn concern_of(concept: Option<&Json<'_>>) -> Concern {
    concern_by(concept, std::iter::empty())
}

/// Which neoplasm a code and places name: by themselves, or by the words of the code.
fn concern_by(code: Option<&Json<'_>>, places: impl Iterator<Item = Disease>) -> Concern {
    let known: Vec<Disease> =
        codings(code).filter_map(|it| codes::disease(it.system, it.code)).chain(places).collect();
    let is_ours = |it: &Disease| match it {
        Disease::Primary(sites) => *sites != Elsewhere.into(),
        Disease::LiverMetastasis | Disease::Somewhere | Disease::Cancer => true,
        Disease::Metastasis => false,
    };
    if known.iter().any(is_ours) {
        Concern::Ours
    } else if known.iter().any(|it| matches!(it, Disease::Primary(_))) {
        Concern::Elsewhere
    } else {
        concern_of_words(&Words::of(words(code)))
    }
}

/// Which neoplasm words name: never for certain another one.
#[must_use]
pub(crate) fn concern_of_words(said: &Words) -> Concern {
    let is_ours = matches!(Hint::of_words(said), Hint::Neuroendocrine | Hint::Colorectal)
        || liver::is_spoken_of(said);
    if is_ours && !said.doubt() { Concern::Ours } else { Concern::Unknown }
}

/// Something whose codes are not known here: no finding is taken from words.
fn by_words(resource: &Resource<'_>) -> Vec<Told> {
    let code = resource.json.get("code");
    // ICD-10 has a code for every cancer, and this is another.
    if codings(code).any(|it| codes::ICD10.contains(&it.system)) {
        return vec![Told::nothing("not relevant: by its code no cancer and no metastasis")];
    }
    let said = Words::of(words(code));
    let (in_liver, is_cancer) = (liver::is_spoken_of(&said), is_cancer(&said));
    if (said.is_empty() || in_liver || is_cancer)
        && let Some(told) = by_code_alone(resource.json)
    {
        return vec![told];
    }
    if said.is_empty() {
        return of_either("a code without words that is not known here");
    }
    let mut told = Vec::new();
    if !words(code).all(is_of_others_or_sought) {
        if in_liver {
            let why = "metastases of the liver by its words alone; accepted: ICD-10 C78.7, SNOMED CT 94381002";
            told.push(Told::unread(Finding::LiverMetastases, why));
        }
        let is_of_a_primary =
            said.have(NEUROENDOCRINE) || !in_liver && !is_metastasis_elsewhere(&said);
        if is_cancer && is_of_a_primary {
            let why = "a cancer by its words alone; accepted: ICD-10, or SNOMED CT 363346000 or the profile of mCODE with a body site";
            told.push(Told::unread(Finding::PrimarySite, why));
        }
        if told.is_empty() && is_metastasis_elsewhere(&said) {
            let why = "a metastasis by its words, and not of the liver";
            told.push(Told::unsettled(Finding::LiverMetastases, Case::NOT_ASSESSED, why));
        }
        if told.is_empty() && said.have("carcinoid syndrome|karzinoidsyndrom|karzinoid syndrom") {
            let why = "not relevant: a syndrome, and no site";
            told.push(Told::nothing(why).hinting(Hint::Neuroendocrine));
        }
    }
    let standing = standing(resource);
    if matches!(standing, Standing::Refuted | Standing::Void) {
        return vec![standing.told(Finding::PrimarySite)];
    }
    if told.is_empty() {
        let why = "not relevant: none of its codes is known here as a cancer or a metastasis";
        return vec![Told::nothing(why)];
    }
    let hint = if said.doubt() { Hint::Nothing } else { Hint::of_words(&said) };
    told.into_iter().map(|it| it.hinting(hint)).collect()
}

fn is_metastasis_elsewhere(said: &Words) -> bool {
    said.have("secondary malignant neoplasm of|metastatic malignant neoplasm to|metastasis to|metastases to|metastasis of|\
        metastases of|knochenmetast|lymphknotenmetast|lungenmetast")
}

fn is_cancer(said: &Words) -> bool {
    const OTHER: &str = "malignant hypert|neuroleptic malignant|pseudotumo|tumor lysis|tumour lysis|tumor necrosis factor|\
        tumour necrosis factor|cancer pain|tumor pain|fear of cancer|non malignant|krebstier|carcinoid syndrome|\
        carcinoid heart|karzinoidsyndrom|karzinoid syndrom|neoplastic disease|neoplasm related|cancer related|\
        tumor related|tumour related|associated with cancer|associated with neoplas|associated with malig|\
        history of malignant neoplasm|history of cancer";
    const CANCER: &str = "cancer|carcinom|karzinom|krebs|malign|neoplas|tumor|tumour|tumeur|carcinoid|karzinoid|\
        neuroend| nec | nen | net g";
    let said = said.without(OTHER);
    said.have(CANCER) && (!said.have(" benign") || said.have("malign|neuroend"))
}

/// Whether a text as a whole is of a relative, of a risk, or of something that is looked for.
fn is_of_others_or_sought(text: &str) -> bool {
    let said = Words::of([text]);
    let begins = [
        " family history",
        " fh ",
        " no family history",
        " fear of",
        " at increased risk",
        " at risk",
        " screening",
        " encounter for screening",
    ];
    begins.iter().any(|it| said.begin(it)) && !text.contains([';', '.', ','])
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

/// A body site that is not known here, and is not of the bowel or the liver by its words.
fn unknown_place(json: &Json<'_>) -> bool {
    json.list_of("bodySite").any(|place| {
        let is_known = codings(Some(place)).any(|it| {
            codes::is_liver(it.system, it.code) || codes::site(it.system, it.code).is_some()
        });
        !is_known && !is_ours_by_words(Some(place))
    })
}

/// Whether a place is the bowel or the liver by its words.
pub(crate) fn is_ours_by_words(place: Option<&Json<'_>>) -> bool {
    let said = Words::of(words(place));
    Hint::of_words(&said) == Hint::Colorectal || said.have(liver::LIVER)
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
            let why = format!("{why}: it does not settle the primary site");
            Told::unsettled(Finding::PrimarySite, Case::NOT_ASSESSED, why)
        };
    };
    let said = Words::of(words(json.get("code")));
    match sites.try_fold(first, nen_pathway::Possible::and) {
        Some(sites) if sites != Elsewhere.into() && unknown_place(json) => Told::unread(
            Finding::PrimarySite,
            format!("its site is {}, and a body site that is not known here", named(sites)),
        ),
        Some(sites)
            if sites != Elsewhere.into()
                && words(json.get("code"))
                    .any(|it| Hint::of_words(&Words::of([it])) == Hint::Other) =>
        {
            let why =
                format!("its site is {} by its codes, and another one by its words", named(sites));
            Told::unread(Finding::PrimarySite, why)
        }
        Some(sites)
            if sites == OtherColorectal.into()
                && said.without("rectosig|rektosig").have("sigm")
                && !names_another_segment(&said.without("sigm")) =>
        {
            let why = "another part of the bowel by its codes, and sigmoid colon by its words";
            Told::unread(Finding::PrimarySite, why)
        }
        Some(sites)
            if sites == SigmoidColon.into()
                && words(json.get("code")).any(|it| names_another_segment(&Words::of([it]))) =>
        {
            let why = "sigmoid colon by its codes, and another part of the bowel by its words";
            Told::unread(Finding::PrimarySite, why)
        }
        Some(sites) => {
            let case = Case::NOT_ASSESSED.with_primary_site(sites);
            let hint = if sites.and(SigmoidColon | OtherColorectal).is_some() {
                Hint::Colorectal
            } else {
                Hint::Other
            };
            Told::values(Finding::PrimarySite, case, format!("its site is {}", named(sites)))
                .hinting(hint)
        }
        None => {
            Told::unread(Finding::PrimarySite, "its codes and body sites contradict each other")
        }
    }
}

/// Sites by their labels.
fn named(sites: nen_pathway::Possible<PrimarySite>) -> String {
    sites.iter().map(PrimarySite::label).collect::<Vec<_>>().join(" or ")
}

/// Whether words name a part of the bowel that is not the sigmoid.
fn names_another_segment(said: &Words) -> bool {
    said.have("rectosig|rektosig|caecum|cecum|zökum|ascending|aszendens|transvers|descending|deszendens| rectum| rektum|\
        rectal|appendi") && !said.without("rectosig|rektosig").have("sigm")
}
