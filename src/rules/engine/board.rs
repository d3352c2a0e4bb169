//! One therapy within one class, as bits.

use super::{
    axis::{INNER_CELLS, STEPS, inner_findings},
    view::View,
};
use crate::{
    Finding, Pathway, Platinum, PrimaryTumour, Reading, Standing, Therapy,
    cells::Ki67Band,
    rules::{Findings, Other, Row, standing},
};

/// What a decision may be within a case, and what it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Spread {
    /// Bit *i*: the *i*-th value is possible.
    pub(super) possible: u8,
    /// Bit *i*: the *i*-th finding is needed.
    pub(super) needs: u16,
}

impl Spread {
    pub(super) const fn only(value: u32) -> Self {
        Self { possible: 1 << value, needs: 0 }
    }

    pub(super) const fn is_settled(self) -> bool {
        self.possible.is_power_of_two()
    }

    /// Whether the two are answered differently on some completion, each being all that a class may
    /// be: no two classes vary with the same finding in the same way.
    pub(super) const fn differs(self, other: Self) -> bool {
        self.possible != other.possible || !self.is_settled()
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self { possible: self.possible | other.possible, needs: self.needs | other.needs }
    }
}

/// What the completions of one value have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reasons {
    pub(super) statements: u64,
    pub(super) findings: u16,
}

impl Reasons {
    /// What completions have in common when there is none.
    pub(super) const ALL: Self = Self { statements: u64::MAX, findings: u16::MAX };

    pub(super) const fn of<V: Copy>(row: &Row<V>) -> Self {
        let findings = match row.finding {
            Some(finding) => 1 << finding.place(),
            None => 0,
        };
        Self { statements: row.statements.bits(), findings }
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            statements: self.statements & other.statements,
            findings: self.findings & other.findings,
        }
    }
}

/// The boards of one therapy within one class: as chosen, and for each reading that changes a row.
#[derive(Debug)]
pub(super) struct Boards<const OUTER: usize> {
    pub(super) chosen: Board<OUTER>,
    pub(super) others: &'static [(Reading, Board<OUTER>)],
}

impl<const OUTER: usize> Boards<OUTER> {
    pub(super) fn under(&self, other: Other) -> &Board<OUTER> {
        let found = self.others.iter().find(|(reading, _)| other.way(*reading));
        found.map_or(&self.chosen, |(_, board)| board)
    }
}

/// Asks the rules about a therapy within a class: as chosen, and under the readings that are named.
macro_rules! boards {
    ($therapy:ident, $pathway:ident, $ki67:ident $(, $Reading:ident)*) => {{
        const ASK: Ask = Ask {
            therapy: Therapy::$therapy,
            pathway: Pathway::$pathway,
            ki67: Ki67Band::$ki67,
        };
        Boards {
            chosen: Board::derive(ASK, Other::NONE),
            others: &[$((Reading::$Reading, Board::derive(ASK, Other(Some(Reading::$Reading)))),)*],
        }
    }};
}

pub(super) use boards;

/// How many different rows one therapy can have within one class.
const ROWS: usize = 10;

/// One therapy within one class: the cells of each row, and the neighbours that differ.
#[derive(Debug, Clone, Copy)]
pub(super) struct Board<const OUTER: usize> {
    rows: [Cells<OUTER>; ROWS],
    /// For each value of the outer finding and each step: the cells whose neighbour differs.
    inner_differ: [[u64; STEPS.len()]; OUTER],
    /// For two values of the outer finding: the cells that differ between them.
    outer_differ: [[u64; OUTER]; OUTER],
}

/// One row of the rules: what it answers, and on which cells.
#[derive(Debug, Clone, Copy)]
struct Cells<const OUTER: usize> {
    value: u32,
    reasons: Reasons,
    on: [u64; OUTER],
}

impl<const OUTER: usize> Cells<OUTER> {
    const FREE: Self = Self { value: 0, reasons: Reasons::ALL, on: [0; OUTER] };

