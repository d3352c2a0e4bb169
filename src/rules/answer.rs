//! The answer: sixteen decisions, each settled or open.

use core::fmt::{self, Debug};

use crate::{
    Case, Finding, Grade, Pathway, Possible, Provenance, SOURCE, Set, Standing, Statement, Therapy,
    Vocabulary,
};

/// The answer to a case: the grade, the pathway and the standing of each therapy, and what must be
/// shown beside them.
///
/// Only the rules make one, so an answer in hand is an answer they gave. It is never read back from
/// JSON, and has no `Default`.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::SigmoidColon)
///     .with_liver_metastases(LiverMetastases::Multiple)
///     .with_differentiation(Differentiation::Well)
///     .with_ki67("12%".parse()?)
///     .with_mitoses("<2/2mm2".parse()?);
/// let recommendation = recommend(&case);
/// let answer = recommendation.answer();
///
/// // Therapies by standing …
/// assert_eq!(answer.therapies_with(Standing::Option).to_string(), "lanreotide octreotide debulking");
/// // … why one of them has its standing …
/// let tace = answer.therapy(Therapy::Tace);
/// assert_eq!(tace.value(), Some(Standing::Consider));
/// assert_eq!(tace.statements().to_string(), "S04 S10 S26 S29 S30");
/// // … and what must be shown beside it.
/// assert_eq!(answer.gaps().to_string(), "receptor_imaging");
/// assert_eq!(answer.divergences().to_string(), "octreotide_label ssa_ki67_limit prrt");
/// # Ok::<(), nen_pathway::RangeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Answer {
    case: Case,
    grade: Decided,
    pathway: Decided,
    /// One for each group of therapies that are always answered alike.
    groups: [Decided; GROUPS.len()],
}

/// A decision as it is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decided {
    // INVARIANT: never 0, and within the vocabulary of the decision.
    pub(super) possible: u8,
    /// What is needed; for a settled decision, the patient's findings it rests on.
    pub(super) findings: u16,
    /// For a settled decision, the statements it rests on.
    pub(super) statements: u64,
}

/// One therapy for each group whose members are always answered alike, with the same statements.
pub(super) const GROUPS: [Therapy; 9] = [
    Therapy::CisplatinEtoposide,
    Therapy::CarboplatinEtoposide,
    Therapy::Folfox,
    Therapy::FolfoxBevacizumab,
    Therapy::Lanreotide,
    Therapy::Tae,
    Therapy::Tare,
    Therapy::PrimaryResection,
    Therapy::Debulking,
];

impl Answer {
    pub(super) const fn new(
        case: Case,
        grade: Decided,
        pathway: Decided,
        groups: [Decided; GROUPS.len()],
    ) -> Self {
        Self { case, grade, pathway, groups }
    }

    /// The case that was answered.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// The WHO grade. It rests on no statement, being a published standard.
    #[must_use]
    pub fn grade(&self) -> Decision<Grade> {
        Decision::new(self.grade)
    }

    /// Which part of the source speaks to the case.
    #[must_use]
    pub fn pathway(&self) -> Decision<Pathway> {
        Decision::new(self.pathway)
    }

    /// What the source says of a therapy.
    #[must_use]
    pub fn therapy(&self, therapy: Therapy) -> Decision<Standing> {
        let [
            cisplatin,
            carboplatin,
            regimen,
            bevacizumab,
            analogue,
            liver,
            tare,
            resection,
            debulking,
        ] = self.groups;
        Decision::new(match therapy {
            Therapy::CisplatinEtoposide => cisplatin,
            Therapy::CarboplatinEtoposide => carboplatin,
            Therapy::Folfox | Therapy::Folfiri | Therapy::OtherColorectalRegimen => regimen,
            Therapy::FolfoxBevacizumab => bevacizumab,
            Therapy::Lanreotide | Therapy::Octreotide => analogue,
            Therapy::Tae | Therapy::Tace | Therapy::Ablation => liver,
            Therapy::Tare => tare,
            Therapy::PrimaryResection => resection,
            Therapy::Debulking => debulking,
        })
    }

    /// The fourteen therapies, in their fixed order, each with what the source says of it.
    pub fn therapies(&self) -> impl Iterator<Item = (Therapy, Decision<Standing>)> {
        Therapy::ALL.iter().map(|therapy| (*therapy, self.therapy(*therapy)))
    }

    /// The therapies whose standing is settled and is this one.
    #[must_use]
    pub fn therapies_with(&self, standing: Standing) -> Set<Therapy> {
        let has = |therapy: &Therapy| self.therapy(*therapy).value() == Some(standing);
        Therapy::ALL.iter().copied().filter(has).collect()
    }

    /// The findings that some open decision needs. To know them all settles every decision.
    #[must_use]
    pub fn needs(&self) -> Set<Finding> {
        let therapies = self.therapies().map(|(_, decision)| decision.needs());
        therapies.fold(self.grade().needs().or(self.pathway().needs()), Set::or)
    }

    /// Where the answer comes from, to be shown beside it.
    #[must_use]
    pub const fn provenance(&self) -> &'static Provenance {
        &SOURCE
    }
}

/// Readable: the case, then each decision with its possible values.
impl Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Answer({}: {}, {}",
            self.case,
            self.grade().possible(),
            self.pathway().possible()
        )?;
        self.therapies()
            .try_for_each(|(therapy, decision)| write!(f, ", {therapy} {}", decision.possible()))?;
        f.write_str(")")
    }
}

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    fn new(decided: Decided) -> Self {
        let possible = Possible::from_bits(decided.possible).unwrap_or(Possible::ALL);
        let findings = Set::from_bits(decided.findings.into());
        match possible.only() {
            Some(value) => Self::Settled(Settled {
                value,
                statements: Set::from_bits(decided.statements),
                findings,
            }),
            None => Self::Open(Open { possible, needs: findings }),
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
