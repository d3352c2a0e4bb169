//! JSON: byte for byte what the contract says, and strict.

use nen_pathway::*;
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, value};

fn refused(json: &str) -> String {
    serde_json::from_str::<Case>(json).unwrap_err().to_string()
}

#[test]
fn the_contracts_example_is_answered_byte_for_byte() {
    let case = r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"poor","ki67":">80%",
 "mitoses":"45/2mm2","ecog":1,"primary_tumour":"obstructing","chemotherapy":"not_started","platinum":"either"}"#;
    let platinum =
        r#"{"settled":"recommended","statements":["S02","S08","S13","S14","S15","S42"]}"#;
    let regimen = r#"{"settled":"avoid","statements":["S16","S17","S46","S47"]}"#;
    let bevacizumab = r#"{"settled":"avoid","statements":["S16","S17","S38","S39","S46","S47"]}"#;
    let analogue = r#"{"settled":"avoid","statements":["S03","S33","S35","S45","S49"]}"#;
    let liver = r#"{"settled":"avoid","statements":["S03","S25","S26","S27","S28","S44","S49"]}"#;
    let tare = r#"{"settled":"avoid","statements":["S03","S25","S26","S27","S28","S49"]}"#;
    let resection =
        r#"{"settled":"recommended","statements":["S18","S19","S20","S21","S23","S24","S43"]}"#;
    let debulking = r#"{"settled":"avoid","statements":["S22","S23","S48"]}"#;
    let expected = format!(
        r#"{{"grade":{{"settled":"g3"}},"pathway":{{"settled":"nec","statements":["S05","S06","S41","S50"]}},"therapies":{{"cisplatin_etoposide":{platinum},"carboplatin_etoposide":{platinum},"folfox":{regimen},"folfox_bevacizumab":{bevacizumab},"folfiri":{regimen},"other_colorectal_regimen":{regimen},"lanreotide":{analogue},"octreotide":{analogue},"tae":{liver},"tace":{liver},"tare":{tare},"ablation":{liver},"primary_resection":{resection},"debulking":{debulking}}},"gaps":["bowel_emergency","symptom_control"],"readings":["complication_outranks_extent","multiple_is_extensive"],"divergences":["second_line","irinotecan_platinum","platinum_choice","survival_by_population","resection_evidence","molecular_profile","organ_function","relief_without_resection","single_case_evidence"],"prognosis":{{"median_months":[5,11],"statements":["S36","S37"]}}}}"#
    );
    let case: Case = serde_json::from_str(case).unwrap();
    assert_eq!(serde_json::to_string(&Report::new(&case)).unwrap(), expected);
}

