//! Medications: what was given, ordered, or not, and for what.

use serde_json::{Value, json};

use crate::{
    ICD, RXNORM, SNOMED, assert_read, code, condition, finding, medication, said, with, words,
};

const UNDER_WAY: &str = r#"{"chemotherapy":"under_way"}"#;
const EITHER: &str = r#"{"chemotherapy":["not_started","under_way"]}"#;

fn given(concept: &Value) -> Value {
    medication("MedicationAdministration", "completed", concept)
}

fn cisplatin() -> Value {
    given(&code(RXNORM, "2555"))
}

fn etoposide() -> Value {
    given(&code(RXNORM, "4179"))
}

fn on(record: Value, day: &str) -> Value {
    with(record, "/effectiveDateTime", json!(day))
}

#[test]
fn a_status_says_how_far_it_came() {
    let of = |kind, status| medication(kind, status, &code(RXNORM, "2555"));
    for (kind, status, case) in [
        ("MedicationAdministration", "completed", UNDER_WAY),
        ("MedicationAdministration", "in-progress", UNDER_WAY),
        ("MedicationAdministration", "not-done", "{}"),
        ("MedicationAdministration", "entered-in-error", "{}"),
        ("MedicationAdministration", "unknown", "{}"),
        ("MedicationStatement", "active", UNDER_WAY),
        ("MedicationStatement", "not-taken", "{}"),
        ("MedicationStatement", "intended", EITHER),
        ("MedicationRequest", "active", EITHER),
        ("MedicationRequest", "cancelled", "{}"),
        ("MedicationRequest", "unknown", "{}"),
        ("MedicationDispense", "completed", EITHER),
        ("MedicationDispense", "declined", "{}"),
    ] {
        assert_read(&[of(kind, status), etoposide()], case, kind);
    }
}

#[test]
fn a_doublet_has_two_drugs_of_one_time_for_one_patient() {
    let pembrolizumab = given(&words("pembrolizumab"));
    let draft = medication("MedicationRequest", "draft", &code(RXNORM, "4179"));
    let of_a_group = with(etoposide(), "/subject", json!({ "reference": "Group/trial" }));
    for (records, case) in [
        (vec![cisplatin(), etoposide()], UNDER_WAY),
        (vec![on(cisplatin(), "2026-01-01"), on(etoposide(), "2026-01-03")], UNDER_WAY),
        (vec![cisplatin()], EITHER),
        (vec![cisplatin(), pembrolizumab], EITHER),
        (vec![cisplatin(), draft], EITHER),
        (
            vec![cisplatin(), medication("MedicationRequest", "active", &code(RXNORM, "4179"))],
            EITHER,
        ),
        (vec![cisplatin(), of_a_group], EITHER),
        (
            vec![on(cisplatin(), "2026-01-01"), on(given(&words("fluorouracil")), "2019-01-01")],
            EITHER,
        ),
    ] {
        assert_read(&records, case, "an explicit record alone");
    }
}

