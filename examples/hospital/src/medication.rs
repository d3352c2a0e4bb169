//! Medications: whether the first platinum doublet was started; never how it went.

use std::collections::BTreeSet;

use nen_pathway::{Case, Chemotherapy, Finding};

use crate::{
    codes::Drug,
    fhir::{Resource, codings, words},
    json::Json,
    records::Records,
    told::Told,
};

/// A drug, and how it was recognised.
#[derive(Debug, Clone)]
pub(crate) struct Matched {
    pub drug: Drug,
    pub by: String,
}

/// The drugs of a medication, by code or by exact generic name.
#[must_use]
pub(crate) fn drugs(concept: Option<&Json<'_>>) -> Vec<Matched> {
    let by_code = codings(concept).filter_map(|it| {
        let drug = Drug::by_code(it.system, it.code)?;
        Some(Matched { drug, by: format!("RxNorm {}", it.code) })
    });
    let by_name = words(concept).filter_map(|name| {
        let drug = Drug::by_name(name)?;
        Some(Matched { drug, by: format!("matched by name, `{}`", name.trim()) })
    });
    let mut seen = BTreeSet::new();
    by_code.chain(by_name).filter(|it| seen.insert(it.drug)).collect()
}

/// The medication of a record: in it, or where it refers to.
#[must_use]
pub(crate) fn concept<'j>(resource: &Resource<'j>, records: &Records<'j>) -> Option<&'j Json<'j>> {
    let json = resource.json;
    if let Some(concept) = json.get("medicationCodeableConcept") {
        return Some(concept);
    }
    let reference = json.get("medicationReference")?.text_of("reference")?;
    match reference.strip_prefix('#') {
        Some(id) => json.list_of("contained").find(|it| it.text_of("id") == Some(id))?.get("code"),
        None => records.find(reference)?.json.get("code"),
    }
}

/// Whether a record is of the medication that a patient has, is to have, or had.
#[must_use]
pub(crate) fn is_of_one(resource: &Resource<'_>) -> bool {
    matches!(
        resource.kind(),
        "MedicationRequest"
            | "MedicationAdministration"
            | "MedicationStatement"
            | "MedicationDispense"
    )
}

/// Whether a record shows the second drug of a platinum doublet.
#[must_use]
pub(crate) fn is_partner(resource: &Resource<'_>, records: &Records<'_>) -> bool {
    let course = matches!(course(resource), Ok(Course::Given | Course::Ordered));
    course && drugs(concept(resource, records)).iter().any(|it| it.drug.is_partner())
}

/// Whether it says nothing of what the patient has or is to have: void, or an order not to give it.
#[must_use]
pub(crate) fn is_void(resource: &Resource<'_>) -> bool {
    matches!(course(resource), Ok(Course::Void(_)))
}

/// How far a medication came.
enum Course {
    /// It was given, at least in part.
    Given,
    /// It is ordered, and may have been given.
    Ordered,
    /// It says nothing of what the patient had.
    Void(String),
}

/// How far it came, or why that is not understood.
fn course(resource: &Resource<'_>) -> Result<Course, String> {
    let json = resource.json;
    if let Some(modifier) = resource.modifier() {
        return Err(modifier.to_string());
    }
    // Of earlier versions of FHIR, where they turned the meaning round.
    let turned = ["taken", "wasNotTaken", "notGiven", "wasNotGiven"]
        .into_iter()
        .find(|name| json.get(name).is_some());
    if let Some(name) = turned {
        return Err(format!("`{name}` is not of FHIR R4"));
    }
    match json.get("doNotPerform") {
        None | Some(Json::Bool(false)) => {}
        Some(Json::Bool(true)) => return Ok(Course::Void("an order not to give it".to_owned())),
        Some(_) => return Err("doNotPerform is neither true nor false".to_owned()),
    }
    if let Some(intent @ ("proposal" | "plan" | "option")) = json.text_of("intent") {
        return Ok(Course::Void(format!("its intent is {intent}, no order")));
    }
    let Some(status) = json.text_of("status") else { return Err("it has no status".to_owned()) };
    match (resource.kind(), status) {
        (_, "entered-in-error" | "cancelled" | "not-done" | "declined" | "not-taken") => {
            Ok(Course::Void(format!("its status is {status}")))
        }
        _ if json.get("statusReason").is_some() => {
            Err(format!("it is {status:.40}, and why may be a judgement of what came of it"))
        }
        ("MedicationAdministration", "in-progress" | "completed" | "stopped" | "on-hold")
        | ("MedicationStatement", "active" | "completed" | "stopped" | "on-hold")
        // All that the order asks for has occurred.
        | ("MedicationRequest", "completed") => Ok(Course::Given),
        ("MedicationRequest", "active" | "draft" | "on-hold" | "stopped")
        | ("MedicationStatement", "intended")
        | ("MedicationDispense", "preparation" | "in-progress" | "on-hold" | "completed" | "stopped") => {
            Ok(Course::Ordered)
        }
        _ => Err(format!("its status is {status:.40}, which does not say whether it was given")),
    }
}

/// What a record of a medication tells; `partner` says whether some record shows the second drug of a doublet.
#[must_use]
pub(crate) fn told(resource: &Resource<'_>, records: &Records<'_>, partner: bool) -> Told {
    let medication = concept(resource, records);
    let matched = drugs(medication);
    let platinum = matched.iter().find(|it| matches!(it.drug, Drug::Cisplatin | Drug::Carboplatin));
    let Some(Matched { by, .. }) = platinum else { return no_platinum(medication, &matched) };
    let chemotherapy = |values, why: &str| {
        let case = Case::NOT_ASSESSED.with_chemotherapy(values);
        let why = format!("{why} ({by}); what came of it is taken from an explicit record alone");
        Told { inferred: true, ..Told::values(Finding::Chemotherapy, case, why) }
    };
    let either = Chemotherapy::NotStarted | Chemotherapy::UnderWay;
    match course(resource) {
        Ok(Course::Given) if partner => {
            chemotherapy(Chemotherapy::UnderWay.into(), "platinum was given")
        }
        Ok(Course::Given) => chemotherapy(
            either,
            "platinum was given, and no record shows the second drug of a doublet",
        ),
        Ok(Course::Ordered) => chemotherapy(either, "platinum is ordered"),
        Ok(Course::Void(why)) => Told::nothing(format!("does not count: {why} ({by})")),
        Err(why) => {
            Told { inferred: true, ..Told::unread(Finding::Chemotherapy, format!("{why} ({by})")) }
        }
    }
}

/// Something without a platinum drug that is known here.
fn no_platinum(medication: Option<&Json<'_>>, matched: &[Matched]) -> Told {
    if let Some(Matched { by, .. }) = matched.first() {
        return Told::nothing(format!(
            "not relevant: no first platinum doublet rests on it alone ({by})"
        ));
    }
    let is_platinum =
        |text: &&str| [Drug::Cisplatin, Drug::Carboplatin].iter().any(|it| it.is_spoken_of(text));
    match words(medication).find(is_platinum) {
        Some(text) => Told {
            inferred: true,
            ..Told::unread(
                Finding::Chemotherapy,
                format!(
                    "`{text:.60}` speaks of platinum; accepted: RxNorm ingredients and exact generic names"
                ),
            )
        },
        None if medication.is_none() => {
            Told::nothing("not understood: no medication is in it, or where it refers to")
        }
        None => Told::nothing(
            "not relevant: none of its codes and names is known here as a drug of the pathway",
        ),
    }
}
