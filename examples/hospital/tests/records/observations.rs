//! Observations: numbers, scores, morphologies, and all in which they may not be what they seem.

use serde_json::{Value, json};

use crate::{
    ICD, ICDO, LOINC, OWN, SNOMED, assert_read, code, condition, finding, observation, with, words,
};

const UCUM: &str = "http://unitsofmeasure.org";

fn percent(value: impl Into<Value>) -> Value {
    let value = value.into();
    json!({ "value": value, "unit": "%", "system": UCUM, "code": "%" })
}

/// Ki-67 as it should be.
fn ki67(value: i32) -> Value {
    observation(&code(LOINC, "29593-1"), "valueQuantity", &percent(value))
}

fn ecog(value: i32) -> Value {
    observation(&code(LOINC, "89247-1"), "valueInteger", &json!(value))
}

#[test]
fn several_specimens_go_from_the_lowest_to_the_highest() {
    assert_read(&[ki67(2), ki67(85)], r#"{"ki67":"2-85%"}"#, "which specimen counts");
}

#[test]
fn an_odd_ki67_keeps_it_open_whatever_else_is_known() {
    let ranged = |low: Value, high: Value| {
        let range = json!({ "low": low, "high": high });
        observation(&code(LOINC, "29593-1"), "valueRange", &range)
    };
    let low = json!({ "value": 20, "unit": "%", "comparator": "<" });
    let mut odd = vec![
        ranged(low, percent(30)),
        ranged(percent(40), percent(30)),
        observation(&words("Proliferation index"), "valueQuantity", &percent(85)),
        observation(&words("MIB-1"), "valueQuantity", &percent(85)),
        observation(&code(LOINC, "29593-1"), "valueInteger", &json!(85)),
        observation(&code(LOINC, "29593-1"), "valueString", &json!("about 85 %")),
        observation(&code(OWN, "Ki67"), "valueString", &json!("85%")),
    ];
    for (pointer, value) in [
        ("/valueRange", json!({ "low": percent(20), "high": percent(30) })),
        ("/dataAbsentReason", json!({ "text": "unknown" })),
        ("/modifierExtension", json!([{ "url": "http://example.org/not", "valueBoolean": true }])),
        ("/modifierExtension", json!({ "url": "http://example.org/not" })),
        ("/valueQuantity/modifierExtension", json!([{ "url": "http://example.org/not" }])),
        ("/implicitRules", json!("http://example.org/rules")),
        ("/code/coding/0/system", json!("https://loinc.org")),
        ("/code/coding/0/system", json!("urn:oid:1.2.3")),
        ("/code/coding/0/display", json!(1)),
        ("/code/coding", json!([{ "system": LOINC, "code": "29593-1" }, null])),
        ("/code/coding", json!({ "system": LOINC, "code": "29593-1" })),
        ("/status", json!("registered")),
        ("/status", json!(null)),
        ("/bodySite", code(SNOMED, "76752008")),
        ("/bodySite", words("breast")),
        ("/focus", json!([{ "reference": "Condition/nowhere" }])),
        ("/component", json!({ "code": code(LOINC, "29593-1"), "valueString": "2%" })),
        ("/valueQuantity", json!({ "value": 85 })),
        ("/valueQuantity", json!({ "value": 85, "unit": "percent of hot spots" })),
        (
            "/valueQuantity",
            json!({ "value": 0.85, "unit": "fraction", "system": UCUM, "code": "%" }),
        ),
        ("/valueQuantity", json!({ "value": 85, "unit": "%", "system": UCUM, "code": "1" })),
        ("/valueQuantity", json!({ "value": 85, "unit": "%", "code": "%" })),
        ("/valueQuantity", json!({ "value": "85", "unit": "%" })),
        ("/valueQuantity", json!({ "value": 85, "unit": "%", "comparator": "ad" })),
        ("/valueQuantity", json!({ "value": 85, "unit": "%", "comparator": null })),
        ("/valueQuantity", json!({ "value": 185, "unit": "%" })),
        ("/valueQuantity", json!({ "value": -85, "unit": "%" })),
        ("/valueQuantity", json!([])),
    ] {
        odd.push(with(ki67(85), pointer, value));
    }
    for record in odd {
        assert_read(&[ki67(2), record], "{}", "ki67 stays open");
    }
    let breast = with(ki67(85), "/code/text", json!("Ki-67 breast left"));
    let of_breast = json!({
        "resourceType": "Observation", "status": "final", "code": code(LOINC, "85330-9"),
        "component": [{ "code": code(LOINC, "29593-1"), "valueString": "85%" }],
    });
    let two = json!({ "coding": [{ "system": LOINC, "code": "29593-1" }, { "system": LOINC, "code": "85319-2" }] });
    for record in [
        breast,
        of_breast,
        with(ki67(85), "/code", two),
        with(ki67(85), "/code", code("urn:local", "KI67")),
        with(ki67(85), "/code", code(LOINC, " 29593-1 ")),
        with(ki67(85), "/specimen", json!({ "display": "Breast biopsy" })),
        with(ki67(85), "/specimen", json!({ "display": "Blood" })),
        with(ki67(85), "/code/text", json!("Estrogen receptor")),
        with(
            ki67(85),
            "/interpretation",
            json!([code(
                "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
                "QCF"
            )]),
        ),
    ] {
        assert_read(&[ki67(2), record], "{}", "ki67 stays open");
    }
}

#[test]
fn a_sound_ki67_is_read_as_it_is_written() {
    let quantity = |value: Value| with(ki67(0), "/valueQuantity", value);
    let number = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    for (record, case) in [
        (quantity(json!({ "value": 85, "unit": "percent" })), r#"{"ki67":"85%"}"#),
        (quantity(json!({ "value": 85, "unit": "%", "system": UCUM })), r#"{"ki67":"85%"}"#),
        (
            with(ki67(85), "/code/coding/0/system", json!("urn:oid:2.16.840.1.113883.6.1")),
            r#"{"ki67":"85%"}"#,
        ),
        (quantity(percent(number("20.000"))), r#"{"ki67":"20%"}"#),
        (quantity(percent(number("20.01"))), r#"{"ki67":"20.01%"}"#),
        (quantity(json!({ "value": 3, "unit": "%", "comparator": "<" })), r#"{"ki67":"<3%"}"#),
        (with(ki67(85), "/bodySite", code(SNOMED, "10200004")), r#"{"ki67":"85%"}"#),
        (with(ki67(85), "/bodySite", code(SNOMED, "60184004")), r#"{"ki67":"85%"}"#),
        // Only what is answered is counted.
        (with(ki67(85), "/status", json!("cancelled")), "{}"),
    ] {
        assert_read(&[record], case, "Observation");
    }
    let heading = json!({
        "resourceType": "Observation", "status": "final", "code": code(LOINC, "29593-1"),
        "hasMember": [{ "reference": "Observation/1" }],
    });
    assert_read(&[heading, ki67(85)], r#"{"ki67":"85%"}"#, "the heading of other records");
}

#[test]
fn the_focus_and_the_specimen_say_in_what_it_was_measured() {
    let cancer = |id: &str, icd: &str| with(condition(&code(ICD, icd)), "/id", json!(id));
    let in_focus =
        |id: &str| with(ki67(85), "/focus", json!([{ "reference": format!("Condition/{id}") }]));
    let here = cancer("here", "C18.7");
    let case = r#"{"primary_site":"sigmoid_colon","ki67":"85%"}"#;
    assert_read(&[here.clone(), in_focus("here")], case, "`85%`");
    let breast = cancer("breast", "C50.9");
    let case = r#"{"primary_site":["sigmoid_colon","elsewhere"]}"#;
    assert_read(&[here, breast, in_focus("breast")], case, "ki67 stays open");
}

#[test]
fn an_ecog_is_one_of_its_scores() {
    let valued = |name, value: Value| observation(&code(LOINC, "89247-1"), name, &value);
    let text = |text: &str| valued("valueString", json!(text));
    let answer = |of: &[(&str, &str)]| {
        let codings: Vec<Value> =
            of.iter().map(|(system, code)| json!({ "system": system, "code": code })).collect();
        valued("valueCodeableConcept", json!({ "coding": codings }))
    };
    for (record, case) in [
        (text("ECOG 1"), r#"{"ecog":1}"#),
        (text("ECOG PS 1"), r#"{"ecog":1}"#),
        (text("1 (Restricted)"), r#"{"ecog":1}"#),
        (text("0–1"), r#"{"ecog":[0,1]}"#),
        (text("1 - Restricted in physically strenuous activity"), r#"{"ecog":1}"#),
        (
            valued("valueRange", json!({ "low": { "value": 0 }, "high": { "value": 1 } })),
            r#"{"ecog":[0,1]}"#,
        ),
        (
            with(text("0-1"), "/interpretation", json!([code(LOINC, "LA9623-5")])),
            r#"{"ecog":[0,1]}"#,
        ),
        (
            valued(
                "valueQuantity",
                serde_json::from_str(r#"{"value":1.0,"unit":"{score}"}"#).unwrap(),
            ),
            r#"{"ecog":1}"#,
        ),
        (answer(&[(LOINC, "LA9623-5")]), r#"{"ecog":1}"#),
        (with(ecog(1), "/interpretation", json!([code(LOINC, "LA9623-5")])), r#"{"ecog":1}"#),
    ] {
        assert_read(&[record], case, "Observation");
    }
    for odd in [
        ecog(5),
        text("1-0"),
        text("Karnofsky 80"),
        text("PS 0 to 1"),
        valued("valueQuantity", json!({ "value": 1, "unit": "%" })),
        answer(&[(LOINC, "LA9622-7"), (SNOMED, "420913000")]),
        with(answer(&[(LOINC, "LA9622-7")]), "/valueCodeableConcept/text", json!("ECOG 2")),
        with(ecog(1), "/code/text", json!("Karnofsky")),
        with(ecog(1), "/interpretation", json!([code(LOINC, "LA9625-0")])),
        observation(
            &words("Eastern Cooperative Oncology Group performance status"),
            "valueInteger",
            &json!(1),
        ),
        observation(&words("WHO/ECOG PS"), "valueInteger", &json!(3)),
    ] {
        assert_read(&[ecog(1), odd], "{}", "ecog stays open");
    }
}

#[test]
fn the_latest_counts_if_each_is_certainly_earlier_or_later() {
    let on = |score, name: &str, time: Value| with(ecog(score), name, time);
    let at = |score, time: &str| on(score, "/effectiveDateTime", json!(time));
    let later = at(1, "2026-02-04");
    let both = r#"{"ecog":[1,3]}"#;
    for (record, case) in [
        (at(3, "2025-02-01"), r#"{"ecog":1}"#),
        (at(3, "2025-02"), r#"{"ecog":1}"#),
        (at(3, "2026-02"), both),
        (at(3, "12/31/2020"), both),
        (at(3, "unknown"), both),
        (at(3, "2026-02-04"), both),
        (at(3, "2026-02-03T23:30:00-05:00"), both),
        (at(3, "2026-02-02T10:00:00Z"), r#"{"ecog":1}"#),
        (
            on(3, "/effectivePeriod", json!({ "start": "2025-01-01", "end": "2025-02-01" })),
            r#"{"ecog":1}"#,
        ),
        (on(3, "/effectivePeriod", json!({ "start": "2025-01-01" })), both),
        (on(3, "/issued", json!("2025-01-01T00:00:00Z")), both),
    ] {
        assert_read(&[later.clone(), record], case, "Observation");
    }
    // The first was later: by its clock it was 04:30 where the second was 23:30 of the day before.
    let records = [at(3, "2026-02-03T23:30:00-05:00"), at(1, "2026-02-04T00:30:00+01:00")];
    assert_read(&records, r#"{"ecog":3}"#, "a later record tells it");
}

#[test]
fn a_morphology_says_no_more_than_its_code() {
    let of =
        |concept: Value| observation(&code(LOINC, "31206-6"), "valueCodeableConcept", &concept);
    let codes = |all: &[(&str, &str)]| {
        let codings: Vec<Value> =
            all.iter().map(|(system, code)| json!({ "system": system, "code": code })).collect();
        json!({ "coding": codings })
    };
    let poor = r#"{"differentiation":"poor"}"#;
    for (concept, case) in [
        (code(ICDO, "8041/3"), poor),
        (code(ICDO, "80413"), poor),
        (code(ICDO, "8041/6"), poor),
        (code(ICDO, "80413/3"), poor),
        (code(ICDO, "8154/3"), r#"{"differentiation":"mixed"}"#),
        (
            with(
                code(ICDO, "8154/3"),
                "/text",
                json!("Mixed neuroendocrine-non-neuroendocrine neoplasm (MiNEN)"),
            ),
            r#"{"differentiation":"mixed"}"#,
        ),
        (codes(&[(ICDO, "8246/3"), (SNOMED, "128628002")]), poor),
        // A code of the hospital beside it says the same in other words.
        (codes(&[(ICDO, "8041/3"), ("urn:local", "12")]), poor),
        (code(ICDO, "8249/3"), "{}"),
        (code(ICDO, "8246/3"), "{}"),
    ] {
        assert_read(&[of(concept)], case, "Observation");
    }
    let german =
        observation(&code(LOINC, "59847-4"), "valueCodeableConcept", &code(ICDO, "8013/3"));
    assert_read(&[german], poor, "morphology 8013/3");
    for odd in [
        of(code(ICDO, "8140/3")),
        of(code(ICDO, "8041/2")),
        of(with(code(ICDO, "8041/3"), "/text", json!("Adenocarcinoma, NOS"))),
        of(with(code(ICDO, "8041/3"), "/text", json!("Neuroendocrine tumor, grade 1"))),
        of(with(code(ICDO, "8249/3"), "/text", json!("Small cell carcinoma"))),
        of(code(ICDO, "8041")),
        of(code("http://hl7.org/fhir/sid/icd-o-3", "8041/3")),
        of(codes(&[(ICDO, "8041/3"), (SNOMED, "35917007")])),
        of(codes(&[(ICDO, "8041/3"), (ICDO, "8154/3")])),
        of(with(code(ICDO, "8041/3"), "/text", json!("no small cell carcinoma"))),
        of(words("Small cell neuroendocrine carcinoma")),
        observation(
            &words("Tumour differentiation"),
            "valueString",
            &json!("poorly differentiated"),
        ),
    ] {
        assert_read(&[finding("differentiation", "poor"), odd], "{}", "differentiation stays open");
    }
}

#[test]
fn metastases_of_the_liver_are_said_or_open() {
    let of = |name, value: Value| observation(&code(SNOMED, "1098951000119108"), name, &value);
    for (record, case, account) in [
        (of("valueBoolean", json!(true)), "{}", "what is there now"),
        (of("valueBoolean", json!(false)), r#"{"liver_metastases":"absent"}"#, "said not to be so"),
        (
            of("valueCodeableConcept", code(SNOMED, "2667000")),
            r#"{"liver_metastases":"absent"}"#,
            "said not to be so",
        ),
        (
            of("valueCodeableConcept", code(SNOMED, "260385009")),
            "{}",
            "liver_metastases stays open",
        ),
        (of("valueBoolean", json!("false")), "{}", "liver_metastases stays open"),
        (of("note", json!([])), "{}", "liver_metastases stays open"),
        (
            observation(&words("Number of liver metastases"), "valueInteger", &json!(5)),
            "{}",
            "liver_metastases stays open",
        ),
        (
            observation(&code(OWN, "liver"), "valueString", &json!("absent")),
            "{}",
            "no finding has this name",
        ),
    ] {
        assert_read(&[record], case, account);
    }
}

#[test]
fn a_specimen_or_a_structure_says_where_it_is_from() {
    let of = |specimen: Value| {
        let specimen = with(with(specimen, "/resourceType", json!("Specimen")), "/id", json!("1"));
        [specimen, with(ki67(85), "/specimen", json!({ "reference": "Specimen/1" }))]
    };
    let sound = r#"{"ki67":"85%"}"#;
    for (specimen, case) in [
        (json!({}), sound),
        (json!({ "type": words("Tissue specimen from colon") }), sound),
        (json!({ "collection": { "bodySite": words("Liver") } }), sound),
        (json!({ "type": words("Tissue specimen from breast") }), "{}"),
        (json!({ "collection": { "bodySite": words("Lymph node") } }), "{}"),
        (json!({ "status": "entered-in-error" }), "{}"),
    ] {
        assert_read(&of(specimen), case, "Observation");
    }
    let structure = |place: Value| {
        let structure = json!({ "resourceType": "BodyStructure", "id": "1", "location": place });
        [structure, with(ki67(85), "/focus", json!([{ "reference": "BodyStructure/1" }]))]
    };
    assert_read(&structure(code(SNOMED, "60184004")), sound, "`85%`");
    assert_read(&structure(code(SNOMED, "39607008")), "{}", "ki67 stays open");
}

#[test]
fn what_only_sounds_like_a_finding_opens_none() {
    for (text, known) in [
        ("Erythrocyte morphology", finding("differentiation", "poor")),
        ("Cluster of differentiation 4 count", finding("differentiation", "poor")),
        ("Histologic grading of neoplasm", finding("differentiation", "poor")),
        ("Speech recognition threshold", ecog(1)),
        ("Lymphocyte proliferation index", ki67(85)),
        ("Karnofsky performance status", ecog(1)),
    ] {
        let other = observation(&words(text), "valueString", &json!("x"));
        let (case, _) = crate::read(&crate::bundle(std::slice::from_ref(&known))).unwrap();
        assert_read(&[known, other], &case, "not relevant");
    }
    let report =
        observation(&words("Pathology report final diagnosis"), "valueString", &json!("NEC"));
    assert_read(&[report], "{}", "not read: free text");
}

#[test]
fn a_form_that_asks_for_a_finding_keeps_it_open() {
    let form = json!({
        "resourceType": "QuestionnaireResponse", "status": "completed",
        "item": [{ "linkId": "1", "item": [{ "linkId": "/89247-1", "answer": [{ "valueInteger": 2 }] }] }],
    });
    assert_read(&[ecog(1), form], "{}", "an answer in a form");
}
