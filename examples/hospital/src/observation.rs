//! Observations: Ki-67, ECOG, the histological type, whether there are metastases, and findings in words of our own.

use nen_pathway::{Case, Finding, LiverMetastases, PrimarySite};

use crate::{
    chemotherapy::Around,
    codes::{self, Asked, Disease},
    condition::{Concern, concern, is_ours_by_words},
    fhir::{Coding, Modifier, Resource, bare_codes, codings, is_concept, words},
    json::Json,
    liver,
    morphology::told_of_histology,
    records::Records,
    told::{Hint, Says, Told},
    value::{ecog, is_so, own_words, percent, value, values_of},
    words::Words,
};

/// What an Observation tells: itself, and each of its components.
#[must_use]
pub(crate) fn told<'j>(resource: &Resource<'j>, around: &Around<'_, 'j>) -> Vec<Told> {
    let components = match resource.json.get("component") {
        Some(Json::List(all)) => &all[..],
        Some(odd) => std::slice::from_ref(odd),
        None => &[],
    };
    let parts = std::iter::once(resource.json).chain(components);
    let modifier = resource.modifier();
    let mut all: Vec<Told> = parts.filter_map(|part| part_told(part, resource, modifier)).collect();
    let when = resource.when();
    let is_of_a_specimen = |it: &Told| {
        matches!(it.finding, Some(Finding::Ki67 | Finding::Mitoses | Finding::Differentiation))
            && it.says != Says::Nothing
    };
    let elsewhere =
        if all.iter().any(is_of_a_specimen) { elsewhere(resource, around.records()) } else { None };
    for told in &mut all {
        told.when = when;
        around.age(told, when);
        if let Some(why) = elsewhere.filter(|_| is_of_a_specimen(told)) {
            told.says = Says::Anything;
            why.clone_into(&mut told.why);
            told.hint = Hint::Nothing;
        }
    }
    let is_list = matches!(resource.json.get("component"), None | Some(Json::List(_)));
    if !is_list || !is_concept(resource.json.get("code")) {
        let why = "its code or its components have not the shape of FHIR R4";
        all.retain(|it| it.finding.is_some());
        for it in &mut all {
            it.says = Says::Anything;
            why.clone_into(&mut it.why);
        }
        if all.is_empty() {
            all.push(Told::nothing(format!("not understood: {why}")));
        }
    }
    if all.is_empty() {
        all.extend(as_a_disease(resource.json));
    }
    if all.is_empty() {
        let said = Words::of(words(resource.json.get("code")));
        all.push(Told::nothing(if said.have("patholog|diagnos") {
            "not read: free text; results are read where they are records of their own"
        } else {
            "not relevant: its code asks nothing that a finding rests on"
        }));
    }
    all
}

/// Why something may have been measured elsewhere than in this neoplasm: by its body site, its specimen, its focus, its words.
fn elsewhere<'j>(resource: &Resource<'j>, records: &Records<'j>) -> Option<&'static str> {
    let json = resource.json;
    let find = |it: &Json<'_>| records.find(resource, it.text_of("reference")?);
    if json.get("bodySite").is_some_and(|it| !is_ours(Some(it))) {
        return Some("its body site is not known here as the bowel or the liver");
    }
    if let Some(specimen) = json.get("specimen") {
        let found = find(specimen).map(|it| it.json);
        let is_here = specimen
            .text_of("reference")
            .is_some_and(|it| records.find_any(resource, it).is_some());
        if is_here && found.is_none() {
            return Some("its specimen is too long a record to be read for it");
        }
        let site = found.and_then(|it| it.get("collection")?.get("bodySite"));
        let kind = found.and_then(|it| it.get("type"));
        let said = Words::of(words(kind).chain(specimen.text_of("display")));
        if said.have(" blood|blut | serum| plasma|lymph|marrow| urin") {
            return Some("its specimen is not of the bowel or the liver");
        }
        let void = found.and_then(|it| it.text_of("status"));
        if void.is_some_and(|it| matches!(it, "entered-in-error" | "unsatisfactory")) {
            return Some("its specimen does not count");
        }
        if site.is_some() && !is_ours(site) || Hint::of_words(&said) == Hint::Other {
            return Some("its specimen is not known here as of the bowel or the liver");
        }
    }
    let is_ours_in_focus = |it: &Json<'_>| match find(it) {
        Some(found) if found.kind() == "Condition" => concern(found) == Concern::Ours,
        Some(found) if found.kind() == "BodyStructure" => is_ours(found.json.get("location")),
        _ => false,
    };
    if !json.list_of("focus").all(is_ours_in_focus) {
        return Some("its focus is not known here as a neoplasm of the bowel");
    }
    let is_refused = codings(json.get("code"))
        .any(|it| matches!(codes::observation(it.system, it.code), Some(Asked::Refused(_))));
    let is_of_another = Hint::of_words(&Words::of(words(json.get("code")))) == Hint::Other;
    (is_refused || is_of_another).then_some("its code or its words are of something else")
}

