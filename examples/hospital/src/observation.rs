//! Observations: Ki-67, ECOG, the histological type, whether there are metastases, and findings in words of our own.

use nen_pathway::{Case, Ecog, Finding, LiverMetastases};

use crate::{
    codes::{self, Asked, Morphology},
    fhir::{Modifier, Resource, bare_codes, codings, is_concept, words},
    json::Json,
    told::{Says, Told},
};

/// What an Observation tells: itself, and each of its components.
#[must_use]
pub(crate) fn told(resource: &Resource<'_>) -> Vec<Told> {
    let day = resource.day().map(str::to_owned);
    let parts = std::iter::once(resource.json).chain(resource.json.list_of("component"));
    let mut all: Vec<Told> = parts.filter_map(|part| part_told(part, resource)).collect();
    for told in &mut all {
        told.day.clone_from(&day);
    }
    if !is_concept(resource.json.get("code")) {
        let why = "its code has not the shape of FHIR R4";
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

/// What the Observation or a component tells of a finding, or why it does not, if it could be taken for one that does.
fn part_told(part: &Json<'_>, resource: &Resource<'_>) -> Option<Told> {
    let mut asked =
        codings(part.get("code")).filter_map(|it| codes::observation(it.system, it.code));
    let Some(first) = asked.next() else { return by_code_alone(part).or_else(|| by_words(part)) };
    Some(match asked.find(|other| *other != first) {
        Some(other) => match about(first).or(about(other)) {
            Some(finding) => Told::unread(finding, "its codes ask different things"),
            None => Told::nothing("not understood: its codes ask different things"),
        },
        None => asked_of(first, part, resource),
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
        Asked::Finding(finding) => Some(finding),
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
    match asked {
        Asked::Histology => told_of_histology(part.get("valueCodeableConcept")),
        Asked::Trend => Told { inferred: true, ..unread(TREND.to_owned()) },
        _ => match values(asked, part) {
            Ok((finding, values, why)) => Told::values(finding, values, why),
            Err(why) => unread(why),
        },
    }
}

const TREND: &str = "whether the cancer got better or worse, and not whether on or after the first platinum doublet; accepted: \
    a finding in the words of this crate";

/// What the value says, or why it is not understood.
fn values(asked: Asked, json: &Json<'_>) -> Result<(Finding, Case, String), String> {
    let case = Case::NOT_ASSESSED;
    let stating = |finding: Finding, text: &str| {
        case.stating(finding, text)
            .map(|case| (finding, case, format!("`{text}`")))
            .map_err(|error| error.to_string())
    };
    match asked {
        Asked::Ki67 => stating(Finding::Ki67, &percent(json)?),
        Asked::Ecog => stating(Finding::Ecog, &ecog(json)?),
        Asked::Finding(finding) => stating(finding, &own_words(json)?),
        Asked::LiverMetastasis | Asked::Metastasis => {
            let (finding, liver) = (Finding::LiverMetastases, asked == Asked::LiverMetastasis);
            let there = LiverMetastases::Solitary | LiverMetastases::Multiple;
            match (value(json), liver) {
                (Some(("valueBoolean", Json::Bool(false))), _) => Ok((
                    finding,
                    case.with_liver_metastases(LiverMetastases::Absent),
                    "said not to be so".to_owned(),
                )),
                (Some(("valueBoolean", Json::Bool(true))) | None, true) => Ok((
                    finding,
                    case.with_liver_metastases(there),
                    "there, and not said how many".to_owned(),
                )),
                (Some(("valueBoolean", Json::Bool(true))) | None, false) => {
                    Err("spread, and not said where".to_owned())
                }
                (Some((name, _)), _) => Err(format!("{name}; accepted: valueBoolean")),
            }
        }
        Asked::Histology | Asked::Trend | Asked::Refused(_) => {
            Err("it is read otherwise".to_owned())
        }
    }
}

/// The value, by its name.
fn value<'j>(json: &'j Json<'j>) -> Option<(&'j str, &'j Json<'j>)> {
    values_of(json).next()
}

/// All that is a value; FHIR allows one.
fn values_of<'j>(json: &'j Json<'j>) -> impl Iterator<Item = (&'j str, &'j Json<'j>)> {
    let members: &[_] = match json {
        Json::Object(members) => members,
        _ => &[],
    };
    members
        .iter()
        .filter(|(name, _)| name.starts_with("value"))
        .map(|(name, value)| (name.as_ref(), value))
}

/// A percentage as the library reads it: a number as it was written, a comparator, a range.
fn percent(json: &Json<'_>) -> Result<String, String> {
    match value(json) {
        Some(("valueQuantity", quantity)) => {
            let number = number(quantity)?;
            let sign = match quantity.get("comparator").map(Json::text) {
                None => "",
                Some(Some(sign @ ("<" | "<=" | ">" | ">="))) => sign,
                Some(other) => {
                    let other = other.unwrap_or("no text");
                    return Err(format!("comparator `{other:.20}`; accepted: <, <=, >, >="));
                }
            };
            Ok(format!("{sign}{number}%"))
        }
        Some(("valueRange", range)) => {
            let side = |name| range.get(name).map(bound).transpose();
            match (side("low")?, side("high")?) {
                (Some(low), Some(high)) => Ok(format!("{low}-{high}%")),
                (Some(low), None) => Ok(format!(">={low}%")),
                (None, Some(high)) => Ok(format!("<={high}%")),
                (None, None) => Err("a range without bounds".to_owned()),
            }
        }
        // As a report writes it, with its unit.
        Some(("valueString", Json::Text(text))) => Ok(text.clone().into_owned()),
        Some((name, _)) => {
            Err(format!("{name}; accepted: valueQuantity, valueRange, valueString with its unit"))
        }
        None => Err("no value".to_owned()),
    }
}

/// A side of a range, which has no comparator.
fn bound(quantity: &Json<'_>) -> Result<String, String> {
    match quantity.get("comparator") {
        None => number(quantity),
        Some(_) => Err("a range with a comparator in it".to_owned()),
    }
}

/// The number of a quantity in percent, without zeros at its end, which say nothing.
fn number(quantity: &Json<'_>) -> Result<String, String> {
    let unit = match (quantity.text_of("system"), quantity.text_of("code")) {
        (Some("http://unitsofmeasure.org"), Some(code)) => Some(code),
        (None, None) => quantity.text_of("unit"),
        (system, _) => {
            return Err(format!(
                "a unit of the system `{:.60}`; accepted: % of UCUM",
                system.unwrap_or_default()
            ));
        }
    };
    match unit {
        Some("%") => {}
        Some(other) => return Err(format!("unit `{other:.20}`; accepted: %")),
        None => return Err("a quantity with no unit; accepted: %".to_owned()),
    }
    match quantity.get("value") {
        Some(Json::Number(number)) if number.contains('.') => {
            Ok(number.trim_end_matches('0').trim_end_matches('.').to_owned())
        }
        Some(Json::Number(number)) => Ok(number.clone().into_owned()),
        Some(_) => Err("a value that is no number".to_owned()),
        None => Err("a quantity without a value".to_owned()),
    }
}

/// ECOG as the library reads it.
fn ecog(json: &Json<'_>) -> Result<String, String> {
    match value(json) {
        Some(("valueInteger", Json::Number(number))) => Ok(number.clone().into_owned()),
        Some(("valueQuantity", quantity)) => {
            let unit = quantity.text_of("code").or_else(|| quantity.text_of("unit"));
            match (quantity.get("value"), quantity.get("comparator"), unit) {
                (
                    Some(Json::Number(number)),
                    None,
                    None | Some("1" | "{score}" | "score" | "points"),
                ) => Ok(number.clone().into_owned()),
                _ => Err("a quantity that is no plain score".to_owned()),
            }
        }
        Some(("valueCodeableConcept", concept)) => {
            let scores = codings(Some(concept)).filter_map(|it| codes::ecog(it.system, it.code));
            let names: Vec<&str> = scores.map(Ecog::as_str).collect();
            if names.is_empty() {
                Err("an answer that is not known here".to_owned())
            } else {
                Ok(names.join("|"))
            }
        }
        // "0–1", as letters write it.
        Some(("valueString", Json::Text(text))) => Ok(scores(text)),
        Some((name, _)) => Err(format!(
            "{name}; accepted: valueInteger, valueQuantity, valueCodeableConcept, valueString"
        )),
        None => Err("no value".to_owned()),
    }
}

/// `0–1`, as letters write it, in names; anything else as it is.
fn scores(text: &str) -> String {
    const SCORES: [&str; 5] = ["0", "1", "2", "3", "4"];
    let place = |score: &str| SCORES.iter().position(|it| *it == score.trim());
    let ends =
        text.split_once(['-', '–']).and_then(|(low, high)| SCORES.get(place(low)?..=place(high)?));
    ends.map_or_else(|| text.trim().to_owned(), |scores| scores.join("|"))
}

/// A finding in the words of this crate: a text, or the names as codes.
fn own_words(json: &Json<'_>) -> Result<String, String> {
    match value(json) {
        Some(("valueString", Json::Text(text))) => Ok(text.clone().into_owned()),
        Some(("valueInteger", Json::Number(number))) => Ok(number.clone().into_owned()),
        Some(("valueCodeableConcept", concept)) => {
            let names: Vec<&str> = codings(Some(concept))
                .filter(|it| it.system == codes::OWN)
                .map(|it| it.code)
                .collect();
            Ok(names.join("|"))
        }
        Some((name, _)) => {
            Err(format!("{name}; accepted: valueString, valueInteger, valueCodeableConcept"))
        }
        None => Err("no value".to_owned()),
    }
}

/// What a morphology tells of the differentiation.
#[must_use]
pub(crate) fn told_of_histology(concept: Option<&Json<'_>>) -> Told {
    let known: Vec<(&str, Morphology)> = codings(concept)
        .filter_map(|it| Some((it.code, codes::morphology(it.system, it.code)?)))
        .collect();
    let possible = known.iter().map(|(_, it)| match it {
        Morphology::Is(differentiation) => (*differentiation).into(),
        Morphology::Unsettled(possible, _) => *possible,
    });
    let together = possible.map(Some).reduce(|all, one| all?.and(one?));
    let settled = known.iter().find(|(_, it)| matches!(it, Morphology::Is(_)));
    let reason = known.iter().find_map(|(_, it)| match it {
        Morphology::Unsettled(_, why) => Some(why),
        Morphology::Is(_) => None,
    });
    let codes = || codings(concept).map(|it| it.code).collect::<Vec<_>>().join(" ");
    let finding = Finding::Differentiation;
    match (together, settled, reason) {
        (None, ..) => Told {
            sign: false,
            ..Told::unread(finding, format!("morphology `{:.60}`: not known here", codes()))
        },
        (Some(None), ..) => {
            Told::unread(finding, format!("morphologies `{:.60}` contradict each other", codes()))
        }
        (Some(Some(is)), Some((code, _)), _) => Told::values(
            finding,
            Case::NOT_ASSESSED.with_differentiation(is),
            format!("morphology {code}"),
        ),
        (Some(Some(at_most)), None, reason) => {
            let why = reason.map_or(String::new(), |it| {
                format!("{it}: it does not settle the differentiation")
            });
            Told::unsettled(finding, Case::NOT_ASSESSED.with_differentiation(at_most), why)
        }
    }
}

/// Something that its words alone name: no finding is taken from words.
fn by_words(part: &Json<'_>) -> Option<Told> {
    let named = |all: &[&str]| {
        words(part.get("code")).any(|text| {
            let text = text.to_lowercase();
            all.iter().any(|word| text.contains(word))
        })
    };
    let finding = if named(&[
        "ki-67",
        "ki67",
        "ki 67",
        "mib-1",
        "mib1",
        "proliferation index",
        "proliferationsindex",
    ]) {
        (Finding::Ki67, "Ki-67 by its words alone; accepted: LOINC 29593-1")
    } else if named(&["ecog"]) {
        (Finding::Ecog, "ECOG by its words alone; accepted: LOINC 89247-1")
    } else if named(&["mitotic", "mitoses", "mitosis"]) {
        (
            Finding::Mitoses,
            "no code is known for mitoses per 2 mm²; accepted: a finding in the words of this crate",
        )
    } else {
        return None;
    };
    Some(Told::unread(finding.0, finding.1))
}
