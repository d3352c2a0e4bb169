//! Hooks of CDS Hooks 2.0: a request goes in, cards come out, and nothing is kept.

use std::collections::{HashMap, HashSet};

use crate::{
    call::Call,
    card::Card,
    discovery::{PREFETCH, Service},
    drafts::Drafts,
    json::Json,
    read::Read,
    records::{Missing, Records, Refused, Scope, local},
};

/// Why a call is not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A field is not as the hook has it.
    #[error("{field}: {found}; accepted: {accepted}")]
    Field {
        /// Where.
        field: String,
        /// What is there.
        found: String,
        /// What is accepted.
        accepted: &'static str,
    },
    /// Records are not those of one patient.
    #[error(transparent)]
    Records(#[from] Refused),
    /// The searches without which nothing can be said were not sent, or failed.
    #[error(
        "prefetch.{0}: not sent, or the search failed; accepted: its result, or null where there is none"
    )]
    Missing(&'static str),
}

/// What a hook says of a patient and of what is drafted.
///
/// # Errors
/// The request is not one of the hook, speaks of several patients, or lacks what is necessary.
pub fn cards(service: &Service, request: &Json<'_>) -> Result<Vec<Card>, Fault> {
    let hook = text(request, "hook", "hook")?;
    if hook != service.hook {
        return Err(field("hook", &format!("`{hook:.40}`"), service.hook));
    }
    let instance = text(request, "hookInstance", "hookInstance")?;
    let Some(context @ Json::Object(_)) = request.get("context") else {
        return Err(field("context", "no object", "the context of the hook"));
    };
    text(context, "userId", "context.userId")?;
    let patient = text(context, "patientId", "context.patientId")?;
    let patient = patient.strip_prefix("Patient/").unwrap_or(patient);
    let records = prefetched(request)?;
    of_the_patient(&records, patient, "prefetch")?;
    let read = Read::of(&records);
    let name = format!("{instance} {}", service.id);
    let call = Call { name: &name, read: &read, missing: records.missing() };
    if service.hook == "patient-view" {
        return Ok(call.view().into_iter().collect());
    }
    let Some(bundle) =
        context.get("draftOrders").filter(|it| it.text_of("resourceType") == Some("Bundle"))
    else {
        return Err(field("context.draftOrders", "no Bundle", "a Bundle of the drafted orders"));
    };
    let drafts = Records::gather([("context.draftOrders", bundle, Scope::Everything)], Vec::new())?;
    of_the_patient(&drafts, patient, "context.draftOrders")?;
    let mut all = Drafts::of(&drafts, &records);
    if service.hook == "order-select" {
        let selected = selections(context, &drafts)?;
        let is_selected = |order: &String| selected.contains(order.as_str());
        all.therapies.retain(|it| it.orders.iter().any(is_selected));
        all.unread.retain(|(order, _)| is_selected(order));
    }
    Ok(call.orders(&all))
}

/// The records that were prefetched, and what is missing of them.
fn prefetched<'j>(request: &'j Json<'j>) -> Result<Records<'j>, Fault> {
    let prefetch @ (None | Some(Json::Object(_) | Json::Null)) = request.get("prefetch") else {
        return Err(field("prefetch", "no object", "the results of the searches, by their keys"));
    };
    let mut answers = Vec::new();
    let mut missing = Vec::new();
    for search in PREFETCH {
        let why = match prefetch.and_then(|it| it.get(search.key)) {
            // Null: the client looked, and there is nothing.
            Some(Json::Null) => continue,
            Some(answer) if answer.text_of("resourceType") != Some("OperationOutcome") => {
                if let Some(kind) = kind_of_another(answer, search.kind()) {
                    return Err(field(&search.path(), &format!("`{kind:.40}`"), search.kind()));
                }
                answers.push((search.path(), answer, search.of));
                continue;
            }
            _ if search.necessary => return Err(Fault::Missing(search.key)),
            Some(_) => "the search failed",
            None => "it was not sent",
        };
        missing.push(Missing { bundle: search.path(), why, of: search.of });
    }
    Ok(Records::gather(answers, missing)?)
}

/// The kind of what was found, if nothing of it is what was looked for.
fn kind_of_another<'j>(answer: &'j Json<'j>, kind: &str) -> Option<&'j str> {
    let of = |it: &'j Json<'j>| it.text_of("resourceType");
    if of(answer) != Some("Bundle") {
        return of(answer).filter(|it| *it != kind);
    }
    // What it refers to may be sent along with it.
    let is_beside = |it: &&str| matches!(*it, "OperationOutcome" | "Bundle" | "Medication");
    let found = answer.list_of("entry").filter_map(|it| of(it.get("resource")?));
    let mut found = found.filter(|it| !is_beside(it)).peekable();
    let first = found.peek().copied()?;
    found.all(|it| it != kind).then_some(first)
}

fn of_the_patient(
    records: &Records<'_>,
    patient: &str,
    field_name: &'static str,
) -> Result<(), Fault> {
    match records.patient() {
        Some(name) if name.strip_prefix("Patient/") != Some(patient) => {
            let found = format!("records of `{name:.50}`");
            Err(field(field_name, &found, "records of context.patientId"))
        }
        _ => Ok(()),
    }
}

/// The names of the drafted orders that are selected: by references, or by ids alone. What leads to none is passed over if
/// something else leads to one.
fn selections<'d>(context: &Json<'_>, drafts: &'d Records<'_>) -> Result<HashSet<&'d str>, Fault> {
    let accepted = "a list of references to drafted orders";
    let mut selected = context.list_of("selections").peekable();
    let Some(first) = selected.peek().copied() else {
        let found = context.get("selections").map_or("missing".to_owned(), shown);
        return Err(field("context.selections", &found, accepted));
    };
    let names = drafts.resources().iter().map(|it| it.name.as_str());
    let ids: HashMap<&str, &str> =
        names.filter_map(|name| Some((name.split_once('/')?.1, name))).collect();
    let name_of = |reference: &str| {
        let found = drafts.at(reference).or_else(|| drafts.at(local(reference)));
        found.map(|it| it.name.as_str()).or_else(|| ids.get(reference).copied())
    };
    let known: HashSet<&str> = selected.filter_map(|it| name_of(it.text()?)).collect();
    if known.is_empty() {
        Err(field("context.selections", &shown(first), accepted))
    } else {
        Ok(known)
    }
}

fn text<'j>(json: &'j Json<'j>, name: &str, path: &'static str) -> Result<&'j str, Fault> {
    match json.get(name) {
        Some(Json::Text(text)) if !text.is_empty() => Ok(text),
        Some(other) => Err(field(path, &shown(other), "a text that is not empty")),
        None => Err(field(path, "missing", "a text that is not empty")),
    }
}

/// A value as far as it can be shown.
fn shown(json: &Json<'_>) -> String {
    match json {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Number(number) => number.to_string(),
        Json::Text(text) => format!("`{text:.50}`"),
        Json::List(all) if all.is_empty() => "an empty list".to_owned(),
        Json::List(_) => "a list".to_owned(),
        Json::Object(_) => "an object".to_owned(),
    }
}

fn field(field: &str, found: &str, accepted: &'static str) -> Fault {
    Fault::Field { field: field.to_owned(), found: format!("{found:.70}"), accepted }
}
