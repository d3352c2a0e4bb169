//! Observations: Ki-67, ECOG, the histological type, whether there are metastases, and findings in words of our own.

use nen_pathway::{Finding, PrimarySite};

use crate::{
    codes::{self, Asked},
    condition::{Concern, concern},
    fhir::{Modifier, Resource, bare_codes, codings, is_concept, words},
    json::Json,
    liver,
    morphology::told_of_histology,
    records::Records,
    told::{Hint, Says, Told},
    value::{value, values, values_of},
    words::Words,
};

/// What an Observation tells: itself, and each of its components.
#[must_use]
pub(crate) fn told(resource: &Resource<'_>, records: &Records<'_>) -> Vec<Told> {
    let components = match resource.json.get("component") {
        Some(Json::List(all)) => &all[..],
        Some(odd) => std::slice::from_ref(odd),
        None => &[],
    };
    let parts = std::iter::once(resource.json).chain(components);
    let mut all: Vec<Told> = parts.filter_map(|part| part_told(part, resource)).collect();
    let elsewhere = elsewhere(resource, records);
    for told in &mut all {
        told.when = resource.when();
        let of_a_specimen = matches!(
            told.finding,
            Some(Finding::Ki67 | Finding::Mitoses | Finding::Differentiation)
        );
        if let Some(why) = elsewhere.filter(|_| of_a_specimen && told.says != Says::Nothing) {
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
        all.push(Told::nothing("not relevant: its code asks nothing that a finding rests on"));
    }
    all
}

/// Why something may have been measured elsewhere than in this neoplasm: by its body site, its specimen, its focus.
fn elsewhere(resource: &Resource<'_>, records: &Records<'_>) -> Option<&'static str> {
    let json = resource.json;
    let reference = |it: &Json<'_>| records.find(resource, it.text_of("reference")?);
    let specimen = json.get("specimen").and_then(reference);
    let places =
        [json.get("bodySite"), specimen.and_then(|it| it.json.get("collection")?.get("bodySite"))];
    let is_known = |place: &Json<'_>| {
        codings(Some(place)).any(|it| {
            let site = codes::site(it.system, it.code);
            codes::is_liver(it.system, it.code)
                || site.is_some_and(|it| it != PrimarySite::Elsewhere.into())
        })
    };
    if !places.into_iter().flatten().all(is_known) {
        return Some("its body site is not known here as the bowel or the liver");
    }
    let is_ours = |it: &Json<'_>| {
        let found = reference(it);
        found.is_some_and(|it| it.kind() != "Condition" || concern(it) == Concern::Ours)
    };
    let focus_is_ours = json.list_of("focus").all(is_ours);
    (!focus_is_ours).then_some("its focus is not known here as a neoplasm of the bowel")
}

/// What the Observation or a component tells of a finding, or why it does not, if it could be taken for one that does.
fn part_told(part: &Json<'_>, resource: &Resource<'_>) -> Option<Told> {
    let mut asked =
        codings(part.get("code")).filter_map(|it| codes::observation(it.system, it.code));
    let Some(first) = asked.next() else { return by_code_alone(part).or_else(|| by_words(part)) };
    if let Some(other) = asked.find(|other| *other != first) {
        let why = "its codes ask different things";
        return Some(match about(first).or(about(other)) {
            Some(finding) => Told::unread(finding, why),
            None => Told::nothing(format!("not understood: {why}")),
        });
    }
    let told = asked_of(first, part, resource);
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
    bare_codes(part.get("code")).find_map(|code| {
        let asked = [codes::LOINC, codes::SNOMED]
            .iter()
            .find_map(|system| codes::observation(system, code))?;
        Some(Told::of_unknown_system(about(asked)?, code))
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

fn asked_of(asked: Asked, part: &Json<'_>, resource: &Resource<'_>) -> Told {
    if let Asked::Refused(why) = asked {
        return Told::nothing(format!("refused: {why}"));
    }
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
    if let Some(modifier) = resource.modifier().or_else(|| Modifier::of(part)) {
        return unread(modifier.to_string());
    }
    match (part.get("dataAbsentReason"), value(part)) {
        (None | Some(Json::Null), _) => {}
        (Some(_), None) => return Told::nothing("says that there is no value"),
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
    match asked {
        Asked::Misspelt(finding) => unread(format!("its code is not `{finding}` as it is written")),
        Asked::Histology => told_of_histology(part.get("valueCodeableConcept")),
        Asked::Trend => unread(TREND.to_owned()).by_inference(),
        _ => match values(asked, part) {
            Ok((finding, values, why)) => Told::values(finding, values, why),
            Err(why) => unread(why),
        },
    }
}

const TREND: &str = "whether the cancer got better or worse, and not whether on or after the first platinum doublet; accepted: \
    a finding in the words of this crate";

/// Something that its words alone name: no finding is taken from words.
fn by_words(part: &Json<'_>) -> Option<Told> {
    let said = Words::of(words(part.get("code")));
    let (finding, why) = if said
        .have("ki67| ki 67 | mib 1 |mib1|proliferation ind|proliferationsind")
    {
        (Finding::Ki67, "Ki-67 by its words alone; accepted: LOINC 29593-1")
    } else if said.have("ecog|eastern cooperative|who performance")
        || said.have("performance status") && !said.have("karnofsky|lansky")
    {
        (Finding::Ecog, "ECOG by its words alone; accepted: LOINC 89247-1")
    } else if said.have("mitotic|mitoses|mitosis|mitose") && !said.have("nottingham") {
        (
            Finding::Mitoses,
            "no code is known for mitoses per 2 mm²; accepted: a finding in the words of this crate",
        )
    } else if liver::is_spoken_of(&said) {
        (
            Finding::LiverMetastases,
            "metastases of the liver by its words alone; accepted: SNOMED CT 1098951000119108",
        )
    } else if said.have("histolog|morpholog|differentiation") && !said.have(" grade") {
        (Finding::Differentiation, "a histology by its words alone; accepted: LOINC 31206-6")
    } else {
        return None;
    };
    Some(Told::unread(finding, why).hinting(Hint::of_words(&said)))
}