#[test]
fn what_was_long_ago_or_for_another_cancer_does_not_say_that_it_goes_on() {
    let ecog = with(finding("ecog", "1"), "/effectiveDateTime", json!("2026-01-01"));
    let records = [on(cisplatin(), "2010-01-01"), on(etoposide(), "2010-01-01"), ecog];
    assert_read(&records, r#"{"ecog":1}"#, "chemotherapy stays open");
    let ovary = with(condition(&code(ICD, "C56.9")), "/id", json!("ovary"));
    let reason = json!([{ "reference": "Condition/ovary" }]);
    let case = r#"{"primary_site":"elsewhere"}"#;
    assert_read(
        &[ovary, with(cisplatin(), "/reasonReference", reason), etoposide()],
        case,
        "a cancer elsewhere",
    );
    let coded = with(cisplatin(), "/reasonCode", json!([code(ICD, "C56.9")]));
    assert_read(&[coded, etoposide()], "{}", "its reason is a cancer elsewhere");
    let here = with(cisplatin(), "/reasonCode", json!([code(ICD, "C18.7")]));
    assert_read(&[here, etoposide()], UNDER_WAY, "platinum was given");
}

#[test]
fn a_medication_is_looked_for_where_a_record_refers() {
    let referring = |reference: Value| json!({ "resourceType": "MedicationAdministration", "status": "completed", "medicationReference": reference });
    let product = |member: &str, value: Value| json!({ "resourceType": "Medication", "id": "1", member: value });
    let ingredient = json!([{ "itemCodeableConcept": code(RXNORM, "2555") }]);
    let to_it = || referring(json!({ "reference": "Medication/1" }));
    for medication in [product("code", code(RXNORM, "2555")), product("ingredient", ingredient)] {
        assert_read(&[to_it(), medication.clone(), etoposide()], UNDER_WAY, "RxNorm 2555");
        let contained =
            with(referring(json!({ "reference": "#1" })), "/contained", json!([medication]));
        assert_read(&[contained, etoposide()], UNDER_WAY, "RxNorm 2555");
    }
    let named = referring(json!({ "reference": "Medication/none", "display": "cisplatin" }));
    assert_read(&[named, etoposide()], UNDER_WAY, "matched by name, `cisplatin`");
    let of_r5 = json!({
        "resourceType": "MedicationAdministration", "status": "completed", "medication": { "concept": code(RXNORM, "2555") },
    });
    assert_read(&[of_r5, etoposide()], UNDER_WAY, "RxNorm 2555");
    let void = with(product("code", code(RXNORM, "2555")), "/status", json!("entered-in-error"));
    for odd in [
        vec![to_it()],
        vec![to_it(), product("code", json!([]))],
        vec![to_it(), product("form", words("vial"))],
        vec![to_it(), void],
        vec![referring(json!({}))],
        vec![given(&json!("cisplatin"))],
        vec![given(&json!({ "coding": { "system": RXNORM, "code": "2555" } }))],
        vec![json!({ "resourceType": "MedicationAdministration", "status": "completed" })],
    ] {
        let records = [&[finding("chemotherapy", "not_started")], &odd[..]].concat();
        assert_read(&records, "{}", "chemotherapy stays open");
    }
}

#[test]
fn what_speaks_of_platinum_and_is_no_exact_name_keeps_it_open() {
    for concept in [
        words("Cisplatin 1 mg/mL injection"),
        words("Paraplatin 450 mg"),
        words("CDDP 80"),
        words("Platinum doublet"),
        words("no cisplatin"),
        said(RXNORM, "32592", "Cisplatin"),
        said(RXNORM, "2555", "carboplatin"),
        // Without words it may be anything.
        code(RXNORM, "1736854"),
        code("http://www.whocc.no/atc", "L01XA01"),
    ] {
        let records = [finding("chemotherapy", "not_started"), given(&concept), etoposide()];
        assert_read(&records, "{}", "chemotherapy stays open");
    }
    for concept in
        [words("ondansetron 4 mg tablet"), words("Oxaliplatin 5 mg/mL"), code(RXNORM, "32592")]
    {
        let records = [finding("chemotherapy", "not_started"), given(&concept)];
        assert_read(&records, r#"{"chemotherapy":"not_started"}"#, "not relevant");
    }
}

#[test]
fn what_turns_the_meaning_round_is_not_passed_over() {
    let order = medication("MedicationRequest", "active", &code(RXNORM, "2555"));
    for (record, account) in [
        (with(order.clone(), "/doNotPerform", json!(true)), "an order not to give it"),
        (with(order.clone(), "/doNotPerform", json!("true")), "chemotherapy stays open"),
        (with(order, "/intent", json!("plan")), "its intent is plan"),
        (with(cisplatin(), "/wasNotTaken", json!(true)), "chemotherapy stays open"),
        (
            with(cisplatin(), "/statusReason", json!([words("progression")])),
            "chemotherapy stays open",
        ),
        (
            with(cisplatin(), "/dosage", json!({ "modifierExtension": [{ "url": "urn:none" }] })),
            "urn:none may change",
        ),
    ] {
        assert_read(&[record, etoposide()], "{}", account);
    }
}

#[test]
fn a_procedure_of_chemotherapy_is_not_passed_over() {
    let procedure = json!({
        "resourceType": "Procedure", "status": "completed", "code": said(SNOMED, "367336001", "Chemotherapy"),
    });
    let records = [finding("chemotherapy", "not_started"), procedure];
    assert_read(&records, "{}", "another record of it is at odds with it");
    assert_read(
        &[cisplatin(), etoposide(), records[1].clone()],
        UNDER_WAY,
        "it does not settle how far",
    );
    let resection = json!({
        "resourceType": "Procedure", "status": "completed", "code": said(SNOMED, "84604002", "Sigmoid colectomy"),
    });
    assert_read(
        &[resection],
        "{}",
        "whether the primary is resected is taken from an explicit record alone",
    );
    let judged = [finding("chemotherapy", "progressed_after"), records[1].clone()];
    assert_read(
        &judged,
        r#"{"chemotherapy":"progressed_after"}"#,
        "what came of it has been judged",
    );
}

#[test]
fn a_date_that_is_not_whole_is_as_certain_as_it_is() {
    let ecog = || with(finding("ecog", "1"), "/effectiveDateTime", json!("2026-01-01"));
    let old = r#"{"ecog":1}"#;
    for day in ["2015", "2015-06"] {
        assert_read(
            &[on(cisplatin(), day), on(etoposide(), day), ecog()],
            old,
            "chemotherapy stays open",
        );
    }
    let since = |it: Value| with(it, "/effectivePeriod", json!({ "start": "2015-01-01" }));
    assert_read(&[since(cisplatin()), since(etoposide()), ecog()], old, "chemotherapy stays open");
    assert_read(
        &[on(cisplatin(), "2015"), on(etoposide(), "2026-01-01")],
        "{}",
        "chemotherapy stays open",
    );
    let recorded = with(condition(&code(ICD, "C18.7")), "/recordedDate", json!("2026-01-01"));
    let case = r#"{"primary_site":"sigmoid_colon"}"#;
    assert_read(
        &[on(cisplatin(), "2015"), on(etoposide(), "2015"), recorded],
        case,
        "chemotherapy stays open",
    );
}

#[test]
fn a_reason_that_is_not_known_here_is_not_passed_over() {
    let for_it = |it: Value, reason: Value| with(it, "/reasonCode", json!([reason]));
    for (reason, case) in [
        (words("Neuroendocrine carcinoma of colon"), UNDER_WAY),
        (code(ICD, "Z51.11"), UNDER_WAY),
        (code(SNOMED, "363346000"), UNDER_WAY),
        (words("Chemotherapy"), UNDER_WAY),
        (words("SCLC"), "{}"),
        (said(SNOMED, "254632001", "Small cell carcinoma of lung"), "{}"),
    ] {
        assert_read(&[for_it(cisplatin(), reason), etoposide()], case, "Medication");
    }
    let shown = with(cisplatin(), "/reasonReference", json!([{ "display": "Lung cancer" }]));
    assert_read(&[shown, etoposide()], "{}", "chemotherapy stays open");
    let testis = for_it(etoposide(), code(ICD, "C62.90"));
    assert_read(&[cisplatin(), testis], EITHER, "no record shows the second drug");
    let error = json!({ "coding": [{ "code": "entered-in-error" }] });
    let void =
        with(with(condition(&code(ICD, "C34.9")), "/id", json!("1")), "/verificationStatus", error);
    let reason = json!([{ "reference": "Condition/1" }]);
    let records = [void, with(cisplatin(), "/reasonReference", reason), etoposide()];
    assert_read(&records, "{}", "chemotherapy stays open");
}

#[test]
fn a_medication_that_may_be_another_one_keeps_it_open() {
    let of =
        |drug: &str| json!({ "resourceType": "Medication", "id": "1", "code": code(RXNORM, drug) });
    let record = json!({
        "resourceType": "MedicationAdministration", "status": "completed", "medicationReference": { "reference": "Medication/1" },
    });
    assert_read(&[of("2555"), of("4179"), record.clone()], "{}", "chemotherapy stays open");
    let parts = json!([{ "itemReference": { "reference": "#s" } }]);
    let substance =
        json!([{ "resourceType": "Substance", "id": "s", "code": code(RXNORM, "2555") }]);
    let mixed = json!({ "resourceType": "Medication", "id": "1", "ingredient": parts, "contained": substance });
    assert_read(&[mixed, record, etoposide()], UNDER_WAY, "RxNorm 2555");
}

#[test]
fn what_stays_on_the_skin_is_no_second_drug() {
    let cream =
        with(given(&code(RXNORM, "4492")), "/dosage", json!({ "route": words("Topical route") }));
    assert_read(&[cisplatin(), cream], EITHER, "no record shows the second drug");
}

#[test]
fn what_was_given_later_outdates_that_it_was_not_started() {
    let not_started =
        |day: &str| with(finding("chemotherapy", "not_started"), "/effectiveDateTime", json!(day));
    let given = || [on(cisplatin(), "2026-01-05"), on(etoposide(), "2026-01-05")];
    let with_it = |day: &str| [&[not_started(day)], &given()[..]].concat();
    assert_read(&with_it("2025-12-20"), UNDER_WAY, "platinum was given after it");
    assert_read(&with_it("2026-01-20"), EITHER, "they contradict each other");
}

#[test]
fn how_it_went_is_not_inferred_and_not_passed_over() {
    let response = crate::observation(
        &words("Response to cancer treatment"),
        "valueString",
        &json!("progression"),
    );
    assert_read(&[cisplatin(), etoposide(), response], "{}", "chemotherapy stays open");
    let url = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-treatment-termination-reason";
    let ended = with(
        cisplatin(),
        "/extension",
        json!([{ "url": url, "valueCodeableConcept": words("x") }]),
    );
    assert_read(&[ended, etoposide()], "{}", "chemotherapy stays open");
}
