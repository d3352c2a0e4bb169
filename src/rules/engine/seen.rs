//! A case as the engine sees it.

use super::{
    axis::{KI67, MITOSES},
    known::PACKED_ENDS,
};
use crate::{Case, Finding, PackedCase};

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
    /// The bands in which the ranges begin and end, as digits.
    pub(super) ends: u32,
}

/// How many numbers two ranges can have, those that end before they begin among them.
pub(super) const ENDS: usize = {
    let (ki67, mitoses) = (KI67.size, MITOSES.size);
    ki67 * ki67 * mitoses * mitoses
};

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

impl Seen {
    #[inline]
    pub(super) fn new(case: &Case, ends: u32) -> Self {
        Self {
            sites: case.primary_site().bits(),
            livers: case.liver_metastases().bits(),
            differentiations: case.differentiation().bits(),
            ecogs: case.ecog().bits(),
            primary_tumours: case.primary_tumour().bits(),
            chemotherapies: case.chemotherapy().bits(),
            platinums: case.platinum().bits(),
            ends,
        }
    }
}

impl From<&Case> for Seen {
    #[inline]
    fn from(case: &Case) -> Self {
        Self::new(case, ends(case))
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
            ends: u32::from(PACKED_ENDS[case.graded()]),
        }
    }
}

/// Four numbers are compared at a time.
#[inline]
pub(super) fn ends(case: &Case) -> u32 {
    const TOPS: [[u32; 4]; 4] = [
        [299, 299, 199, 199],
        [999, 999, 2_000, 2_000],
        [1_999, 1_999, u16::MAX as u32, u16::MAX as u32],
        [2_000, 2_000, u16::MAX as u32, u16::MAX as u32],
    ];
    const WEIGHTS: [u32; 4] = [1, 5, 25, 75];
    let (ki67, mitoses) = (case.ki67(), case.mitoses());
    let ends = [ki67.lowest().0, ki67.highest().0, mitoses.lowest().0, mitoses.highest().0];
    let mut bands = [0_u32; 4];
    for tops in TOPS {
        for ((band, end), top) in bands.iter_mut().zip(ends).zip(tops) {
            *band += u32::from(end > top);
        }
    }
    let mut place = 0;
    for (band, weight) in bands.into_iter().zip(WEIGHTS) {
        place += band * weight;
    }
    place
}

/// The sets of bands of Ki-67 and of mitoses between two ends, a bit each, if they end after they begin.
pub(super) const fn bands(ends: usize) -> Option<(usize, usize)> {
    let (mitoses, ki67) = (ends / 25, ends % 25);
    let (from, to, first, last) = (ki67 % 5, ki67 / 5, mitoses % 3, mitoses / 3);
    if from <= to && first <= last {
        Some(((2 << to) - (1 << from), (2 << last) - (1 << first)))
    } else {
        None
    }
}
