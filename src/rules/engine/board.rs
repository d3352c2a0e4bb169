//! One therapy within one class of pathology, asked on every cell.

use super::axis::{INNER_CELLS, INNER_FINDINGS};
use crate::{
    Pathway, Platinum, PrimaryTumour, Standing, Therapy,
    cells::Ki67Band,
    rules::{Findings, Other, Row, standing},
};

/// What an answer rests on.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct Reasons {
    pub(in crate::rules) statements: u64,
    pub(in crate::rules) findings: u16,
}

impl Reasons {
    pub(in crate::rules) const NONE: Self = Self { statements: 0, findings: 0 };
    /// What completions have in common when there is none.
    pub(super) const ALL: Self = Self { statements: u64::MAX, findings: u16::MAX };

    pub(super) const fn of<V: Copy>(row: &Row<V>) -> Self {
        let findings = match row.finding {
            Some(finding) => 1 << finding.place(),
            None => 0,
        };
        Self { statements: row.statements.bits(), findings }
    }

    /// What both rest on.
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            statements: self.statements & other.statements,
            findings: self.findings & other.findings,
        }
    }

    pub(super) const fn is(self, other: Self) -> bool {
        self.statements == other.statements && self.findings == other.findings
    }
}

/// The finding that a therapy asks beside the inner ones, if it asks one.
#[derive(Debug, Clone, Copy)]
pub(super) enum Outer {
    None,
    PrimaryTumour,
    Platinum,
}

/// No outer finding has more values.
pub(super) const OUTERS: usize = PrimaryTumour::ALL.len();

impl Outer {
    pub(super) const fn of(therapy: Therapy) -> Self {
        match therapy {
            Therapy::CisplatinEtoposide | Therapy::CarboplatinEtoposide => Self::Platinum,
            Therapy::PrimaryResection => Self::PrimaryTumour,
            Therapy::Folfox
            | Therapy::FolfoxBevacizumab
            | Therapy::Folfiri
            | Therapy::OtherColorectalRegimen
            | Therapy::Lanreotide
            | Therapy::Octreotide
            | Therapy::Tae
            | Therapy::Tace
            | Therapy::Tare
            | Therapy::Ablation
            | Therapy::Debulking => Self::None,
        }
    }

    pub(super) const fn size(self) -> usize {
        match self {
            Self::None => 1,
            Self::PrimaryTumour => PrimaryTumour::ALL.len(),
            Self::Platinum => Platinum::ALL.len(),
        }
    }
}

/// Which cells to ask the rules on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ask {
    pub(super) therapy: Therapy,
    pub(super) pathway: Pathway,
    pub(super) ki67: Ki67Band,
}

impl Ask {
    pub(super) const fn row(self, outer: usize, cell: usize, other: Other) -> Row<Standing> {
        let findings = Findings {
            ki67: self.ki67,
            primary_tumour: PrimaryTumour::ALL[outer % PrimaryTumour::ALL.len()],
            platinum: Platinum::ALL[outer % Platinum::ALL.len()],
            ..INNER_FINDINGS[cell]
        };
        standing(self.therapy, self.pathway, &findings, other)
    }
}

/// How many different rows one therapy can have within one class.
const ROWS: usize = 10;

/// What the rules say on each cell, and which neighbours they tell apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Board {
    pub(super) outer: Outer,
    /// The different rows.
    pub(super) rows: [Cells; ROWS],
    /// How many there are.
    pub(super) len: usize,
}

/// One row of the rules: what it answers, and on which cells for each value of the outer finding.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells {
    pub(super) value: u32,
    pub(super) reasons: Reasons,
    pub(super) on: [u64; OUTERS],
}

impl Board {
    pub(super) const EMPTY: Self = Self {
        outer: Outer::None,
        rows: [Cells { value: 0, reasons: Reasons::NONE, on: [0; OUTERS] }; ROWS],
        len: 0,
    };

    /// Asks the rules on every cell.
    pub(super) const fn derive(ask: Ask, other: Other) -> Self {
        let mut board = Self { outer: Outer::of(ask.therapy), ..Self::EMPTY };
        let mut outer = 0;
        while outer < board.outer.size() {
            let mut cell = 0;
            while cell < INNER_CELLS {
                board.add(&ask.row(outer, cell, other), outer, cell);
                cell += 1;
            }
            outer += 1;
        }
        board
    }

    const fn add(&mut self, row: &Row<Standing>, outer: usize, cell: usize) {
        let (value, reasons) = (row.value.place(), Reasons::of(row));
        let mut place = 0;
        while place < self.len
            && !(self.rows[place].value == value && self.rows[place].reasons.is(reasons))
        {
            place += 1;
        }
        if place == self.len {
            self.rows[place].value = value;
            self.rows[place].reasons = reasons;
            self.len += 1;
        }
        self.rows[place].on[outer] |= 1 << cell;
    }

    /// The row of a cell.
    pub(super) const fn row(&self, outer: usize, cell: usize) -> usize {
        let mut row = 0;
        while self.rows[row].on[outer] >> cell & 1 == 0 {
            row += 1;
        }
        row
    }
}

/// The places of the bits that are set.
pub(super) fn bits(mut set: u8) -> impl Iterator<Item = usize> {
    core::iter::from_fn(move || {
        let place = (set != 0).then(|| set.trailing_zeros() as usize);
        set &= set.wrapping_sub(1);
        place
    })
}
