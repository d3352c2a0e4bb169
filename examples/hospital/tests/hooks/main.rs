//! What the hooks say of the examples, and which requests they refuse.

mod orders;
mod request;

use nen_pathway_hospital::{Card, Fault, Indicator, Json, SERVICES, cards};
use serde_json::{Value, json};

use self::request::{file, request};

fn call(request: &Value) -> Result<Vec<Card>, Fault> {
    let service = SERVICES.iter().find(|it| request["hook"] == it.hook).unwrap();
    let text = request.to_string();
    cards(service, &Json::parse(text.as_bytes()).unwrap())
}

fn view(name: &str) -> Vec<Card> {
    call(&request("patient-view", &file(&format!("{name}.bundle.json")), &json!({}))).unwrap()
}

/// An order of a drug by its exact generic name, with the reasons that it gives.
fn order(name: &str, reasons: &[&str]) -> Value {
    let reasons: Vec<Value> = reasons.iter().map(|it| json!({ "text": it })).collect();
    let mut order = json!({
        "resourceType": "MedicationRequest", "id": name.replace(' ', "-"), "status": "draft", "intent": "order",
        "medicationCodeableConcept": { "text": name }, "subject": { "reference": "Patient/example" },
    });
    if !reasons.is_empty() {
        order["reasonCode"] = json!(reasons);
    }
    order
}

fn drafts(orders: &[Value]) -> Value {
    let entries: Vec<Value> = orders.iter().map(|it| json!({ "resource": it })).collect();
    json!({ "draftOrders": { "resourceType": "Bundle", "type": "collection", "entry": entries } })
}

fn sign(name: &str, orders: &[Value]) -> Vec<Card> {
    call(&request("order-sign", &file(&format!("{name}.bundle.json")), &drafts(orders))).unwrap()
}

fn summaries(cards: &[Card]) -> Vec<&str> {
    cards.iter().map(|it| it.summary.as_str()).collect()
}

#[test]
fn the_chart_says_the_pathway_or_what_to_obtain() {
    for (name, summary) in [
        (
            "nec",
            "Neuroendocrine carcinoma (NEC); recommended: cisplatin + etoposide or carboplatin + etoposide",
        ),
        (
            "net",
            "Neuroendocrine tumour (NET) G1/G2; an option: lanreotide, octreotide, TAE, TACE, TARE, ablation, debulking",
        ),
        ("net_g3", "Neuroendocrine tumour (NET) G3; the source leaves it out"),
        (
            "verify_pathology",
            "Verify the pathology first; to find out next: the state of the primary tumour",
        ),
        (
            "open",
            "Which pathway for this neuroendocrine neoplasm is open; to find out next: the differentiation",
        ),
    ] {
        assert_eq!(summaries(&view(name)), [summary], "{name}");
    }
    assert_eq!(view("verify_pathology")[0].indicator, Indicator::Warning);
    assert_eq!(view("nec")[0].indicator, Indicator::Info);
}

#[test]
fn nothing_is_said_outside_the_scope_or_without_a_sign_of_such_a_neoplasm() {
    assert_eq!(view("outside_scope"), []);
    let mut bundle = file("nec.bundle.json");
    let all = bundle["entry"].as_array_mut().unwrap();
    all.retain(|it| it["resource"]["id"] != "ki67");
    for entry in all {
        // An adenocarcinoma.
        if let Some(extension) = entry["resource"].get_mut("extension") {
            extension[0]["valueCodeableConcept"]["coding"][0]["code"] = json!("8140/3");
        }
    }
    assert_eq!(call(&request("patient-view", &bundle, &json!({}))).unwrap(), []);
    let folfox = drafts(&["oxaliplatin", "leucovorin", "fluorouracil"].map(|it| order(it, &[])));
    assert_eq!(call(&request("order-sign", &bundle, &folfox)).unwrap(), []);
}

#[test]
fn what_is_open_says_what_to_obtain() {
    let folfox = ["oxaliplatin", "leucovorin", "fluorouracil"].map(|it| order(it, &[]));
    let cards = sign("open", &folfox);
    assert_eq!(
        summaries(&cards),
        [
            "FOLFOX may be ruled out by the source; to find out: the differentiation, the Ki-67 index, mitoses per 2 mm²"
        ]
    );
    let cards = sign("verify_pathology", &["cisplatin", "etoposide"].map(|it| order(it, &[])));
    assert_eq!(
        summaries(&cards),
        ["Cisplatin + etoposide has to wait: the source wants the pathology verified first"]
    );
}

