//! The cells: how the values of several findings are laid out as the bits of a word.

use crate::{
    Chemotherapy, Differentiation, Ecog, Finding, LiverMetastases, Platinum, PrimarySite,
    PrimaryTumour,
    cells::{Ki67Band, MitosesBand},
    rules::Findings,
};

/// A finding as one digit of the number of a cell.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    pub(super) finding: Finding,
    /// The distance between cells that differ by one in this digit.
    pub(super) stride: usize,
    /// How many values the digit has.
    pub(super) size: usize,
}

impl Axis {
    /// The next digit of a number whose lower digits end with `below`.
    const fn above(below: Self, finding: Finding, size: usize) -> Self {
        Self { finding, stride: below.stride * below.size, size }
    }

    const fn lowest(finding: Finding, size: usize) -> Self {
        Self { finding, stride: 1, size }
    }

    pub(super) const fn value(self, cell: usize) -> usize {
        cell / self.stride % self.size
    }

    /// For each set of values, one bit each: the cells of `all` whose digit is in the set.
    pub(super) const fn sets<const SETS: usize>(self, all: usize) -> [u64; SETS] {
        let mut sets = [0; SETS];
        let mut set = 0;
        while set < SETS {
            let mut cell = 0;
            while cell < all {
                if set >> self.value(cell) & 1 != 0 {
                    sets[set] |= 1 << cell;
                }
                cell += 1;
            }
            set += 1;
        }
        sets
    }
}

/// What a therapy asks within a class: liver and site within scope, chemotherapy, bands of ECOG.
pub(super) const LIVER: Axis = Axis::lowest(Finding::LiverMetastases, 2);
pub(super) const SITE: Axis = Axis::above(LIVER, Finding::PrimarySite, 2);
pub(super) const CHEMOTHERAPY: Axis = Axis::above(SITE, Finding::Chemotherapy, 4);
pub(super) const ECOG: Axis = Axis::above(CHEMOTHERAPY, Finding::Ecog, 3);
pub(super) const INNER_CELLS: usize = ECOG.stride * ECOG.size;

/// What the pathway asks within scope: bands of mitoses and Ki-67, which grade, and differentiation.
pub(super) const MITOSES: Axis = Axis::lowest(Finding::Mitoses, 3);
pub(super) const KI67: Axis = Axis::above(MITOSES, Finding::Ki67, 5);
pub(super) const DIFFERENTIATION: Axis = Axis::above(KI67, Finding::Differentiation, 4);
pub(super) const PATHOLOGY_CELLS: usize = DIFFERENTIATION.stride * DIFFERENTIATION.size;

/// The findings of an inner cell; no rule tells ECOG 0 from 1, or 3 from 4.
const fn inner_findings(cell: usize) -> Findings {
    const BANDS: [Ecog; 3] = [Ecog::One, Ecog::Two, Ecog::Three];
    const SITES: [PrimarySite; 2] = [PrimarySite::SigmoidColon, PrimarySite::OtherColorectal];
    const LIVERS: [LiverMetastases; 2] = [LiverMetastases::Solitary, LiverMetastases::Multiple];
    Findings {
        primary_site: SITES[SITE.value(cell)],
        liver_metastases: LIVERS[LIVER.value(cell)],
        chemotherapy: Chemotherapy::ALL[CHEMOTHERAPY.value(cell)],
        ecog: BANDS[ECOG.value(cell)],
        ..TYPICAL
    }
}

/// The findings of each inner cell.
pub(super) const INNER_FINDINGS: &[Findings; INNER_CELLS] = &{
    let (mut all, mut cell) = ([TYPICAL; INNER_CELLS], 0);
    while cell < INNER_CELLS {
        all[cell] = inner_findings(cell);
        cell += 1;
    }
    all
};

/// The findings of a cell of pathology.
pub(super) const fn pathology_findings(cell: usize) -> Findings {
    Findings {
        differentiation: Differentiation::ALL[DIFFERENTIATION.value(cell)],
        ki67: Ki67Band::ALL[KI67.value(cell)],
        mitoses: MitosesBand::ALL[MITOSES.value(cell)],
        ..TYPICAL
    }
}

/// Findings to start from where a question leaves some open: a NEC within scope.
pub(super) const TYPICAL: Findings = Findings {
    primary_site: PrimarySite::SigmoidColon,
    liver_metastases: LiverMetastases::Multiple,
    differentiation: Differentiation::Poor,
    ki67: Ki67Band::Above20,
    mitoses: MitosesBand::Above20,
    ecog: Ecog::One,
    primary_tumour: PrimaryTumour::Uncomplicated,
    chemotherapy: Chemotherapy::NotStarted,
    platinum: Platinum::Either,
};
