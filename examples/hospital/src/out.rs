//! The answer as FHIR R4: a `GuidanceResponse` with what it rests on, and a `RequestGroup` of what is offered.

use nen_pathway::{
    Decision, Finding, Label, Pathway, Report, SOURCE, Set, Standing, Statement, Therapy,
    Vocabulary,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    call::is_doublet,
    codes,
    read::{Line, Read},
};

/// The module that a `GuidanceResponse` names.
pub const MODULE: &str = concat!("urn:nen-pathway:", env!("CARGO_PKG_VERSION"));

/// A Bundle of a `GuidanceResponse`, and of a `RequestGroup` if anything is offered.
///
/// Neither names a patient. The `RequestGroup` is a proposal of what the source offers and nothing else: what is ruled
/// out is no action in it, and stands among the parameters of the `GuidanceResponse`.
#[must_use]
pub fn bundle(read: &Read) -> Value {
    let report = Report::new(&read.case);
    // Of each answer by what it says, so that no two answers have one address.
    let said = json!([report, read.account]).to_string();
    let address = |kind: &str| {
        let name = format!("{MODULE} {kind} {said}");
        Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).urn().to_string()
    };
    let group = group(&report).map(|it| (address("RequestGroup"), it));
    let guidance = guidance(&report, &read.account, group.as_ref().map(|(address, _)| address));
    let entry = |address: String, resource| json!({ "fullUrl": address, "resource": resource });
    let mut entries = vec![entry(address("GuidanceResponse"), guidance)];
    entries.extend(group.map(|(address, it)| entry(address, it)));
    json!({ "resourceType": "Bundle", "type": "collection", "entry": entries })
}

fn guidance(report: &Report, account: &[Line], group: Option<&String>) -> Value {
    let answer = report.answer();
    let needs = answer.needs();
    let mut guidance = json!({
        "resourceType": "GuidanceResponse",
        "contained": [parameters(report), outcome(account)],
        "moduleUri": MODULE,
        "status": if needs.is_empty() { "success" } else { "data-requested" },
        "note": notes(report),
        "evaluationMessage": [{ "reference": "#account" }],
        "outputParameters": { "reference": "#answer" },
    });
    if let Some(members) = guidance.as_object_mut() {
        if let Some(address) = group {
            members.insert("result".to_owned(), json!({ "reference": address }));
        }
        if !needs.is_empty() {
            members.insert("dataRequirement".to_owned(), needs.iter().map(requirement).collect());
        }
    }
    guidance
}

/// Every decision by its name: what is settled as a code, what is open as all that is possible.
fn parameters(report: &Report) -> Value {
    let answer = report.answer();
    let mut all = vec![decided("grade", &answer.grade()), decided("pathway", &answer.pathway())];
    all.extend(Therapy::ALL.iter().map(|it| decided(it.as_str(), &answer.therapy(*it))));
    all.extend(answer.gaps().iter().map(|it| json!({ "name": "gap", "valueCode": it.as_str() })));
    all.extend(
        report.readings().iter().map(|it| json!({ "name": "reading", "valueCode": it.as_str() })),
    );
    all.extend(
        answer
            .divergences()
            .iter()
            .map(|it| json!({ "name": "divergence", "valueCode": it.as_str() })),
    );
    json!({ "resourceType": "Parameters", "id": "answer", "parameter": all })
}

fn decided<V: Vocabulary>(name: &str, decision: &Decision<V>) -> Value {
    let part = |name: &str, code: &str| json!({ "name": name, "valueCode": code });
    let mut parts: Vec<Value> = match decision {
        Decision::Settled(it) => vec![part("settled", it.value().as_str())],
        Decision::Open(it) => it.possible().iter().map(|it| part("open", it.as_str())).collect(),
    };
    parts.extend(decision.needs().iter().map(|it| part("needs", it.as_str())));
    parts.extend(decision.statements().iter().map(|it| part("statement", it.as_str())));
    parts.extend(decision.findings().iter().map(|it| part("finding", it.as_str())));
    json!({ "name": name, "part": parts })
}

