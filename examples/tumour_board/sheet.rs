//! The report on one case, section by section.

use std::collections::BTreeMap;

use nen_pathway::*;

use crate::{
    conditions::{conditions, words},
    page::{ASK, BAD, FAINT, GOOD, Page, STRONG},
};

pub(crate) fn write(page: &mut Page, name: &str, report: &Report, source: Option<&SourceText<'_>>) {
    let answer = report.answer();
    page.title(name);
    page.paragraph(Report::NOTICE);
    findings(page, answer.case());
    pathway(page, answer);
    settled(page, answer);
    open(page, answer);
    needed(page, answer);
    beside(page, report);
    statements(page, report, source);
    provenance(page, answer.provenance());
}

fn findings(page: &mut Page, case: &Case) {
    page.section(STRONG, "FINDINGS");
    for finding in case.assessed() {
        page.row(finding.label(), &words(case, finding));
    }
    let missing = Finding::ALL.iter().filter(|finding| !case.is_assessed(**finding));
    let missing: Vec<_> = missing.map(|finding| finding.label()).collect();
    if !missing.is_empty() {
        page.row("not assessed", &missing.join(", "));
    }
}

fn pathway(page: &mut Page, answer: &Answer) {
    page.section(STRONG, "PATHWAY");
    match answer.pathway() {
        Decision::Settled(pathway) => {
            page.row(pathway.value().label(), &pathway.statements().to_string());
        }
        Decision::Open(_) => {
            for (value, conditions) in conditions(answer.case(), Question::Pathway) {
                let Outcome::Pathway(pathway) = value else { continue };
                page.point(&format!("{}, if {}", pathway.label(), conditions.join("; or if ")));
            }
        }
    }
    match answer.grade() {
        Decision::Settled(grade) => page.row("grade (WHO)", grade.value().label()),
        Decision::Open(grade) => {
            let text = format!("{}: needs {}", grade.possible(), list(grade.needs()));
            page.row("grade (WHO)", &text.to_uppercase().replace("NEEDS", "needs"));
        }
    }
}

/// What is settled, by standing; therapies with the same reasons together.
fn settled(page: &mut Page, answer: &Answer) {
    for standing in Standing::ALL.iter().copied() {
        let mut groups = BTreeMap::<String, Vec<&str>>::new();
        for therapy in answer.therapies_with(standing) {
            let Decision::Settled(settled) = answer.therapy(therapy) else { continue };
            let why = match (settled.statements().is_empty(), settled.findings().is_empty()) {
                (false, _) => settled.statements().to_string(),
                (true, false) => "the patient cannot receive it".into(),
                (true, true) => String::new(),
            };
            groups.entry(why).or_default().push(therapy.label());
        }
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
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_by_key(|(_, therapies)| {
            Therapy::ALL.iter().position(|therapy| Some(&therapy.label()) == therapies.first())
        });
        for (why, therapies) in groups {
            let why = if why.is_empty() { String::new() } else { format!("  [{why}]") };
            page.point(&format!("{}{why}", therapies.join(", ")));
        }
    }
}

/// What is open, as conditions: below each pathway that is possible, therapies alike together.
fn open(page: &mut Page, answer: &Answer) {
    let is_open = |therapy: &Therapy| answer.therapy(*therapy).value().is_none();
    let open: Vec<_> = Therapy::ALL.iter().copied().filter(is_open).collect();
    if open.is_empty() {
        return;
    }
    let never = |therapy: &Therapy| {
        answer
            .therapy(*therapy)
            .possible()
            .iter()
            .all(|standing| matches!(standing, Standing::Avoid | Standing::VerifyFirst))
    };
    let (never, open): (Vec<_>, Vec<_>) = open.into_iter().partition(never);
    if !never.is_empty() {
        page.section(BAD, "NOT TO BE STARTED EITHER WAY");
        let names: Vec<_> = never.iter().map(|therapy| therapy.label()).collect();
        page.point(&format!(
            "{}: ruled out, or not before the pathology is settled",
            names.join(", ")
        ));
    }
    if open.is_empty() {
        return;
    }
    page.section(ASK, "OPEN");
    if answer.pathway().value().is_some() {
        return alike(page, answer.case(), &open, Page::point, Page::subpoint);
    }
    let mut seen = Vec::new();
    for branch in branches(answer.case(), Question::Pathway) {
        let Outcome::Pathway(pathway) = branch.outcome() else { continue };
        let speaks = matches!(pathway, Pathway::Nec | Pathway::Net);
        if !speaks || seen.contains(&pathway) {
            continue;
        }
        seen.push(pathway);
        page.paragraph(&format!("If it is a {}:", pathway.label()));
        alike(page, branch.case(), &open, Page::point, Page::subpoint);
    }
    page.paragraph("On any other pathway nothing is offered.");
}

