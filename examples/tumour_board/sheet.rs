//! The report on one case, section by section.

use nen_pathway::*;

use crate::{
    conditions::{Way, alike, joined, open, pathways, reasons, turning_out, ways, without_effect},
    page::{ASK, BAD, FAINT, GOOD, Page, STRONG},
};

pub(crate) fn write(page: &mut Page, name: &str, report: &Report, source: Option<&SourceText<'_>>) {
    let answer = report.answer();
    page.title(name);
    let start = page.end();
    page.paragraph(Report::NOTICE);
    findings(page, answer.case());
    pathway(page, answer);
    settled(page, answer);
    still_open(page, answer);
    needed(page, answer);
    beside(page, report);
    statements(page, start, source);
    provenance(page, answer.provenance());
    page.section(STRONG, "RECEIPT: WITH THESE TWO LINES ANYONE CAN REPEAT THE ANSWER");
    page.verbatim(&report.receipt().to_string());
    page.blank();
}

fn findings(page: &mut Page, case: &Case) {
    page.section(STRONG, "FINDINGS");
    for finding in case.assessed() {
        page.row(finding.label(), &case.words(finding).to_string());
    }
    for (name, findings) in [
        ("without effect here", without_effect(case)),
        ("each makes up for the other", account(case).interchangeable()),
    ] {
        if !findings.is_empty() {
            page.row(name, &joined(findings, ", "));
        }
    }
    let missing = Finding::ALL.iter().copied().filter(|finding| !case.is_assessed(*finding));
    let missing = joined(missing, ", ");
    if !missing.is_empty() {
        page.row("not assessed", &missing);
    }
}

fn pathway(page: &mut Page, answer: &Answer) {
    page.section(STRONG, "PATHWAY");
    match answer.pathway() {
        Decision::Settled(pathway) => {
            page.row(pathway.value().label(), &pathway.statements().to_string());
        }
        Decision::Open(_) => {
            for way in ways(answer.case(), Question::Pathway) {
                page.point(&told(&way));
            }
        }
    }
    match answer.grade() {
        Decision::Settled(grade) => page.row("grade (WHO)", grade.value().label()),
        Decision::Open(grade) => {
            let grades = joined(grade.possible(), " or ");
            let needs = joined(grade.needs(), ", ");
            page.row("grade (WHO)", &format!("{grades}: needs {needs}"));
        }
    }
}

/// What is settled, by standing; therapies with the same reasons together.
fn settled(page: &mut Page, answer: &Answer) {
    for standing in Standing::ALL.iter().copied() {
        let groups = alike(answer.therapies_with(standing).iter().map(|therapy| {
            (bracketed(&reasons(&answer.therapy(therapy))), therapy.label_with(standing))
        }));
        if groups.is_empty() {
            continue;
        }
        let style = match standing {
            Standing::Recommended | Standing::Option | Standing::Consider => GOOD,
            Standing::Avoid => BAD,
            Standing::VerifyFirst => ASK,
            Standing::NotApplicable | Standing::NotAddressed => FAINT,
        };
        page.section(style, &standing.label().to_uppercase());
        for (why, names) in groups {
            page.point(&format!("{}{why}", names.join(", ")));
        }
    }
}

/// What is open, as conditions: below each pathway that is possible, therapies alike together.
fn still_open(page: &mut Page, answer: &Answer) {
    let (never, open) = open(answer);
    if !never.is_empty() {
        page.section(BAD, "NOT TO BE STARTED EITHER WAY");
        conditions(page, answer.case(), &never);
    }
    if open.is_empty() {
        return;
    }
    page.section(ASK, "OPEN");
    if answer.pathway().value().is_some() {
        return conditions(page, answer.case(), &open);
    }
    for (pathway, case) in pathways(answer.case()) {
        page.paragraph(&format!("If the pathway is: {}", pathway.label()));
        conditions(page, &case, &open);
    }
}

