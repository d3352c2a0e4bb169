//! Orders that are drafted: what they are taken for, and what a card says of it.

use nen_pathway_hospital::Indicator;
use serde_json::{Value, json};

use crate::{
    call, drafts, order,
    request::{file, request},
    sign, summaries,
};

const RULED_OUT: &str = "is ruled out by the source: neuroendocrine carcinoma (NEC)";

#[test]
fn what_is_ruled_out_gets_a_card_with_the_statements() {
    let folfox = ["oxaliplatin", "leucovorin", "fluorouracil"];
    for (drugs, name, statement) in [
        (&folfox[..], "FOLFOX is ruled out", "S16: "),
        (
            &["oxaliplatin", "leucovorin", "fluorouracil", "bevacizumab"],
            "FOLFOX + bevacizumab is ruled out",
            "S38: ",
        ),
        (&["irinotecan", "leucovorin", "fluorouracil"], "FOLFIRI is ruled out", "S46: "),
        (&["capecitabine", "oxaliplatin"], "Capecitabine + oxaliplatin is ruled out", "S47: "),
        (&["fluorouracil", "leucovorin"], "Fluorouracil + leucovorin is ruled out", "S47: "),
        (&["lanreotide"], "Lanreotide is ruled out", "S33: "),
        (&["octreotide"], "Octreotide is ruled out", "S45: "),
    ] {
        let cards = sign("nec", &drugs.iter().map(|it| order(it, &[])).collect::<Vec<_>>());
        assert_eq!(cards.len(), 1, "{name}");
        assert!(cards[0].summary.starts_with(name), "{}", cards[0].summary);
        assert!(cards[0].detail.contains(statement), "{name}: {}", cards[0].detail);
        assert_eq!(cards[0].indicator, Indicator::Warning);
        assert!(!cards[0].override_reasons.is_empty());
    }
}

#[test]
fn a_regimen_is_known_by_all_its_drugs() {
    for drugs in [
        &["cisplatin", "etoposide"][..],
        &["carboplatin", "etoposide"],
        // The source is silent on it.
        &["cisplatin", "irinotecan"],
        &["capecitabine", "temozolomide"],
        &["oxaliplatin"],
        &["ondansetron"],
        &[],
    ] {
        let cards = sign("nec", &drugs.iter().map(|it| order(it, &[])).collect::<Vec<_>>());
        assert_eq!(cards, [], "{drugs:?}");
    }
}

#[test]
fn a_somatostatin_analogue_for_symptoms_gets_no_card() {
    for reason in [
        "Carcinoid syndrome",
        "Diarrhoea",
        "Control of hormone symptoms",
        "Malignant bowel obstruction",
    ] {
        assert_eq!(sign("nec", &[order("octreotide", &[reason])]), [], "{reason}");
    }
    let both = ["Diarrhoea", "Neuroendocrine carcinoma"];
    assert_eq!(sign("nec", &[order("octreotide", &both)]).len(), 1);
    assert_eq!(sign("net", &[order("octreotide", &[])]), [], "an option in a NET");
}

/// An order of something that another record describes, or of nothing that is here.
fn referring(reference: &Value) -> Value {
    json!({
        "resourceType": "MedicationRequest", "id": "referring", "status": "draft", "intent": "order",
        "medicationReference": reference, "subject": { "reference": "Patient/example" },
    })
}

