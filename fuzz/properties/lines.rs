//! Lines of JSON, as the program `ndjson` reads them.

use std::collections::BTreeSet;

use nen_pathway::{Case, Given, Report, review as reviewed};
use serde_json::{Value, value::RawValue};

use super::{
    contract::{self, Object, items, string},
    refusal,
};

#[path = "../../examples/ndjson/main.rs"]
#[expect(dead_code, reason = "a program, of which only the reading is wanted")]
mod ndjson;

use ndjson::Mode;

/// Lines of what was given in a case: each is answered, by the review of what it states or by its error.
pub fn review(bytes: &[u8]) {
    answered(bytes, Mode::Review, |line| Some(Stated::of(line)?.answer()));
}

/// Lines of cases: each is answered by its report, or by its error.
pub(super) fn recommend(bytes: &[u8]) {
    answered(bytes, Mode::Recommend, |line| {
        let Object(mut keys) = serde_json::from_slice(line).ok()?;
        let mut ids: Vec<_> = keys.extract_if(.., |(key, _)| key == "id").collect();
        let id = ids.pop().map(|(_, id)| id);
        let case =
            contract::case(&Object(keys)).filter(|_| ids.is_empty() && id.is_none_or(is_id))?;
        Some(numbered(id, &serde_json::to_string(&Report::new(&case)).unwrap()))
    });
}

/// Each line has the answer that is expected, or an error if there is none.
fn answered(bytes: &[u8], mode: Mode, expected: impl Fn(&[u8]) -> Option<String>) {
    let mut output = Vec::new();
    let all_good = ndjson::answer_all(mode, bytes, &mut output).unwrap();
    let answers = str::from_utf8(&output).unwrap();
    let lines = || bytes.split_inclusive(|byte| *byte == b'\n');
    assert_eq!(answers.lines().count(), lines().count());
    let mut refused = 0;
    for (number, (line, answer)) in (1..).zip(lines().zip(answers.lines())) {
        if let Some(expected) = expected(line) {
            assert_eq!(expected, answer);
        } else {
            told(&serde_json::from_str(answer).unwrap(), number);
            refused += 1;
        }
    }
    assert_eq!(all_good, refused == 0);
}

/// A text, or an integer.
fn is_id(id: &RawValue) -> bool {
    let integer = |letter: char| letter == '-' || letter.is_ascii_digit();
    id.get().chars().all(integer) || string(id.get()).is_some()
}

fn numbered(id: Option<&RawValue>, answer: &str) -> String {
    match id {
        Some(id) => answer.replacen('{', &format!("{{\"id\":{id},"), 1),
        None => answer.to_owned(),
    }
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
        let given = items(given?.get())?.into_iter().map(|name| string(name.get())?.parse().ok());
        Some(Self {
            id: id.map_or(Some(None), |id| is_id(id).then_some(Some(id)))?,
            case: contract::case(&serde_json::from_str(case?.get()).ok()?)?,
            given: given.collect::<Option<_>>().filter(|given: &Vec<_>| each_once(given))?,
        })
    }

    fn answer(&self) -> String {
        let review = reviewed(&self.case, &self.given).unwrap();
        numbered(self.id, &serde_json::to_string(&review).unwrap())
    }
}

/// One or more, each once.
fn each_once(given: &[Given]) -> bool {
    !given.is_empty() && given.iter().collect::<BTreeSet<_>>().len() == given.len()
}
