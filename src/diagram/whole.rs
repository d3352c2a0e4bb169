//! The questions that lead to a pathway, and below them the pathways.

use core::fmt::{self, Display};

use super::{
    Spot,
    cohort::{Cohort, Count, Going},
    leaf::{Answered, Known, KnownGrade, Labels, Summary, by_grade, grades},
    open,
    pen::{Mark, Pen},
};
use crate::{Case, Finding, Grade, Label, Pathway, Possible, Question, recommend, rules::parts};

/// The drawing for everybody, or with the way of one case marked.
pub(super) fn draw(pen: &mut impl Pen, case: Option<Case>) -> fmt::Result {
    Way { case, cohort: None }.draw(pen, Case::NOT_ASSESSED)?;
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
            None => pen.leaf(Spot::Pathway(*pathway), &Summary(*pathway, open, None), mark),
        }
    })
}

/// The drawing with the number of cases on every way.
pub(super) fn draw_cohort(pen: &mut impl Pen, cohort: Cohort<'_>) -> fmt::Result {
    Way { case: None, cohort: Some(cohort) }.draw(pen, Case::NOT_ASSESSED)?;
    cohort.on_pathways().try_for_each(|(pathway, count)| {
        let told = Summary(pathway, Case::NOT_ASSESSED, Some(count));
        pen.leaf(Spot::Pathway(pathway), &told, Mark::Plain)
    })
}

/// The questions, and whose way through them is marked or counted.
struct Way<'c> {
    case: Option<Case>,
    cohort: Option<Cohort<'c>>,
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

impl Way<'_> {
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
        let ways = || parts(place, finding, Question::Pathway);
        let count =
            self.cohort.map(|cohort| cohort.at(&place).going(ways().map(|part| cohort.at(&part))));
        let text = Asked(finding.label(), known, count);
        let marks = ways().map(|part| self.mark(&part));
        pen.question(Spot::Place("", place), &text, self.mark(&place).asking(marks))?;
        ways().try_for_each(|part| {
            let to = to(part);
            // A question tells how many come to it.
            let counted = self.cohort.filter(|_| matches!(to, Spot::Pathway(_)));
            let values = Values(part.words(finding), counted.map(|cohort| cohort.at(&part)));
            pen.edge(Spot::Place("", place), to, Some(&values), self.mark(&part))?;
            self.draw(pen, part)
        })
    }

    /// The grade as one question, though two numbers make it.
    fn grade(&self, pen: &mut impl Pen, place: &Case) -> fmt::Result {
        let count = self.cohort.map(|cohort| {
            let ways = by_grade(place).map(|(there, _)| cohort.graded(place, there));
            cohort.at(place).going(ways)
        });
        let text = Asked("WHO grade", self.case.map(KnownGrade), count);
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
            let count = self.cohort.map(|cohort| cohort.graded(place, there));
            let grades = Values(Labels(there), count);
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

/// A question, and below it what is known, or how many are asked.
struct Asked<K>(&'static str, Option<K>, Option<Going>);

impl<K: Display> Display for Asked<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(question, known, count) = self;
        write!(f, "{question}?")?;
        known.as_ref().map_or(Ok(()), |known| write!(f, "\n{known}"))?;
        count.map_or(Ok(()), |count| write!(f, "\n{count}"))
    }
}

/// What leads on from a question, and how many go there.
struct Values<V>(V, Option<Count>);

impl<V: Display> Display for Values<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(values, count) = self;
        write!(f, "{values}")?;
        count.map_or(Ok(()), |count| write!(f, "\nn = {count}"))
    }
}
