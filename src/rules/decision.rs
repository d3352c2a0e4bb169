//! A decision: settled, or open.

use super::{engine::Reasons, stored::Decided};
use crate::{Finding, Possible, Set, Standing, Statement, Vocabulary};

/// One decision about a case: settled, or open.
///
/// ```
/// use nen_pathway::*;
///
/// let recommendation = recommend(&Case::NOT_ASSESSED.with_ki67(">20%".parse()?));
/// match recommendation.answer().grade() {
///     Decision::Settled(settled) => assert_eq!(settled.value(), Grade::G3),
///     Decision::Open(open) => panic!("{} needs {}", open.possible(), open.needs()),
/// }
/// # Ok::<(), nen_pathway::RangeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision<V: Vocabulary> {
    /// The same value in every completion of the case, however much is missing.
    Settled(Settled<V>),
    /// Different values in different completions.
    Open(Open<V>),
}

/// A decision that is the same in every completion of the case.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED.with_liver_metastases(LiverMetastases::Absent);
/// let Decision::Settled(pathway) = recommend(&case).answer().pathway() else { panic!("settled") };
/// assert_eq!(pathway.value(), Pathway::OutsideScope);
/// assert_eq!(pathway.statements().to_string(), "S01");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Settled<V> {
    value: V,
    statements: Set<Statement>,
    findings: Set<Finding>,
}

/// A decision that what is missing still changes.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED.with_ki67("5%".parse()?);
/// let Decision::Open(grade) = recommend(&case).answer().grade() else { panic!("open") };
/// assert_eq!(grade.possible().to_string(), "g2 or g3");
/// assert_eq!(grade.needs().to_string(), "mitoses");
/// # Ok::<(), nen_pathway::RangeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Open<V: Vocabulary> {
    possible: Possible<V>,
    needs: Set<Finding>,
}

impl Decision<Standing> {
    /// What the source says of a treatment it does not name.
    pub(crate) const NOT_ADDRESSED: Self = Self::Settled(Settled {
        value: Standing::NotAddressed,
        statements: Set::EMPTY,
        findings: Set::EMPTY,
    });
}

impl<V: Vocabulary> Decision<V> {
    #[inline]
    pub(super) fn new(decided: Decided) -> Self {
        match decided.value() {
            Some(value) => {
                let Reasons { statements, findings } = decided.rests_on();
                Self::Settled(Settled::new(value, statements, findings))
            }
            None => Self::Open(Open {
                possible: Possible::trusted(decided.possible()),
                needs: Set::from_bits(decided.needs().into()),
            }),
        }
    }

    /// The value, if it is settled.
    #[must_use]
    pub fn value(&self) -> Option<V> {
        match self {
            Self::Settled(settled) => Some(settled.value),
            Self::Open(_) => None,
        }
    }

    /// The values it has in some completion; one if it is settled.
    #[must_use]
    pub fn possible(&self) -> Possible<V> {
        match self {
            Self::Settled(settled) => settled.value.into(),
            Self::Open(open) => open.possible,
        }
    }

    /// What it needs; empty exactly if it is settled.
    #[must_use]
    pub const fn needs(&self) -> Set<Finding> {
        match self {
            Self::Settled(_) => Set::EMPTY,
            Self::Open(open) => open.needs,
        }
    }

    /// The patient's findings that are the reason, where it is not the source; see
    /// [`Settled::findings`].
    #[must_use]
    pub const fn findings(&self) -> Set<Finding> {
        match self {
            Self::Settled(settled) => settled.findings,
            Self::Open(_) => Set::EMPTY,
        }
    }

    /// The statements it rests on; empty while it is open.
    #[must_use]
    pub const fn statements(&self) -> Set<Statement> {
        match self {
            Self::Settled(settled) => settled.statements,
            Self::Open(_) => Set::EMPTY,
        }
    }
}

impl<V: Vocabulary> Settled<V> {
    #[inline]
    #[expect(clippy::as_conversions, reason = "a u16 widens in const")]
    pub(super) const fn new(value: V, statements: u64, findings: u16) -> Self {
        let findings = Set::from_bits(findings as u64);
        Self { value, statements: Set::from_bits(statements), findings }
    }

    /// The value.
    #[must_use]
    pub const fn value(&self) -> V {
        self.value
    }

    /// The statements that every completion rests on; empty where the source is silent, and where
    /// the patient's [`findings`](Self::findings) are the reason.
    #[must_use]
    pub const fn statements(&self) -> Set<Statement> {
        self.statements
    }

    /// The patient's findings that are the reason, where it is not the source: `platinum`, for a
    /// regimen whose platinum drug the patient cannot receive.
    #[must_use]
    pub const fn findings(&self) -> Set<Finding> {
        self.findings
    }

    /// The reason in words, where it is the patient's [`findings`](Self::findings) and not the source.
    ///
    /// ```
    /// use nen_pathway::*;
    ///
    /// let case = Case::NOT_ASSESSED
    ///     .with_primary_site(PrimarySite::SigmoidColon)
    ///     .with_liver_metastases(LiverMetastases::Multiple)
    ///     .with_differentiation(Differentiation::Poor)
    ///     .with_ki67(Ki67::percent::<80>())
    ///     .with_chemotherapy(Chemotherapy::NotStarted)
    ///     .with_platinum(Platinum::Neither);
    /// let recommendation = recommend(&case);
    /// let cisplatin = recommendation.answer().therapy(Therapy::CisplatinEtoposide);
    /// let Decision::Settled(avoid) = cisplatin else { panic!("settled") };
    /// assert_eq!(avoid.reason(), Some("the patient cannot receive it"));
    /// ```
    #[must_use]
    pub const fn reason(&self) -> Option<&'static str> {
        if self.findings.is_empty() { None } else { Some(CANNOT_RECEIVE) }
    }
}

/// The reason, where it is not the source.
pub(crate) const CANNOT_RECEIVE: &str = "the patient cannot receive it";

impl<V: Vocabulary> Open<V> {
    /// Every value that occurs in some completion, and no other.
    #[must_use]
    pub const fn possible(&self) -> Possible<V> {
        self.possible
    }

    /// Exactly the findings that can change it: for each of them, two completions that differ in
    /// nothing else have different values. Never empty.
    #[must_use]
    pub const fn needs(&self) -> Set<Finding> {
        self.needs
    }
}
