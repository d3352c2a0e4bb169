//! Every example Bundle against what a person reads in it: the findings, and what has to be said of the rest.

use std::{collections::BTreeSet, fs};

use nen_pathway_hospital::{Json, Read, Records};

/// The findings of a Bundle as the library writes them, and words that its account has to have.
const READ: &[(&str, &str, &[&str])] = &[
    (
        "nec",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","ki67":"85%","ecog":1,"primary_tumour":"uncomplicated","chemotherapy":"not_started","platinum":"either"}"#,
        &["Patient/example: not relevant: no finding rests on who the patient is"],
    ),
    (
        "nec_under_way",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","ki67":">55%","ecog":2,"chemotherapy":"under_way"}"#,
        &["RxNorm 2555"],
    ),
    (
        "nec_progressed",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","ki67":"90%","ecog":1,"chemotherapy":"progressed_after"}"#,
        &["what came of it has been judged"],
    ),
    (
        "net",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"well","ki67":"8%","mitoses":"4/2mm2","ecog":0}"#,
        &["8240/3", "does not settle"],
    ),
    (
        "net_g3",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"well","ki67":"35%","ecog":1}"#,
        &["8249/3", "does not settle"],
    ),
    (
        "verify_pathology",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","ki67":"10%","mitoses":"5/2mm2","ecog":1}"#,
        &[],
    ),
    (
        "outside_scope",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"mixed","ki67":"60%","ecog":1}"#,
        &[],
    ),
    (
        "open",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":["solitary","multiple"],"ecog":1}"#,
        &["8246/3", "does not settle", "not said how many"],
    ),
    ("ki67_presence", POOR, &["refused: 33055-5"]),
    ("ki67_breast", POOR, &["refused: 85330-9"]),
    ("oestrogen_receptor", POOR, &["refused: this is the oestrogen receptor"]),
    ("ki67_no_unit", POOR, &["no unit", "ki67 stays open"]),
    ("ki67_fraction", POOR, &["unit `1`", "ki67 stays open"]),
    (
        "ki67_bound",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","ki67":"<3%"}"#,
        &["`<3%`"],
    ),
    (
        "ki67_range",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","ki67":"20-30%"}"#,
        &["`20-30%`"],
    ),
    ("ki67_precision", POOR, &["20.004", "more than two decimals", "ki67 stays open"]),
    (
        "ki67_two_specimens",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","ki67":"15-60%"}"#,
        &["2 records of ki67", "from the lowest to the highest"],
    ),
    ("ki67_words", POOR, &["by its words alone", "29593-1", "ki67 stays open"]),
    ("mitoses_score", POOR, &["refused: a Nottingham score"]),
    ("grade_word", POOR, &["refused: a grade"]),
    (
        "ki67_elsewhere",
        r#"{"primary_site":["sigmoid_colon","elsewhere"],"liver_metastases":"multiple","differentiation":"poor"}"#,
        &["its focus is not known here", "ki67 stays open"],
    ),
    ("ki67_two_versions", POOR, &["another record has its id", "ki67 stays open"]),
    ("karnofsky", POOR, &["refused: Karnofsky"]),
    ("entered_in_error", POOR, &["entered-in-error"]),
    ("preliminary", POOR, &["preliminary", "ki67 stays open"]),
    ("modifier", POOR, &["http://example.org/not-this-patient", "ki67 stays open"]),
    (
        "no_liver_metastasis",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"absent","differentiation":"poor"}"#,
        &[],
    ),
    (
        "liver_refuted",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"absent","differentiation":"poor"}"#,
        &["refuted"],
    ),
    (
        "liver_provisional",
        r#"{"primary_site":"sigmoid_colon","differentiation":"poor"}"#,
        &["provisional", "liver_metastases stays open"],
    ),
    (
        "liver_solitary",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"solitary","differentiation":"poor"}"#,
        &["solitary by its text"],
    ),
    (
        "liver_suspected",
        r#"{"primary_site":"sigmoid_colon","differentiation":"poor"}"#,
        &["suspected (Diagnosesicherheit V)", "liver_metastases stays open"],
    ),
    (
        "liver_two_records",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":["solitary","multiple"],"differentiation":"poor"}"#,
        &["of the same or not"],
    ),
    (
        "two_primaries",
        r#"{"primary_site":["sigmoid_colon","elsewhere"],"liver_metastases":"multiple","differentiation":"poor"}"#,
        &["they contradict each other"],
    ),
    (
        "rectosigmoid",
        r#"{"primary_site":"other_colorectal","liver_metastases":"multiple","differentiation":"poor"}"#,
        &[],
    ),
    (
        "morphologies",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple"}"#,
        &["at odds", "8249/3", "8041/3"],
    ),
    (
        "ecog_earlier",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","ecog":1}"#,
        &["a later record tells it"],
    ),
    ("platinum_not_done", POOR, &["not-done"]),
    (
        "platinum_ordered",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","chemotherapy":["not_started","under_way"]}"#,
        &["platinum is ordered"],
    ),
    ("platinum_stopped", POOR, &["it is stopped, and why", "chemotherapy stays open"]),
    (
        "platinum_by_name",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","chemotherapy":"under_way"}"#,
        &["matched by name, `Carboplatin`"],
    ),
    (
        "platinum_ingredient",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","chemotherapy":"under_way"}"#,
        &["RxNorm 40048", "Medication/product: not relevant by itself"],
    ),
    ("platinum_not_here", POOR, &["to which it refers is not here", "chemotherapy stays open"]),
    (
        "platinum_elsewhere",
        r#"{"primary_site":["sigmoid_colon","elsewhere"],"liver_metastases":"multiple","differentiation":"poor"}"#,
        &["its reason is a cancer elsewhere"],
    ),
    (
        "platinum_long_ago",
        r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","ki67":"30%"}"#,
        &["half a year and more", "chemotherapy stays open"],
    ),
    ("platinum_product", POOR, &["cisplatin 1 mg/mL injection", "chemotherapy stays open"]),
    ("trend", POOR, &["better or worse", "chemotherapy stays open"]),
    ("one_page", "{}", &["one page of several", "every finding stays open"]),
    ("of_a_group", POOR, &["Group/trial", "ki67 stays open"]),
];

