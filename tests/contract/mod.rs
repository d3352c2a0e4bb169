//! The contract a second time: its tables as data, a small interpreter, and answers for whole sets
//! of cases.
//!
//! Written from `pathway.md` alone; nothing here looks at the crate. `tables` and `readings` are
//! the data, this file reads them and answers one completion, `boxes` answers every set of cases,
//! `naive` checks `boxes` by enumeration.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test oracle over small fixed tables: a misspelt word or a wrong index must stop the test"
)]

use std::sync::OnceLock;

pub(crate) mod beside;
pub(crate) mod boxes;
mod naive;
pub(crate) mod put;
pub(crate) mod readings;
pub(crate) mod sample;
pub(crate) mod tables;
pub(crate) mod words;

use readings::READINGS;
use tables::{DECISIONS, FINDINGS, GRADES, PATHWAYS, ROWS, STANDINGS, WORDS};

pub(crate) const GRADE: usize = 0;
pub(crate) const PATHWAY: usize = 1;

/// What a condition can ask for: the nine findings, then the grade and the pathway.
const AXES: usize = 11;
const GRADE_AXIS: usize = 9;
const PATHWAY_AXIS: usize = 10;

/// One completion: the index of each finding's value in `FINDINGS`.
pub(crate) type Cell = [u8; 9];

/// A completion with its grade and its pathway.
type Point = [u8; AXES];

/// The value of a decision in one completion, and what it rests on (bit 0 is S01, bit 0 the first
/// finding).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) value: u8,
    pub(crate) statements: u64,
    pub(crate) findings: u16,
}

/// The values decision `decision` can have.
pub(crate) fn values(decision: usize) -> &'static [&'static str] {
    match decision {
        GRADE => GRADES,
        PATHWAY => PATHWAYS,
        _ => STANDINGS,
    }
}

/// The names an axis of a condition knows.
fn names(axis: usize) -> &'static [&'static str] {
    match axis {
        GRADE_AXIS => GRADES,
        PATHWAY_AXIS => PATHWAYS,
        finding => FINDINGS[finding].1,
    }
}

/// The set of names that `text` lists with `separator`, as bits.
fn bits(names: &[&str], text: &str, separator: &str) -> u16 {
    text.split(separator)
        .filter(|word| !word.is_empty())
        .map(|word| match names.iter().position(|name| *name == word) {
            Some(index) => 1 << index,
            None => panic!("`{word}` is not one of {names:?}"),
        })
        .fold(0, |set, bit: u16| set | bit)
}

/// The numbers in `S01 S06`, as bits.
fn statements(text: &str) -> u64 {
    text.split_whitespace()
        .map(|word| match word.strip_prefix('S').map(str::parse::<u32>) {
            Some(Ok(number @ 1..=51)) => 1 << (number - 1),
            _ => panic!("`{word}` is not a statement"),
        })
        .fold(0, |set, bit: u64| set | bit)
}

/// A condition: for each axis the values it admits.
#[derive(Clone, Copy)]
pub(crate) struct When([u16; AXES]);

impl When {
    const ANY: u16 = u16::MAX;

    fn read(text: &str) -> Self {
        let mut admitted = [Self::ANY; AXES];
        for clause in text.split(", ").filter(|clause| !clause.is_empty()) {
            let word = WORDS.iter().find(|(word, _)| *word == clause);
            let clause = word.map_or(clause, |(_, meaning)| meaning);
            let first = clause.split(" or ").next();
            let axis = (0..AXES).find(|axis| names(*axis).iter().any(|name| first == Some(name)));
            let Some(axis) = axis else {
                panic!("`{clause}` is no value of any finding");
            };
            assert_eq!(admitted[axis], Self::ANY, "`{text}` asks twice for one finding");
            admitted[axis] = bits(names(axis), clause, " or ");
        }
        Self(admitted)
    }

    fn fits(&self, point: &Point) -> bool {
        let mut axes = self.0.iter().zip(point);
        axes.all(|(admitted, value)| admitted >> value & 1 == 1)
    }

    /// The axes it asks for, as bits.
    fn asks(&self) -> u16 {
        let asked = (0..AXES).filter(|axis| self.0[*axis] != Self::ANY);
        asked.fold(0, |set, axis| set | 1 << axis)
    }
}

/// A row of `ROWS`, read for one decision.
struct Rule {
    when: When,
    gives: Answer,
    also: Option<(When, u64)>,
}

/// A change of `READINGS`, read for one decision.
struct Override {
    when: When,
    was: u16,
    gives: u8,
}

/// An alternative, read: its statements, and its changes for each decision.
struct Alternative {
    statements: u64,
    overrides: [Vec<Override>; 16],
}

/// The tables, read.
pub(crate) struct Contract {
    rules: [Vec<Rule>; 16],
    alternatives: Vec<Alternative>,
}