fn conditions(page: &mut Page, case: &Case, therapies: &[Therapy]) {
    for (ways, names) in turning_out(case, therapies) {
        match ways.as_slice() {
            [only] => page.point(&format!("{}: {}", names.join(", "), told(only))),
            ways => {
                page.point(&format!("{}:", names.join(", ")));
                for way in ways {
                    page.subpoint(&told(way));
                }
            }
        }
    }
}

/// `recommended if ECOG is 0–2, and … [S08 S13]`.
fn told(way: &Way) -> String {
    let conditions = way.conditions();
    let space = if conditions.is_empty() { "" } else { " " };
    format!("{}{space}{conditions}{}", way.words, bracketed(&way.why))
}

fn bracketed(why: &str) -> String {
    if why.is_empty() { String::new() } else { format!("  [{why}]") }
}

fn needed(page: &mut Page, answer: &Answer) {
    if answer.needs().is_empty() {
        return;
    }
    page.section(ASK, "NEEDED FIRST");
    for finding in answer.needs() {
        let pathway = answer.pathway().needs().contains(finding);
        let therapies =
            answer.therapies().filter(|(_, decision)| decision.needs().contains(finding)).count();
        let decides = match (pathway, therapies) {
            (true, _) => "decides the pathway".to_owned(),
            (false, 0) => "decides the grade".to_owned(),
            (false, 1) => "decides 1 therapy".to_owned(),
            (false, count) => format!("decides {count} therapies"),
        };
        page.row(finding.label(), &decides);
    }
}

/// Order, gaps, readings, divergences, prognosis.
fn beside(page: &mut Page, report: &Report) {
    let answer = report.answer();
    let listed = |statements: Set<Statement>| bracketed(&statements.to_string());
    if !answer.order().is_empty() {
        page.section(STRONG, "ORDER");
        for order in answer.order() {
            page.point(&format!("{}{}", order.text(), listed(order.statements())));
        }
    }
    if let Some(prognosis) = answer.prognosis() {
        page.section(STRONG, "PROGNOSIS");
        page.paragraph(&format!("{}{}", prognosis.text(), listed(prognosis.statements())));
    }
    if !answer.gaps().is_empty() {
        page.section(ASK, "GAPS: THE SOURCE IS SILENT");
        answer.gaps().iter().for_each(|gap| page.point(gap.text()));
    }
    page.section(STRONG, "READINGS THIS ANSWER RESTS ON");
    if report.readings().is_empty() {
        page.paragraph("None: no reading, taken the other way, changes a value here.");
    }
    for reading in report.readings() {
        page.point(&format!("{}{}", reading.question(), listed(reading.statements())));
        page.subpoint(&format!("Taken so: {}", reading.chosen()));
        page.subpoint(&format!("Otherwise: {}", reading.alternative()));
    }
    if !answer.divergences().is_empty() {
        page.section(
            STRONG,
            "PUBLISHED GUIDANCE DIFFERS (NOT THE SOURCE'S, AND NO STANDING CHANGES)",
        );
    }
    for divergence in answer.divergences() {
        page.point(divergence.source_says());
        page.subpoint(&format!("But: {}", divergence.guidance_says()));
        for citation in divergence.citations() {
            page.subpoint(&format!("– {citation}"));
        }
    }
}

/// The statements that the report names, in our words or, from a copy, in the source's.
fn statements(page: &mut Page, start: usize, source: Option<&SourceText<'_>>) {
    let cited = page.named_since(start);
    if cited.is_empty() {
        return;
    }
    page.section(STRONG, "STATEMENTS");
    for statement in cited {
        let line = statement.entry().line;
        let text = match source {
            Some(source) => format!("“{}”", source.sentence(statement)),
            None => statement.text().to_owned(),
        };
        page.point(&format!("{statement} (line {line}): {text}"));
    }
}

fn provenance(page: &mut Page, source: &Provenance) {
    page.section(STRONG, "SOURCE");
    page.row("text", source.title);
    page.row("kind", source.kind);
    page.row("edition", source.place);
    page.row("references", source.references);
    page.paragraph(&format!("SHA-256 {}", source.sha256));
}
