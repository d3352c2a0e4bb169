//! The questions that lead to a pathway, and below them the pathways.

use core::fmt::{self, Display};

use super::{
    Spot,
    leaf::{Answered, Known, KnownGrade, Labels, Summary, by_grade, grades},
    open,
    pen::{Mark, Pen},
};
use crate::{Case, Finding, Grade, Label, Pathway, Possible, Question, recommend, rules::parts};

pub(super) fn draw(pen: &mut impl Pen, case: Option<Case>) -> fmt::Result {
    Way { case }.draw(pen, Case::NOT_ASSESSED)?;
    let reached = case.map(|case| *recommend(&case).answer());
    Pathway::ALL.iter().try_for_each(|pathway| {
        let mark = reached.as_ref().map_or(Mark::Plain, |answer| {
            let possible = answer.pathway().possible();
            Mark::of(possible.contains(*pathway), possible.only().is_some())
        });
        // A pathway that is ruled out is told as it is for others.
        let open = case.filter(|_| mark != Mark::Closed).unwrap_or(Case::NOT_ASSESSED);
        match reached.filter(|answer| answer.pathway().value() == Some(*pathway)) {
            Some(answer) => {
                pen.leaf(Spot::Pathway(*pathway), &Answered(answer), mark)?;
                open::draw(pen, *pathway, &answer)
            }
            None => pen.leaf(Spot::Pathway(*pathway), &Summary(*pathway, open), mark),
        }
    })
}

/// The questions, and whose way through them is marked.
struct Way {
    case: Option<Case>,
}

/// What stands at a place.
enum Node {
    Pathway(Pathway),
    Asks(Finding),
    /// Ki-67 and mitoses together.
    AsksGrade,
}

impl Node {
    fn at(place: &Case) -> Self {
        let pathway = recommend(place).answer().pathway();
        if let Some(pathway) = pathway.value() {
            return Self::Pathway(pathway);
        }
        let is_number = |finding: &Finding| matches!(finding, Finding::Ki67 | Finding::Mitoses);
        let asked = pathway.needs().iter().find(|finding| !is_number(finding));
        asked.map_or(Self::AsksGrade, Self::Asks)
    }
}

impl Way {
    /// A question, and all below it.
    fn draw(&self, pen: &mut impl Pen, place: Case) -> fmt::Result {
        match Node::at(&place) {
            Node::Pathway(_) => Ok(()),
            Node::Asks(finding) => self.finding(pen, place, finding),
            Node::AsksGrade => self.grade(pen, &place),
        }
    }

    fn finding(&self, pen: &mut impl Pen, place: Case, finding: Finding) -> fmt::Result {
        let known = self.case.map(|case| Known(case, finding));
        let text = Asked(finding.label(), known);
        let marks = parts(place, finding, Question::Pathway).map(|part| self.mark(&part));
        pen.question(Spot::Place("", place), &text, self.mark(&place).asking(marks))?;
        parts(place, finding, Question::Pathway).try_for_each(|part| {
            let values = part.words(finding);
            pen.edge(Spot::Place("", place), to(part), Some(&values), self.mark(&part))?;
            self.draw(pen, part)
        })
    }

    /// The grade as one question, though two numbers make it.
    fn grade(&self, pen: &mut impl Pen, place: &Case) -> fmt::Result {
        let text = Asked("WHO grade", self.case.map(KnownGrade));
        let here = self.mark(place);
        let known = self.case.map(|case| grades(&case, place));
        let mark = |there: Possible<Grade>| match (known, here) {
            (Some(known), Mark::Taken | Mark::Open) => {
                let all = here == Mark::Taken && known.is_within(there);
                Mark::of(known.and(there).is_some(), all)
            }
            (_, mark) => mark,
        };
        let marks = by_grade(place).map(|(there, _)| mark(there));
        pen.question(Spot::Place("", *place), &text, here.asking(marks))?;
        by_grade(place).try_for_each(|(there, pathway)| {
            let grades = Labels(there);
            pen.edge(Spot::Place("", *place), Spot::Pathway(pathway), Some(&grades), mark(there))
        })
    }

    /// How the case goes past a place: it is there for certain if nothing is left of it elsewhere.
    fn mark(&self, place: &Case) -> Mark {
        self.case.map_or(Mark::Plain, |case| {
            let there = case.merge(place);
            Mark::of(there.is_ok(), there == Ok(case))
        })
    }
}

/// Where an edge to a place leads: a pathway is drawn once.
fn to(place: Case) -> Spot {
    match Node::at(&place) {
        Node::Pathway(pathway) => Spot::Pathway(pathway),
        Node::Asks(_) | Node::AsksGrade => Spot::Place("", place),
    }
}

/// A question, and below it what is known, if a case is drawn.
struct Asked<K>(&'static str, Option<K>);

impl<K: Display> Display for Asked<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}?", self.0)?;
        self.1.as_ref().map_or(Ok(()), |known| write!(f, "\n{known}"))
    }
}