/// What most Bundles say beside what they are an example of.
const POOR: &str =
    r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor"}"#;

/// What is not read at all, and words of the reason.
const REFUSED: &[(&str, &[&str])] = &[
    ("refused/not_a_bundle", &["resourceType", "`Patient`", "one FHIR R4 Bundle"]),
    ("refused/several_patients", &["Patient/example", "Patient/other", "the records of one"]),
    ("refused/several_subjects", &["Patient/example", "Patient/other", "the records of one"]),
    ("refused/no_resource", &["entry[0]", "an object with a resourceType"]),
    ("refused/entry", &["entry", "a list"]),
    ("refused/history", &["Bundle.type `history`", "as they are now"]),
    ("refused/twice", &["`type` twice"]),
    ("refused/cut", &["not JSON", "line 2"]),
];

fn text(name: &str) -> String {
    fs::read_to_string(format!("{}/bundles/{name}.bundle.json", env!("CARGO_MANIFEST_DIR")))
        .unwrap()
}

#[test]
fn each_bundle_is_read_as_a_person_reads_it() {
    for (name, findings, words) in READ {
        let text = text(name);
        let json = Json::parse(text.as_bytes()).unwrap();
        let read = Read::of(&Records::of(&json).unwrap());
        assert_eq!(serde_json::to_string(&read.case).unwrap(), *findings, "{name}");
        let account: Vec<String> =
            read.account.iter().map(|it| format!("{}: {}", it.resource, it.why)).collect();
        for word in *words {
            assert!(
                account.iter().any(|line| line.contains(word)),
                "{name}: no `{word}` in {account:#?}"
            );
        }
    }
}

#[test]
fn every_record_is_accounted_for() {
    for (name, ..) in READ {
        let text = text(name);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let json = Json::parse(text.as_bytes()).unwrap();
        let read = Read::of(&Records::of(&json).unwrap());
        for entry in value["entry"].as_array().unwrap() {
            let resource = &entry["resource"];
            let kind = resource["resourceType"].as_str().unwrap();
            let record = format!("{kind}/{}", resource["id"].as_str().unwrap());
            assert!(
                read.account.iter().any(|it| it.resource == record && !it.why.is_empty()),
                "{name}: {record}"
            );
        }
    }
}

#[test]
fn what_is_refused_says_what_is_accepted() {
    for (name, words) in REFUSED {
        let text = text(name);
        let refused = match Json::parse(text.as_bytes()) {
            Ok(json) => Records::of(&json).unwrap_err().to_string(),
            Err(error) => error.to_string(),
        };
        for word in *words {
            assert!(refused.contains(word), "{name}: no `{word}` in {refused}");
        }
    }
}

#[test]
fn no_bundle_is_forgotten() {
    for (folder, known) in [
        ("", READ.iter().map(|(name, ..)| *name).collect::<Vec<_>>()),
        ("refused/", REFUSED.iter().map(|(name, _)| *name).collect()),
    ] {
        let known: BTreeSet<String> =
            known.iter().map(|name| format!("{name}.bundle.json")).collect();
        let path = format!("{}/bundles/{folder}", env!("CARGO_MANIFEST_DIR"));
        let files = fs::read_dir(path)
            .unwrap()
            .map(|it| format!("{folder}{}", it.unwrap().file_name().to_str().unwrap()));
        let files: BTreeSet<String> = files.filter(|name| name.ends_with(".bundle.json")).collect();
        assert_eq!(files, known);
    }
}
