//! Cases as JSON.

use nen_pathway::{Case, CaseError, CaseReader, Finding, Receipt, Report};
use serde::de::DeserializeSeed;
use serde_json::{Deserializer, Value};

use super::{
    contract::{self, Object},
    lines, refusal, text,
};

/// JSON of a case: the contract, serde, the reader of entries and the program for lines accept the same.
pub fn case(bytes: &[u8]) {
    lines::recommend(bytes);
    let text = text(bytes);
    let case = serde_json::from_str::<Case>(text);
    let Ok(object) = serde_json::from_str::<Object>(text) else {
        return assert!(case.is_err(), "{text} is no object, yet {case:?}");
    };
    assert_eq!(case.as_ref().ok().copied(), contract::case(&object), "{text}");
    match (case, entries(&object)) {
        (Ok(case), Some(read)) => {
            assert_eq!(read, Ok(case), "{text}");
            carried(&case);
        }
        (Err(error), Some(Err(refused))) => {
            let (message, refused) = (error.to_string(), told(&refused));
            assert!(message.starts_with(&refused), "{message}, but {refused}");
        }
        // Only the text as a whole is broken: a half surrogate, a number beyond all bounds.
        (Err(_), None) => {}
        (case, read) => panic!("{text}: {case:?}, but {read:?}"),
    }
}

/// Reads an object entry by entry; nothing if it is no JSON all through.
fn entries(Object(entries): &Object<'_>) -> Option<Result<Case, CaseError>> {
    let mut reader = CaseReader::new();
    for (key, json) in entries {
        let json = json.get();
        reader.entry(key).deserialize(&mut Deserializer::from_str(json)).ok()?;
        by_its_text(key, json);
    }
    Some(reader.finish())
}

/// A number is as good as its text.
fn by_its_text(key: &str, json: &str) {
    if json.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
        let mut reader = CaseReader::new();
        reader.number(key, json);
        let object = serde_json::to_string(key).map(|key| format!("{{{key}:{json}}}")).unwrap();
        let object = serde_json::from_str(&object).unwrap();
        match reader.finish() {
            Ok(case) => assert_eq!(Some(case), contract::case(&object)),
            Err(error) => {
                assert_eq!(contract::case(&object), None);
                told(&error);
            }
        }
    }
}

/// The message of a refusal, which tells the key, the text and what is accepted.
fn told(error: &CaseError) -> String {
    let (message, key) = (error.to_string(), error.key().to_string());
    let begins = match error.text() {
        Some(text) => message.starts_with(&format!("{key} `{text}`: ")),
        None => [format!("{key}: "), format!("`{key}`: ")].iter().any(|it| message.starts_with(it)),
    };
    assert!(begins && message.ends_with(&format!("; accepted: {}", error.accepted())), "{message}");
    refusal::accepted(&message);
    message
}

/// A case is the same after every way out and back: JSON, text by text, a receipt.
pub(super) fn carried(case: &Case) {
    let json = serde_json::to_string(case).unwrap();
    assert_eq!(serde_json::from_str::<Case>(&json).unwrap(), *case);
    assert_eq!(contract::case(&serde_json::from_str(&json).unwrap()), Some(*case));
    let keys = serde_json::from_str::<Object>(&json).unwrap().0.into_iter().map(|(key, _)| key);
    assert!(keys.eq(case.assessed().iter().map(Finding::as_str)), "{json}");
    let restated = case.assessed().iter().try_fold(Case::NOT_ASSESSED, |restated, finding| {
        restated.stating(finding, &case.told(finding).to_string().replace(" or ", "|"))
    });
    assert_eq!(restated, Ok(*case));
    let report = Report::new(case);
    assert_eq!(Receipt::check(&report.receipt().to_string()), Ok(*case));
    let told: Value = serde_json::to_value(report).unwrap();
    assert_eq!(told["therapies"].as_object().map(serde_json::Map::len), Some(14));
}
