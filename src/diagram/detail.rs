//! One pathway in detail: for each therapy a tree of questions, down to what is said and what it rests on.

use core::fmt::{self, Display};

use super::{
    Spot,
    grounds::Grounds,
    leaf::{Named, Stands, typical},
    pen::{Mark, Pen},
};
use crate::{
    Case, Decision, Finding, Label, Pathway, Set, Standing, Therapy, explain::Cited, recommend,
};

pub(super) fn draw(pen: &mut impl Pen, pathway: Pathway) -> fmt::Result {
    let place = typical(pathway);
    let root = Spot::Pathway(pathway);
    let statements = recommend(&place).answer().pathway().statements();
    pen.leaf(root, &format_args!("{}{}", pathway.label(), Cited(statements)), Mark::Plain)?;
    let relevant = Relevant::of(place);
    for therapies in Therapy::groups(|one, other| relevant.alike(one, other)) {
        let Some(therapy) = therapies.iter().next() else { continue };
        let tree = Tree { therapy, relevant: relevant.to(therapy) };
        let head = Spot::Head(therapy);
        pen.edge(root, head, None, Mark::Plain)?;
        pen.leaf(head, &Named(therapies, None), Mark::Plain)?;
        pen.edge(head, tree.spot(place), None, Mark::Plain)?;
        tree.draw(pen, place)?;
    }
    Ok(())
}

fn told(case: &Case, therapy: Therapy) -> Decision<Standing> {
    recommend(case).answer().therapy(therapy)
}

/// A place, and for each therapy the findings that change what is told of it somewhere there.
struct Relevant {
    place: Case,
    findings: [Set<Finding>; Therapy::ALL.len()],
}

impl Relevant {
    fn of(place: Case) -> Self {
        let mut findings = [Set::EMPTY; Therapy::ALL.len()];
        for finding in Finding::ALL.iter().copied() {
            let others = Finding::ALL.iter().copied().filter(|it| *it != finding).collect();
            for case in place.complete_cells(others) {
                let here = *recommend(&case).answer();
                for moved in case.replacing(finding, &place).single_cells(finding) {
                    let there = *recommend(&moved).answer();
                    for (therapy, relevant) in Therapy::ALL.iter().zip(&mut findings) {
                        if here.therapy(*therapy) != there.therapy(*therapy) {
                            relevant.extend([finding]);
                        }
                    }
                }
            }
        }
        Self { place, findings }
    }

    fn to(&self, therapy: Therapy) -> Set<Finding> {
        let all = Therapy::ALL.iter().zip(self.findings);
        all.filter(|(it, _)| **it == therapy).fold(Set::EMPTY, |_, (_, findings)| findings)
    }

    /// Whether two therapies are told alike everywhere in the place.
    fn alike(&self, one: Therapy, other: Therapy) -> bool {
        let findings = self.to(one);
        findings == self.to(other)
            && self
                .place
                .complete_cells(findings)
                .all(|case| told(&case, one) == told(&case, other))
    }
}

/// The questions about one therapy.
struct Tree {
    therapy: Therapy,
    relevant: Set<Finding>,
}

impl Tree {
    fn draw(&self, pen: &mut impl Pen, place: Case) -> fmt::Result {
        let Some(finding) = self.question(place) else {
            return pen.leaf(self.spot(place), &Ending(place, self.therapy), Mark::Plain);
        };
        let asked = format_args!("{}?", finding.abbreviation());
        pen.question(self.spot(place), &asked, Mark::Plain)?;
        self.parts(place, finding).try_for_each(|part| {
            let values = part.words(finding);
            pen.edge(self.spot(place), self.spot(part), Some(&values), Mark::Plain)?;
            self.draw(pen, part)
        })
    }

    /// The question that leaves the fewest parts open; among equals the one with the fewest parts. None where the
    /// same is told everywhere.
    fn question(&self, place: Case) -> Option<Finding> {
        let splits = self.relevant.iter().map(|finding| {
            let parts = || self.parts(place, finding);
            let open = parts().filter(|part| !self.is_settled(*part)).count();
            (finding, parts().count(), open)
        });
        let splits = splits.filter(|(_, parts, _)| *parts > 1);
        splits.min_by_key(|(_, parts, open)| (*open, *parts)).map(|(finding, ..)| finding)
    }

    fn is_settled(&self, place: Case) -> bool {
        let mut told = place.complete_cells(self.relevant).map(|case| told(&case, self.therapy));
        let first = told.next();
        told.all(|it| Some(it) == first)
    }

    /// The parts of a place, by the values of a finding that are told alike.
    fn parts(&self, place: Case, finding: Finding) -> impl Iterator<Item = Case> {
        let others: Set<Finding> = self.relevant.iter().filter(|it| *it != finding).collect();
        let therapy = self.therapy;
        let mut left = place.bands(finding);
        core::iter::from_fn(move || {
            let first = left & left.wrapping_neg();
            let alike = |cell: u8| {
                let of = |cell: u8| place.within(finding, cell).complete_cells(others);
                of(first).zip(of(cell)).all(|(one, two)| told(&one, therapy) == told(&two, therapy))
            };
            let each = (0..u8::BITS).map(|bit| 1_u8.wrapping_shl(bit) & left);
            let part =
                each.filter(|cell| *cell != 0 && alike(*cell)).fold(0, |all, cell| all | cell);
            left &= !part;
            (part != 0).then(|| place.within(finding, part))
        })
    }

    fn spot(&self, place: Case) -> Spot {
        Spot::Place(self.therapy.as_str(), place)
    }
}

/// What is told at the end of a tree.
struct Ending(Case, Therapy);

impl Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(case) = self.0.complete_cells(Set::EMPTY).next() else { return Ok(()) };
        let decision = told(&case, self.1);
        let Some(standing) = decision.value() else { return Ok(()) };
        write!(f, "{}{}", Stands(self.1, standing), Grounds::of(&decision))
    }
}