/// The one contract of this test.
pub(crate) fn contract() -> &'static Contract {
    static CONTRACT: OnceLock<Contract> = OnceLock::new();
    CONTRACT.get_or_init(Contract::read)
}

impl Contract {
    fn read() -> Self {
        let alternatives = READINGS.iter().map(|reading| Alternative {
            statements: statements(reading.statements),
            overrides: core::array::from_fn(|decision| overrides(reading, decision)),
        });
        Self { rules: core::array::from_fn(rules), alternatives: alternatives.collect() }
    }

    /// The sixteen decisions in one completion, as chosen or under the alternative of one reading.
    pub(crate) fn cell(&self, cell: Cell, reading: Option<usize>) -> [Answer; 16] {
        core::array::from_fn(|decision| self.decide(decision, cell, reading))
    }

    /// One decision in one completion. Where the alternative changes the value, the reading's
    /// statements replace the row's; the grade has none.
    pub(crate) fn decide(&self, decision: usize, cell: Cell, reading: Option<usize>) -> Answer {
        let mut answer = self.look_up(decision, &self.point(cell, reading), reading);
        if let Some(reading) = reading
            && decision != GRADE
            && answer.value != self.decide(decision, cell, None).value
        {
            answer.statements = self.alternatives[reading].statements;
        }
        answer
    }

    /// The completion with the grade and the pathway reached in it.
    fn point(&self, cell: Cell, reading: Option<usize>) -> Point {
        let mut point = [0; AXES];
        point[..cell.len()].copy_from_slice(&cell);
        point[GRADE_AXIS] = self.look_up(GRADE, &point, reading).value;
        point[PATHWAY_AXIS] = self.look_up(PATHWAY, &point, reading).value;
        point
    }

    /// The first row that fits, then the reading's change to it.
    fn look_up(&self, decision: usize, point: &Point, reading: Option<usize>) -> Answer {
        let rule = self.rules[decision].iter().find(|rule| rule.when.fits(point));
        let Some(rule) = rule else {
            panic!("no row answers {} in {point:?}", DECISIONS[decision]);
        };
        let mut answer = rule.gives;
        if let Some((when, more)) = &rule.also
            && when.fits(point)
        {
            answer.statements |= more;
        }
        let overrides = reading.map_or(&[][..], |r| &self.alternatives[r].overrides[decision]);
        let change = overrides
            .iter()
            .find(|change| change.was >> answer.value & 1 == 1 && change.when.fits(point));
        Answer { value: change.map_or(answer.value, |change| change.gives), ..answer }
    }

    /// The findings that can matter to a decision: those its rows, or the changes of `reading`, ask
    /// for.
    fn mentions(&self, decision: usize, reading: Option<usize>) -> u16 {
        let rules = self.rules[decision].iter();
        let rows = rules.flat_map(|rule| [Some(rule.when), rule.also.map(|(when, _)| when)]);
        let overrides = reading.map_or(&[][..], |r| &self.alternatives[r].overrides[decision]);
        let changes = overrides.iter().map(|change| Some(change.when));
        let asked = rows.chain(changes).flatten();
        let asked = asked.fold(0, |set, when| set | when.asks());
        let derived = [(GRADE_AXIS, GRADE), (PATHWAY_AXIS, PATHWAY)];
        let derived = derived.iter().filter(|(axis, _)| asked >> axis & 1 == 1);
        let deeper = derived.fold(0, |set, (_, of)| set | self.mentions(*of, reading));
        (asked | deeper) & ((1 << FINDINGS.len()) - 1)
    }
}

fn value(decision: usize, name: &str) -> u8 {
    let known = values(decision).iter().zip(0..);
    match known.into_iter().find(|(known, _)| **known == name) {
        Some((_, index)) => index,
        None => panic!("`{name}` is no value of {}", DECISIONS[decision]),
    }
}

/// Whether `of`, a list of decisions, has `decision` in it.
fn speaks_of(of: &str, decision: usize) -> bool {
    bits(&DECISIONS, of, ", ") >> decision & 1 == 1
}

fn rules(decision: usize) -> Vec<Rule> {
    let findings = FINDINGS.map(|(name, _)| name);
    let rows = ROWS.iter().filter(|row| speaks_of(row.of, decision));
    let rules = rows.map(|row| Rule {
        when: When::read(row.when),
        gives: Answer {
            value: value(decision, row.gives),
            statements: statements(row.statements),
            findings: bits(&findings, row.findings, " "),
        },
        also: (!row.also.0.is_empty()).then(|| (When::read(row.also.1), statements(row.also.0))),
    });
    rules.collect()
}

fn overrides(reading: &readings::Reading, decision: usize) -> Vec<Override> {
    let changes = reading.alternative.iter();
    let changes = changes.filter(|change| speaks_of(change.of, decision));
    let overrides = changes.map(|change| Override {
        when: When::read(change.when),
        was: bits(values(decision), change.was, " or "),
        gives: value(decision, change.gives),
    });
    overrides.collect()
}
