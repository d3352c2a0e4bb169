//! Values of Observations, as the library reads them: numbers as they were written, comparators, ranges, answers, words.

use nen_pathway::Ecog;

use crate::{
    codes,
    fhir::{codings, words},
    json::Json,
    words::Words,
};

/// Whether something is there, as an answer says.
pub(crate) fn is_so(json: &Json<'_>) -> Result<bool, String> {
    let accepted = "accepted: valueBoolean, valueCodeableConcept";
    match value(json) {
        Some(("valueBoolean", Json::Bool(is_so))) => Ok(*is_so),
        Some(("valueCodeableConcept", it)) => {
            codes::is_present(it).ok_or_else(|| "an answer that is not known here".to_owned())
        }
        Some((name, _)) => Err(format!("{name}; {accepted}")),
        None => Err(format!("no value; {accepted}")),
    }
}

/// The value, by its name.
pub(crate) fn value<'j>(json: &'j Json<'j>) -> Option<(&'j str, &'j Json<'j>)> {
    values_of(json).next()
}

/// All that is a value; FHIR allows one.
pub(crate) fn values_of<'j>(json: &'j Json<'j>) -> impl Iterator<Item = (&'j str, &'j Json<'j>)> {
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
pub(crate) fn percent(json: &Json<'_>) -> Result<String, String> {
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
        (None, Some(_)) => return Err("a code of a unit without its system".to_owned()),
        (None | Some("http://unitsofmeasure.org"), None) => {
            quantity.text_of("unit").map(|it| match it {
                "percent" | "Percent" => "%",
                other => other,
            })
        }
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
    // The code says it, and people read the other.
    let shown = quantity.text_of("unit").unwrap_or("%");
    if !shown.contains('%') && !shown.to_lowercase().contains("percent") {
        return Err(format!("unit `{shown:.20}` beside the code %; accepted: %"));
    }
    match quantity.get("value") {
        Some(Json::Number(number)) => Ok(without_zeros(number)),
        Some(_) => Err("a value that is no number".to_owned()),
        None => Err("a quantity without a value".to_owned()),
    }
}

/// A number without zeros at its end that say nothing: `20.0` is 20.
fn without_zeros(number: &str) -> String {
    if number.contains('.') && !number.contains(['e', 'E']) {
        number.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        number.to_owned()
    }
}

/// ECOG as the library reads it.
pub(crate) fn ecog(json: &Json<'_>) -> Result<String, String> {
    let score = match value(json) {
        Some(("valueInteger", Json::Number(number))) => Ok(without_zeros(number)),
        Some(("valueQuantity", quantity)) => {
            let unit = quantity.text_of("code").or_else(|| quantity.text_of("unit"));
            match (quantity.get("value"), quantity.get("comparator"), unit) {
                (
                    Some(Json::Number(number)),
                    None,
                    None | Some("1" | "{score}" | "score" | "points"),
                ) => Ok(without_zeros(number)),
                _ => Err("a quantity that is no plain score".to_owned()),
            }
        }
        Some(("valueCodeableConcept", concept)) => {
            let names = codings(Some(concept))
                .filter(|it| [codes::LOINC, codes::SNOMED].contains(&it.system))
                .map(|it| codes::ecog(it.system, it.code).map(Ecog::as_str));
            let names: Option<Vec<&str>> = names.collect();
            match names {
                Some(names) if said_in_words(concept, &names).is_some() => {
                    Err("its code and its words are of different scores".to_owned())
                }
                Some(names) if !names.is_empty() => Ok(names.join("|")),
                _ => Err("an answer that is not known here".to_owned()),
            }
        }
        Some(("valueRange", range)) => {
            let end = |name| match range.get(name).and_then(|it| it.get("value")) {
                Some(Json::Number(number)) => Ok(without_zeros(number)),
                _ => Err("a range without both of its bounds".to_owned()),
            };
            Ok(scores(&format!("{}-{}", end("low")?, end("high")?)))
        }
        // "0–1", as letters write it.
        Some(("valueString", Json::Text(text))) => Ok(scores(text)),
        Some((name, _)) => Err(format!(
            "{name}; accepted: valueInteger, valueQuantity, valueCodeableConcept, valueString"
        )),
        None => Err("no value".to_owned()),
    }?;
    let differs = |it: &Json<'_>| {
        codings(Some(it)).any(|it| {
            codes::ecog(it.system, it.code)
                .is_some_and(|ecog| score.split('|').all(|it| it != ecog.as_str()))
        })
    };
    if json.list_of("interpretation").any(differs) {
        return Err("its value and its interpretation differ".to_owned());
    }
    Ok(score)
}

/// A score that the words of an answer say and its codes do not.
fn said_in_words(concept: &Json<'_>, names: &[&str]) -> Option<&'static str> {
    const SAID: [(&str, &str); 5] = [
        (" 0 |fully active", "0"),
        (" 1 |restricted in physically", "1"),
        (" 2 |capable of all self", "2"),
        (" 3 |capable of only limited", "3"),
        (" 4 |completely disabled", "4"),
    ];
    let said = Words::of(words(Some(concept)));
    let told = SAID.iter().filter(|(words, _)| said.have(words)).map(|(_, score)| *score);
    told.into_iter().find(|score| !names.contains(score))
}

/// `0–1`, `ECOG 1` and `1 - Restricted`, as letters and forms write it, in names; anything else as it is.
fn scores(text: &str) -> String {
    const SCORES: [&str; 5] = ["0", "1", "2", "3", "4"];
    let is_gap = |letter: char| matches!(letter, ' ' | ':' | '-' | '–' | '=');
    let text = text.trim();
    let strip = |text: &'_ str| -> String {
        ["ECOG", "WHO", "PS"].iter().fold(text.to_owned(), |text, name| {
            text.strip_prefix(name)
                .map_or(text.clone(), |it| it.trim_start_matches(is_gap).to_owned())
        })
    };
    let text = strip(text);
    let place = |score: &str| SCORES.iter().position(|it| *it == score.trim());
    let ends =
        text.split_once(['-', '–']).and_then(|(low, high)| SCORES.get(place(low)?..=place(high)?));
    if let Some(scores) = ends.filter(|scores| !scores.is_empty()) {
        return scores.join("|");
    }
    // With its words, in which there is no other number.
    let (score, words) = text.split_once(is_gap).unwrap_or((&text, ""));
    let words = words.trim_start_matches(|letter| is_gap(letter) || letter == '(');
    let is_named = words.starts_with(char::is_alphabetic) && !words.contains(char::is_numeric);
    if is_named && place(score).is_some() { score.to_owned() } else { text.clone() }
}

/// A finding in the words of this crate: a text, or the names as codes.
pub(crate) fn own_words(json: &Json<'_>) -> Result<String, String> {
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
