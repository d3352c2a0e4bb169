//! What the page asks, and what it is told: JSON in, JSON out.

use std::{collections::BTreeMap, fmt::Display};

use nen_pathway::*;
use serde::{Deserialize, Serialize};

use crate::{
    beside, conditions::joined, form, html::Html, link, next, place::without_place, plain::plain,
    summary, view, what_if,
};

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
        fields: Fields,
        /// The decision of the what-if.
        decision: String,
    },
    /// The sheet of what stands in the form, to print.
    Sheet(Fields),
}

/// A text for each finding, as [`Case::stating`] takes it; empty: not assessed.
type Fields = BTreeMap<String, String>;

/// What it is told.
#[derive(Serialize)]
#[serde(untagged)]
enum Reply {
    Start { form: String, decisions: String, notice: &'static str },
    Fields(BTreeMap<&'static str, String>),
    Told(Box<Told>),
    Sheet { sheet: String, style: String },
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
    what_if: String,
    diagram: String,
    beside: String,
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
        Ok(Request::Sheet(fields)) => sheet(&fields),
        Err(error) => refused(&error),
    };
    // Nothing in a reply is what JSON cannot hold.
    serde_json::to_string(&reply).unwrap_or_default()
}

fn refused(error: &dyn Display) -> Reply {
    Reply::Error { error: plain(&error.to_string()) }
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
        // A link is one line, whose columns nobody counts.
        Err(error) => refused(&without_place(&error)),
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

/// What is read of the form, and why the rest is not.
struct Read {
    case: Case,
    errors: BTreeMap<&'static str, String>,
    unread: Set<Finding>,
}

fn read(fields: &Fields) -> Result<Read, NameError> {
    let mut read = Read { case: Case::NOT_ASSESSED, errors: BTreeMap::new(), unread: Set::EMPTY };
    for (name, text) in fields.iter().filter(|(_, text)| !text.trim().is_empty()) {
        let finding: Finding = name.parse()?;
        match read.case.stating(finding, text) {
            Ok(stated) => read.case = stated,
            Err(error) => {
                read.errors.insert(finding.as_str(), plain(&error.to_string()));
                read.unread = read.unread.or(finding.into());
            }
        }
    }
    Ok(read)
}

fn told(fields: &Fields, decision: &str) -> Reply {
    let (Read { case, errors, unread }, question) = match (read(fields), decision.parse()) {
        (Ok(read), Ok(question)) => (read, question),
        (Err(error), _) | (_, Err(error)) => return refused(&error),
    };
    let report = Report::new(&case);
    let taken = |finding: &Finding| (finding.as_str(), taken(&case, *finding));
    // A link would take away the text that was not read.
    let linking = |links: Html| if unread.is_empty() { links } else { view::unread(unread) };
    Reply::Told(Box::new(Told {
        link: link::to(&case),
        taken: Finding::ALL.iter().map(taken).collect(),
        errors,
        summary: summary::summary(&report, unread),
        brief: summary::brief(&report, unread),
        answer: view::answer(&report).into_string(),
        next: linking(next::question(&case)).into_string(),
        what_if: linking(what_if::changes(&case, question)).into_string(),
        diagram: view::diagram(&report).into_string(),
        beside: beside::beside(&report).into_string(),
        report: serde_json::to_string(&report).unwrap_or_default(),
    }))
}

/// Only of a case that is read whole: paper does not ask back.
fn sheet(fields: &Fields) -> Reply {
    match read(fields) {
        Ok(Read { case, unread, .. }) if unread.is_empty() => {
            let (sheet, style) = view::sheet(&Report::new(&case));
            Reply::Sheet { sheet: sheet.into_string(), style }
        }
        Ok(Read { unread, .. }) => refused(&format_args!("not read: {}", joined(unread, ", "))),
        Err(error) => refused(&error),
    }
}

/// What is known of a finding, in words.
fn taken(case: &Case, finding: Finding) -> String {
    if case.is_assessed(finding) { case.words(finding).to_string() } else { "not assessed".into() }
}
