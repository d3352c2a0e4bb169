//! The official examples of mCODE, where they are at hand: in the folder `MCODE`. Each is read, and all of it accounted for.

use std::{collections::BTreeMap, env, fs};

use nen_pathway_hospital::{Json, Read, Records};
use serde_json::{Value, json};

#[test]
fn every_official_example_is_accounted_for() {
    let Ok(folder) = env::var("MCODE") else {
        println!("skipped: no folder in MCODE");
        return;
    };
    let (mut files, mut used) = (0, BTreeMap::<String, usize>::new());
    for file in fs::read_dir(folder).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let value: Value = serde_json::from_str(&text).unwrap();
        let bundle = match value["resourceType"].as_str() {
            Some("Bundle") => value,
            _ => json!({ "resourceType": "Bundle", "entry": [{ "resource": value }] }),
        };
        let text = bundle.to_string();
        let json = Json::parse(text.as_bytes()).unwrap();
        let read = Read::of(&Records::of(&json).unwrap());
        for entry in bundle["entry"].as_array().unwrap() {
            let resource = &entry["resource"];
            let name = format!(
                "{}/{}",
                resource["resourceType"].as_str().unwrap(),
                resource["id"].as_str().unwrap()
            );
            let lines = read.account.iter().filter(|it| it.resource == name);
            assert!(lines.clone().count() > 0, "{name} is not accounted for");
            for line in lines {
                assert!(!line.why.is_empty());
                *used
                    .entry(line.used_for.map_or("-".to_owned(), |it| it.to_string()))
                    .or_default() += 1;
            }
        }
        files += 1;
    }
    println!("{files} examples: {used:?}");
    assert_eq!(files, 179);
}