/// Whether a place is the bowel or the liver: by a code or by its words.
fn is_ours(place: Option<&Json<'_>>) -> bool {
    let known = |it: Coding<'_>| {
        let site = codes::site(it.system, it.code);
        codes::is_liver(it.system, it.code)
            || site.is_some_and(|it| it != PrimarySite::Elsewhere.into())
    };
    codings(place).any(known) || is_ours_by_words(place)
}

/// What the Observation or a component tells of a finding, or why it does not, if it could be taken for one that does.
fn part_told(
    part: &Json<'_>,
    resource: &Resource<'_>,
    modifier: Option<Modifier<'_>>,
) -> Option<Told> {
    let asked = codings(part.get("code")).filter_map(|it| codes::observation(it.system, it.code));
    let asked: Vec<Asked> = asked.collect();
    let Some(first) = asked.first().copied() else {
        return by_code_alone(part).or_else(|| by_words(part));
    };
    let other = asked.iter().copied().find(|other| *other != first);
    let is_unknown = |it: Coding<'_>| {
        it.system == codes::LOINC && codes::observation(it.system, it.code).is_none()
    };
    if other.is_some() || codings(part.get("code")).any(is_unknown) {
        let refused = asked.iter().find_map(|it| match it {
            Asked::Refused(why) => Some(format!("its codes ask different things: {why}")),
            _ => None,
        });
        let why = refused.unwrap_or_else(|| "its codes ask different things".to_owned());
        return Some(match about(first).or(other.and_then(about)) {
            Some(finding) => Told::unread(finding, why),
            None => Told::nothing(format!("not understood: {why}")),
        });
    }
    let told = asked_of(first, part, resource, modifier);
    // Also where it does not count, it may say of which kind the neoplasm is.
    Some(match first {
        _ if told.finding.is_none() => told,
        Asked::Histology => told.hinting(told_of_histology(part.get("valueCodeableConcept")).hint),
        Asked::Finding(Finding::Differentiation | Finding::Ki67 | Finding::Mitoses) => {
            told.hinting(Hint::Neuroendocrine)
        }
        _ => told,
    })
}

/// A code that is known here, of a system that is not.
fn by_code_alone(part: &Json<'_>) -> Option<Told> {
    bare_codes(part.get("code")).map(str::trim).find_map(|code| {
        let asked = [codes::LOINC, codes::SNOMED]
            .iter()
            .find_map(|system| codes::observation(system, code))?;
        Some(Told::of_unknown_system(about(asked)?, code))
    })
}

/// A disease where an Observation should be, as what is asked or as the answer.
fn as_a_disease(json: &Json<'_>) -> Option<Told> {
    let why = "a disease as an Observation; accepted: a Condition";
    let places = [json.get("code"), json.get("valueCodeableConcept")];
    let mut diseases = places.into_iter().flat_map(codings);
    diseases.find_map(|it| match codes::disease(it.system, it.code)? {
        Disease::LiverMetastasis => Some(Told::unread(Finding::LiverMetastases, why)),
        Disease::Metastasis => None,
        _ => Some(Told::unread(Finding::PrimarySite, why)),
    })
}

/// The finding that is asked.
fn about(asked: Asked) -> Option<Finding> {
    match asked {
        Asked::Ki67 => Some(Finding::Ki67),
        Asked::Ecog => Some(Finding::Ecog),
        Asked::Histology => Some(Finding::Differentiation),
        Asked::LiverMetastasis => Some(Finding::LiverMetastases),
        Asked::Finding(finding) | Asked::Misspelt(finding) => Some(finding),
        Asked::Trend => Some(Finding::Chemotherapy),
        Asked::Metastasis | Asked::Refused(_) => None,
    }
}

fn asked_of(
    asked: Asked,
    part: &Json<'_>,
    resource: &Resource<'_>,
    modifier: Option<Modifier<'_>>,
) -> Told {
    let unread = |why: String| match about(asked) {
        Some(finding) => Told::unread(finding, why),
        None => Told::nothing(format!("not understood: {why}")),
    };
    match resource.json.text_of("status") {
        Some("final" | "amended" | "corrected") => {}
        Some(void @ ("entered-in-error" | "cancelled")) => {
            return Told::nothing(format!("does not count: its status is {void}"));
        }
        Some(other) => return unread(format!("its status is {other}, not final")),
        None => return unread("it has no status".to_owned()),
    }
    if let Some(modifier) = modifier.or_else(|| Modifier::of(part)) {
        return unread(modifier.to_string());
    }
    match (part.get("dataAbsentReason"), value(part)) {
        (None | Some(Json::Null), _) => {}
        (Some(_), None) => return Told::nothing("not relevant: it says that there is no value"),
        (Some(_), Some(_)) => {
            return unread("it has a value, and says that there is none".to_owned());
        }
    }
    if values_of(part).count() > 1 {
        return unread("it has several values".to_owned());
    }
    if value(part).is_none() && part.list_of("hasMember").next().is_some() {
        return Told::nothing("not relevant by itself: the heading of other records");
    }
    let stated = |finding: Finding, text: Result<String, String>| {
        let case = text.and_then(|text| {
            let case = Case::NOT_ASSESSED.stating(finding, &text);
            case.map(|case| (case, text)).map_err(|error| error.to_string())
        });
        match case {
            Ok((case, text)) => Told::values(finding, case, format!("`{text}`")),
            Err(why) => unread(why),
        }
    };
    if let Some(why) = is_another_test(asked, part) {
        return unread(why.to_owned());
    }
    match asked {
        Asked::Ki67 => stated(Finding::Ki67, percent(part)),
        Asked::Ecog => stated(Finding::Ecog, ecog(part)),
        Asked::Finding(finding) => stated(finding, own_words(part)),
        Asked::Misspelt(finding) => unread(format!("its code is not `{finding}` as it is written")),
        Asked::Histology => told_of_histology(part.get("valueCodeableConcept")),
        Asked::LiverMetastasis | Asked::Metastasis => told_of_metastases(asked, part),
        Asked::Trend => unread(TREND.to_owned()).by_inference(),
        Asked::Refused(why) => Told::nothing(format!("refused: {why}")),
    }
}

