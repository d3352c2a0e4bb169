//! The answer in a sentence or two, for the line that is read aloud when it changes, and in a few words.

use nen_pathway::*;

use crate::therapies::joined;

/// The pathway, the grade, how much is settled, and what was not read.
pub(crate) fn summary(report: &Report, unread: &[Finding]) -> String {
    let answer = report.answer();
    let pathway = joined(answer.pathway().possible().iter(), " or ");
    let grade = joined(answer.grade().possible().iter(), " or ");
    let settled = settled(answer);
    let known = if answer.case().assessed().is_empty() { "Nothing is assessed. " } else { "" };
    let needs = joined(answer.needs().iter(), ", ");
    let needs = if needs.is_empty() { String::new() } else { format!(" Needed: {needs}.") };
    let told = format!(
        "{known}Pathway: {pathway}. Grade: {grade}. {settled} of 16 decisions are settled.{needs}"
    );
    match joined(unread.iter().copied(), ", ") {
        unread if unread.is_empty() => told,
        unread => format!("Not read, and left out of this answer: {unread}. {told}"),
    }
}

/// As short as can be, for where the answer is out of sight.
pub(crate) fn brief(report: &Report, unread: &[Finding]) -> String {
    let answer = report.answer();
    let pathway = match answer.pathway() {
        Decision::Settled(settled) => settled.value().label().to_owned(),
        Decision::Open(open) => format!("{} pathways possible", open.possible().len()),
    };
    let settled = settled(answer);
    let unread = if unread.is_empty() { "" } else { "Not all is read. " };
    format!("{unread}Answer: {pathway}, {settled} of 16 settled ↓")
}

fn settled(answer: &Answer) -> usize {
    Question::all().filter(|question| answer.outcome(*question).is_some()).count()
}