#[test]
fn selection_asks_of_what_is_selected() {
    let orders =
        ["oxaliplatin", "leucovorin", "fluorouracil", "lanreotide"].map(|it| order(it, &[]));
    let bundle = file("nec.bundle.json");
    let selecting = |selections: Value| {
        let mut context = drafts(&orders);
        context["selections"] = selections;
        call(&request("order-select", &bundle, &context))
    };
    let cards = selecting(json!(["MedicationRequest/leucovorin"])).unwrap();
    assert_eq!(
        summaries(&cards),
        ["FOLFOX is ruled out by the source: neuroendocrine carcinoma (NEC)"]
    );
    let cards = selecting(json!(["MedicationRequest/lanreotide"])).unwrap();
    assert_eq!(
        summaries(&cards),
        ["Lanreotide is ruled out by the source: neuroendocrine carcinoma (NEC)"]
    );
    for selections in [json!(["lanreotide"]), json!(["Patient/x", "MedicationRequest/lanreotide"])]
    {
        assert_eq!(selecting(selections).unwrap().len(), 1);
    }
    for (selections, text) in [
        (json!([]), "an empty list"),
        (json!("MedicationRequest/lanreotide"), "`MedicationRequest/lanreotide`"),
        (json!([1]), "1"),
        (json!(["MedicationRequest/other"]), "`MedicationRequest/other`"),
    ] {
        let fault = selecting(selections).unwrap_err().to_string();
        assert!(fault.starts_with("context.selections: ") && fault.contains(text), "{fault}");
    }
}

#[test]
fn a_search_that_was_not_sent_is_not_an_empty_one() {
    let bundle = file("nec.bundle.json");
    let with = |key: &str, value: Option<Value>| {
        let mut request = request("patient-view", &bundle, &json!({}));
        let prefetch = request["prefetch"].as_object_mut().unwrap();
        match value {
            Some(value) => prefetch.insert(key.to_owned(), value),
            None => prefetch.remove(key),
        };
        call(&request)
    };
    let empty = json!({ "resourceType": "Bundle", "type": "searchset", "total": 0 });
    let failed = json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": "error", "code": "timeout" }] });
    for key in ["conditions", "observations"] {
        assert_eq!(with(key, None), Err(Fault::Missing(key)));
        assert_eq!(with(key, Some(failed.clone())), Err(Fault::Missing(key)));
        assert!(with(key, Some(Value::Null)).is_ok());
        assert!(with(key, Some(empty.clone())).is_ok());
    }
    let detail = |value| with("given", value).unwrap()[0].detail.clone();
    assert!(detail(None).contains("prefetch.given: it was not sent"));
    assert!(detail(Some(failed)).contains("prefetch.given: the search failed"));
    assert!(!detail(Some(Value::Null)).contains("prefetch.given"));
    let mut none = request("patient-view", &bundle, &json!({}));
    none.as_object_mut().unwrap().remove("prefetch");
    assert_eq!(call(&none), Err(Fault::Missing("conditions")));
}

#[test]
fn a_wrong_request_is_refused_by_its_field() {
    let bundle = file("nec.bundle.json");
    for (path, value, found) in [
        ("/hookInstance", json!(""), "hookInstance: "),
        ("/hookInstance", json!(1), "hookInstance: "),
        ("/context", json!([]), "context: "),
        ("/context/patientId", json!(1), "context.patientId: "),
        ("/context/userId", Value::Null, "context.userId: "),
        ("/context/patientId", json!("other"), "prefetch: records of `Patient/example`"),
        ("/prefetch", json!([]), "prefetch: "),
        ("/prefetch/conditions", json!(1), "prefetch.conditions: no resource"),
        ("/prefetch/conditions/entry", json!({}), "prefetch.conditions.entry: "),
        ("/context/draftOrders", json!({}), "context.draftOrders: "),
    ] {
        let mut request = request("order-sign", &bundle, &drafts(&[order("lanreotide", &[])]));
        *request.pointer_mut(path).unwrap() = value;
        let fault = call(&request).unwrap_err().to_string();
        assert!(fault.starts_with(found), "{path}: {fault}");
        assert!(fault.contains("accepted: "), "{path}: {fault}");
    }
    let mut request = request("patient-view", &bundle, &json!({}));
    request["hook"] = json!("order-sign");
    let text = request.to_string();
    let fault = cards(&SERVICES[0], &Json::parse(text.as_bytes()).unwrap()).unwrap_err();
    assert_eq!(fault.to_string(), "hook: `order-sign`; accepted: patient-view");
}

