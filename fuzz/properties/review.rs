//! Lines of JSON, as the program `ndjson` reads them.

use std::collections::BTreeSet;

use nen_pathway::{Case, Given, review as reviewed};
use serde_json::{Value, value::RawValue};

use super::{
    contract::{self, Object, items, string},
    refusal,
};

#[path = "../../examples/ndjson.rs"]
#[expect(dead_code, reason = "a program, of which only the reading is wanted")]
mod ndjson;

/// Lines of what was given in a case: each is answered, by the review of what it states or by its error.
pub fn review(bytes: &[u8]) {
    let mut output = Vec::new();
    let all_good = ndjson::answer_all(ndjson::Mode::Review, bytes, &mut output).unwrap();
    let answers = str::from_utf8(&output).unwrap();
    let lines = || bytes.split_inclusive(|byte| *byte == b'\n');
    assert_eq!(answers.lines().count(), lines().count());
    let mut refused = 0;
    for (number, (line, answer)) in (1..).zip(lines().zip(answers.lines())) {
        if let Some(stated) = Stated::of(line) {
            assert_eq!(stated.answer(), answer);
        } else {
            told(&serde_json::from_str(answer).unwrap(), number);
            refused += 1;
        }
    }
    assert_eq!(all_good, refused == 0);
}

/// The error of a line has its number, and a message with whatever of key and text it has.
fn told(answer: &Value, number: u64) {
    let error = &answer["error"];
    assert_eq!(error["line"].as_u64(), Some(number), "{answer}");
    let message = error["message"].as_str().unwrap();
    refusal::accepted(message);
    let part = |name: &str| error.get(name).map(|part| part.as_str().unwrap());
    assert!(part("key").is_none_or(|key| message.contains(key)), "{answer}");
    assert!(part("text").is_none_or(|text| message.contains(&format!("`{text}`"))), "{answer}");
    assert!(part("accepted").is_none_or(|accepted| message.ends_with(accepted)), "{answer}");
}

/// What a line states that can be reviewed.
struct Stated<'a> {
    id: Option<&'a RawValue>,
    case: Case,
    given: Vec<Given>,
}

impl<'a> Stated<'a> {
    fn of(line: &'a [u8]) -> Option<Self> {
        let (mut id, mut case, mut given) = (None, None, None);
        for (key, value) in serde_json::from_slice::<Object>(line).ok()?.0 {
            let place = match key.as_str() {
                "id" => &mut id,
                "case" => &mut case,
                "given" => &mut given,
                _ => return None,
            };
            if place.replace(value).is_some() {
                return None;
            }
        }
        let is_id = |id: &RawValue| {
            let integer = |letter: char| letter == '-' || letter.is_ascii_digit();
            id.get().chars().all(integer) || string(id.get()).is_some()
        };
        let given = items(given?.get())?.into_iter().map(|name| string(name.get())?.parse().ok());
        Some(Self {
            id: id.map_or(Some(None), |id| is_id(id).then_some(Some(id)))?,
            case: contract::case(&serde_json::from_str(case?.get()).ok()?)?,
            given: given.collect::<Option<_>>().filter(|given: &Vec<_>| each_once(given))?,
        })
    }

    fn answer(&self) -> String {
        let review = reviewed(&self.case, &self.given).unwrap();
        let review = serde_json::to_string(&review).unwrap();
        match self.id {
            Some(id) => review.replacen('{', &format!("{{\"id\":{id},"), 1),
            None => review,
        }
    }
}

/// One or more, each once.
fn each_once(given: &[Given]) -> bool {
    !given.is_empty() && given.iter().collect::<BTreeSet<_>>().len() == given.len()
}
