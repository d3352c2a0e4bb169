//! What is open of the therapies below the pathway that a case has reached.

use core::fmt::{self, Display};

use super::{
    Spot,
    grounds::Grounds,
    leaf::{Named, Stands},
    pen::{Mark, Pen},
};
use crate::{
    Answer, Branch, Case, Decision, Finding, Outcome, Pathway, Question, Set, Standing, Therapy,
    branches, label::joined, recommend,
};

/// A question for the therapies of which the same is open for want of the same, and an end for each standing
/// they may have; where one finding decides, with the values that lead there.
pub(super) fn draw(pen: &mut impl Pen, pathway: Pathway, answer: &Answer) -> fmt::Result {
    let alike = |one: Therapy, other: Therapy| {
        let decision = answer.therapy(one);
        let turns_out_alike = |standing: Standing| {
            one.is_palliation(standing) == other.is_palliation(standing)
                && grounds(answer, one, standing) == grounds(answer, other, standing)
                && values(answer, one, standing) == values(answer, other, standing)
        };
        decision == answer.therapy(other) && decision.possible().iter().all(turns_out_alike)
    };
    Therapy::groups(alike).try_for_each(|therapies| {
        let Some(first) = therapies.iter().next() else { return Ok(()) };
        let Decision::Open(open) = answer.therapy(first) else { return Ok(()) };
        let asked = Spot::Open(first);
        pen.edge(Spot::Pathway(pathway), asked, Some(&Named(therapies, None)), Mark::Open)?;
        pen.open(asked, &Needed(open.needs()), &PartlyKnown(answer.case(), open.needs()))?;
        open.possible().iter().try_for_each(|standing| {
            let end = Spot::MayBe(first, standing);
            let (stands, grounds) = (Stands(first, standing), grounds(answer, first, standing));
            if let Some((finding, case)) = values(answer, first, standing) {
                pen.edge(asked, end, Some(&case.words(finding)), Mark::Open)?;
                pen.leaf(end, &format_args!("{stands}{grounds}"), Mark::Open)
            } else {
                pen.edge(asked, end, None, Mark::Open)?;
                pen.leaf(end, &format_args!("may be {stands}{grounds}"), Mark::Open)
            }
        })
    })
}

/// Where one finding alone decides, and the part of the case in which it decides so.
fn values(answer: &Answer, therapy: Therapy, standing: Standing) -> Option<(Finding, Case)> {
    let mut needs = answer.therapy(therapy).needs().iter();
    let (Some(finding), None) = (needs.next(), needs.next()) else { return None };
    let mut parts = ending(answer, therapy, standing);
    let (Some(part), None) = (parts.next(), parts.next()) else { return None };
    Some((finding, *part.case()))
}

/// What a standing of a therapy rests on wherever it has it.
fn grounds(answer: &Answer, therapy: Therapy, standing: Standing) -> Grounds {
    ending(answer, therapy, standing)
        .map(|branch| Grounds::of(&recommend(branch.case()).answer().therapy(therapy)))
        .reduce(Grounds::and)
        .unwrap_or(Grounds::NONE)
}

/// The parts of the case in which a therapy has a standing.
fn ending(answer: &Answer, therapy: Therapy, standing: Standing) -> impl Iterator<Item = Branch> {
    branches(answer.case(), Question::Standing(therapy))
        .filter(move |branch| branch.outcome() == Outcome::Standing(standing))
}

/// The findings that are asked for.
struct Needed(Set<Finding>);

impl Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(f, self.0.iter().map(Finding::abbreviation), ", ")?;
        f.write_str("?")
    }
}

/// What is known of each that is given, on a line of its own.
struct PartlyKnown<'c>(&'c Case, Set<Finding>);

impl Display for PartlyKnown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(case, needs) = *self;
        let mut known = needs.iter().filter(|finding| case.is_assessed(*finding));
        known.try_for_each(|finding| match needs.len() {
            1 => write!(f, "\n{}", case.words(finding)),
            _ => write!(f, "\n{} {}", finding.abbreviation(), case.words(finding)),
        })
    }
}
