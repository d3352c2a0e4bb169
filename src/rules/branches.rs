//! A case split into the cases that settle a decision: on what it still depends.

use crate::{Answer, Case, Finding, Outcome, Question, Set, recommend};

/// Splits a case into cases that settle one decision, each with how it turns out.
///
/// They do not overlap, together they are the case, and each is as wide as its branch allows: what it
/// knows more than the case is the condition for its outcome. A decision that is settled has one branch,
/// the case itself.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::SigmoidColon)
///     .with_liver_metastases(LiverMetastases::Multiple)
///     .with_differentiation(Differentiation::Poor)
///     .with_ki67("90%".parse()?)
///     .with_platinum(Platinum::Either);
///
/// let conditions: Vec<String> = branches(&case, Question::Standing(Therapy::CisplatinEtoposide))
///     .map(|branch| {
///         let known = branch.conditions().iter().map(|finding| branch.case().told(finding).to_string());
///         format!("{} if {}", branch.outcome(), known.collect::<Vec<_>>().join(" and "))
///     })
///     .collect();
/// assert_eq!(conditions, [
///     "recommended if 0 or 1 or 2 and not_started or under_way",
///     "consider if 3 or 4 and not_started or under_way",
///     "not_addressed if indolent_after or progressed_after",
/// ]);
/// # Ok::<(), nen_pathway::RangeError>(())
/// ```
pub fn branches(case: &Case, question: Question) -> impl Iterator<Item = Branch> + use<> {
    let whole = *case;
    Branches { question, next: Some(whole), splits: [None; Finding::ALL.len()] }
        .map(move |(case, outcome)| Branch { whole, case, outcome })
}

/// The parts of a case that a decision tells apart along one finding.
pub(crate) fn parts(
    case: Case,
    finding: Finding,
    question: Question,
) -> impl Iterator<Item = Case> + use<> {
    let mut split = Split::new(case, finding);
    core::iter::from_fn(move || split.next_part(question))
}

/// A part of a case on which a decision is settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Branch {
    whole: Case,
    case: Case,
    outcome: Outcome,
}

impl Branch {
    /// The part of the case.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// How the decision turns out in it.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The findings of which the branch knows more than the whole case: the conditions for its outcome.
    #[must_use]
    pub fn conditions(&self) -> Set<Finding> {
        self.whole.differing(&self.case)
    }
}

struct Branches {
    question: Question,
    /// The whole case, before the first branch.
    next: Option<Case>,
    /// The splits on the way to the branch that comes next, outermost first.
    splits: [Option<Split>; Finding::ALL.len()],
}

/// A case that is being split along one finding.
#[derive(Debug, Clone, Copy)]
struct Split {
    case: Case,
    finding: Finding,
    /// The values, or bands, that are still to come, one bit each.
    left: u8,
}

impl Iterator for Branches {
    type Item = (Case, Outcome);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let case = match self.next.take() {
                Some(whole) => whole,
                None => self.next_part()?,
            };
            let answer = *recommend(&case).answer();
            match answer.outcome(self.question) {
                Some(outcome) => return Some((case, outcome)),
                None => self.split(&answer),
            }
        }
    }
}

impl Branches {
    /// The next part of the innermost split that has one.
    fn next_part(&mut self) -> Option<Case> {
        let question = self.question;
        self.splits.iter_mut().rev().find_map(|slot| {
            let part = slot.as_mut()?.next_part(question);
            if part.is_none() {
                *slot = None;
            }
            part
        })
    }

    /// Splits along the finding whose parts have, in the mean, the least left to ask. A case is never
    /// split twice along one finding, so that there is always a free place.
    fn split(&mut self, answer: &Answer) {
        let question = self.question;
        let rest = |split: &Split| {
            let mut split = *split;
            let parts = core::iter::from_fn(|| split.next_part(question));
            let needs = parts.map(|part| recommend(&part).answer().needs_for(question).len());
            let (sum, parts) = needs.fold((0_usize, 0_usize), |(sum, parts), needs| {
                (sum.saturating_add(needs), parts.saturating_add(1))
            });
            // A finding has at most six parts, so that sixtieths of the mean are exact.
            sum.saturating_mul(60).checked_div(parts)
        };
        let splits =
            answer.needs_for(question).iter().map(|finding| Split::new(*answer.case(), finding));
        let best = splits.min_by_key(rest);
        if let Some(free) = self.splits.iter_mut().find(|slot| slot.is_none()) {
            *free = best;
        }
    }
}

impl Split {
    fn new(case: Case, finding: Finding) -> Self {
        Self { case, finding, left: case.bands(finding) }
    }

    /// The next values along the finding that the decision does not tell apart.
    fn next_part(&mut self, question: Question) -> Option<Case> {
        let first = self.left & self.left.wrapping_neg();
        let alike = |other: u8| {
            let both = self.case.within(self.finding, first | other);
            !recommend(&both).answer().needs_for(question).contains(self.finding)
        };
        let others = (0..u8::BITS).map(|place| 1_u8.wrapping_shl(place) & self.left);
        let others = others.filter(|other| *other != 0);
        let part = match self.finding {
            // A range has no holes.
            Finding::Ki67 | Finding::Mitoses => {
                others.take_while(|other| alike(*other)).fold(0, or)
            }
            Finding::PrimarySite
            | Finding::LiverMetastases
            | Finding::Differentiation
            | Finding::Ecog
            | Finding::PrimaryTumour
            | Finding::Chemotherapy
            | Finding::Platinum => others.filter(|other| alike(*other)).fold(0, or),
        };
        self.left &= !part;
        (part != 0).then(|| self.case.within(self.finding, part))
    }
}

const fn or(all: u8, bit: u8) -> u8 {
    all | bit
}