/// Therapies whose conditions are the same, then the conditions.
fn alike(
    page: &mut Page,
    case: &Case,
    therapies: &[Therapy],
    heading: fn(&mut Page, &str),
    line: fn(&mut Page, &str),
) {
    let mut groups: Vec<(Vec<&str>, Vec<String>)> = Vec::new();
    for therapy in therapies {
        let lines = lines(case, *therapy);
        match groups.iter_mut().find(|(_, known)| *known == lines) {
            Some((names, _)) => names.push(therapy.label()),
            None => groups.push((vec![therapy.label()], lines)),
        }
    }
    for (names, lines) in groups {
        match lines.as_slice() {
            [only] => heading(page, &format!("{}: {only}", names.join(", "))),
            lines => {
                heading(page, &format!("{}:", names.join(", ")));
                for text in lines {
                    line(page, text);
                }
            }
        }
    }
}

/// `recommended if ECOG 0–2 and …`, one line a standing; silence last.
fn lines(case: &Case, therapy: Therapy) -> Vec<String> {
    let conditions = conditions(case, Question::Standing(therapy));
    let told = conditions.into_iter().filter_map(|(value, conditions)| match value {
        Outcome::Standing(standing) => Some((standing, conditions.join("; or if "))),
        Outcome::Grade(_) | Outcome::Pathway(_) => None,
    });
    told.map(|(standing, conditions)| match conditions.as_str() {
        "" => standing.label().to_owned(),
        conditions => format!("{} if {conditions}", standing.label()),
    })
    .collect()
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
    let listed = |statements: Set<Statement>| {
        if statements.is_empty() { String::new() } else { format!("  [{statements}]") }
    };
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
        page.point(&format!("{}{}", reading.chosen(), listed(reading.statements())));
        page.subpoint(&format!("otherwise: {}", reading.alternative()));
    }
    if !answer.divergences().is_empty() {
        page.section(
            STRONG,
            "PUBLISHED GUIDANCE DIFFERS (NOT THE SOURCE'S, AND NO STANDING CHANGES)",
        );
    }
    for divergence in answer.divergences() {
        page.point(divergence.source_says());
        page.subpoint(&format!("but: {}", divergence.guidance_says()));
        for citation in divergence.citations() {
            page.subpoint(&format!("– {citation}"));
        }
    }
}

/// The statements that the report cites, in our words or, from a copy, in the source's.
fn statements(page: &mut Page, report: &Report, source: Option<&SourceText<'_>>) {
    let answer = report.answer();
    let mut cited = answer.pathway().statements();
    cited = answer.therapies().fold(cited, |all, (_, decision)| all.or(decision.statements()));
    cited = answer.order().iter().fold(cited, |all, order| all.or(order.statements()));
    cited = cited.or(answer.prognosis().map_or(Set::EMPTY, Prognosis::statements));
    cited = report.readings().iter().fold(cited, |all, reading| all.or(reading.statements()));
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
    page.paragraph(&format!("{}. {}; {}.", source.title, source.kind, source.place));
    page.paragraph(&format!("Its {}.", source.references.trim_start_matches("its ")));
    page.paragraph(&format!("SHA-256 {}", source.sha256));
    page.blank();
}

fn list(findings: Set<Finding>) -> String {
    findings.iter().map(Label::label).collect::<Vec<_>>().join(", ")
}