/// Why it may be another test than its code says, or none: by its words, or as it was interpreted.
fn is_another_test(asked: Asked, part: &Json<'_>) -> Option<&'static str> {
    let said = || Words::of(words(part.get("code")));
    let is_another = match asked {
        Asked::Ki67 => said().have("estrogen|oestrogen|progest|receptor|p53|her2|presence"),
        Asked::Ecog => said().have("karnofsky|lansky"),
        _ => false,
    };
    let failed = part.list_of("interpretation").flat_map(|it| codings(Some(it)));
    if is_another {
        Some("its code and its words are of different tests")
    } else if failed.into_iter().any(|it| matches!(it.code, "QCF" | "IND")) {
        Some("it is marked as failed or indeterminate")
    } else {
        None
    }
}

/// What the history of metastases tells of the liver: that there never were any, or nothing of what is now.
fn told_of_metastases(asked: Asked, part: &Json<'_>) -> Told {
    let finding = Finding::LiverMetastases;
    let elsewhere = part
        .get("bodySite")
        .is_some_and(|place| !codings(Some(place)).any(|it| codes::is_liver(it.system, it.code)));
    match is_so(part) {
        _ if elsewhere => Told::unsettled(
            finding,
            Case::NOT_ASSESSED,
            "a history of metastases with a body site that is not the liver",
        ),
        Ok(false) => {
            let absent = Case::NOT_ASSESSED.with_liver_metastases(LiverMetastases::Absent);
            let told = Told::values(finding, absent, "said not to be so");
            if asked == Asked::Metastasis { told.by_inference() } else { told }
        }
        Ok(true) => Told::unsettled(
            finding,
            Case::NOT_ASSESSED,
            "a history of metastases, which does not say what is there now; accepted: a Condition",
        ),
        Err(why) => Told::unread(finding, why),
    }
}

const TREND: &str = "whether the cancer got better or worse, and not whether on or after the first platinum doublet; accepted: \
    a finding in the words of this crate";

/// Something that its words alone name: no finding is taken from words.
fn by_words(part: &Json<'_>) -> Option<Told> {
    let code = part.get("code");
    let mut said = Words::of(words(code));
    if said.is_empty() {
        said = Words::of(bare_codes(code));
    }
    let is_ki67 = said.have("ki67| ki 67 | mib 1 |mib1|proliferation ind|proliferationsind");
    let (finding, why) = if is_ki67 && !said.have("lymphocyte|lymphozyt") {
        (Finding::Ki67, "Ki-67 by its words alone; accepted: LOINC 29593-1")
    } else if said.have(" ecog|eastern cooperative|who performance")
        || said.have("performance status") && !said.have("karnofsky|lansky")
    {
        (Finding::Ecog, "ECOG by its words alone; accepted: LOINC 89247-1")
    } else if said.have("mitotic|mitoses|mitosis|mitose") && !said.have("nottingham") {
        (
            Finding::Mitoses,
            "no code is known for mitoses per 2 mm²; accepted: a finding in the words of this crate",
        )
    } else if said.have("disease status|cancer status|response to|tumor response|tumour response|treatment response|recist") {
        return Some(Told::unread(Finding::Chemotherapy, TREND).by_inference());
    } else if liver::is_spoken_of(&said) {
        (
            Finding::LiverMetastases,
            "metastases of the liver by its words alone; accepted: SNOMED CT 1098951000119108",
        )
    } else if !said.have(" grad")
        && (said.have("histolog")
            || said.have("morpholog|differentiation")
                && said.have("cancer|carcino|tumo|neoplas|icd o"))
    {
        (Finding::Differentiation, "a histology by its words alone; accepted: LOINC 31206-6")
    } else {
        return None;
    };
    Some(Told::unread(finding, why).hinting(Hint::of_words(&said)))
}
