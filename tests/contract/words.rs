//! Cases and answers in words, for what a failing test says.

use super::beside::Beside;
use super::boxes::Verdict;
use super::readings::{DIVERGENCES, GAPS, PROGNOSES, READINGS};
use super::sample::Question;
use super::tables::FINDINGS;
use super::values;

/// The case, and the reading it is answered under.
pub(crate) fn heading(question: &Question, reading: Option<usize>) -> String {
    let reading = reading.map_or("as chosen", |reading| READINGS[reading].name);
    format!("{}\n{reading}", question_text(question))
}

pub(crate) fn question_text(question: &Question) -> String {
    let sets = FINDINGS.iter().zip(question.sets);
    let sets = sets.map(|((name, values), set)| format!("{name}: {}", listed(values, set.into())));
    let sets: Vec<_> = sets.collect();
    format!(
        "{}\n(hundredths: ki67 {:?}, mitoses {:?})",
        sets.join(", "),
        question.ki67,
        question.mitoses
    )
}

pub(crate) fn verdict_text(decision: usize, verdict: Verdict) -> String {
    let findings = FINDINGS.map(|(name, _)| name);
    let value = listed(values(decision), verdict.possible.into());
    if verdict.is_settled() {
        let statements = (0..64).filter(|bit| verdict.statements >> bit & 1 == 1);
        let statements: Vec<_> = statements.map(|bit| format!("S{:02}", bit + 1)).collect();
        let findings = listed(&findings, verdict.findings.into());
        format!("{value}, statements [{}], findings [{findings}]", statements.join(" "))
    } else {
        format!("open {value}, needs {}", listed(&findings, verdict.needs.into()))
    }
}

pub(crate) fn beside_text(beside: Beside) -> String {
    format!(
        "gaps [{}], divergences [{}], prognosis {}",
        listed(&GAPS.map(|(name, _)| name), beside.gaps),
        listed(&DIVERGENCES.map(|(name, ..)| name), beside.divergences),
        beside.prognosis.map_or("none", |index| PROGNOSES[index].0),
    )
}

pub(crate) fn listed(names: &[&str], set: u64) -> String {
    let members = names.iter().enumerate().filter(|(bit, _)| set >> bit & 1 == 1);
    let members: Vec<_> = members.map(|(_, name)| *name).collect();
    members.join(" ")
}
