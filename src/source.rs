//! The source: where it comes from, and its statements with their place and digest.
//!
//! The source's sentences are another's text and are not part of this crate. Someone who has a copy
//! can check it and read them beside the answers: see [`SourceText`].

mod registry;
#[cfg(feature = "source-text")]
mod text;

use core::ops::Range;

pub use self::registry::Statement;
#[cfg(feature = "source-text")]
pub use self::text::{SourceMismatch, SourceText};
use crate::{Set, vocabulary::vocabulary};

/// Where every answer comes from; shown beside every answer.
///
/// ```
/// use nen_pathway::SOURCE;
///
/// assert_eq!(SOURCE.bytes, 4_593);
/// assert!(SOURCE.kind.contains("unreviewed"));
/// ```
pub const SOURCE: Provenance = Provenance {
    title: "Treatment pathway for metastatic high-grade neuroendocrine neoplasm of the sigmoid colon \
            with multiple liver metastases",
    kind: "unreviewed secondary text, a page of a public question-and-answer site; not a guideline",
    place: "droracle.ai, article 748117, last updated 21 January 2026",
    references: "its reference numbers 1 to 7 have no list, so what they stand for is not known",
    bytes: 4_593,
    sha256: "0438eb184bef084696faee8b68540a3d234ccf5aee968fbfa0c37eb6da953848",
};

/// Where a text comes from and how far it can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provenance {
    /// What the text is about.
    pub title: &'static str,
    /// What kind of text it is, and whether anyone reviewed it.
    pub kind: &'static str,
    /// Where it was published, and the edition.
    pub place: &'static str,
    /// What is known of its references.
    pub references: &'static str,
    /// Its length in bytes.
    pub bytes: usize,
    /// The SHA-256 digest of the whole text, in lower-case hexadecimal.
    pub sha256: &'static str,
}

vocabulary! { "section"
    /// The sections of the source, in its order; the names are ours.
    #[strum(serialize_all = "snake_case")]
    pub enum Section {
        /// The title and the opening paragraph.
        Scope,
        /// High-grade carcinoma against well-differentiated tumour.
        Distinction,
        /// Chemotherapy in the first line.
        FirstLineChemotherapy,
        /// Resection of the primary tumour.
        PrimaryResection,
        /// Liver metastases: why liver-directed treatment does not come first.
        WhyNotLiverDirected,
        /// Liver metastases: when liver-directed treatment may be considered.
        WhenLiverDirected,
        /// Somatostatin analogues.
        SomatostatinAnalogues,
        /// Prognosis.
        Prognosis,
        /// The order of treatment, in summary.
        Sequence,
        /// Pitfalls.
        Pitfalls,
    }
}

/// Where a statement stands in the source, and what it says in our own words.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// The bytes of the source that hold the statement.
    pub span: Range<usize>,
    /// The line of the source, from 1.
    pub line: usize,
    /// The section of the source.
    pub section: Section,
    /// The source's own reference numbers; what they stand for is not known.
    pub references: &'static [u8],
    /// The SHA-256 digest of the span's bytes, in lower-case hexadecimal.
    pub sha256: &'static str,
    /// What the statement says, in our own words.
    pub text: &'static str,
}

impl Statement {
    /// What this statement says, in our own words.
    ///
    /// ```
    /// use nen_pathway::Statement;
    /// assert!(Statement::S31.text().contains("indolent"));
    /// ```
    #[must_use]
    pub const fn text(self) -> &'static str {
        self.entry().text
    }

    /// Why no rule cites this statement, or `None` if one does.
    ///
    /// ```
    /// use nen_pathway::Statement;
    /// assert_eq!(Statement::S16.why_unused(), None);
    /// assert!(Statement::S07.why_unused().is_some());
    /// ```
    #[must_use]
    pub const fn why_unused(self) -> Option<&'static str> {
        UNUSED.why(self)
    }
}

/// The reverse index: the statements that no rule cites.
const UNUSED: Unused = Unused(&[
    (Statement::S07, "a comparison that explains the urgency; it decides nothing"),
    (
        Statement::S11,
        "a warning about the whole; what it warns of is ruled out by S03, S16, S25, S33",
    ),
    (Statement::S12, "the consequence of the pitfall in S11; it decides nothing"),
    (Statement::S34, "a quotation of a label; it only backs the reading `moderate_is_verified`"),
]);

struct Unused(&'static [(Statement, &'static str)]);

impl Unused {
    const fn why(&self, statement: Statement) -> Option<&'static str> {
        let mut rest = self.0;
        while let [(unused, why), tail @ ..] = rest {
            if unused.place() == statement.place() {
                return Some(why);
            }
            rest = tail;
        }
        None
    }
}

impl Set<Statement> {
    /// The set of these statements, in const.
    pub(crate) const fn of(statements: &[Statement]) -> Self {
        let mut bits = 0;
        let mut rest = statements;
        while let [statement, tail @ ..] = rest {
            bits |= 1_u64.wrapping_shl(statement.place());
            rest = tail;
        }
        Self::from_bits(bits)
    }
}

/// Declares the registry: one entry for each statement, in the source's order.
macro_rules! statements {
    ($($Name:ident { span: $span:expr, line: $line:literal, section: $Section:ident,
        references: $references:expr, digest: $digest:literal, text: $text:literal })*) => {
        $crate::vocabulary::vocabulary! { "statement"
            /// A statement of the source: a stable number, and in [`entry`](Self::entry) its place.
            pub enum Statement { $(#[doc = $text] $Name,)* }
        }

        impl Statement {
            /// Where the statement stands in the source, and what it says.
            ///
            /// ```
            /// use nen_pathway::Statement;
            ///
            /// let entry = Statement::S16.entry();
            /// assert_eq!((entry.line, entry.references), (13, &[3_u8][..]));
            /// ```
            #[must_use]
            pub const fn entry(self) -> &'static $crate::source::Entry {
                match self {$(
                    Self::$Name => &$crate::source::Entry {
                        span: $span,
                        line: $line,
                        section: Section::$Section,
                        references: &$references,
                        sha256: $digest,
                        text: $text,
                    },
                )*}
            }
        }
    };
}

use statements;
