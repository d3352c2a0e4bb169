//! Section 7 for every set of cases at once: tables combined over sub-boxes.
//!
//! A *box* is nine sets of values. A decision reads few findings, and few of their values differ
//! for it, so all boxes that differ for one decision fit one table. A box with two or more values
//! on some axis is the union of two smaller boxes, which are already in the table; only boxes of
//! single values are looked up in the contract.

use std::sync::{Arc, OnceLock};

use super::beside::{Beside, Conditions};
use super::readings::READINGS;
use super::tables::FINDINGS;
use super::{Answer, Contract, PATHWAY, contract};

/// A box: for each finding the set of its values, bit 0 the first.
pub(crate) type Sets = [u8; 9];

/// A decision over a box: the values that occur, the findings that matter, and what all completions
/// rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) possible: u8,
    pub(crate) needs: u16,
    pub(crate) statements: u64,
    pub(crate) findings: u16,
}

impl Verdict {
    pub(crate) const fn one(answer: Answer) -> Self {
        Self {
            possible: 1 << answer.value,
            needs: 0,
            statements: answer.statements,
            findings: answer.findings,
        }
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self {
            possible: self.possible | other.possible,
            needs: self.needs | other.needs,
            statements: self.statements & other.statements,
            findings: self.findings & other.findings,
        }
    }

    pub(crate) const fn is_settled(self) -> bool {
        self.possible.is_power_of_two()
    }

    /// What an answer tells of it: an open decision rests on nothing yet.
    pub(crate) const fn told(self) -> Self {
        if self.is_settled() {
            return self;
        }
        Self { statements: 0, findings: 0, ..self }
    }
}

/// Every box, as chosen and under every alternative.
pub(crate) struct Oracle {
    /// As chosen first, then in the order of `READINGS`; tables that are alike are shared.
    tables: Vec<[Arc<Table>; 16]>,
    conditions: Conditions,
}

/// The one oracle of this test, built on first use.
pub(crate) fn oracle() -> &'static Oracle {
    static ORACLE: OnceLock<Oracle> = OnceLock::new();
    ORACLE.get_or_init(Oracle::build)
}

impl Oracle {
    fn build() -> Self {
        let chosen: [Arc<Table>; 16] =
            core::array::from_fn(|decision| Arc::new(Table::of(Slices::of(decision, None))));
        let alternative = |reading| {
            core::array::from_fn(|decision| {
                let slices = Slices::of(decision, Some(reading));
                if slices == chosen[decision].slices {
                    Arc::clone(&chosen[decision])
                } else {
                    Arc::new(Table::of(slices))
                }
            })
        };
        let half = READINGS.len() / 2;
        let (first, second) = std::thread::scope(|scope| {
            let second = scope.spawn(|| (half..READINGS.len()).map(alternative).collect());
            let first: Vec<_> = (0..half).map(alternative).collect();
            (first, second.join().unwrap_or_else(|_| Vec::new()))
        });
        let tables: Vec<_> = core::iter::once(chosen).chain(first).chain(second).collect();
        assert_eq!(tables.len(), READINGS.len() + 1);
        Self { tables, conditions: Conditions::read() }
    }

    /// One decision over a box.
    pub(crate) fn verdict(&self, decision: usize, sets: Sets, reading: Option<usize>) -> Verdict {
        self.tables[reading.map_or(0, |reading| reading + 1)][decision].at(sets)
    }

    /// The sixteen decisions over a box.
    pub(crate) fn verdicts(&self, sets: Sets, reading: Option<usize>) -> [Verdict; 16] {
        core::array::from_fn(|decision| self.verdict(decision, sets, reading))
    }

    /// What is said beside them, for a range of Ki-67 that ends at `highest_ki67`.
    pub(crate) fn beside(&self, sets: Sets, highest_ki67: u16, reading: Option<usize>) -> Beside {
        let pathways = self.verdict(PATHWAY, sets, reading).possible;
        self.conditions.of(sets, pathways, highest_ki67)
    }

    /// Section 6: the readings whose alternative alone changes the possible values of some
    /// decision.
    pub(crate) fn readings(&self, sets: Sets) -> u64 {
        let chosen = &self.tables[0];
        let possible = chosen.each_ref().map(|table| table.possible(sets));
        let changes = |alternative: &[Arc<Table>; 16]| {
            let mut pairs = chosen.iter().zip(alternative).zip(possible);
            pairs.any(|((chosen, other), possible)| {
                !Arc::ptr_eq(chosen, other) && other.possible(sets) != possible
            })
        };
        let alternatives = self.tables.iter().skip(1).enumerate();
        let changing = alternatives.filter(|(_, other)| changes(other));
        changing.fold(0, |set, (reading, _)| set | 1 << reading)
    }
}

/// The answers of one decision over the values of the findings it mentions, values that answer
/// alike merged.
#[derive(PartialEq, Eq)]
struct Slices {
    axes: Vec<Axis>,
    /// One answer for each combination of classes, the first axis slowest.
    answers: Vec<Answer>,
}

/// A finding a decision reads: for each of its values the class of values that answer alike.
#[derive(PartialEq, Eq)]
struct Axis {
    finding: usize,
    class_of: Vec<usize>,
    classes: usize,
}

impl Slices {
    fn of(decision: usize, reading: Option<usize>) -> Self {
        let contract: &Contract = contract();
        let mentioned = contract.mentions(decision, reading);
        let mut slices = Self { axes: Vec::new(), answers: Vec::new() };
        for finding in (0..FINDINGS.len()).filter(|finding| mentioned >> finding & 1 == 1) {
            slices.axes.push(Axis {
                finding,
                class_of: (0..FINDINGS[finding].1.len()).collect(),
                classes: FINDINGS[finding].1.len(),
            });
        }
        slices.every_cell(0, [0; 9], &mut |cell| contract.decide(decision, cell, reading));
        for axis in 0..slices.axes.len() {
            slices.merge(axis);
        }
        slices
    }

