//! A case split into the cases that settle a decision: on what it still depends.

use crate::{Answer, Case, Finding, Question, Value, recommend};

/// Splits a case into cases that settle one decision, each with its value.
///
/// They do not overlap, together they are the case, and each is as wide as its branch allows: what it
/// knows more than the case is the condition for its value. A decision that is settled has one branch,
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
///     .map(|(branch, value)| {
///         let (doublet, ecog) = (branch.chemotherapy(), branch.ecog());
///         format!("{value} if {doublet}, ECOG {ecog}")
///     })
///     .collect();
/// assert_eq!(conditions, [
///     "recommended if not_started or under_way, ECOG 0 or 1 or 2",
///     "consider if not_started or under_way, ECOG 3 or 4",
///     "not_addressed if indolent_after or progressed_after, ECOG 0 or 1 or 2 or 3 or 4",
/// ]);
/// # Ok::<(), nen_pathway::RangeError>(())
/// ```
pub fn branches(case: &Case, question: Question) -> impl Iterator<Item = (Case, Value)> + use<> {
    Branches { question, whole: Some(*case), splits: [None; Finding::ALL.len()] }
}

struct Branches {
    question: Question,
    /// The case, before the first branch.
    whole: Option<Case>,
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
    type Item = (Case, Value);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let case = match self.whole.take() {
                Some(whole) => whole,
                None => self.next_part()?,
            };
            let answer = *recommend(&case).answer();
            match self.question.value(&answer) {
                Some(value) => return Some((case, value)),
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
            let needs = parts.map(|part| question.needs(recommend(&part).answer()).len());
            let (sum, parts) = needs.fold((0_u32, 0_u32), |(sum, parts), needs| {
                (sum.saturating_add(needs), parts.saturating_add(1))
            });
            // A finding has at most six parts, so that sixtieths of the mean are exact.
            sum.saturating_mul(60).checked_div(parts)
        };
        let splits =
            question.needs(answer).iter().map(|finding| Split::new(*answer.case(), finding));
        let best = splits.min_by_key(rest);
        if let Some(free) = self.splits.iter_mut().find(|slot| slot.is_none()) {
            *free = best;
        }
    }
}

impl Split {
    fn new(case: Case, finding: Finding) -> Self {
        Self { case, finding, left: case.cells(finding) }
    }

    /// The next values along the finding that the decision does not tell apart.
    fn next_part(&mut self, question: Question) -> Option<Case> {
        let first = self.left & self.left.wrapping_neg();
        let alike = |other: u8| {
            let both = self.case.within(self.finding, first | other);
            !question.needs(recommend(&both).answer()).contains(self.finding)
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
