//! A line read key by key, so that whatever is wrong with it can be told.

use super::{
    Mode,
    input::{InputError, Object, without_place, wrong},
};
use nen_pathway::{
    Case, Given, NameError, NotComplete, Question, Report, Review, ReviewError, WhatIf, review,
    what_if,
};
use serde::Serialize;
use serde_json::value::RawValue;

pub(crate) fn answer(mode: Mode, line: &[u8], number: u64) -> Answer<'_> {
    let mut object = match object(line) {
        Ok(object) => object,
        Err(message) => {
            let error = Refusal { line: number, message, ..Refusal::default() };
            return Answer { id: None, told: Told::Refused { error } };
        }
    };
    let (id, told) = match object.take_id() {
        Ok(id) => (id, tell(mode, object)),
        Err(error) => (None, Err(error)),
    };
    let refused = |error: InputError| Told::Refused { error: Refusal::of(number, &error) };
    Answer { id, told: told.unwrap_or_else(refused) }
}

fn object(line: &[u8]) -> Result<Object<'_>, String> {
    let text = std::str::from_utf8(line).map_err(|error| {
        format!("invalid UTF-8 at byte {}; accepted: one JSON object", error.valid_up_to() + 1)
    })?;
    if text.starts_with('\u{feff}') {
        return Err("a byte-order mark; accepted: one JSON object".into());
    }
    if text.trim_ascii().is_empty() {
        return Err("an empty line; accepted: one JSON object".into());
    }
    serde_json::from_str(text).map_err(|error| {
        let (what, column) = (without_place(&error), error.column());
        let place = if column > 0 { format!(" at column {column}") } else { String::new() };
        format!("not one JSON object: {what}{place}; accepted: one JSON object")
    })
}

fn tell(mode: Mode, mut object: Object<'_>) -> Result<Told, InputError> {
    match mode {
        Mode::Recommend => Ok(Told::Report(Report::new(&object.case()?))),
        Mode::Review => {
            let (case, given) = (take_case(&mut object)?, take(&mut object, "given", LIST)?);
            end(&object, "`case`, `given`")?;
            tell_review(&case.case()?, &self::given(given)?)
        }
        Mode::WhatIf => {
            let (case, decision) =
                (take_case(&mut object)?, take(&mut object, "decision", DECISION)?);
            end(&object, "`case`, `decision`")?;
            tell_what_if(&case.case()?, self::decision(decision)?)
        }
    }
}

const LIST: &str = ReviewError::ACCEPTED;
const DECISION: &str = "`grade`, `pathway` or a therapy";
const CASE: &str = "an object of findings";

fn take<'a>(
    object: &mut Object<'a>,
    key: &str,
    accepted: &'static str,
) -> Result<&'a RawValue, InputError> {
    match object.take_once(key)? {
        Some(value) if value.get() == "null" => {
            Err(wrong(key, Some("null"), "missing", Some(accepted)))
        }
        Some(value) => Ok(value),
        None => Err(wrong(key, None, "missing", Some(accepted))),
    }
}

fn take_case<'a>(object: &mut Object<'a>) -> Result<Object<'a>, InputError> {
    let case = take(object, "case", CASE)?;
    serde_json::from_str(case.get()).map_err(|error| {
        let is_object = case.get().starts_with('{');
        let problem = if is_object { without_place(&error) } else { "no object".to_owned() };
        wrong("case", Some(case.get()), &problem, Some(CASE))
    })
}

/// Refuses keys that are left.
fn end(object: &Object<'_>, accepted: &'static str) -> Result<(), InputError> {
    let unknown = |(key, _): &(String, _)| Err(wrong(key, None, "unknown key", Some(accepted)));
    object.0.first().map_or(Ok(()), unknown)
}

fn given(list: &RawValue) -> Result<Vec<Given>, InputError> {
    let refused = |text: &str, problem: &str| wrong("given", Some(text), problem, Some(LIST));
    let items: Vec<&RawValue> =
        serde_json::from_str(list.get()).map_err(|_| refused(list.get(), "no list"))?;
    let name = |item: &RawValue| {
        let name = text("given", item, LIST)?;
        name.parse().map_err(|error: NameError| unknown("given", &name, &error))
    };
    items.into_iter().map(name).collect()
}

fn tell_review(case: &Case, given: &[Given]) -> Result<Told, InputError> {
    let refused = |text: &str, problem: &str| wrong("given", Some(text), problem, Some(LIST));
    review(case, given).map(Told::Review).map_err(|error| match error {
        ReviewError::Empty => refused("[]", "an empty list"),
        ReviewError::Repeated(given) => refused(given.as_str(), "given more than once"),
    })
}

/// A name that is none of those accepted.
fn unknown(key: &str, name: &str, error: &NameError) -> InputError {
    wrong(key, Some(name), "unknown name", Some(&error.accepted().to_string()))
}

fn decision(name: &RawValue) -> Result<Question, InputError> {
    let name = text("decision", name, DECISION)?;
    name.parse().map_err(|error: NameError| unknown("decision", &name, &error))
}

fn text(key: &str, json: &RawValue, accepted: &str) -> Result<String, InputError> {
    serde_json::from_str(json.get()).map_err(|error| {
        // A text that cannot be read is one all the same: half a pair of surrogates.
        let is_text = json.get().starts_with('"');
        let problem = if is_text { without_place(&error) } else { "no text".to_owned() };
        wrong(key, Some(json.get()), &problem, Some(accepted))
    })
}

fn tell_what_if(case: &Case, question: Question) -> Result<Told, InputError> {
    what_if(case, question).map(Told::WhatIf).map_err(|error| {
        let problem = format!("{} not within one cell", error.findings());
        wrong("case", None, &problem, Some(NotComplete::ACCEPTED))
    })
}

#[derive(Serialize)]
pub(crate) struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    told: Told,
}

impl Answer<'_> {
    pub(crate) const fn is_good(&self) -> bool {
        !matches!(self.told, Told::Refused { .. })
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Told {
    Report(Report),
    Review(Review),
    WhatIf(WhatIf),
    Refused { error: Refusal },
}

#[derive(Serialize, Default)]
struct Refusal {
    line: u64,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<String>,
}

impl Refusal {
    fn of(line: u64, error: &InputError) -> Self {
        let message = error.to_string();
        match error {
            InputError::Case(error) => Self {
                line,
                message,
                key: Some(error.key().to_string()),
                text: error.text().map(ToString::to_string),
                accepted: Some(error.accepted().to_string()),
            },
            InputError::Key { key, text, accepted, .. } => Self {
                line,
                message,
                key: Some(key.clone()),
                text: text.clone(),
                accepted: accepted.clone(),
            },
        }
    }
}
