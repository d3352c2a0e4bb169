//! Observations that say a number in a way that is not to be trusted: Ki-67 stays open, whatever else is known.

use nen_pathway::Finding;
use nen_pathway_hospital::{Json, Read, Records};
use serde_json::{Value, json};

/// Ki-67 as it should be.
fn ki67() -> Value {
    json!({
        "resourceType": "Observation", "id": "odd", "status": "final",
        "code": { "coding": [{ "system": "http://loinc.org", "code": "29593-1" }] },
        "valueQuantity": { "value": 85, "unit": "%", "system": "http://unitsofmeasure.org", "code": "%" },
    })
}

fn read(observation: &Value) -> Read {
    let mut sound = ki67();
    sound["id"] = json!("sound");
    sound["valueQuantity"]["value"] = json!(2);
    let entries = [json!({ "resource": sound }), json!({ "resource": observation })];
    let text =
        json!({ "resourceType": "Bundle", "type": "collection", "entry": entries }).to_string();
    let json = Json::parse(text.as_bytes()).unwrap();
    Read::of(&Records::of(&json).unwrap())
}

#[test]
fn what_is_sound_is_read() {
    assert_eq!(read(&ki67()).case.ki67().to_string(), "2-85%");
}

#[test]
fn what_is_odd_keeps_the_finding_open() {
    let percent = |value: Value| json!({ "value": value, "unit": "%" });
    for (pointer, value) in [
        ("/valueRange", json!({ "low": percent(json!(20)), "high": percent(json!(30)) })),
        ("/dataAbsentReason", json!({ "text": "unknown" })),
        ("/modifierExtension", json!([{ "url": "http://example.org/not", "valueBoolean": true }])),
        ("/modifierExtension", json!({ "url": "http://example.org/not" })),
        ("/implicitRules", json!("http://example.org/rules")),
        ("/code/coding/0/system", json!("https://loinc.org")),
        ("/code/coding/0/system", json!("urn:oid:2.16.840.1.113883.6.1")),
        ("/code/coding/0/display", json!(1)),
        ("/code/coding/1", json!(null)),
        ("/status", json!("registered")),
        ("/valueQuantity", json!({ "value": 85, "unit": "percent" })),
        ("/valueQuantity", json!({ "value": "85", "unit": "%" })),
        ("/valueQuantity", json!({ "value": 85, "unit": "%", "comparator": "ad" })),
        ("/valueQuantity", json!({ "value": 185, "unit": "%" })),
        ("/valueQuantity", json!({ "value": -85, "unit": "%" })),
        ("/valueQuantity", json!([])),
    ] {
        let mut odd = ki67();
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        match odd.pointer_mut(parent).unwrap() {
            Value::Array(list) if name == "1" => list.push(value.clone()),
            it => it[name] = value.clone(),
        }
        let read = read(&odd);
        assert!(!read.case.is_assessed(Finding::Ki67), "{pointer} {value}: {:?}", read.account);
        assert!(
            read.account.iter().any(|it| it.why.ends_with("ki67 stays open")),
            "{pointer} {value}"
        );
    }
    let mut range = ki67();
    range.as_object_mut().unwrap().remove("valueQuantity");
    range["valueRange"] = json!({ "low": { "value": 20, "unit": "%", "comparator": "<" }, "high": percent(json!(30)) });
    assert!(!read(&range).case.is_assessed(Finding::Ki67));
    let words = json!({
        "resourceType": "Observation", "id": "odd", "status": "final", "code": { "text": "Proliferation index" },
        "valueQuantity": percent(json!(85)),
    });
    assert!(!read(&words).case.is_assessed(Finding::Ki67));
}