#[test]
fn a_draft_of_another_patient_is_refused() {
    let mut drafts = drafts(&[order("lanreotide", &[])]);
    drafts["draftOrders"]["entry"][0]["resource"]["subject"]["reference"] = json!("Patient/other");
    let fault =
        call(&request("order-sign", &file("nec.bundle.json"), &drafts)).unwrap_err().to_string();
    assert!(fault.starts_with("context.draftOrders: records of `Patient/other`"), "{fault}");
}

#[test]
fn every_summary_fits_and_every_card_has_a_name_of_its_own() {
    let mut names = std::collections::BTreeSet::new();
    for name in
        ["nec", "nec_under_way", "nec_progressed", "net", "net_g3", "verify_pathology", "open"]
    {
        for card in view(name) {
            assert!(card.summary.chars().count() < 140 && !card.summary.contains('\n'));
            assert!(card.detail.contains("decides nothing for them"));
        }
        let orders =
            ["oxaliplatin", "fluorouracil", "lanreotide", "octreotide"].map(|it| order(it, &[]));
        for card in sign(name, &orders) {
            assert!(names.insert((name, card.uuid.clone())), "{name}: {}", card.uuid);
        }
    }
}

#[test]
fn a_text_of_a_record_is_no_markup() {
    let mut bundle = file("nec.bundle.json");
    for entry in bundle["entry"].as_array_mut().unwrap() {
        if entry["resource"]["id"] == "ki67" {
            entry["resource"]["valueQuantity"] = Value::Null;
            entry["resource"]["valueString"] =
                json!("<img src=x onerror=alert(1)> [a](javascript:alert(1)) **b**");
        }
    }
    let cards = call(&request("patient-view", &bundle, &json!({}))).unwrap();
    assert!(
        !cards[0].detail.contains("<img") || cards[0].detail.contains("\\<img"),
        "{}",
        cards[0].detail
    );
    assert!(!cards[0].detail.contains(" [a](java"), "{}", cards[0].detail);
}

/// The number of cards of a chart with these conditions and observations.
fn seen(conditions: &[Value], observations: &[Value]) -> usize {
    let entries: Vec<Value> =
        conditions.iter().chain(observations).map(|it| json!({ "resource": it })).collect();
    call(&request("patient-view", &json!({ "entry": entries }), &json!({}))).unwrap().len()
}

