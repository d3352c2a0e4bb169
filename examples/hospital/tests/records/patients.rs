//! Of whom records are.

use serde_json::{Value, json};

use crate::{LOINC, assert_read, assert_refused, bundle, code, observation, read, with};

const SOUND: &str = r#"{"ki67":"85%"}"#;

fn of(subject: Value) -> Value {
    with(observation(&code(LOINC, "29593-1"), "valueString", &json!("85%")), "/subject", subject)
}

fn patient(id: &str) -> Value {
    json!({ "resourceType": "Patient", "id": id })
}

#[test]
fn a_record_of_nobody_or_of_somebody_else_keeps_the_finding_open() {
    for subject in [
        json!({ "reference": "Group/trial" }),
        json!({ "reference": "RelatedPerson/mother" }),
        json!({ "reference": "Practitioner/1" }),
        json!({ "reference": "#nobody" }),
        json!({ "display": "somebody" }),
        json!({ "reference": 5 }),
        json!("Patient/1"),
        json!(null),
    ] {
        assert_read(&[patient("1"), of(subject)], "{}", "ki67 stays open");
    }
    let contained = with(of(json!({ "reference": "#p" })), "/contained", json!([patient("p")]));
    assert_read(&[contained], "{}", "ki67 stays open");
}

#[test]
fn one_patient_may_be_named_in_several_ways() {
    let absolute = json!({ "reference": "https://h/fhir/Patient/1" });
    let version = json!({ "reference": "https://h/fhir/Patient/1/_history/2" });
    let records = [of(json!({ "reference": "Patient/1" })), of(absolute), of(version)];
    assert_read(&[&[patient("1")], &records[..]].concat(), SOUND, "");
    let entry = |url: &str, resource: Value| json!({ "fullUrl": url, "resource": resource });
    let entries = json!([
        entry("urn:uuid:1", patient("x")),
        entry("urn:uuid:2", of(json!({ "reference": "urn:uuid:1" }))),
    ]);
    let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": entries });
    assert_eq!(read(&bundle).unwrap().0, SOUND);
    let nameless = json!([
        entry("https://h/fhir/Patient/1", json!({ "resourceType": "Patient" })),
        entry("https://h/fhir/Observation/2", of(json!({ "reference": "Patient/1" }))),
    ]);
    let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": nameless });
    assert_eq!(read(&bundle).unwrap().0, SOUND);
}

#[test]
fn two_patients_are_refused() {
    let identifier = |value: &str| json!({ "identifier": { "system": "urn:mrn", "value": value } });
    let known = with(
        patient("1"),
        "/identifier",
        json!([
            { "system": "urn:mrn", "value": "A" }, { "system": "urn:mrn", "value": "B" },
        ]),
    );
    for records in [
        vec![patient("1"), patient("2")],
        vec![patient("1"), of(json!({ "reference": "Patient/2" }))],
        vec![of(json!({ "reference": "Patient/1" })), of(json!({ "reference": "Patient/2" }))],
        vec![
            of(json!({ "reference": "https://a/Patient/1" })),
            of(json!({ "reference": "https://b/Patient/1" })),
        ],
        vec![of(identifier("A")), of(identifier("B"))],
        vec![known.clone(), of(identifier("C"))],
    ] {
        assert_refused(&bundle(&records), "several patients");
    }
    assert_read(&[known, of(identifier("A")), of(identifier("B"))], SOUND, "");
    let entry = |url: &str| json!({ "fullUrl": url, "resource": patient("1") });
    let servers = json!({ "resourceType": "Bundle", "type": "collection", "entry": [
        entry("https://a/Patient/1"), entry("https://b/Patient/1"),
    ] });
    assert_refused(&servers, "several patients");
}

#[test]
fn who_is_contained_is_compared_too() {
    let inside = |identifier: Value| {
        let somebody = json!({ "resourceType": "Patient", "id": "p", "identifier": [identifier] });
        with(of(json!({ "reference": "#p" })), "/contained", json!([somebody]))
    };
    let a = || json!({ "system": "urn:mrn", "value": "A" });
    let b = || json!({ "system": "urn:mrn", "value": "B" });
    assert_refused(&bundle(&[inside(a()), inside(b())]), "several patients");
    let known = || with(patient("1"), "/identifier", json!([a()]));
    assert_refused(&bundle(&[known(), inside(b())]), "several patients");
    assert_read(&[known(), inside(a())], SOUND, "");
    let other = json!({ "identifier": { "system": "urn:other", "value": "9" } });
    assert_read(&[known(), of(other)], "{}", "ki67 stays open");
}

#[test]
fn what_is_said_of_a_group_or_of_a_patient_who_is_changed_counts_for_nobody() {
    let inner = observation(&code(LOINC, "29593-1"), "valueString", &json!("85%"));
    let report = json!({
        "resourceType": "DiagnosticReport", "id": "1", "status": "final", "subject": { "reference": "Group/9" }, "contained": [inner],
    });
    assert_read(&[report], "{}", "it is of Group/9");
    let changed = with(patient("1"), "/modifierExtension", json!([{ "url": "urn:example:not" }]));
    assert_read(
        &[changed, of(json!({ "reference": "Patient/1" }))],
        "{}",
        "its patient has a modifier",
    );
}
