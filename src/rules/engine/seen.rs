//! A case as the engine sees it.

use super::found::RANGE_PLACES;
use crate::{Finding, PackedCase};

/// The possible values of a case, a bit each; the ranges of Ki-67 and mitoses as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) sites: u8,
    pub(super) livers: u8,
    pub(super) differentiations: u8,
    pub(super) ecogs: u8,
    pub(super) primary_tumours: u8,
    pub(super) chemotherapies: u8,
    pub(super) platinums: u8,
    /// The place of the two ranges in the tables.
    pub(super) ranges: u8,
}

impl Seen {
    /// The values of a finding, a bit each; none for Ki-67 and mitoses.
    pub(super) const fn of(self, finding: Finding) -> u8 {
        match finding {
            Finding::PrimarySite => self.sites,
            Finding::LiverMetastases => self.livers,
            Finding::Differentiation => self.differentiations,
            Finding::Ecog => self.ecogs,
            Finding::PrimaryTumour => self.primary_tumours,
            Finding::Chemotherapy => self.chemotherapies,
            Finding::Platinum => self.platinums,
            Finding::Ki67 | Finding::Mitoses => 0,
        }
    }
}

impl From<PackedCase> for Seen {
    #[inline]
    fn from(case: PackedCase) -> Self {
        let of = |finding| case.cells(finding);
        Self {
            sites: of(Finding::PrimarySite),
            livers: of(Finding::LiverMetastases),
            differentiations: of(Finding::Differentiation),
            ecogs: of(Finding::Ecog),
            primary_tumours: of(Finding::PrimaryTumour),
            chemotherapies: of(Finding::Chemotherapy),
            platinums: of(Finding::Platinum),
            ranges: RANGE_PLACES[case.part(Finding::Ki67, Finding::Mitoses)],
        }
    }
}