#[test]
fn a_name_that_is_not_exact_is_said_with_a_doubt() {
    let doubted = |name: &str| format!("{name}, if that is what is drafted, {RULED_OUT}");
    for (drugs, name) in [
        (&["octreotide acetate"][..], "Octreotide"),
        (&["Sandostatin LAR Depot 20 mg"], "Octreotide"),
        (&["Somatuline 120 mg"], "Lanreotide"),
        (&["oxaliplatin 5 MG/ML Injectable Solution", "fluorouracil 50 MG/ML"], "FOLFOX"),
        (&["irinotecan hydrochloride", "fluorouracil", "leucovorin calcium"], "FOLFIRI"),
        (&["mFOLFOX6"], "FOLFOX"),
        (&["mFOLFOX6 oxaliplatin 85 mg/m2"], "FOLFOX"),
        (&["FOLFIRI + cetuximab"], "FOLFIRI"),
        (&["mFOLFIRI"], "FOLFIRI"),
        (&["CapeOX"], "CAPOX"),
        (&["capecitabine", "oxaliplatin", "gemcitabine"], "Capecitabine + oxaliplatin"),
        (&["FOLFOX 6 + Bevacizumab"], "FOLFOX + bevacizumab"),
        (&["oxaliplatin", "fluorouracil", "pembrolizumab"], "FOLFOX"),
        // Whatever the other is, it may make another regimen.
        (&["oxaliplatin", "fluorouracil", ""], "FOLFOX"),
    ] {
        let cards = sign("nec", &drugs.iter().map(|it| order(it, &[])).collect::<Vec<_>>());
        assert_eq!(cards[0].summary, doubted(name), "{drugs:?}");
        assert_eq!(cards[0].indicator, Indicator::Warning);
    }
    // A drug that is not cytotoxic is none of a regimen's name.
    let cards = sign("nec", &["fluorouracil", "nivolumab"].map(|it| order(it, &[])));
    assert_eq!(summaries(&cards), [doubted("Fluorouracil")]);
    for drugs in [
        &["fluorouracil", "cisplatin 1 mg/mL injection"][..],
        &["capecitabine", "temozolomide 140 mg capsule"],
        &["etoposide phosphate", "cisplatin"],
        &["fluorouracil 5 % cream"],
    ] {
        let cards = sign("nec", &drugs.iter().map(|it| order(it, &[])).collect::<Vec<_>>());
        assert_eq!(cards, [], "{drugs:?}");
    }
}

#[test]
fn two_regimens_in_one_session_are_two() {
    let folfox_and = |others: [&str; 2]| {
        let drugs = ["oxaliplatin", "leucovorin", "fluorouracil"];
        let orders: Vec<Value> = drugs.iter().chain(&others).map(|it| order(it, &[])).collect();
        sign("nec", &orders)
    };
    assert_eq!(summaries(&folfox_and(["cisplatin", "etoposide"])), [format!("FOLFOX {RULED_OUT}")]);
    // It is neither of them, or FOLFOX and something else.
    let doubted = format!("FOLFOX, if that is what is drafted, {RULED_OUT}");
    for others in
        [["cisplatin", "docetaxel"], ["etoposide", "ondansetron"], ["temozolomide", "ondansetron"]]
    {
        assert_eq!(summaries(&folfox_and(others)), [doubted.as_str()], "{others:?}");
    }
    // Nobody selects FOLFOX who selects cisplatin.
    let orders = ["oxaliplatin", "fluorouracil", "cisplatin", "etoposide"].map(|it| order(it, &[]));
    let selecting = |selected: &str| {
        let mut context = drafts(&orders);
        context["selections"] = json!([format!("MedicationRequest/{selected}")]);
        call(&request("order-select", &file("nec.bundle.json"), &context)).unwrap()
    };
    assert_eq!(selecting("cisplatin"), []);
    let card = selecting("oxaliplatin").remove(0);
    assert_eq!(card.summary, format!("FOLFOX {RULED_OUT}"));
    let (_, drafted) = card.detail.split_once("What is drafted").unwrap();
    let (drafted, _) = drafted.split_once("From the records").unwrap();
    assert!(drafted.contains("oxaliplatin") && !drafted.contains("cisplatin"), "{drafted}");
}

