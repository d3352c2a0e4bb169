//! The answer in a sentence or two, for the line that is read aloud when it changes, and in a few words.

use nen_pathway::*;

use crate::conditions::joined;

/// What was not read, an emergency, the pathway, the grade, how much is settled, and what is needed.
pub(crate) fn summary(report: &Report, unread: Set<Finding>) -> String {
    let answer = report.answer();
    let mut told = Vec::new();
    if !unread.is_empty() {
        told.push(format!("Not read, and left out of this answer: {}.", joined(unread, ", ")));
    }
    if answer.case().assessed().is_empty() {
        told.push("Nothing is assessed.".into());
    }
    if is_emergency(answer) {
        told.push("A bowel emergency is relieved first (practice, not the source).".into());
    }
    told.push(format!("Pathway: {}.", joined(answer.pathway().possible(), " or ")));
    told.push(format!("Grade: {}.", joined(answer.grade().possible(), " or ")));
    told.push(format!("{} of 16 decisions are settled.", settled(answer)));
    if !answer.needs().is_empty() {
        told.push(format!("Needed: {}.", joined(answer.needs(), ", ")));
    }
    told.join(" ")
}

/// As short as can be, for where the answer is out of sight.
pub(crate) fn brief(report: &Report, unread: Set<Finding>) -> String {
    let answer = report.answer();
    let pathway = match answer.pathway() {
        Decision::Settled(settled) => settled.value().label().to_owned(),
        Decision::Open(open) => format!("{} pathways possible", open.possible().len()),
    };
    let unread = if unread.is_empty() { "" } else { "Not all is read. " };
    let emergency = if is_emergency(answer) {
        "Bowel emergency first (practice, not the source). "
    } else {
        ""
    };
    format!("{unread}{emergency}Answer: {pathway}, {} of 16 settled ↓", settled(answer))
}

fn is_emergency(answer: &Answer) -> bool {
    answer.order().contains(Precedence::EmergencyFirst)
}

fn settled(answer: &Answer) -> usize {
    Question::all().filter(|question| answer.outcome(*question).is_some()).count()
}