/// What each record was used for.
fn outcome(account: &[Line]) -> Value {
    let issue = |severity: &str, code: &str, text: String| {
        // No text of FHIR has signs that are not to be seen.
        let text = text.replace(char::is_control, " ");
        json!({ "severity": severity, "code": code, "diagnostics": text })
    };
    let mut issues: Vec<Value> = account
        .iter()
        .map(|line| {
            let (severity, code) = match (line.open, line.used_for) {
                (Some(_), _) => ("warning", "not-supported"),
                (None, _) => ("information", "informational"),
            };
            let finding =
                line.used_for.or(line.open).map_or(String::new(), |it| format!(" ({it})"));
            issue(severity, code, format!("{}{finding}: {}", line.resource, line.why))
        })
        .collect();
    if issues.is_empty() {
        issues.push(issue("information", "informational", "no records".to_owned()));
    }
    json!({ "resourceType": "OperationOutcome", "id": "account", "issue": issues })
}

/// The whole report in sentences, and where published guidance differs, with citations.
fn notes(report: &Report) -> Vec<Value> {
    let mut notes = vec![json!({ "text": report.explanation().to_string() })];
    for it in report.answer().divergences() {
        let citations: Vec<&str> = it.citations().iter().map(|it| it.text).collect();
        let text = format!("Not the source's: {} ({})", it.guidance_says(), citations.join("; "));
        notes.push(json!({ "text": text }));
    }
    notes
}

/// A finding that would change what is open: as an Observation of which the words of this crate are understood.
fn requirement(finding: Finding) -> Value {
    json!({
        "type": "Observation",
        "codeFilter": [{ "path": "code", "code": [{ "system": codes::OWN, "code": finding.as_str(), "display": finding.label() }] }],
    })
}

/// What the source offers, if it offers anything.
fn group(report: &Report) -> Option<Value> {
    let answer = report.answer();
    let pathway = answer.pathway().value().map_or("the pathway is open", Pathway::label);
    let offered = |is_one: fn(Therapy) -> bool| -> Vec<Value> {
        let offered = Therapy::ALL.iter().filter(|it| is_one(**it));
        let actions = offered.filter_map(|therapy| match answer.therapy(*therapy) {
            Decision::Settled(it) if it.value().is_offered() => {
                Some(action(*therapy, it.value(), it.statements()))
            }
            Decision::Settled(_) | Decision::Open(_) => None,
        });
        actions.collect()
    };
    // One of the two doublets is meant; each of the others is a matter of its own.
    let mut actions = offered(is_doublet);
    if actions.len() > 1 {
        let title = "one of the platinum doublets";
        actions =
            vec![json!({ "title": title, "selectionBehavior": "at-most-one", "action": actions })];
    }
    actions.extend(offered(|therapy| !is_doublet(therapy)));
    let group = || {
        json!({
            "resourceType": "RequestGroup",
            "status": "draft",
            "intent": "proposal",
            "code": { "text": format!("what the source offers: {pathway}") },
            "note": [{ "text": Report::NOTICE }],
            "action": actions,
        })
    };
    (!actions.is_empty()).then(group)
}

fn action(therapy: Therapy, standing: Standing, statements: Set<Statement>) -> Value {
    json!({
        "title": therapy.label_with(standing),
        "textEquivalent": format!("{}: {} [{statements}]", standing.label(), therapy.label_with(standing)),
        "code": [{ "coding": [{ "system": codes::OWN_THERAPY, "code": therapy.as_str(), "display": therapy.label() }] }],
        "documentation": statements.iter().map(evidence).collect::<Value>(),
    })
}

/// A statement of the source.
fn evidence(statement: Statement) -> Value {
    json!({
        "type": "justification",
        "label": statement.as_str(),
        "display": statement.text(),
        "citation": format!("{}; {}", SOURCE.place, SOURCE.kind),
    })
}
