//! The complete cases, cell by cell: Ki-67 cut also at 55 %, where some divergences end.

use nen_pathway::{
    Case, Chemotherapy, Differentiation, Ecog, Finding, Grade, LiverMetastases, Pathway, Platinum,
    PrimarySite, PrimaryTumour,
};

use crate::bounds::Range;

/// What a row can ask for: what was derived before, or a finding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Column {
    Grade,
    Pathway,
    Finding(Finding),
}

/// A complete case: the place of its cell in each of [`Column::ALL`].
pub(crate) type Cell = [u8; Column::ALL.len()];

const KI67: [(u32, u32); 7] = [
    (0, 299),
    (300, 999),
    (1_000, 1_999),
    (2_000, 2_000),
    (2_001, 5_499),
    (5_500, 5_500),
    (5_501, 10_000),
];
const MITOSES: [(u32, u32); 3] = [(0, 199), (200, 2_000), (2_001, 60_000)];

impl Column {
    pub(crate) const ALL: [Self; 11] = [
        Self::Grade,
        Self::Pathway,
        Self::Finding(Finding::PrimarySite),
        Self::Finding(Finding::LiverMetastases),
        Self::Finding(Finding::Differentiation),
        Self::Finding(Finding::Ki67),
        Self::Finding(Finding::Mitoses),
        Self::Finding(Finding::Ecog),
        Self::Finding(Finding::PrimaryTumour),
        Self::Finding(Finding::Chemotherapy),
        Self::Finding(Finding::Platinum),
    ];

    /// Its place in [`Column::ALL`].
    pub(crate) fn place(self) -> usize {
        Self::ALL.iter().position(|column| *column == self).unwrap_or_default()
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Grade => "grade",
            Self::Pathway => "pathway",
            Self::Finding(finding) => finding.as_str(),
        }
    }

    /// The values, for a column that has names; none for one of numbers.
    pub(crate) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Grade => Grade::NAMES,
            Self::Pathway => Pathway::NAMES,
            Self::Finding(finding) => match finding {
                Finding::PrimarySite => PrimarySite::NAMES,
                Finding::LiverMetastases => LiverMetastases::NAMES,
                Finding::Differentiation => Differentiation::NAMES,
                Finding::Ki67 | Finding::Mitoses => &[],
                Finding::Ecog => Ecog::NAMES,
                Finding::PrimaryTumour => PrimaryTumour::NAMES,
                Finding::Chemotherapy => Chemotherapy::NAMES,
                Finding::Platinum => Platinum::NAMES,
            },
        }
    }

    /// The cells of a column of numbers, and the unit.
    pub(crate) const fn bounds(self) -> Option<(&'static [(u32, u32)], &'static str)> {
        match self {
            Self::Finding(Finding::Ki67) => Some((&KI67, "%")),
            Self::Finding(Finding::Mitoses) => Some((&MITOSES, "/2mm2")),
            _ => None,
        }
    }

    pub(crate) fn cells(self) -> u8 {
        let cells = self.bounds().map_or(self.names().len(), |(bounds, _)| bounds.len());
        u8::try_from(cells).unwrap_or(u8::MAX)
    }

    /// All of its cells, one bit each.
    pub(crate) fn all(self) -> u8 {
        u8::MAX >> (8 - self.cells())
    }

    /// The range that some neighbouring cells of a column of numbers make, and the unit.
    pub(crate) fn range(self, bits: u8) -> Option<(Range, &'static str)> {
        let (bounds, _) = self.bounds()?;
        let (lowest, _) = bounds.get(bits.trailing_zeros() as usize)?;
        let (_, highest) = bounds.get(7 - bits.leading_zeros() as usize)?;
        self.spanning(*lowest, *highest)
    }

    /// The range between two hundredths of a column of numbers, and the unit.
    pub(crate) fn spanning(self, lowest: u32, highest: u32) -> Option<(Range, &'static str)> {
        let (bounds, unit) = self.bounds()?;
        let (_, most) = bounds.last()?;
        Some((Range { lowest, highest, most: *most }, unit))
    }

    /// Some of its cells as text: `not_started|under_way`, `10-19.99%`.
    pub(crate) fn text(self, bits: u8) -> String {
        match self.range(bits) {
            Some((range, unit)) => range.wire(unit),
            None => self.listed(bits).collect::<Vec<_>>().join("|"),
        }
    }

    /// The names of some of its cells.
    pub(crate) fn listed(self, bits: u8) -> impl Iterator<Item = &'static str> {
        let names = self.names().iter().enumerate();
        names.filter(move |(place, _)| bits >> place & 1 == 1).map(|(_, name)| *name)
    }
}

/// Every complete case, in order; its grade and pathway are still to be derived.
pub(crate) fn cells() -> impl Iterator<Item = Cell> {
    product(Column::ALL.map(|column| column.cells().into()))
}

/// Every cell of as many values in each column; the grade and the pathway are still to be derived.
pub(crate) fn product(values: [usize; Column::ALL.len()]) -> impl Iterator<Item = Cell> {
    let count = values.iter().skip(2).product();
    (0..count).map(move |number| {
        let (mut cell, mut rest) = ([0; Column::ALL.len()], number);
        for (place, values) in values.iter().enumerate().skip(2).rev() {
            cell[place] = u8::try_from(rest % values).unwrap_or_default();
            rest /= values;
        }
        cell
    })
}

/// Every complete case with its findings.
pub(crate) fn cases() -> impl Iterator<Item = (Cell, Case)> {
    cells().map(|cell| (cell, case(&cell)))
}

/// The case of a cell; Ki-67 and mitoses are the whole band.
fn case(cell: &Cell) -> Case {
    Column::ALL.iter().zip(cell).fold(Case::NOT_ASSESSED, |case, (column, value)| match column {
        Column::Grade | Column::Pathway => case,
        Column::Finding(finding) => {
            let text = column.text(1 << value);
            case.stating(*finding, &text).expect("a text of the column is one of the finding")
        }
    })
}