#[test]
fn what_is_ordered_is_looked_for_where_the_order_refers() {
    let octreotide = json!({ "coding": [{ "system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "7617" }] });
    let product = json!({ "resourceType": "Medication", "id": "m", "code": octreotide });
    let mixed = json!({ "resourceType": "Medication", "id": "m", "ingredient": [{ "itemCodeableConcept": octreotide }] });
    let summary = [format!("Octreotide {RULED_OUT}")];
    for medication in [product, mixed] {
        let mut order = referring(&json!({ "reference": "#m" }));
        order["contained"] = json!([medication]);
        assert_eq!(summaries(&sign("nec", &[order])), summary);
        let order = referring(&json!({ "reference": "Medication/m" }));
        let mut request = request("order-sign", &file("nec.bundle.json"), &drafts(&[order]));
        request["prefetch"]["ordered"] = json!({
            "resourceType": "Bundle", "type": "searchset", "entry": [{ "resource": medication }],
        });
        assert_eq!(summaries(&call(&request).unwrap()), summary);
    }
    let shown = referring(&json!({ "reference": "Medication/m", "display": "octreotide" }));
    assert_eq!(summaries(&sign("nec", &[shown])), summary);
}

#[test]
fn an_order_that_is_not_understood_is_not_passed_over() {
    let mut odd = order("octreotide", &[]);
    odd["medicationCodeableConcept"] = json!("octreotide");
    for order in [referring(&json!({ "reference": "Medication/m" })), referring(&json!({})), odd] {
        let cards = sign("nec", std::slice::from_ref(&order));
        let summary = "Not all that is drafted is understood, nor compared with the pathway";
        assert_eq!(summaries(&cards), [summary], "{order}");
        assert_eq!(cards[0].indicator, Indicator::Info);
        assert_eq!(sign("outside_scope", &[order]), []);
    }
}

#[test]
fn an_intent_and_a_status_say_whether_anything_is_ordered() {
    let with = |name: &str, value: Value| {
        let mut order = order("octreotide", &[]);
        order[name] = value;
        sign("nec", &[order]).len()
    };
    for intent in ["order", "plan", "proposal"] {
        assert_eq!(with("intent", json!(intent)), 1, "{intent}");
    }
    for status in ["cancelled", "entered-in-error", "revoked", "stopped"] {
        assert_eq!(with("status", json!(status)), 0, "{status}");
    }
    assert_eq!(with("doNotPerform", json!(true)), 0);
}

#[test]
fn a_reason_that_is_neither_symptom_nor_tumour_leaves_it_open_what_it_is_meant_for() {
    let doubted = format!("Octreotide, if meant as treatment of the tumour, {RULED_OUT}");
    for reasons in [
        &["variceal bleeding"][..],
        &["Acromegaly"],
        &["no flushing"],
        &["Diarrhoea", "Acromegaly"],
    ] {
        let cards = sign("nec", &[order("octreotide", reasons)]);
        assert_eq!(summaries(&cards), [doubted.as_str()], "{reasons:?}");
        assert_eq!(cards[0].indicator, Indicator::Info);
    }
    let mut odd = order("octreotide", &[]);
    odd["reasonCode"] = json!({ "text": "Diarrhoea" });
    assert_eq!(summaries(&sign("nec", &[odd])), [doubted.as_str()]);
}

#[test]
fn a_reason_is_read_by_its_code_and_where_it_refers() {
    let reasoned = |name: &str, reason: Value| {
        let mut order = order("octreotide", &[]);
        order[name] = json!([reason]);
        order["contained"] = json!([{
            "resourceType": "Condition", "id": "syndrome", "code": { "text": "Carcinoid syndrome" },
            "subject": { "reference": "Patient/example" },
        }]);
        sign("nec", &[order]).len()
    };
    let code = |system: &str, code: &str| json!({ "coding": [{ "system": system, "code": code }] });
    let icd = "http://hl7.org/fhir/sid/icd-10-cm";
    for (name, reason, cards) in [
        ("reasonCode", code(icd, "E34.0"), 0),
        ("reasonCode", code(icd, "R19.7"), 0),
        ("reasonCode", code(icd, "K56.609"), 0),
        ("reasonCode", code("http://snomed.info/sct", "35868009"), 0),
        ("reasonCode", code(icd, "C18.7"), 1),
        ("reasonReference", json!({ "reference": "#syndrome" }), 0),
        (
            "reasonReference",
            json!({ "reference": "Condition/none", "display": "Carcinoid syndrome" }),
            0,
        ),
        ("reasonReference", json!({ "reference": "Condition/primary" }), 1),
    ] {
        assert_eq!(reasoned(name, reason.clone()), cards, "{reason}");
    }
}

#[test]
fn a_procedure_is_known_by_its_code_or_its_exact_name() {
    let summary = format!("Transarterial chemoembolization (TACE) {RULED_OUT}");
    for (code, cards) in [
        (
            json!({ "coding": [{ "system": "urn:nen-pathway:therapy", "code": "tace" }] }),
            &[summary.as_str()][..],
        ),
        (json!({ "text": "TACE" }), &[summary.as_str()]),
        (json!({ "text": "Transarterial chemoembolization" }), &[summary.as_str()]),
        (json!({ "text": "Colonoscopy" }), &[]),
    ] {
        let order = json!({
            "resourceType": "ServiceRequest", "id": "1", "status": "draft", "intent": "order", "code": code,
            "subject": { "reference": "Patient/example" },
        });
        assert_eq!(summaries(&sign("nec", &[order])), cards, "{code}");
    }
}

#[test]
fn a_doublet_that_the_patient_cannot_receive_is_said_to_be_so() {
    let mut bundle = file("nec.bundle.json");
    for entry in bundle["entry"].as_array_mut().unwrap() {
        if entry["resource"]["valueString"] == "either" {
            entry["resource"]["valueString"] = json!("carboplatin_only");
        }
    }
    let orders = ["cisplatin", "etoposide"].map(|it| order(it, &[]));
    let cards = call(&request("order-sign", &bundle, &drafts(&orders))).unwrap();
    let summary =
        "Cisplatin + etoposide is ruled out here: the patient cannot receive it, by the records";
    assert_eq!(summaries(&cards), [summary]);
    assert!(!cards[0].summary.contains("source"));
}

#[test]
fn when_it_is_to_be_taken_says_for_what() {
    let mut order = order("octreotide", &[]);
    order["dosageInstruction"] = json!([{ "asNeededCodeableConcept": { "text": "Diarrhea" } }]);
    assert_eq!(sign("nec", &[order.clone()]), []);
    order["dosageInstruction"] = json!([{ "text": "once daily" }]);
    assert_eq!(summaries(&sign("nec", &[order])), [format!("Octreotide {RULED_OUT}")]);
}

#[test]
fn a_reason_that_does_not_stand_is_none() {
    let mut bundle = file("nec.bundle.json");
    bundle["entry"].as_array_mut().unwrap().push(json!({ "resource": {
        "resourceType": "Condition", "id": "diarrhoea", "code": { "text": "Diarrhoea" },
        "verificationStatus": { "coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/condition-ver-status", "code": "refuted",
        }] },
        "subject": { "reference": "Patient/example" },
    } }));
    let mut order = order("octreotide", &[]);
    order["reasonReference"] = json!([{ "reference": "Condition/diarrhoea" }]);
    let cards = call(&request("order-sign", &bundle, &drafts(&[order]))).unwrap();
    assert!(
        cards[0].summary.contains("if meant as treatment of the tumour"),
        "{}",
        cards[0].summary
    );
}

#[test]
fn what_is_not_known_of_the_patient_leaves_it_open_whether_it_is_ruled_out() {
    let mut bundle = file("nec.bundle.json");
    let all = bundle["entry"].as_array_mut().unwrap();
    all.retain(|it| it["resource"]["code"]["coding"][0]["code"] != "chemotherapy");
    let tace = json!({
        "resourceType": "ServiceRequest", "id": "1", "status": "draft", "intent": "order", "code": { "text": "TACE" },
        "subject": { "reference": "Patient/example" },
    });
    let cards = call(&request("order-sign", &bundle, &drafts(&[tace]))).unwrap();
    let summary = "Transarterial chemoembolization (TACE) may be ruled out by the source: neuroendocrine carcinoma (NEC)";
    assert_eq!(summaries(&cards), [summary]);
    assert_eq!(cards[0].indicator, Indicator::Info);
    assert!(cards[0].detail.contains("to find out: the state of platinum chemotherapy"));
    // The doublet that the source wants is not called into question.
    let doublet = ["cisplatin", "etoposide"].map(|it| order(it, &[]));
    assert_eq!(call(&request("order-sign", &bundle, &drafts(&doublet))).unwrap(), []);
}

#[test]
fn a_card_says_where_guidance_differs() {
    let folfiri = ["irinotecan", "leucovorin", "fluorouracil"].map(|it| order(it, &[]));
    let card = sign("nec_progressed", &folfiri).remove(0);
    assert!(card.detail.contains("Published guidance differs"), "{}", card.detail);
    assert!(!card.links.is_empty());
}

#[test]
fn an_order_that_may_not_stand_is_doubted() {
    let mut odd = order("lanreotide", &[]);
    odd["modifierExtension"] = json!([{ "url": "urn:example:not" }]);
    let doubted = format!("Lanreotide, if that is what is drafted, {RULED_OUT}");
    assert_eq!(summaries(&sign("nec", &[odd])), [doubted]);
    let mut deleted = drafts(&[order("lanreotide", &[])]);
    deleted["draftOrders"]["entry"][0]["request"] =
        json!({ "method": "DELETE", "url": "MedicationRequest/lanreotide" });
    let cards = call(&request("order-sign", &file("nec.bundle.json"), &deleted)).unwrap();
    assert_eq!(cards, []);
}

#[test]
fn a_doublet_may_have_to_wait_and_is_never_called_ruled_out_by_the_source() {
    let doublet = ["cisplatin", "etoposide"].map(|it| order(it, &[]));
    let mut bundle = file("nec.bundle.json");
    let all = bundle["entry"].as_array_mut().unwrap();
    all.retain(|it| {
        it["resource"]["id"] != "ki67" && it["resource"]["code"]["coding"][0]["code"] != "platinum"
    });
    let cards = call(&request("order-sign", &bundle, &drafts(&doublet))).unwrap();
    let summary = "Cisplatin + etoposide may have to wait for the pathology";
    assert!(cards.len() == 1 && cards[0].summary.starts_with(summary), "{:?}", summaries(&cards));
    assert!(cards[0].detail.contains("recommended"), "in words: {}", cards[0].detail);
    assert!(!cards[0].detail.contains("verify_first"), "{}", cards[0].detail);
}

#[test]
fn what_only_mentions_a_therapy_orders_none() {
    for text in [
        "CT abdomen, follow-up after TACE",
        "Consult: tumour board, question of SIRT",
        "CBC before FOLFOX",
    ] {
        let order = json!({
            "resourceType": "ServiceRequest", "id": "1", "status": "draft", "intent": "order", "code": { "text": text },
            "subject": { "reference": "Patient/example" },
        });
        assert_eq!(sign("nec", &[order]), [], "{text}");
    }
}

#[test]
fn chemotherapy_for_another_cancer_is_not_compared() {
    let mut capecitabine = order("capecitabine", &[]);
    let code = json!([{ "coding": [{ "system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C50.911" }] }]);
    capecitabine["reasonCode"] = code;
    assert_eq!(sign("nec", &[capecitabine]), []);
}

#[test]
fn a_code_and_words_that_differ_are_doubted() {
    let mut odd = order("octreotide", &[]);
    odd["medicationCodeableConcept"] = json!({
        "coding": [{ "system": "http://www.nlm.nih.gov/research/umls/rxnorm", "code": "7617" }], "text": "Loperamide 2 mg",
    });
    let doubted = format!("Octreotide, if that is what is drafted, {RULED_OUT}");
    assert_eq!(summaries(&sign("nec", &[odd])), [doubted]);
    let doubted = format!("Capecitabine, if meant as treatment of the tumour, {RULED_OUT}");
    assert_eq!(summaries(&sign("nec", &[order("capecitabine", &["breast cancer"])])), [doubted]);
}
