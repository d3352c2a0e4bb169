//! Two reports of one patient.

use core::fmt::{self, Display};

use crate::{Case, Finding, Set};

impl Case {
    /// Two reports of one patient as one case: what is possible in both.
    ///
    /// ```
    /// use nen_pathway::{Case, Ecog, Finding, PrimarySite};
    ///
    /// let letter = Case::NOT_ASSESSED.with_ecog(Ecog::Zero | Ecog::One);
    /// let clinic = Case::NOT_ASSESSED.with_ecog(Ecog::One).with_primary_site(PrimarySite::SigmoidColon);
    /// assert_eq!(letter.merge(&clinic)?.to_string(), "primary_site sigmoid_colon, ecog 1");
    ///
    /// let error = letter.merge(&Case::NOT_ASSESSED.with_ecog(Ecog::Three)).unwrap_err();
    /// assert!(error.findings().contains(Finding::Ecog));
    /// assert_eq!(error.to_string(), "the reports contradict each other: ecog 0 or 1 against ecog 3");
    /// # Ok::<(), nen_pathway::Contradiction>(())
    /// ```
    ///
    /// # Errors
    /// Some finding has no value that both allow.
    pub fn merge(&self, other: &Self) -> Result<Self, Contradiction> {
        let both = || {
            let both = Self::NOT_ASSESSED
                .with_primary_site(self.primary_site().and(other.primary_site())?)
                .with_liver_metastases(self.liver_metastases().and(other.liver_metastases())?)
                .with_differentiation(self.differentiation().and(other.differentiation())?)
                .with_ki67(self.ki67().and(other.ki67())?)
                .with_mitoses(self.mitoses().and(other.mitoses())?)
                .with_ecog(self.ecog().and(other.ecog())?)
                .with_primary_tumour(self.primary_tumour().and(other.primary_tumour())?)
                .with_chemotherapy(self.chemotherapy().and(other.chemotherapy())?)
                .with_platinum(self.platinum().and(other.platinum())?);
            Some(both)
        };
        both().ok_or(Contradiction { one: *self, other: *other })
    }

    /// The same case with what another says of these findings; [`Case::NOT_ASSESSED`] forgets them.
    ///
    /// ```
    /// use nen_pathway::{Case, Ecog, Finding};
    ///
    /// let old = Case::NOT_ASSESSED.with_ecog(Ecog::Zero);
    /// let new = Case::NOT_ASSESSED.with_ecog(Ecog::Two);
    /// let error = old.merge(&new).unwrap_err();
    /// // The newer report counts where the two contradict each other.
    /// assert_eq!(old.replacing(error.findings(), &new).merge(&new), Ok(new));
    /// assert_eq!(old.replacing(Finding::Ecog, &Case::NOT_ASSESSED), Case::NOT_ASSESSED);
    /// ```
    pub fn replacing(&self, findings: impl Into<Set<Finding>>, other: &Self) -> Self {
        findings.into().iter().fold(*self, |case, finding| case.with(finding, other))
    }
}

/// Two reports of one patient that cannot both be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contradiction {
    one: Case,
    other: Case,
}

impl Contradiction {
    /// The findings that contradict each other.
    #[must_use]
    pub fn findings(&self) -> Set<Finding> {
        let agree = |finding: &Finding| {
            let alone = |case: &Case| Case::NOT_ASSESSED.with(*finding, case);
            alone(&self.one).merge(&alone(&self.other)).is_ok()
        };
        Finding::ALL.iter().copied().filter(|finding| !agree(finding)).collect()
    }

    /// The two reports, as they were merged.
    pub const fn reports(&self) -> [Case; 2] {
        [self.one, self.other]
    }
}

impl core::error::Error for Contradiction {}

impl Display for Contradiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the reports contradict each other: ")?;
        self.findings().iter().enumerate().try_for_each(|(place, finding)| {
            let (one, other) = (self.one.told(finding), self.other.told(finding));
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{finding} {one} against {finding} {other}")
        })
    }
}
