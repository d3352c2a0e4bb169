//! A copy of the source, checked digest by digest.

use core::fmt::{self, Display};

use sha2::{Digest, Sha256};

use crate::{SOURCE, Set, Statement};

/// A copy of the source whose every statement is where the registry says, letter by letter.
///
/// ```
/// use nen_pathway::{SourceText, Statement};
///
/// let other = "Another text altogether.";
/// let error = SourceText::check(other.as_bytes()).unwrap_err();
/// assert!(error.failed().contains(Statement::S01));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceText<'t>(&'t str);

impl<'t> SourceText<'t> {
    /// Checks a text against the digest of the whole and of each statement.
    ///
    /// The bytes are taken as they are: nothing is trimmed, and a final newline is a difference.
    ///
    /// # Errors
    /// It is not the edition that the registry describes: see [`SourceMismatch`].
    pub fn check(text: &'t [u8]) -> Result<Self, SourceMismatch> {
        let same = |bytes: Option<&[u8]>, sha256| bytes.is_some_and(|bytes| is(bytes, sha256));
        let failed = |statement: &Statement| {
            let entry = statement.entry();
            !same(text.get(entry.span.clone()), entry.sha256)
        };
        let mismatch = SourceMismatch {
            failed: Statement::ALL.iter().copied().filter(failed).collect(),
            bytes: text.len(),
        };
        match core::str::from_utf8(text) {
            Ok(valid) if same(Some(text), SOURCE.sha256) => Ok(Self(valid)),
            Ok(_) | Err(_) => Err(mismatch),
        }
    }

    /// The sentence of the source that a statement stands for.
    #[must_use]
    pub fn sentence(&self, statement: Statement) -> &'t str {
        self.0.get(statement.entry().span.clone()).unwrap_or_default()
    }
}

/// Another edition of the source, or another text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceMismatch {
    failed: Set<Statement>,
    bytes: usize,
}

impl SourceMismatch {
    /// The statements that are not where the registry says; empty if only text between them differs.
    #[must_use]
    pub const fn failed(&self) -> Set<Statement> {
        self.failed
    }
}

impl core::error::Error for SourceMismatch {}

impl Display for SourceMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let edition =
            format_args!("the text of {} bytes with digest {}", SOURCE.bytes, SOURCE.sha256);
        match self.failed.iter().next() {
            Some(first) => write!(
                f,
                "another edition of the source: {} of {} statements differ, first on line {}: {}; \
                 accepted: {edition}",
                self.failed.len(),
                Statement::ALL.len(),
                first.entry().line,
                self.failed,
            ),
            None => write!(
                f,
                "another edition of the source: every statement is in its place, but the text of {} \
                 bytes differs elsewhere; accepted: {edition}",
                self.bytes,
            ),
        }
    }
}

/// Whether these bytes have this digest.
fn is(bytes: &[u8], sha256: &str) -> bool {
    let digest = Sha256::digest(bytes);
    let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    sha256.chars().map(|digit| digit.to_digit(16)).eq(digits.map(|digit| Some(digit.into())))
}
