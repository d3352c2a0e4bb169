//! Bundles: pages that are missing, searches that failed, what is deleted, and what contains what.

use serde_json::{Value, json};

use crate::{
    ICD, ICDO, LOINC, SNOMED, assert_read, assert_refused, bundle, code, finding, observation,
    read, with, words,
};

fn ki67() -> Value {
    with(observation(&code(LOINC, "29593-1"), "valueString", &json!("85%")), "/id", json!("ki67"))
}

/// What is read in a Bundle of Ki-67 with something else in it.
fn read_with(pointer: &str, value: Value) -> (String, String) {
    read(&with(bundle(&[ki67()]), pointer, value)).unwrap()
}

#[test]
fn records_that_are_missing_keep_everything_open() {
    let issue = |severity: &str, code: &str| json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": severity, "code": code }] });
    for (pointer, value) in [
        ("/link", json!([{ "relation": "next", "url": "http://h/2" }])),
        ("/total", json!(2)),
        ("/entry/0/response", json!({ "status": "500" })),
        ("/entry/0/response", json!({ "status": "200", "outcome": issue("error", "exception") })),
    ] {
        let (case, account) = read_with(pointer, value.clone());
        assert_eq!(case, "{}", "{pointer} {value}");
        assert!(account.contains("every finding stays open"), "{account}");
    }
    for outcome in [issue("error", "timeout"), issue("warning", "incomplete")] {
        assert_read(&[ki67(), outcome], "{}", "every finding stays open");
    }
    for (pointer, value) in [
        ("/link", json!([{ "relation": "self", "url": "http://h/1" }])),
        ("/total", json!(1)),
        ("/entry/0/response", json!({ "status": "201 Created" })),
    ] {
        assert_eq!(read_with(pointer, value).0, r#"{"ki67":"85%"}"#);
    }
    assert_read(&[ki67(), issue("information", "informational")], r#"{"ki67":"85%"}"#, "");
}

#[test]
fn an_entry_without_a_record_has_a_line() {
    let bundle = json!({ "resourceType": "Bundle", "type": "batch-response", "entry": [
        { "response": { "status": "204" } }, { "request": { "method": "DELETE", "url": "Observation/1" } },
    ] });
    let (case, account) = read(&bundle).unwrap();
    assert_eq!(case, "{}");
    for line in ["Bundle.entry[0]: not relevant", "Bundle.entry[1]: not relevant"] {
        assert!(account.contains(line), "{account}");
    }
}

#[test]
fn what_is_deleted_or_only_once_was_does_not_count() {
    let (case, account) =
        read_with("/entry/0/request", json!({ "method": "DELETE", "url": "Observation/ki67" }));
    assert_eq!(case, "{}");
    assert!(account.contains("does not count: the Bundle deletes it"), "{account}");
    assert_refused(&with(bundle(&[ki67()]), "/type", json!("history")), "Bundle.type `history`");
    let void = with(ki67(), "/status", json!("entered-in-error"));
    assert_read(&[ki67(), void], "{}", "another record has its id and says something else");
    assert_read(&[ki67(), ki67()], r#"{"ki67":"85%"}"#, "");
}

#[test]
fn what_is_contained_counts_as_what_contains_it() {
    let in_a = |kind: &str, status: &str| json!({ "resourceType": kind, "id": "1", "status": status, "contained": [ki67()] });
    let sound = r#"{"ki67":"85%"}"#;
    for (record, case, account) in [
        (in_a("DiagnosticReport", "final"), sound, "DiagnosticReport/1#ki67: `85%`"),
        (in_a("DiagnosticReport", "entered-in-error"), "{}", "does not count"),
        (in_a("DiagnosticReport", "preliminary"), "{}", "ki67 stays open"),
        (in_a("ActivityDefinition", "active"), "{}", "does not count"),
        (
            json!({ "resourceType": "List", "id": "1", "contained": [in_a("List", "current")] }),
            sound,
            "List/1#ki67: `85%`",
        ),
        (
            json!({ "resourceType": "Parameters", "parameter": [{ "name": "a", "part": [{ "name": "b", "resource": ki67() }] }] }),
            sound,
            "`85%`",
        ),
        (in_a("FamilyMemberHistory", "completed"), "{}", "it is of a relative"),
        (
            json!({ "resourceType": "Parameters", "parameter": [{ "name": "return", "resource": ki67() }] }),
            sound,
            "`85%`",
        ),
        (bundle(&[ki67()]), sound, "`85%`"),
    ] {
        assert_read(&[record], case, account);
    }
}

#[test]
fn the_conclusion_of_a_report_settles_nothing_and_is_not_passed_over() {
    let report = |status: &str, concept: Value| json!({ "resourceType": "DiagnosticReport", "status": status, "conclusionCode": [concept] });
    let poor = || finding("differentiation", "poor");
    for (record, case, account) in [
        (
            report("final", code(SNOMED, "128628002")),
            r#"{"differentiation":"poor"}"#,
            "which settles nothing",
        ),
        (report("final", code(ICDO, "8154/3")), "{}", "at odds with it"),
        (
            report("entered-in-error", code(ICDO, "8154/3")),
            r#"{"differentiation":"poor"}"#,
            "does not count",
        ),
        (
            report("final", words("Mixed neoplasm")),
            r#"{"differentiation":"poor"}"#,
            "is known here",
        ),
    ] {
        assert_read(&[poor(), record], case, account);
    }
    assert_read(&[report("final", code(ICD, "C78.7"))], "{}", "which settles nothing");
}

#[test]
fn what_is_no_bundle_is_refused_by_its_place() {
    for (bundle, words) in [
        (json!({}), "not a Bundle"),
        (json!({ "resourceType": "Bundle", "entry": {} }), "Bundle.entry: "),
        (json!({ "resourceType": "Bundle", "entry": null }), "Bundle.entry: "),
        (json!({ "resourceType": "Bundle", "link": {} }), "Bundle.link: "),
        (json!({ "resourceType": "Bundle", "entry": [null] }), "Bundle.entry[0]: no resource"),
        (bundle(&[json!({ "resourceType": "" })]), "Bundle.entry[0]: no resource"),
        (
            bundle(&[json!({ "resourceType": "List", "id": "1", "contained": {} })]),
            "List/1.contained: ",
        ),
        (
            bundle(&[json!({ "resourceType": "List", "id": "1", "contained": [{}] })]),
            "List/1.contained[0]: ",
        ),
    ] {
        assert_refused(&bundle, words);
    }
}

#[test]
fn what_changes_a_meaning_outside_of_a_record_is_not_passed_over() {
    for (pointer, value) in [
        ("/implicitRules", json!("urn:example:rules")),
        ("/entry/0/modifierExtension", json!([{ "url": "urn:example:not" }])),
        ("/entry/0/resource/meta", json!({ "tag": [{ "code": "SUBSETTED" }] })),
        ("/meta", json!({ "tag": [{ "code": "SUBSETTED" }] })),
    ] {
        let (case, account) = read_with(pointer, value);
        assert_eq!(case, "{}", "{pointer}: {account}");
    }
    let outcome = |issue: Value| json!({ "resourceType": "OperationOutcome", "issue": [issue] });
    let suppressed = json!({ "severity": "warning", "code": "suppressed" });
    let cut = json!({ "severity": "information", "code": "informational", "details": { "text": "Results truncated to 100" } });
    for issue in [suppressed, cut] {
        assert_read(&[ki67(), outcome(issue)], "{}", "every finding stays open");
    }
}

#[test]
fn copies_of_a_record_are_one_in_whatever_order_and_version() {
    let mut other = serde_json::Map::new();
    for (name, value) in ki67().as_object().unwrap().iter().rev() {
        other.insert(name.clone(), value.clone());
    }
    let other = with(Value::Object(other), "/meta", json!({ "versionId": "2" }));
    assert_read(&[ki67(), other.clone()], r#"{"ki67":"85%"}"#, "`85%`");
    let void = with(ki67(), "/status", json!("entered-in-error"));
    assert_read(&[ki67(), void, ki67()], "{}", "ki67 stays open");
    let delete = json!({ "request": { "method": "DELETE", "url": "Observation/ki67" } });
    let bundle = json!({ "resourceType": "Bundle", "type": "transaction", "entry": [{ "resource": ki67() }, delete] });
    let (case, account) = read(&bundle).unwrap();
    assert_eq!(case, "{}", "{account}");
}
