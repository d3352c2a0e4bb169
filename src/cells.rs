//! The cells of a case: a finding's values, and the bands in which the pathway reads Ki-67 and mitoses.

use crate::{Case, Finding, Hundredths, Ki67, MitoticRate, Possible, Set, Vocabulary};

/// The bands of the Ki-67 index within which no answer of the pathway changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Ki67Band {
    /// Below 3 %.
    Below3,
    /// From 3 % to below 10 %.
    From3Below10,
    /// From 10 % to below 20 %.
    From10Below20,
    /// Exactly 20 %.
    Exactly20,
    /// Above 20 %.
    Above20,
}

/// The bands of the mitotic rate within which no answer of the pathway changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum MitosesBand {
    /// Below 2.
    Below2,
    /// From 2 to 20, both included.
    From2To20,
    /// Above 20.
    Above20,
}

/// The cells of Ki-67, in hundredths of a percent: the bands, the last cut where published guidance is.
pub(crate) const KI67_CELLS: [(u32, u32); 7] = [
    (0, 299),
    (300, 999),
    (1_000, 1_999),
    (2_000, 2_000),
    (2_001, 5_499),
    (5_500, 5_500),
    (5_501, 10_000),
];

impl Ki67Band {
    /// In their order.
    pub(crate) const ALL: [Self; 5] =
        [Self::Below3, Self::From3Below10, Self::From10Below20, Self::Exactly20, Self::Above20];

    /// The lowest and the highest hundredths of a percent of each.
    const BOUNDS: [(u32, u32); 5] = {
        let [one, two, three, four, (above_20, _), _, (_, highest)] = KI67_CELLS;
        [one, two, three, four, (above_20, highest)]
    };
}

impl MitosesBand {
    /// In their order.
    pub(crate) const ALL: [Self; 3] = [Self::Below2, Self::From2To20, Self::Above20];

    /// The lowest and the highest hundredths per 2 mm² of each.
    pub(crate) const BOUNDS: [(u32, u32); 3] = [(0, 199), (200, 2_000), (2_001, 60_000)];
}

impl Case {
    /// The possible values of a finding, or the bands it reaches into: one bit each, in their order.
    pub(crate) fn bands(&self, finding: Finding) -> u8 {
        let cells = self.packed().cells(finding);
        if matches!(finding, Finding::Ki67) { ki67_bands(cells) } else { cells }
    }

    /// The case with each of its cells of a finding alone.
    pub(crate) fn single_cells(self, finding: Finding) -> impl Iterator<Item = Self> + use<> {
        let cells = self.bands(finding);
        let each = (0..u8::BITS).map(|place| 1_u8.wrapping_shl(place));
        each.filter(move |cell| cells & cell != 0).map(move |cell| self.within(finding, cell))
    }

    /// The complete cases of a case, by cells; of a finding that is not relevant one cell only.
    pub(crate) fn complete_cells(
        self,
        relevant: Set<Finding>,
    ) -> impl Iterator<Item = Self> + use<> {
        let of = move |case: Self, finding: Finding| {
            let all = if relevant.contains(finding) { usize::MAX } else { 1 };
            case.single_cells(finding).take(all)
        };
        of(self, Finding::PrimarySite)
            .flat_map(move |case| of(case, Finding::LiverMetastases))
            .flat_map(move |case| of(case, Finding::Differentiation))
            .flat_map(move |case| of(case, Finding::Ki67))
            .flat_map(move |case| of(case, Finding::Mitoses))
            .flat_map(move |case| of(case, Finding::Ecog))
            .flat_map(move |case| of(case, Finding::PrimaryTumour))
            .flat_map(move |case| of(case, Finding::Chemotherapy))
            .flat_map(move |case| of(case, Finding::Platinum))
    }

    /// The part of the case within these cells of a finding, some of which it has; a range keeps what
    /// lies between the lowest and the highest.
    pub(crate) fn within(self, finding: Finding, cells: u8) -> Self {
        fn both<T: Vocabulary>(possible: Possible<T>, cells: u8) -> Possible<T> {
            Possible::from_bits(possible.bits() & cells).unwrap_or(possible)
        }
        match finding {
            Finding::PrimarySite => self.with_primary_site(both(self.primary_site(), cells)),
            Finding::LiverMetastases => {
                self.with_liver_metastases(both(self.liver_metastases(), cells))
            }
            Finding::Differentiation => {
                self.with_differentiation(both(self.differentiation(), cells))
            }
            Finding::Ki67 => {
                let bounds = hull(&Ki67Band::BOUNDS, cells);
                let range = bounds.and_then(|(lowest, highest)| {
                    Ki67::between(Hundredths(lowest), Hundredths(highest)).ok()
                });
                self.with_ki67(
                    range.and_then(|range| self.ki67().and(range)).unwrap_or(self.ki67()),
                )
            }
            Finding::Mitoses => {
                let bounds = hull(&MitosesBand::BOUNDS, cells);
                let range = bounds.and_then(|(lowest, highest)| {
                    MitoticRate::between(Hundredths(lowest), Hundredths(highest)).ok()
                });
                let part = range.and_then(|range| self.mitoses().and(range));
                self.with_mitoses(part.unwrap_or(self.mitoses()))
            }
            Finding::Ecog => self.with_ecog(both(self.ecog(), cells)),
            Finding::PrimaryTumour => self.with_primary_tumour(both(self.primary_tumour(), cells)),
            Finding::Chemotherapy => self.with_chemotherapy(both(self.chemotherapy(), cells)),
            Finding::Platinum => self.with_platinum(both(self.platinum(), cells)),
        }
    }
}

/// Whether bits do not follow each other.
pub(crate) const fn has_hole(bits: u8) -> bool {
    let lowest = bits & bits.wrapping_neg();
    // Added at the lowest of a run, a bit is carried past it.
    bits.wrapping_add(lowest) & bits != 0
}

/// The bands of the cells of Ki-67, three of which are above 20 %.
pub(crate) const fn ki67_bands(cells: u8) -> u8 {
    let above = if cells.wrapping_shr(4) == 0 { 0 } else { 1 << 4 };
    cells & 0b1111 | above
}

/// The bands that a range reaches into.
pub(crate) fn bits(bands: &[(u32, u32)], lowest: Hundredths, highest: Hundredths) -> u8 {
    let from = |number: u32| {
        let below = bands.iter().filter(|(_, highest)| number > *highest);
        below.fold(u8::MAX, |bits, _| bits.wrapping_shl(1))
    };
    from(lowest.0) & !from(highest.0).wrapping_shl(1)
}

/// The range from the lowest of these bands to the highest.
pub(crate) fn hull(bands: &[(u32, u32)], cells: u8) -> Option<(u32, u32)> {
    let among = (0..).zip(bands).filter(|(place, _)| cells.wrapping_shr(*place) & 1 != 0);
    among.map(|(_, bounds)| *bounds).reduce(|(from, _), (_, to)| (from, to))
}
