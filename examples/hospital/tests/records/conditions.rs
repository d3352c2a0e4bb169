//! Conditions: sites, metastases, and what takes them back.

use serde_json::{Value, json};

use crate::{
    ICD, ICDO, SNOMED, assert_read, code, condition, finding, observation, said, with, words,
};

const SIGMOID: &str = r#"{"primary_site":"sigmoid_colon"}"#;
const SOME: &str = r#"{"liver_metastases":["solitary","multiple"]}"#;
const VERIFICATION: &str = "http://terminology.hl7.org/CodeSystem/condition-ver-status";
const CLINICAL: &str = "http://terminology.hl7.org/CodeSystem/condition-clinical";

#[test]
fn a_code_says_the_site_and_nothing_more() {
    for (code_of_icd, case) in [
        ("C18.7", SIGMOID),
        ("C187", SIGMOID),
        ("c18.7", SIGMOID),
        ("C7A.025", SIGMOID),
        ("C18.6", r#"{"primary_site":"other_colorectal"}"#),
        ("C19", r#"{"primary_site":"other_colorectal"}"#),
        ("C20", r#"{"primary_site":"other_colorectal"}"#),
        ("C18.9", r#"{"primary_site":["sigmoid_colon","other_colorectal"]}"#),
        ("C18.1", r#"{"primary_site":["other_colorectal","elsewhere"]}"#),
        ("C34.1", r#"{"primary_site":"elsewhere"}"#),
        // No cancer, or a metastasis elsewhere.
        ("K57.3", "{}"),
        ("C78.0", "{}"),
    ] {
        assert_read(&[condition(&code(ICD, code_of_icd))], case, "Condition");
    }
}

#[test]
fn what_is_not_understood_keeps_the_site_open_beside_one_that_is() {
    for odd in [
        code(ICD, "C18.7 G"),
        code(ICD, " C18.7 "),
        code(ICD, "C18.70"),
        code(ICD, "C21"),
        code(ICD, "D37.4"),
        code(ICD, "D3A.025"),
        code(ICD, "C22.9"),
        said(ICD, "C18.7", "Family history of sigmoid cancer"),
        json!({ "coding": [
            { "system": ICD, "code": "C18.7" }, { "system": SNOMED, "code": "363351006", "display": "Malignant tumor of rectum" },
        ] }),
        code("urn:oid:1.2.3", "C18.7"),
        said(ICD, "C18.7", "NET of the terminal ileum"),
        said(ICD, "C18.7", "NEC of rectosigmoid"),
        said(ICD, "C20", "Sigmoid NEC"),
        said(ICD, "C18.7", "No sigmoid cancer"),
        said(ICD, "C18.7", "Mother: sigmoid cancer"),
        json!({ "coding": [{ "system": ICD, "code": "C18.7", "display": "Malignant neoplasm of sigmoid colon" }],
            "text": "Neuroendocrine carcinoma of the rectum" }),
        // Without words nobody knows what it is.
        code(SNOMED, "363410008"),
        code("http://id.who.int/icd/release/11/mms", "2B90.3"),
        words("Neuroendocrine carcinoma of the sigmoid colon"),
        words("Neuroendokrines Karzinom des Sigma"),
        words("Carcinome neuroendocrine du sigmoïde"),
        words("Carcinoma found at screening colonoscopy"),
        words("Cancer of sigmoid colon; family history of carcinoma"),
        json!({ "coding": { "system": ICD, "code": "C18.7" } }),
        json!("C18.7"),
    ] {
        let records = [condition(&code(ICD, "C34.1")), condition(&odd)];
        assert_read(&records, "{}", "primary_site stays open");
    }
}

#[test]
fn what_is_no_cancer_leaves_the_site() {
    for other in [
        words("Family history of cancer"),
        words("Encounter for screening for malignant neoplasm of colon"),
        words("Benign neoplasm of skin"),
        words("Carcinoid syndrome"),
        words("Family history: Breast cancer"),
        words("No family history of cancer"),
        words("At increased risk for colon cancer"),
        words("Malignant hypertension"),
        words("Neuroleptic malignant syndrome"),
        words("Acute tumor lysis syndrome"),
        words("Cancer pain"),
        words("Anemia in neoplastic disease"),
        words("Neoplasm related pain (acute) (chronic)"),
        words("Cachexia associated with cancer"),
        words("History of malignant neoplasm of breast"),
        said(SNOMED, "94392001", "Secondary malignant neoplasm of lymph node"),
        said(SNOMED, "94222008", "Metastatic malignant neoplasm to bone"),
        words("Allergie gegen Krebstiere"),
        words("Cirrhosis of liver secondary to alcohol"),
        said("http://read.info/readv2", "C10..", "Diabetes mellitus"),
        said("urn:local", "D37", "Bed D37"),
        said(SNOMED, "73211009", "Diabetes mellitus"),
        code(ICD, "Z12.11"),
        code(ICD, "Z80.0"),
        code(ICD, "D12.5"),
        // Of no site, and at odds with none.
        code(ICD, "C7A.1"),
        code(ICD, "C80.0"),
        code(ICD, "Z85.038"),
    ] {
        assert_read(&[condition(&code(ICD, "C18.7")), condition(&other)], SIGMOID, "Condition");
    }
}

#[test]
fn the_status_and_the_certainty_of_a_code_decide_whether_it_stands() {
    let sigmoid = || condition(&code(ICD, "C18.7"));
    let liver = || condition(&code(ICD, "C78.7"));
    let verified =
        |it: Value, word: &str| with(it, "/verificationStatus", code(VERIFICATION, word));
    let german = |it: Value, letter: &str| {
        let url = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit";
        let system = "https://fhir.kbv.de/CodeSystem/KBV_CS_SFHIR_ICD_DIAGNOSESICHERHEIT";
        let value = json!({ "system": system, "code": letter });
        with(it, "/code/coding/0/extension", json!([{ "url": url, "valueCoding": value }]))
    };
    let absent = r#"{"liver_metastases":"absent"}"#;
    let both = json!({ "coding": [
        { "system": VERIFICATION, "code": "confirmed" }, { "system": VERIFICATION, "code": "refuted" },
    ] });
    let local = json!({ "coding": [
        { "system": "urn:local", "code": "1" }, { "system": VERIFICATION, "code": "confirmed" },
    ] });
    for (record, case, account) in [
        (verified(sigmoid(), "confirmed"), SIGMOID, "its site"),
        (verified(sigmoid(), "refuted"), "{}", "refuted"),
        (verified(sigmoid(), "entered-in-error"), "{}", "entered in error"),
        (verified(sigmoid(), "provisional"), "{}", "primary_site stays open"),
        (with(sigmoid(), "/verificationStatus", json!("refuted")), "{}", "primary_site stays open"),
        (with(sigmoid(), "/verificationStatus", both), "{}", "primary_site stays open"),
        (with(sigmoid(), "/verificationStatus", local), SIGMOID, "its site"),
        (
            with(sigmoid(), "/clinicalStatus", code(CLINICAL, "resolved")),
            "{}",
            "primary_site stays open",
        ),
        (with(sigmoid(), "/abatementDateTime", json!("2020-01-01")), "{}", "it has abated"),
        (
            with(sigmoid(), "/modifierExtension", json!([{ "url": "urn:x" }])),
            "{}",
            "urn:x may change",
        ),
        (verified(liver(), "refuted"), absent, "refuted"),
        (verified(liver(), "entered-in-error"), "{}", "entered in error"),
        (verified(liver(), "differential"), "{}", "liver_metastases stays open"),
        (german(sigmoid(), "G"), SIGMOID, "its site"),
        (german(sigmoid(), "V"), "{}", "suspected"),
        (german(sigmoid(), "Z"), "{}", "primary_site stays open"),
        (german(sigmoid(), "?"), "{}", "primary_site stays open"),
        (german(liver(), "A"), absent, "refuted"),
        (verified(german(liver(), "A"), "confirmed"), "{}", "liver_metastases stays open"),
    ] {
        assert_read(&[record], case, account);
    }
}

#[test]
fn one_record_may_tell_of_the_primary_and_of_its_metastases() {
    let both = json!({ "coding": [
        { "system": ICD, "code": "C18.7" }, { "system": ICD, "code": "C78.7" },
    ] });
    let case = r#"{"primary_site":"sigmoid_colon","liver_metastases":["solitary","multiple"]}"#;
    assert_read(&[condition(&both)], case, "its site is sigmoid colon");
    let words = words("Neuroendocrine carcinoma of sigmoid, metastatic to liver");
    assert_read(&[condition(&words)], "{}", "liver_metastases stays open");
    assert_read(&[condition(&words)], "{}", "primary_site stays open");
}

#[test]
fn how_many_metastases_only_where_nothing_says_otherwise() {
    let multiple = r#"{"liver_metastases":"multiple"}"#;
    let solitary = r#"{"liver_metastases":"solitary"}"#;
    for (text, case) in [
        ("Multiple liver metastases", multiple),
        ("Multiple bilobar hepatic metastases", multiple),
        ("Solitary metastasis of the liver", solitary),
        ("Liver metastases", SOME),
        ("Multiple liver mets", multiple),
        ("Multiple Lebermetastasen", multiple),
        ("Secondary malignant neoplasm of liver, multiple", multiple),
        ("Multiple liver metastases from neuroendocrine carcinoma of sigmoid colon", multiple),
        ("Single liver metastasis segment VI", solitary),
        ("Multiple liver and lung metastases", SOME),
        ("Multiple small bowel lesions, liver metastases", SOME),
        ("Single or multiple liver metastases", SOME),
    ] {
        assert_read(&[condition(&said(ICD, "C78.7", text))], case, "metasta");
    }
    let organs = |codes: [&str; 2], text: &str| {
        let codings: Vec<Value> =
            codes.iter().map(|it| json!({ "system": ICD, "code": it })).collect();
        condition(&json!({ "coding": codings, "text": text }))
    };
    assert_read(&[organs(["C78.7", "C78.0"], "Multiple metastases")], SOME, "more in its text");
    let odds = json!({ "coding": [{ "system": ICD, "code": "C78.7", "display": "Multiple liver metastases" }], "text": "Single liver metastasis" });
    assert_read(&[condition(&odds)], SOME, "more in its text");
    let one = || condition(&said(ICD, "C78.7", "Solitary liver metastasis"));
    assert_read(&[one()], solitary, "solitary by its text");
    assert_read(
        &[with(one(), "/id", json!("1")), with(one(), "/id", json!("2"))],
        SOME,
        "of the same or not",
    );
}

#[test]
fn words_of_metastases_keep_the_liver_open_beside_a_record_that_has_none() {
    let none = observation(&code(SNOMED, "1098951000119108"), "valueBoolean", &json!(false));
    assert_read(
        std::slice::from_ref(&none),
        r#"{"liver_metastases":"absent"}"#,
        "said not to be so",
    );
    for text in
        ["Multiple Lebermetastasen", "Liver mets", "hepatic secondaries", "Métastases hépatiques"]
    {
        assert_read(&[none.clone(), condition(&words(text))], "{}", "liver_metastases stays open");
    }
    assert_read(&[none, condition(&code(SNOMED, "94382009"))], "{}", "liver_metastases stays open");
}

#[test]
fn a_morphology_counts_as_the_condition_does() {
    let url =
        "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior";
    let with_morphology = |it: Value, morphology: &str| {
        with(
            it,
            "/extension",
            json!([{ "url": url, "valueCodeableConcept": code(ICDO, morphology) }]),
        )
    };
    let sigmoid = || condition(&code(ICD, "C18.7"));
    let poor = r#"{"primary_site":"sigmoid_colon","differentiation":"poor"}"#;
    assert_read(&[with_morphology(sigmoid(), "8041/3")], poor, "morphology 8041/3");
    let coded = json!({ "coding": [
        { "system": ICD, "code": "C18.7" }, { "system": ICDO, "code": "8041/3" },
    ] });
    assert_read(&[condition(&coded)], poor, "morphology 8041/3");
    let provisional = with(
        with_morphology(sigmoid(), "8154/3"),
        "/verificationStatus",
        code(VERIFICATION, "provisional"),
    );
    assert_read(
        &[provisional, finding("differentiation", "poor")],
        "{}",
        "differentiation stays open",
    );
    let metastasis = with_morphology(condition(&code(ICD, "C78.7")), "8041/6");
    let both = r#"{"liver_metastases":["solitary","multiple"],"differentiation":"poor"}"#;
    assert_read(&[metastasis], both, "morphology 8041/6");
}

#[test]
fn a_body_site_that_is_not_known_here_opens_the_site() {
    let at = |icd: &str, sites: Value| with(condition(&code(ICD, icd)), "/bodySite", sites);
    let lung = || code(SNOMED, "39607008");
    let sigmoid = || code(SNOMED, "60184004");
    for (record, case) in [
        (at("C18.7", json!([sigmoid()])), SIGMOID),
        (at("C18.7", json!([words("Sigmoid colon")])), SIGMOID),
        (at("C18.7", json!([lung()])), "{}"),
        (at("C18.9", json!([sigmoid(), lung()])), "{}"),
        (at("C18.9", json!([code(SNOMED, "49832006")])), r#"{"primary_site":"other_colorectal"}"#),
    ] {
        assert_read(&[record], case, "its site is");
    }
    let profile =
        json!(["http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-primary-cancer-condition"]);
    let breast = condition(&said(SNOMED, "254837009", "Malignant neoplasm of breast"));
    let odd =
        with(with(breast, "/meta", json!({ "profile": profile })), "/bodySite", json!([sigmoid()]));
    assert_read(&[odd], "{}", "another one by its words");
}

#[test]
fn a_cancer_elsewhere_that_is_over_does_no_harm() {
    let skin = with(condition(&code(ICD, "C44.91")), "/clinicalStatus", code(CLINICAL, "resolved"));
    assert_read(&[condition(&code(ICD, "C18.7")), skin], SIGMOID, "it settles nothing of this one");
}

#[test]
fn what_denies_metastases_or_says_them_of_a_suspicion_states_none() {
    for concept in [
        said(ICD, "C78.7", "No evidence of liver metastases"),
        said(ICD, "C78.7", "Rule out liver metastases"),
        said(ICD, "C78.7", "No liver metastases"),
        said(ICD, "C78.7", "Liver metastases: no"),
        said(ICD, "C78.7", "Multiple liver metastases, none in left lobe"),
        said(ICD, "C78.7", "V.a. Lebermetastasen"),
        said(ICD, "C78.7", "Suspicious for liver metastases"),
        said(ICD, "C78.7", "Liver metastases?"),
        said(ICD, "C78.7", "Lung metastases"),
        said(ICD, "C78.7", "Liver metastases of breast cancer"),
        code(ICD, "C78.7V"),
        code(ICD, "C78.7 G"),
        code(ICD, "C7B.02X"),
    ] {
        assert_read(&[condition(&concept)], "{}", "liver_metastases stays open");
    }
}

#[test]
fn the_morphology_of_another_cancer_is_not_that_of_this_one() {
    let url =
        "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-histology-morphology-behavior";
    let small_cell = |it: Value| {
        with(
            it,
            "/extension",
            json!([{ "url": url, "valueCodeableConcept": code(ICDO, "8041/3") }]),
        )
    };
    let sigmoid = condition(&code(ICD, "C18.7"));
    let both = r#"{"primary_site":["sigmoid_colon","elsewhere"]}"#;
    let lung = small_cell(condition(&code(ICD, "C34.90")));
    assert_read(&[sigmoid.clone(), lung], both, "the morphology of a cancer elsewhere");
    let lung = small_cell(condition(&said(SNOMED, "254632001", "Small cell carcinoma of lung")));
    assert_read(&[sigmoid, lung], "{}", "differentiation stays open");
}

#[test]
fn a_condition_without_a_code_says_so() {
    let record = json!({ "resourceType": "Condition", "id": "1" });
    assert_read(&[record], "{}", "it has no code; primary_site stays open");
}

#[test]
fn a_metastasis_that_may_be_of_the_liver_keeps_it_open() {
    let none = || observation(&code(SNOMED, "1098951000119108"), "valueBoolean", &json!(false));
    let lobe = with(
        condition(&code(SNOMED, "128462008")),
        "/bodySite",
        json!([{ "coding": [{ "system": SNOMED, "code": "48521005", "display": "Structure of right lobe of liver" }] }]),
    );
    for record in [
        condition(&said(SNOMED, "128462008", "Multiple liver metastases")),
        condition(&said(ICD, "C7B.8", "Neuroendocrine carcinoma metastatic to liver")),
        condition(&said(ICD, "C79.9", "Metastases to liver and bone")),
        lobe,
        observation(&code(SNOMED, "94381002"), "valueBoolean", &json!(true)),
    ] {
        assert_read(&[none(), record], "{}", "liver_metastases stays open");
    }
    // None anywhere, and one of the bone.
    let nowhere = observation(&code(SNOMED, "1287652008"), "valueBoolean", &json!(false));
    assert_read(
        &[nowhere, condition(&code(ICD, "C79.51"))],
        "{}",
        "another record tells of metastases",
    );
}

#[test]
fn what_was_refuted_long_ago_or_is_one_of_several_is_open() {
    let refuted = |it: Value| with(it, "/verificationStatus", code(VERIFICATION, "refuted"));
    let old = with(refuted(condition(&code(ICD, "C78.7"))), "/recordedDate", json!("2020-01-01"));
    let ecog = with(finding("ecog", "1"), "/effectiveDateTime", json!("2026-01-01"));
    assert_read(&[old, ecog], r#"{"ecog":1}"#, "liver_metastases stays open");
    let second = refuted(condition(&said(ICD, "C78.7", "Second liver metastasis in segment IV")));
    assert_read(&[second], "{}", "liver_metastases stays open");
}
