//! A call of a hook, as a client puts it together.

use serde_json::{Value, json};

/// An example, by its name.
pub(crate) fn file(name: &str) -> Value {
    let path = format!("{}/bundles/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A request with all records of a kind under the key of the search for them.
pub(crate) fn request(hook: &str, bundle: &Value, context: &Value) -> Value {
    let found = |kind: &str| {
        let all = bundle["entry"].as_array().unwrap().iter();
        let entries: Vec<&Value> =
            all.filter(|it| it["resource"]["resourceType"] == kind).collect();
        json!({ "resourceType": "Bundle", "type": "searchset", "total": entries.len(), "entry": entries })
    };
    let mut context = context.clone();
    context["userId"] = json!("Practitioner/example");
    context["patientId"] = json!("example");
    json!({
        "hook": hook,
        "hookInstance": "6f1b4d2e-9f3a-4f0e-8a55-1c2d3e4f5a6b",
        "context": context,
        "prefetch": {
            "conditions": found("Condition"), "observations": found("Observation"),
            "ordered": found("MedicationRequest"), "given": found("MedicationAdministration"), "stated": null,
        },
    })
}