#[test]
fn a_chart_without_a_sign_of_such_a_neoplasm_gets_no_card() {
    let icd = |code: &str| json!({ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": code });
    let condition = |coding: &[Value], text: &str| json!({ "resourceType": "Condition", "code": { "coding": coding, "text": text } });
    let coded = |loinc: &str, name: &str, value: Value| {
        let code = json!({ "coding": [{ "system": "http://loinc.org", "code": loinc }] });
        json!({ "resourceType": "Observation", "status": "final", "code": code, name: value })
    };
    let ki67 = || coded("29593-1", "valueString", json!("60%"));
    let histology = |code: &str| {
        let coding =
            json!([{ "system": "http://terminology.hl7.org/CodeSystem/icd-o-3", "code": code }]);
        coded("31206-6", "valueCodeableConcept", json!({ "coding": coding }))
    };
    let preliminary = |code: &str| {
        let mut it = histology(code);
        it["status"] = json!("preliminary");
        it
    };
    let sigmoid = || condition(&[icd("C18.7")], "Sigmoid colon cancer");
    let mut lung = condition(&[], "Small cell carcinoma");
    lung["bodySite"] = json!([{ "coding": [{ "system": "http://snomed.info/sct", "code": "39607008", "display": "Lung structure" }] }]);
    lung["extension"] = json!([{
        "url": "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior",
        "valueCodeableConcept": histology("8041/3")["valueCodeableConcept"],
    }]);
    for (conditions, observations, cards) in [
        (vec![], vec![], 0),
        (vec![sigmoid()], vec![], 0),
        (vec![], vec![ki67()], 0),
        // Somebody measured how fast a cancer of the bowel grows, and nothing says that it is another one.
        (vec![sigmoid()], vec![ki67()], 1),
        (vec![sigmoid()], vec![ki67(), histology("8140/3")], 0),
        (vec![sigmoid()], vec![ki67(), preliminary("8140/3")], 0),
        (vec![sigmoid()], vec![preliminary("8013/3")], 1),
        (vec![sigmoid()], vec![histology("8246/3")], 1),
        (vec![condition(&[icd("C7A.1")], "")], vec![], 1),
        (
            vec![condition(&[], "Neuroendocrine carcinoma of sigmoid, metastatic to liver")],
            vec![],
            1,
        ),
        (vec![condition(&[], "Neuroendokrines Karzinom des Sigma G3")], vec![], 1),
        (vec![condition(&[], "Family history of carcinoid")], vec![], 0),
        (vec![condition(&[], "No evidence of neuroendocrine tumor")], vec![], 0),
        (vec![condition(&[], "Rule out carcinoid")], vec![], 0),
        (vec![condition(&[], "Neuroendocrine carcinoma of cervix uteri")], vec![], 0),
        (vec![condition(&[], "Malignant neoplasm of breast")], vec![ki67()], 0),
        (vec![condition(&[], "Small cell neuroendocrine carcinoma of lung")], vec![], 0),
        (vec![condition(&[icd("C34.1")], "")], vec![histology("8041/3")], 0),
        (vec![lung], vec![ki67()], 0),
        (vec![condition(&[icd("C34.1")], ""), condition(&[icd("C18.7")], "")], vec![ki67()], 0),
    ] {
        assert_eq!(seen(&conditions, &observations), cards, "{conditions:?} {observations:?}");
    }
}

#[test]
fn what_is_missing_opens_what_it_may_tell_of() {
    let next = json!([{ "relation": "next", "url": "http://h/2" }]);
    let failed = json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": "error", "code": "timeout" }] });
    let summary = |example: &str, key: &str, missing: &Value| {
        let bundle = file(&format!("{example}.bundle.json"));
        let mut request = request("patient-view", &bundle, &json!({}));
        match missing {
            Value::Null => drop(request["prefetch"].as_object_mut().unwrap().remove(key)),
            Value::Array(link) => {
                request["prefetch"][key]["resourceType"] = json!("Bundle");
                request["prefetch"][key]["link"] = json!(link);
            }
            outcome => request["prefetch"][key] = outcome.clone(),
        }
        call(&request).unwrap().remove(0).summary
    };
    let open = "Which pathway for this neuroendocrine neoplasm is open";
    assert!(summary("nec", "conditions", &next).starts_with(open));
    assert!(summary("nec", "observations", &next).starts_with(open));
    for key in ["ordered", "given", "stated"] {
        for missing in [&next, &failed, &Value::Null] {
            // What somebody recorded stands; what is inferred from other medications does not.
            let recorded = summary("nec", key, missing);
            assert!(recorded.contains("recommended: cisplatin"), "{key} {missing}: {recorded}");
            let inferred = summary("nec_under_way", key, missing);
            assert!(
                inferred.contains("to find out next: the state of platinum"),
                "{key} {missing}: {inferred}"
            );
        }
    }
}

#[test]
fn a_card_of_another_service_has_another_name() {
    let orders = drafts(&["lanreotide"].map(|it| order(it, &[])));
    let bundle = file("nec.bundle.json");
    let name = |hook: &str| call(&request(hook, &bundle, &orders)).unwrap().remove(0).uuid;
    assert_ne!(name("patient-view"), name("order-sign"));
    assert_eq!(name("order-sign"), name("order-sign"));
}

#[test]
fn the_chart_says_that_no_platinum_can_be_received_and_what_is_relieved_first() {
    let with = |from: &str, to: &str| {
        let mut bundle = file("nec.bundle.json");
        for entry in bundle["entry"].as_array_mut().unwrap() {
            if entry["resource"]["valueString"] == from {
                entry["resource"]["valueString"] = json!(to);
            }
        }
        call(&request("patient-view", &bundle, &json!({}))).unwrap().remove(0).summary
    };
    assert!(
        with("either", "neither").contains("neither platinum doublet"),
        "{}",
        with("either", "neither")
    );
    let emergency = with("uncomplicated", "obstructing");
    assert!(emergency.contains("; the bowel emergency is relieved first"), "{emergency}");
}

#[test]
fn what_is_not_what_was_looked_for_is_refused() {
    let bundle = file("nec.bundle.json");
    for key in ["conditions", "observations"] {
        let other = if key == "conditions" { "observations" } else { "conditions" };
        for value in [
            json!({ "resourceType": "Patient", "id": "example" }),
            request("patient-view", &bundle, &json!({}))["prefetch"][other].clone(),
        ] {
            let mut request = request("patient-view", &bundle, &json!({}));
            request["prefetch"][key] = value;
            let fault = call(&request).unwrap_err().to_string();
            assert!(
                fault.starts_with(&format!("prefetch.{key}: ")) && fault.contains("accepted: "),
                "{fault}"
            );
        }
    }
    let mut request = request("patient-view", &bundle, &json!({}));
    request["prefetch"]["conditions"]["entry"][0]["resource"]["code"] = json!("x");
    assert_eq!(
        call(&request).unwrap().len(),
        1,
        "what has another shape is no reason to be silent"
    );
}