    /// Fills `answers` with one answer for each combination of values from `axis` on.
    fn every_cell(
        &mut self,
        axis: usize,
        mut cell: [u8; 9],
        decide: &mut impl FnMut([u8; 9]) -> Answer,
    ) {
        let Some(Axis { finding, classes, .. }) = self.axes.get(axis) else {
            return self.answers.push(decide(cell));
        };
        let finding = *finding;
        for value in (0..*classes).zip(0..) {
            cell[finding] = value.1;
            self.every_cell(axis + 1, cell, decide);
        }
    }

    /// Merges the values of one axis that answer alike whatever the others are.
    fn merge(&mut self, axis: usize) {
        let inner: usize = self.axes[axis + 1..].iter().map(|axis| axis.classes).product();
        let values = self.axes[axis].classes;
        let slice = |value: usize| -> Vec<Answer> {
            let blocks = self.answers.chunks(inner * values);
            blocks.flat_map(|block| block[value * inner..][..inner].to_vec()).collect()
        };
        let mut kept: Vec<(usize, Vec<Answer>)> = Vec::new();
        let mut class_of = Vec::new();
        for value in 0..values {
            let answers = slice(value);
            let known = kept.iter().position(|(_, other)| *other == answers);
            class_of.push(known.unwrap_or(kept.len()));
            if known.is_none() {
                kept.push((value, answers));
            }
        }
        let blocks = self.answers.chunks(inner * values);
        self.answers = blocks
            .flat_map(|block| {
                kept.iter().flat_map(|(value, _)| block[value * inner..][..inner].to_vec())
            })
            .collect();
        self.axes[axis].classes = kept.len();
        self.axes[axis].class_of = class_of;
    }
}

/// Every box of one decision. A box is a number: for each axis its set of classes less one, in
/// mixed radix.
struct Table {
    slices: Slices,
    /// For each finding and set of its values, what that set adds to the number of the box.
    offsets: [[usize; 64]; 9],
    verdicts: Vec<Verdict>,
    /// The possible values once more, close together.
    possible: Vec<u8>,
}

/// An axis of a box under construction: its set of classes, and what one class more adds to the
/// number of the box.
struct Side {
    finding: usize,
    set: usize,
    stride: usize,
}

impl Table {
    fn of(slices: Slices) -> Self {
        let mut strides = vec![1];
        for axis in &slices.axes {
            let boxes = (1 << axis.classes) - 1;
            strides.push(strides[strides.len() - 1] * boxes);
        }
        let mut offsets = [[0; 64]; 9];
        for (axis, stride) in slices.axes.iter().zip(&strides) {
            let sets = offsets[axis.finding].iter_mut().enumerate();
            for (set, offset) in sets.take(1 << axis.class_of.len()).skip(1) {
                let values = axis.class_of.iter().enumerate();
                let values = values.filter(|(value, _)| set >> value & 1 == 1);
                let classes = values.fold(0, |classes, (_, class)| classes | 1 << class);
                *offset = (classes - 1) * stride;
            }
        }
        let mut table = Self { slices, offsets, verdicts: Vec::new(), possible: Vec::new() };
        for number in 0..strides[strides.len() - 1] {
            table.verdicts.push(table.combine(number, &strides));
        }
        table.possible = table.verdicts.iter().map(|verdict| verdict.possible).collect();
        table
    }

    fn at(&self, sets: Sets) -> Verdict {
        self.verdicts[self.number(sets)]
    }

    fn possible(&self, sets: Sets) -> u8 {
        self.possible[self.number(sets)]
    }

    fn number(&self, sets: Sets) -> usize {
        let axes = self.slices.axes.iter();
        axes.map(|axis| self.offsets[axis.finding][usize::from(sets[axis.finding])]).sum()
    }

    /// A box from smaller ones, all of smaller number.
    ///
    /// Split along one axis, the halves know every value that occurs and which *other* findings
    /// matter. So two axes are split where two have more than one value, and where only one has, it
    /// matters if more than one value occurs.
    fn combine(&self, number: usize, strides: &[usize]) -> Verdict {
        let sides = || {
            let axes = self.slices.axes.iter().zip(strides);
            axes.map(|(axis, stride)| Side {
                finding: axis.finding,
                set: number / stride % ((1 << axis.classes) - 1) + 1,
                stride: *stride,
            })
        };
        let halves = |side: &Side| {
            let lowest = side.set & side.set.wrapping_neg();
            let without = |part: usize| self.verdicts[number - part * side.stride];
            without(lowest).or(without(side.set - lowest))
        };
        let mut wide = sides().filter(|side| !side.set.is_power_of_two());
        match (wide.next(), wide.next()) {
            (Some(one), Some(other)) => halves(&one).or(halves(&other)),
            (Some(only), None) => {
                let mut verdict = halves(&only);
                if !verdict.is_settled() {
                    verdict.needs |= 1 << only.finding;
                }
                verdict
            }
            (None, _) => {
                let axes = self.slices.axes.iter().zip(sides());
                let index = axes.fold(0, |index, (axis, side)| {
                    let class = (0..axis.classes).position(|class| side.set >> class == 1);
                    index * axis.classes + class.unwrap_or(0)
                });
                Verdict::one(self.slices.answers[index])
            }
        }
    }
}
