//! What is open of the therapies below the pathway that a case has reached.

use core::fmt::{self, Display};

use super::{
    Spot,
    grounds::Grounds,
    leaf::Named,
    pen::{Mark, Pen},
};
use crate::{
    Answer, Decision, Finding, Label, Outcome, Pathway, Question, Set, Standing, Therapy, branches,
    label::joined, recommend,
};

/// A question for the therapies of which the same is open for want of the same, and an end for each standing
/// they may have.
pub(super) fn draw(pen: &mut impl Pen, pathway: Pathway, answer: &Answer) -> fmt::Result {
    let alike = |one, other| answer.therapy(one) == answer.therapy(other);
    Therapy::groups(alike).try_for_each(|therapies| {
        let Some(first) = therapies.iter().next() else { return Ok(()) };
        let Decision::Open(open) = answer.therapy(first) else { return Ok(()) };
        let asked = Spot::Open(first);
        pen.edge(Spot::Pathway(pathway), asked, &Named(therapies), Mark::Open)?;
        pen.question(asked, &Missing(open.needs()), Mark::Open)?;
        open.possible().iter().try_for_each(|standing| {
            let end = Spot::MayBe(first, standing);
            let grounds = grounds(answer, therapies, standing);
            pen.edge(asked, end, &"may be", Mark::Open)?;
            pen.leaf(end, &format_args!("{}{}", standing.label(), grounds), Mark::Open)
        })
    })
}

/// What a standing rests on wherever one of the therapies has it.
fn grounds(answer: &Answer, therapies: Set<Therapy>, standing: Standing) -> Grounds {
    let grounds = therapies.iter().flat_map(|therapy| {
        branches(answer.case(), Question::Standing(therapy))
            .filter(|branch| branch.outcome() == Outcome::Standing(standing))
            .map(move |branch| Grounds::of(&recommend(branch.case()).answer().therapy(therapy)))
    });
    grounds.reduce(Grounds::and).unwrap_or(Grounds::NONE)
}

/// The findings that are asked for.
struct Missing(Set<Finding>);

impl Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(f, self.0.iter().map(Finding::abbreviation), ", ")?;
        f.write_str("?")
    }
}