#[test]
fn open_decisions_findings_and_other_prognoses_are_written() {
    let nec = r#"{"primary_site":"sigmoid_colon","liver_metastases":"solitary","differentiation":"poor","ki67":"90%","chemotherapy":"not_started","platinum":"neither"}"#;
    let json = serde_json::to_string(&Report::new(&serde_json::from_str(nec).unwrap())).unwrap();
    assert!(json.contains(
        r#""cisplatin_etoposide":{"settled":"avoid","statements":[],"findings":["platinum"]}"#
    ));
    assert!(json.contains(r#""primary_resection":{"open":["recommended","consider","not_applicable","not_addressed"],"needs":["ecog","primary_tumour"]}"#));
    assert!(
        json.contains(r#""gaps":["platinum_unsuitable","solitary_metastasis","symptom_control"]"#)
    );
    assert!(json.ends_with(r#""prognosis":null}"#));
    let net = r#"{"primary_site":"sigmoid_colon","liver_metastases":"multiple","differentiation":"well","ki67":"2-15%","mitoses":"1/2mm2"}"#;
    let json = serde_json::to_string(&Report::new(&serde_json::from_str(net).unwrap())).unwrap();
    assert!(json.starts_with(r#"{"grade":{"open":["g1","g2"],"needs":["ki67"]},"pathway":{"settled":"net","statements":["S05","S09","S41","S50"]},"#));
    assert!(json.contains(r#""tae":{"open":["option","consider"],"needs":["ki67"]}"#));
    assert!(json.ends_with(r#""prognosis":{"years":true,"statements":["S40"]}}"#));
}

#[test]
fn a_case_is_written_in_canonical_form_and_read_back() {
    for (given, canonical) in [
        ("{}", "{}"),
        (r#"{"ecog":null,"ki67":null}"#, "{}"),
        (r#" { "ecog" : [ 1 , 0 ] } "#, r#"{"ecog":[0,1]}"#),
        (r#"{"ecog":[3]}"#, r#"{"ecog":3}"#),
        (r#"{"ecog":[0,1,2,3,4]}"#, "{}"),
        (
            r#"{"ki67":" 20 % – 30 % ","differentiation":["poor","moderate"]}"#,
            r#"{"differentiation":["moderate","poor"],"ki67":"20-30%"}"#,
        ),
        (r#"{"platinum":"\u0065ither"}"#, r#"{"platinum":"either"}"#),
        (r#"{"\u0065cog":0}"#, r#"{"ecog":0}"#),
        (r#"{"mitoses":"<=20/2 mm²","ki67":">=0%"}"#, r#"{"mitoses":"<=20/2mm2"}"#),
    ] {
        let case: Case = serde_json::from_str(given).unwrap();
        assert_eq!(serde_json::to_string(&case).unwrap(), canonical);
        assert_eq!(serde_json::from_str::<Case>(canonical).unwrap(), case);
    }
}

#[test]
fn refused_cases_name_the_key_the_text_and_what_is_accepted() {
    const ECOG: &str = "accepted: `0`, `1`, `2`, `3`, `4` as a number, or a list of them";
    const SITE: &str =
        "accepted: `sigmoid_colon`, `other_colorectal`, `elsewhere`, or a list of them";
    const KI67: &str = "accepted: `N%`, `<N%`, `<=N%`, `>N%`, `>=N%` or `N-M%`, N and M from 0 to 100 with \
                        at most two decimals";
    const KEYS: &str = "accepted: `primary_site`, `liver_metastases`, `differentiation`, `ki67`, `mitoses`, \
                        `ecog`, `primary_tumour`, `chemotherapy`, `platinum`";
    for (json, message) in [
        (r#"{"ecog":5}"#, format!("ecog `5`: not one of its values; {ECOG}")),
        (r#"{"ecog":-1}"#, format!("ecog `-1`: not one of its values; {ECOG}")),
        (r#"{"ecog":1.0}"#, format!("ecog `1.0`: not one of its values; {ECOG}")),
        (r#"{"ecog":1e0}"#, format!("ecog `1.0`: not one of its values; {ECOG}")),
        (r#"{"ecog":"1"}"#, format!("ecog `\"1\"`: a value of the wrong type; {ECOG}")),
        (r#"{"ecog":true}"#, format!("ecog `true`: a value of the wrong type; {ECOG}")),
        (r#"{"ecog":[]}"#, format!("ecog: an empty list; {ECOG}")),
        (r#"{"ecog":[0,1,0]}"#, format!("ecog `0`: a value that the list names twice; {ECOG}")),
        (r#"{"ecog":[0,3,3]}"#, format!("ecog `3`: a value that the list names twice; {ECOG}")),
        (r#"{"ecog":[0,null]}"#, format!("ecog `null`: a value of the wrong type; {ECOG}")),
        (r#"{"ecog":[[0]]}"#, format!("ecog `[…]`: a value of the wrong type; {ECOG}")),
        (r#"{"ecog":{"0":1}}"#, format!("ecog `{{…}}`: a value of the wrong type; {ECOG}")),
        (
            r#"{"primary_site":"Sigmoid"}"#,
            format!("primary_site `Sigmoid`: not one of its values; {SITE}"),
        ),
        (
            r#"{"primary_site":" elsewhere"}"#,
            format!("primary_site ` elsewhere`: not one of its values; {SITE}"),
        ),
        (r#"{"primary_site":1}"#, format!("primary_site `1`: a value of the wrong type; {SITE}")),
        (
            r#"{"primary_site":{"elsewhere":null}}"#,
            format!("primary_site `{{…}}`: a value of the wrong type; {SITE}"),
        ),
        (
            r#"{"primary_site":["elsewhere","lung"]}"#,
            format!("primary_site `lung`: not one of its values; {SITE}"),
        ),
        (r#"{"ki67":80}"#, format!("ki67 `80`: the unit is missing; {KI67}")),
        (r#"{"ki67":0.8}"#, format!("ki67 `0.8`: the unit is missing; {KI67}")),
        (r#"{"ki67":"high"}"#, format!("ki67 `high`: not one of the accepted forms; {KI67}")),
        (r#"{"ki67":["80%"]}"#, format!("ki67 `[…]`: a value of the wrong type; {KI67}")),
        (r#"{"ki67":"20.001%"}"#, format!("ki67 `20.001%`: more than two decimals; {KI67}")),
        (
            r#"{"ki67":"80%","ki67":null}"#,
            "ki67: given more than once; accepted: each key at most once".into(),
        ),
        (r#"{"Ki67":"80%"}"#, format!("`Ki67`: unknown key; {KEYS}")),
        (r#"{"id":1}"#, format!("`id`: unknown key; {KEYS}")),
    ] {
        let place = format!(" at line 1 column {}", json.len());
        assert_eq!(refused(json).replace(&place, ""), message, "{json}");
    }
}

#[test]
fn anything_but_one_object_is_refused() {
    for json in [
        "",
        " ",
        "null",
        "[]",
        "[{}]",
        "1",
        "\"{}\"",
        "{} {}",
        "{},",
        "{",
        "{\"ecog\":}",
        "\u{feff}{}",
    ] {
        assert!(serde_json::from_str::<Case>(json).is_err(), "{json}");
    }
    assert_eq!(
        refused(r#"["sigmoid_colon"]"#),
        "invalid type: sequence, expected a case: one object of findings at line 1 column 0",
    );
    let deep = format!("{{\"ecog\":{}", "[".repeat(200_000));
    assert!(serde_json::from_str::<Case>(&deep).is_err());
}

/// The first error is told, and what follows is still read: so a caller finds its own keys.
#[test]
fn a_wrong_entry_does_not_end_the_reading() {
    struct Entries<'a>(core::slice::Iter<'a, (&'a str, &'a str)>, &'a str);

    impl<'de> MapAccess<'de> for Entries<'_> {
        type Error = value::Error;

        fn next_key_seed<K: DeserializeSeed<'de>>(
            &mut self,
            seed: K,
        ) -> Result<Option<K::Value>, value::Error> {
            let Some((key, value)) = self.0.next() else { return Ok(None) };
            self.1 = value;
            seed.deserialize((*key).into_deserializer()).map(Some)
        }

        fn next_value_seed<V: DeserializeSeed<'de>>(
            &mut self,
            seed: V,
        ) -> Result<V::Value, value::Error> {
            seed.deserialize(self.1.into_deserializer())
        }
    }

    let given = [("platinum", "both"), ("ward", "7"), ("differentiation", "poor"), ("ki67", "?")];
    let (mut entries, mut reader, mut ward) = (Entries(given.iter(), ""), CaseReader::new(), None);
    while let Some(key) = entries.next_key::<String>().unwrap() {
        if key == "ward" {
            ward = Some(entries.next_value::<String>().unwrap());
        } else {
            entries.next_value_seed(reader.entry(&key)).unwrap();
        }
    }
    assert_eq!(ward.as_deref(), Some("7"));
    let error = reader.finish().unwrap_err();
    assert_eq!(
        (error.key().to_string().as_str(), error.text().unwrap().as_str()),
        ("platinum", "both")
    );
    assert_eq!(error.problem(), CaseProblem::NotAValue);
}

/// A number that is longer than what an error keeps is shown as cut, whatever it was given for.
#[test]
fn a_long_number_is_shown_as_cut() {
    for finding in Finding::ALL {
        let mut reader = CaseReader::new();
        reader.number(finding.as_str(), &"1".repeat(100));
        let error = reader.finish().unwrap_err();
        assert!(error.text().unwrap().is_cut(), "{error}");
        assert!(
            error.to_string().starts_with(&format!("{finding} `{}…`: ", "1".repeat(60))),
            "{error}"
        );
    }
}

/// With `arbitrary_precision` on anywhere in a build, `serde_json` hands numbers over as maps; only with the
/// feature of that name is such a map a number.
#[test]
fn numbers_in_the_form_of_arbitrary_precision_are_read_with_the_feature() {
    let number = |entries: &[(&'static str, &'static str)]| {
        let map = value::MapDeserializer::<_, value::Error>::new(entries.iter().copied());
        let mut reader = CaseReader::new();
        reader.entry("ecog").deserialize(map).unwrap();
        reader.finish()
    };
    let one = number(&[("$serde_json::private::Number", "1")]);
    let odd = number(&[("$serde_json::private::Number", "1e0")]);
    let two =
        number(&[("$serde_json::private::Number", "1"), ("$serde_json::private::Number", "1")]);
    let object = "ecog `{…}`: a value of the wrong type; accepted: `0`, `1`, `2`, `3`, `4` as a number, or a list of them";
    assert_eq!(two.unwrap_err().to_string(), object);
    if cfg!(feature = "arbitrary-precision") {
        assert_eq!(one, Ok(Case::NOT_ASSESSED.with_ecog(Ecog::One)));
        assert_eq!(odd.unwrap_err().text().unwrap().as_str(), "1e0");
    } else {
        assert_eq!(one.unwrap_err().to_string(), object);
        assert_eq!(odd.unwrap_err().to_string(), object);
        assert!(
            serde_json::from_str::<Case>(r#"{"ecog":{"$serde_json::private::Number":"1"}}"#)
                .is_err()
        );
    }
}

/// Numbers as they were written, for callers that have their text.
#[test]
fn numbers_by_their_text_are_exact() {
    let read = |key: &str, text: &str| {
        let mut reader = CaseReader::new();
        reader.number(key, text);
        reader.finish().map_err(|error| error.text().map(ToString::to_string))
    };
    assert_eq!(read("ecog", "1"), Ok(Case::NOT_ASSESSED.with_ecog(Ecog::One)));
    for text in ["1.0", "1e0", "-0", "01", "+1", " 1", "1e400", "5"] {
        assert_eq!(read("ecog", text), Err(Some(text.to_owned())));
        assert_eq!(read("ki67", text), Err(Some(text.to_owned())));
        assert_eq!(read("platinum", text), Err(Some(text.to_owned())));
    }
}

#[test]
fn names_and_ranges_are_written_and_read_on_their_own() {
    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Row {
        therapy: Therapy,
        question: Question,
        ecog: Ecog,
        ki67: Ki67,
        mitoses: MitoticRate,
        site: PrimarySite,
    }
    let row = Row {
        therapy: Therapy::Tace,
        question: Question::Pathway,
        ecog: Ecog::Three,
        ki67: ">20%".parse().unwrap(),
        mitoses: "2-20/2mm2".parse().unwrap(),
        site: PrimarySite::SigmoidColon,
    };
    let json = r#"{"therapy":"tace","question":"pathway","ecog":3,"ki67":">20%","mitoses":"2-20/2mm2","site":"sigmoid_colon"}"#;
    assert_eq!(serde_json::to_string(&row).unwrap(), json);
    assert_eq!(serde_json::from_str::<Row>(json).unwrap(), row);
    for (json, message) in [
        (
            "5",
            "invalid value: integer `5`, expected an ECOG performance status from 0 to 4, as a number at line 1 column 1",
        ),
        (
            "\"1\"",
            "invalid type: string \"1\", expected an ECOG performance status from 0 to 4, as a number at line 1 column 3",
        ),
    ] {
        assert_eq!(serde_json::from_str::<Ecog>(json).unwrap_err().to_string(), message);
    }
    assert!(
        serde_json::from_str::<Therapy>("\"TACE\"")
            .unwrap_err()
            .to_string()
            .starts_with("therapy `TACE`: not one of its values; accepted: ")
    );
    assert!(serde_json::from_str::<Therapy>("{\"tace\":null}").is_err());
    let written =
        serde_json::to_string(&(Statement::S01, Standing::Avoid, Outcome::Grade(Grade::G3)))
            .unwrap();
    assert_eq!(written, r#"["S01","avoid","g3"]"#);
}

/// What other formats hand over is refused with what was expected.
#[test]
fn what_is_of_no_accepted_kind_is_refused_with_what_is_expected() {
    let error = serde_json::from_str::<Therapy>("1").unwrap_err().to_string();
    assert!(error.contains("expected a therapy"), "{error}");
    let bytes = value::BytesDeserializer::<value::Error>::new(b"0");
    let error = CaseReader::new().entry("ecog").deserialize(bytes).unwrap_err().to_string();
    assert!(error.contains("a value of ecog"), "{error}");
}
