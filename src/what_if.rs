//! What would change an answer.

use core::fmt::Display;

use crate::{Case, Finding, Outcome, Question, Set, recommend};

/// Every smallest change that alters a decision of a complete case.
///
/// A change moves some findings to other cells (a finding's values; for Ki-67 and mitoses the bands `<3%`,
/// `3-9.99%`, `10-19.99%`, `20%`, `>20%` and `<2/2mm2`, `2-20/2mm2`, `>20/2mm2`). All changes of the smallest
/// number of findings for which there is one are given, ordered by the findings they set, then by their
/// cells.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::SigmoidColon)
///     .with_liver_metastases(LiverMetastases::Multiple)
///     .with_differentiation(Differentiation::Poor)
///     .with_ki67("90%".parse()?)
///     .with_mitoses("45/2mm2".parse()?)
///     .with_ecog(Ecog::One)
///     .with_primary_tumour(PrimaryTumour::Uncomplicated)
///     .with_chemotherapy(Chemotherapy::NotStarted)
///     .with_platinum(Platinum::Either);
///
/// // What keeps this patient out of the other pathway?
/// let what_if = what_if(&case, Question::Pathway)?;
/// let changes: Vec<String> = what_if.changes()
///     .map(|change| format!("{} {}", change.told(), change.outcome()))
///     .collect();
/// assert_eq!(what_if.from(), Outcome::Pathway(Pathway::Nec));
/// assert!(changes.contains(&"differentiation well net_g3".to_owned()));
/// assert!(changes.contains(&"liver_metastases absent outside_scope".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Some finding is not within one cell: see [`NotComplete`]. For such a case there is
/// [`ask`](crate::ask).
pub fn what_if(case: &Case, question: Question) -> Result<WhatIf, NotComplete> {
    let within = |finding: &Finding| case.bands(*finding).is_power_of_two();
    let open: Set<Finding> = Finding::ALL.iter().copied().filter(|it| !within(it)).collect();
    match recommend(case).answer().outcome(question) {
        Some(from) if open.is_empty() => Ok(WhatIf { case: *case, question, from }),
        Some(_) | None => Err(NotComplete { findings: open }),
    }
}

/// A case that is not complete.
///
/// ```
/// use nen_pathway::*;
///
/// let error = what_if(&Case::NOT_ASSESSED.with_ki67("5-15%".parse()?), Question::Grade).unwrap_err();
/// assert!(error.findings().contains(Finding::Ki67));
/// # Ok::<(), RangeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not within one cell: {findings}; accepted: {}", Self::ACCEPTED)]
pub struct NotComplete {
    findings: Set<Finding>,
}

impl NotComplete {
    /// What is accepted.
    pub const ACCEPTED: &str = "one value of each finding, Ki-67 within `<3%`, `3-9.99%`, `10-19.99%`, `20%` \
        or `>20%`, mitoses within `<2/2mm2`, `2-20/2mm2` or `>20/2mm2`";

    /// The findings that are not within one cell.
    #[must_use]
    pub const fn findings(&self) -> Set<Finding> {
        self.findings
    }
}

/// A decision of a complete case, and what would change it.
///
/// # As JSON
///
/// With the feature `serde` it is written, and never read back. A change names the cells that are set, ECOG as a
/// number:
///
/// ```json
/// {"from": "nec", "changes": [{"set": {"differentiation": "well", "ki67": "<3%", "ecog": 0}, "to": "net"}]}
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct WhatIf {
    case: Case,
    question: Question,
    from: Outcome,
}

impl WhatIf {
    /// The case.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// The decision.
    #[must_use]
    pub const fn question(&self) -> Question {
        self.question
    }

    /// How the decision is now.
    #[must_use]
    pub const fn from(&self) -> Outcome {
        self.from
    }

    /// Every smallest change that alters it.
    pub fn changes(&self) -> impl Iterator<Item = Change> + use<> {
        let this = *self;
        let size = (1..=COUNT).find(|size| sets(*size).any(|set| this.is_open(set)));
        let open = size.into_iter().flat_map(sets).filter(move |set| this.is_open(*set));
        open.flat_map(move |set| this.moves(set)).filter_map(move |(findings, case)| {
            let outcome = recommend(&case).answer().outcome(this.question)?;
            (outcome != this.from).then_some(Change { findings, case, outcome })
        })
    }

    /// Whether the decision may be another when these findings are forgotten.
    fn is_open(&self, findings: Set<Finding>) -> bool {
        let forgotten = self.case.replacing(findings, &Case::NOT_ASSESSED);
        recommend(&forgotten).answer().outcome(self.question).is_none()
    }

    /// The case with each of these findings moved to each other cell: the last finding first.
    fn moves(self, findings: Set<Finding>) -> impl Iterator<Item = (Set<Finding>, Case)> {
        let others =
            |finding: Finding| Case::NOT_ASSESSED.bands(finding).count_ones().saturating_sub(1);
        let count = findings.iter().map(others).fold(1_u32, u32::saturating_mul);
        (0..count).map(move |number| {
            let last_first = findings.iter().rev();
            let (case, _) = last_first.fold((self.case, number), |(case, number), finding| {
                let others = others(finding);
                let place = number.checked_rem(others).unwrap_or(0);
                let now = self.case.bands(finding).trailing_zeros();
                let cell = 1_u8.wrapping_shl(place.saturating_add(u32::from(place >= now)));
                let moved = case.replacing(finding, &Case::NOT_ASSESSED).within(finding, cell);
                (moved, number.checked_div(others).unwrap_or(0))
            });
            (findings, case)
        })
    }
}

const COUNT: u32 = 9;

/// The sets of so many findings, in the order of their findings.
fn sets(size: u32) -> impl Iterator<Item = Set<Finding>> {
    // With the first finding as the highest bit, falling numbers are sets in the order of their findings.
    let numbers = (0..1_u16.wrapping_shl(COUNT)).rev();
    numbers.filter(move |number| number.count_ones() == size).map(|number| {
        let member = |finding: &Finding| {
            let place = COUNT.saturating_sub(1).saturating_sub(finding.place());
            number.wrapping_shr(place) & 1 != 0
        };
        Finding::ALL.iter().copied().filter(member).collect()
    })
}

/// A smallest change that alters a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Change {
    findings: Set<Finding>,
    case: Case,
    outcome: Outcome,
}

impl Change {
    /// The findings that are moved.
    #[must_use]
    pub const fn findings(&self) -> Set<Finding> {
        self.findings
    }

    /// The case after the change.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// How the decision is then.
    #[must_use]
    pub const fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The findings with their new cells, as text: `differentiation well, ki67 <3%`.
    #[must_use]
    pub fn told(&self) -> impl Display + use<> {
        Case::NOT_ASSESSED.replacing(self.findings, &self.case)
    }
}
