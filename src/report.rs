//! The report: an answer with the readings it rests on, as it is written and printed.

use crate::{Answer, Case, Reading, Recommendation, Set, readings, recommend};

/// What is told of a case: the recommendation, and the readings it rests on.
///
/// # As JSON
///
/// With the feature `serde` it is written, and never read back. A decision is
/// `{"settled":…,"statements":[…]}` (the grade without statements; a platinum regimen that the patient cannot
/// receive with `"findings":["platinum"]`) or `{"open":[…],"needs":[…]}`. The keys, in this order:
///
/// ```json
/// {"grade": {}, "pathway": {}, "therapies": {"cisplatin_etoposide": {}}, "gaps": [], "readings": [],
///  "divergences": [], "prognosis": null}
/// ```
///
/// ```
/// use nen_pathway::{Case, Differentiation, Report};
///
/// let case = Case::NOT_ASSESSED.with_differentiation(Differentiation::Moderate);
/// let report = Report::new(&case);
/// assert_eq!(report.answer().pathway().possible().to_string(), "verify_pathology or outside_scope");
/// assert_eq!(report.readings().to_string(), "moderate_is_verified");
/// assert!(Report::NOTICE.contains("decides nothing"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Report {
    recommendation: Recommendation,
    readings: Set<Reading>,
}

impl Report {
    /// What every report says of itself.
    pub const NOTICE: &'static str = "This report supports clinicians and decides nothing for them. It \
        states what one unreviewed text says; it is no medical advice and gives no dose.";

    /// Answers a case, and finds the readings the answer rests on.
    pub fn new(case: &Case) -> Self {
        Self { recommendation: recommend(case), readings: readings(case) }
    }

    /// The recommendation, by pathway.
    pub const fn recommendation(&self) -> &Recommendation {
        &self.recommendation
    }

    /// Every decision, and what must be shown beside them.
    pub const fn answer(&self) -> &Answer {
        self.recommendation.answer()
    }

    /// The readings that, taken the other way, change the answer.
    #[must_use]
    pub const fn readings(&self) -> Set<Reading> {
        self.readings
    }
}