    const fn is_free(&self) -> bool {
        self.reasons.statements == u64::MAX
    }

    const fn is(&self, value: u32, reasons: Reasons) -> bool {
        self.value == value
            && self.reasons.statements == reasons.statements
            && self.reasons.findings == reasons.findings
    }

    /// Whether some completion of the case is answered by this row.
    fn meets(&self, view: &View, outers: u8) -> bool {
        bits(outers).any(|outer| self.on[outer] & view.inner != 0)
    }
}

impl<const OUTER: usize> Board<OUTER> {
    /// Asks the rules on every cell.
    pub(super) const fn derive(ask: Ask, other: Other) -> Self {
        let mut board = Self {
            rows: [Cells::FREE; ROWS],
            inner_differ: [[0; STEPS.len()]; OUTER],
            outer_differ: [[0; OUTER]; OUTER],
        };
        let mut values = [[0; INNER_CELLS]; OUTER];
        let mut outer = 0;
        while outer < OUTER {
            let mut cell = 0;
            while cell < INNER_CELLS {
                let row = ask.row(outer, cell, other);
                board.add(&row, outer, cell);
                values[outer][cell] = row.value.place();
                cell += 1;
            }
            outer += 1;
        }
        board.compare(&values);
        board
    }

    const fn add(&mut self, row: &Row<Standing>, outer: usize, cell: usize) {
        let (value, reasons) = (row.value.place(), Reasons::of(row));
        let mut place = 0;
        while !self.rows[place].is_free() && !self.rows[place].is(value, reasons) {
            place += 1;
        }
        self.rows[place].value = value;
        self.rows[place].reasons = reasons;
        self.rows[place].on[outer] |= 1 << cell;
    }

    const fn compare(&mut self, values: &[[u32; INNER_CELLS]; OUTER]) {
        let mut outer = 0;
        while outer < OUTER {
            let mut cell = 0;
            while cell < INNER_CELLS {
                let mut step = 0;
                while step < STEPS.len() {
                    let there = STEPS[step].from >> cell & 1 != 0;
                    let neighbour = cell + STEPS[step].stride();
                    if there && values[outer][cell] != values[outer][neighbour] {
                        self.inner_differ[outer][step] |= 1 << cell;
                    }
                    step += 1;
                }
                let mut second = 0;
                while second < OUTER {
                    if values[outer][cell] != values[second][cell] {
                        self.outer_differ[outer][second] |= 1 << cell;
                    }
                    second += 1;
                }
                cell += 1;
            }
            outer += 1;
        }
    }

    /// `outer`: the outer finding and its possible values, one bit each.
    pub(super) fn spread(&self, view: &View, outer: Option<(Finding, u8)>) -> Spread {
        let outers = outer.map_or(1, |(_, values)| values);
        let mut spread = Spread::default();
        for row in self.rows() {
            spread.possible |= u8::from(row.meets(view, outers)) << row.value;
        }
        if spread.is_settled() {
            return spread;
        }
        for one in bits(outers) {
            for (step, (differ, pairs)) in
                STEPS.iter().zip(self.inner_differ[one].iter().zip(&view.inner_pairs))
            {
                spread.needs |= u16::from(differ & pairs != 0) << step.axis.finding.place();
            }
            let Some((finding, _)) = outer else { continue };
            let differs = bits(outers).any(|two| self.outer_differ[one][two] & view.inner != 0);
            spread.needs |= u16::from(differs) << finding.place();
        }
        spread
    }

    /// The rows that the rules have.
    fn rows(&self) -> impl Iterator<Item = &Cells<OUTER>> {
        self.rows.iter().take_while(|row| !row.is_free())
    }

    pub(super) fn reasons(&self, view: &View, outers: u8, value: u32) -> Reasons {
        self.rows()
            .filter(|row| row.value == value && row.meets(view, outers))
            .fold(Reasons::ALL, |reasons, row| reasons.and(row.reasons))
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
            ..inner_findings(cell)
        };
        standing(self.therapy, self.pathway, &findings, other)
    }
}
