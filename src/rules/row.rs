//! How a rule answers, and how it is asked.

use crate::{Finding, Reading, Set, Standing, Statement};

/// A value and what it rests on: statements of the source, or a finding of the patient.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<V> {
    pub(super) value: V,
    pub(super) statements: Set<Statement>,
    pub(super) finding: Option<Finding>,
}

impl<V: Copy> Row<V> {
    pub(super) const fn new(value: V, statements: &[Statement]) -> Self {
        Self { value, statements: Set::of(statements), finding: None }
    }

    /// The same, and this statement too.
    pub(super) const fn and(self, statement: Statement) -> Self {
        Self { statements: self.statements.or(Set::of(&[statement])), ..self }
    }
}

pub(super) const fn recommended(statements: &[Statement]) -> Row<Standing> {
    Row::new(Standing::Recommended, statements)
}

pub(super) const fn option(statements: &[Statement]) -> Row<Standing> {
    Row::new(Standing::Option, statements)
}

pub(super) const fn consider(statements: &[Statement]) -> Row<Standing> {
    Row::new(Standing::Consider, statements)
}

pub(super) const fn avoid(statements: &[Statement]) -> Row<Standing> {
    Row::new(Standing::Avoid, statements)
}

pub(super) const fn avoid_because_of(finding: Finding) -> Row<Standing> {
    Row { finding: Some(finding), ..Row::new(Standing::Avoid, &[]) }
}

pub(super) const fn verify_first(statements: &[Statement]) -> Row<Standing> {
    Row::new(Standing::VerifyFirst, statements)
}

pub(super) const fn not_applicable() -> Row<Standing> {
    Row::new(Standing::NotApplicable, &[])
}

pub(super) const fn not_addressed() -> Row<Standing> {
    Row::new(Standing::NotAddressed, &[])
}

/// Which reading, if any, is taken the other way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Other(pub(super) Option<Reading>);

impl Other {
    /// Every reading as chosen.
    pub(super) const NONE: Self = Self(None);

    /// 0 as chosen, then one place for each reading.
    #[expect(
        clippy::as_conversions,
        clippy::arithmetic_side_effects,
        reason = "a place in a short list"
    )]
    pub(super) const fn place(self) -> usize {
        match self.0 {
            Some(reading) => 1 + reading.place() as usize,
            None => 0,
        }
    }

    /// Whether this reading is the one taken the other way.
    pub(super) const fn way(self, reading: Reading) -> bool {
        match self.0 {
            Some(other) => other.place() == reading.place(),
            None => false,
        }
    }
}
