//! What a standing rests on.

use core::fmt::{self, Display};

use crate::{Decision, Finding, Set, Standing, Statement, explain::Cited, rules::CANNOT_RECEIVE};

/// Statements of the source, or findings of the patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grounds {
    statements: Set<Statement>,
    findings: Set<Finding>,
}

impl Grounds {
    pub(super) const NONE: Self = Self { statements: Set::EMPTY, findings: Set::EMPTY };

    pub(super) const fn of(decision: &Decision<Standing>) -> Self {
        Self { statements: decision.statements(), findings: decision.findings() }
    }

    /// All that either rests on.
    pub(super) const fn or(self, other: Self) -> Self {
        Self {
            statements: self.statements.or(other.statements),
            findings: self.findings.or(other.findings),
        }
    }

    /// What both rest on.
    pub(super) const fn and(self, other: Self) -> Self {
        Self {
            statements: self.statements.and(other.statements),
            findings: self.findings.and(other.findings),
        }
    }
}

/// In brackets, if there are any.
impl Display for Grounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.findings.is_empty() {
            write!(f, " ({CANNOT_RECEIVE})")?;
        }
        write!(f, "{}", Cited(self.statements))
    }
}
