//! What the page asks, and what it is told: JSON in, JSON out.

use std::collections::BTreeMap;

use nen_pathway::*;
use serde::{Deserialize, Serialize};

use crate::{beside, form, link, next, summary, therapies, view, what_if};

/// What the page can ask.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Request {
    /// The form.
    Start,
    /// The texts of a case that came as JSON in a link.
    Link(String),
    /// The answer to what stands in the form.
    Form {
        /// A text for each finding, as [`Case::stating`] takes it; empty: not assessed.
        fields: BTreeMap<String, String>,
        /// The decision of the what-if.
        decision: String,
    },
}

/// What it is told.
#[derive(Serialize)]
#[serde(untagged)]
enum Reply {
    Start { form: String, decisions: String, notice: &'static str },
    Fields(BTreeMap<&'static str, String>),
    Told(Box<Told>),
    Error { error: String },
}

/// The answer to a form. Everything but the texts named otherwise is HTML.
#[derive(Serialize)]
struct Told {
    /// The link to the case, from the `#` on.
    link: String,
    /// Text: what is taken from each finding.
    taken: BTreeMap<&'static str, String>,
    /// Text: why a finding could not be read.
    errors: BTreeMap<&'static str, String>,
    /// Text: the answer in a sentence or two.
    summary: String,
    /// Text: the answer in a few words.
    brief: String,
    answer: String,
    next: String,
    therapies: String,
    what_if: String,
    diagram: String,
    beside: String,
    sheet: String,
    /// Text: the report as JSON.
    report: String,
}

/// Answers a request in JSON with a reply in JSON.
#[must_use]
pub fn answer(request: &[u8]) -> String {
    let reply = match serde_json::from_slice(request) {
        Ok(Request::Start) => Reply::Start {
            form: form::form().into_string(),
            decisions: form::decisions().into_string(),
            notice: Report::NOTICE,
        },
        Ok(Request::Link(json)) => linked(&json),
        Ok(Request::Form { fields, decision }) => told(&fields, &decision),
        Err(error) => Reply::Error { error: error.to_string() },
    };
    // Nothing in a reply is what JSON cannot hold.
    serde_json::to_string(&reply).unwrap_or_default()
}

/// The texts of the findings of a case.
fn linked(json: &str) -> Reply {
    match serde_json::from_str::<Case>(json) {
        Ok(case) => Reply::Fields(
            case.assessed()
                .iter()
                .map(|finding| (finding.as_str(), field(&case, finding)))
                .collect(),
        ),
        Err(error) => Reply::Error { error: error.to_string() },
    }
}

/// What is known of a finding, as [`Case::stating`] takes it.
fn field(case: &Case, finding: Finding) -> String {
    match finding {
        Finding::PrimarySite => names(case.primary_site()),
        Finding::LiverMetastases => names(case.liver_metastases()),
        Finding::Differentiation => names(case.differentiation()),
        Finding::Ki67 => case.ki67().to_string(),
        Finding::Mitoses => case.mitoses().to_string(),
        Finding::Ecog => names(case.ecog()),
        Finding::PrimaryTumour => names(case.primary_tumour()),
        Finding::Chemotherapy => names(case.chemotherapy()),
        Finding::Platinum => names(case.platinum()),
    }
}

fn names<V: Vocabulary>(values: Possible<V>) -> String {
    values.iter().map(Vocabulary::as_str).collect::<Vec<_>>().join("|")
}

fn told(fields: &BTreeMap<String, String>, decision: &str) -> Reply {
    let question: Question = match decision.parse() {
        Ok(question) => question,
        Err(error) => return Reply::Error { error: NameError::to_string(&error) },
    };
    let (mut case, mut errors, mut unread) = (Case::NOT_ASSESSED, BTreeMap::new(), Vec::new());
    for (name, text) in fields.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let finding: Finding = match name.parse() {
            Ok(finding) => finding,
            Err(error) => return Reply::Error { error: NameError::to_string(&error) },
        };
        match case.stating(finding, text) {
            Ok(stated) => case = stated,
            Err(error) => {
                errors.insert(finding.as_str(), error.to_string());
                unread.push(finding);
            }
        }
    }
    let report = Report::new(&case);
    let taken = |finding: &Finding| (finding.as_str(), taken(&case, *finding));
    Reply::Told(Box::new(Told {
        link: link::to(&case),
        taken: Finding::ALL.iter().map(taken).collect(),
        errors,
        summary: summary::summary(&report, &unread),
        brief: summary::brief(&report, &unread),
        answer: view::answer(&report).into_string(),
        next: next::question(&case).into_string(),
        therapies: therapies::table(report.answer()).into_string(),
        what_if: what_if::changes(&case, question).into_string(),
        diagram: view::diagram(&report).into_string(),
        beside: beside::beside(&report).into_string(),
        sheet: view::sheet(&report).into_string(),
        report: serde_json::to_string(&report).unwrap_or_default(),
    }))
}

/// What is known of a finding, in words.
fn taken(case: &Case, finding: Finding) -> String {
    if case.is_assessed(finding) { case.words(finding).to_string() } else { "not assessed".into() }
}
