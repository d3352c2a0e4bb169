//! A finding stated as text.

use core::str::FromStr;

use crate::{Case, Finding, NameError, Possible, RangeError, Vocabulary};

impl Case {
    /// The same case with a finding stated as text: a range for Ki-67 and mitoses, for the others names, and
    /// where several values are possible `|` between them.
    ///
    /// ```
    /// use nen_pathway::{Case, Ecog, Finding};
    ///
    /// let case = Case::NOT_ASSESSED.stating(Finding::Ecog, "0|1")?.stating(Finding::Ki67, ">80%")?;
    /// assert_eq!(case.ecog(), Ecog::Zero | Ecog::One);
    /// assert!(Case::NOT_ASSESSED.stating(Finding::Ki67, "80").is_err(), "the unit is missing");
    /// # Ok::<(), nen_pathway::ValueError>(())
    /// ```
    ///
    /// # Errors
    /// The text is no value of the finding.
    pub fn stating(self, finding: Finding, text: &str) -> Result<Self, ValueError> {
        Ok(match finding {
            Finding::PrimarySite => self.with_primary_site(values(text)?),
            Finding::LiverMetastases => self.with_liver_metastases(values(text)?),
            Finding::Differentiation => self.with_differentiation(values(text)?),
            Finding::Ki67 => self.with_ki67(text.parse()?),
            Finding::Mitoses => self.with_mitoses(text.parse()?),
            Finding::Ecog => self.with_ecog(values(text)?),
            Finding::PrimaryTumour => self.with_primary_tumour(values(text)?),
            Finding::Chemotherapy => self.with_chemotherapy(values(text)?),
            Finding::Platinum => self.with_platinum(values(text)?),
        })
    }
}

/// A text that is no value of its finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// Of a finding that is one of a few values.
    #[error(transparent)]
    Name(#[from] NameError),
    /// Of Ki-67 or mitoses.
    #[error(transparent)]
    Range(#[from] RangeError),
}

/// Values joined by `|`.
fn values<T: Vocabulary + FromStr<Err = NameError>>(text: &str) -> Result<Possible<T>, NameError> {
    let mut values = text.split('|').map(|name| name.parse::<T>().map(Possible::from));
    let first = values.next().unwrap_or_else(|| text.parse::<T>().map(Possible::from))?;
    values.try_fold(first, |all, value| Ok(all | value?))
}
