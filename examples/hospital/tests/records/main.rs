//! Records as hospitals write them, right, odd and at odds: what is taken from them, against what a person reads in them.

mod bundles;
mod conditions;
mod medications;
mod observations;
mod patients;

use nen_pathway_hospital::{Json, Read, Records};
use serde_json::{Value, json};

const LOINC: &str = "http://loinc.org";
const SNOMED: &str = "http://snomed.info/sct";
const ICD: &str = "http://hl7.org/fhir/sid/icd-10-cm";
const ICDO: &str = "http://terminology.hl7.org/CodeSystem/icd-o-3";
const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
const OWN: &str = "urn:nen-pathway:finding";

/// A concept of one code.
fn code(system: &str, code: &str) -> Value {
    json!({ "coding": [{ "system": system, "code": code }] })
}

/// A concept of one code and of words.
fn said(system: &str, code: &str, text: &str) -> Value {
    json!({ "coding": [{ "system": system, "code": code }], "text": text })
}

fn words(text: &str) -> Value {
    json!({ "text": text })
}

fn condition(code: &Value) -> Value {
    json!({ "resourceType": "Condition", "code": code })
}

fn observation(code: &Value, name: &str, value: &Value) -> Value {
    json!({ "resourceType": "Observation", "status": "final", "code": code, name: value })
}

fn finding(name: &str, value: &str) -> Value {
    observation(&code(OWN, name), "valueString", &json!(value))
}

fn medication(kind: &str, status: &str, concept: &Value) -> Value {
    json!({ "resourceType": kind, "status": status, "medicationCodeableConcept": concept })
}

/// The same with something else at a place, which is made if it is not there.
fn with(mut json: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    json.pointer_mut(parent).unwrap()[name] = value;
    json
}

fn bundle(resources: &[Value]) -> Value {
    let entries: Vec<Value> = resources.iter().map(|it| json!({ "resource": it })).collect();
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entries })
}

/// The case and the account of a Bundle, or why it is refused.
fn read(bundle: &Value) -> Result<(String, String), String> {
    let text = bundle.to_string();
    let json = Json::parse(text.as_bytes()).map_err(|error| error.to_string())?;
    let read = Read::of(&Records::of(&json).map_err(|error| error.to_string())?);
    let account: Vec<String> =
        read.account.iter().map(|it| format!("{}: {}", it.resource, it.why)).collect();
    Ok((serde_json::to_string(&read.case).unwrap(), account.join("\n")))
}

/// Asserts what is read in some records: the case as the library writes it, and words of the account.
fn assert_read(records: &[Value], case: &str, account: &str) {
    let (found, said) = read(&bundle(records)).unwrap();
    assert_eq!(found, case, "{said}\n{records:#?}");
    assert!(said.contains(account), "no `{account}` in\n{said}\n{records:#?}");
}

/// Asserts that a Bundle is refused, in words.
fn assert_refused(bundle: &Value, words: &str) {
    let refused = read(bundle).unwrap_err();
    assert!(refused.contains(words) && refused.contains("accepted: "), "{refused}");
}
