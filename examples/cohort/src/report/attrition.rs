//! The ways that a case goes, question by question, until it is not known where it goes on.

use nen_pathway::{Answer, Differentiation, Grade, LiverMetastases, Possible, PrimarySite};

/// A way from one question of the pathway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The primary tumour is in another organ: outside the scope.
    Elsewhere,
    /// It is not known whether it is.
    SiteNotKnown,
    /// It is in the colon or the rectum.
    Colorectal,
    /// The liver holds no metastasis: outside the scope.
    LiverFree,
    /// It is not known whether it holds one.
    LiverNotKnown,
    /// It holds one or more.
    LiverMetastases,
    /// A mixed neoplasm: outside the scope.
    Mixed,
    /// Moderately differentiated: verify the pathology.
    Moderate,
    /// The differentiation is not known.
    DifferentiationNotKnown,
    /// Well differentiated.
    Well,
    /// Poorly differentiated.
    Poor,
    /// Well differentiated, G1 or G2: NET.
    WellLow,
    /// Well differentiated, G3: NET G3.
    WellHigh,
    /// Well differentiated, and it is not known whether G3.
    WellNotKnown,
    /// Poorly differentiated, G3: NEC.
    PoorHigh,
    /// Poorly differentiated, G1 or G2: verify the pathology.
    PoorLow,
    /// Poorly differentiated, and it is not known whether G3.
    PoorNotKnown,
}

impl Step {
    pub(super) const ALL: [Self; 17] = [
        Self::Elsewhere,
        Self::SiteNotKnown,
        Self::Colorectal,
        Self::LiverFree,
        Self::LiverNotKnown,
        Self::LiverMetastases,
        Self::Mixed,
        Self::Moderate,
        Self::DifferentiationNotKnown,
        Self::Well,
        Self::Poor,
        Self::WellLow,
        Self::WellHigh,
        Self::WellNotKnown,
        Self::PoorHigh,
        Self::PoorLow,
        Self::PoorNotKnown,
    ];

    /// The question, and the way from it.
    pub(super) const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Elsewhere => ("primary_site", "outside_scope"),
            Self::SiteNotKnown => ("primary_site", "open"),
            Self::Colorectal => ("primary_site", "colorectal"),
            Self::LiverFree => ("liver_metastases", "outside_scope"),
            Self::LiverNotKnown => ("liver_metastases", "open"),
            Self::LiverMetastases => ("liver_metastases", "present"),
            Self::Mixed => ("differentiation", "outside_scope"),
            Self::Moderate => ("differentiation", "verify_pathology"),
            Self::DifferentiationNotKnown => ("differentiation", "open"),
            Self::Well => ("differentiation", "well"),
            Self::WellLow => ("grade_of_well", "net"),
            Self::WellHigh => ("grade_of_well", "net_g3"),
            Self::WellNotKnown => ("grade_of_well", "open"),
            Self::Poor => ("differentiation", "poor"),
            Self::PoorHigh => ("grade_of_poor", "nec"),
            Self::PoorLow => ("grade_of_poor", "verify_pathology"),
            Self::PoorNotKnown => ("grade_of_poor", "open"),
        }
    }

    /// The ways of a case, one from each question that it comes to.
    pub(super) fn of(answer: &Answer) -> Vec<Self> {
        let mut ways = Vec::new();
        Self::go(answer, &mut ways);
        ways
    }

    fn go(answer: &Answer, ways: &mut Vec<Self>) {
        let case = answer.case();
        let (site, liver) = (case.primary_site(), case.liver_metastases());
        ways.push(match (site.contains(PrimarySite::Elsewhere), site.only()) {
            (true, Some(_)) => Self::Elsewhere,
            (true, None) => Self::SiteNotKnown,
            (false, _) => Self::Colorectal,
        });
        if ways.last() != Some(&Self::Colorectal) {
            return;
        }
        ways.push(match (liver.contains(LiverMetastases::Absent), liver.only()) {
            (true, Some(_)) => Self::LiverFree,
            (true, None) => Self::LiverNotKnown,
            (false, _) => Self::LiverMetastases,
        });
        if ways.last() != Some(&Self::LiverMetastases) {
            return;
        }
        let grade = answer.grade().possible();
        let (high, low) = (Possible::from(Grade::G3), Grade::G1 | Grade::G2);
        let graded = |high_way, low_way, open| match () {
            () if grade.is_within(high) => high_way,
            () if grade.is_within(low) => low_way,
            () => open,
        };
        ways.extend(match case.differentiation().only() {
            None => vec![Self::DifferentiationNotKnown],
            Some(Differentiation::Mixed) => vec![Self::Mixed],
            Some(Differentiation::Moderate) => vec![Self::Moderate],
            Some(Differentiation::Well) => {
                vec![Self::Well, graded(Self::WellHigh, Self::WellLow, Self::WellNotKnown)]
            }
            Some(Differentiation::Poor) => {
                vec![Self::Poor, graded(Self::PoorHigh, Self::PoorLow, Self::PoorNotKnown)]
            }
        });
    }
}
