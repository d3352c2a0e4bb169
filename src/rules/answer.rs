//! The answer: sixteen decisions, each settled or open.

use core::fmt::{self, Debug};

use super::stored::Said;
use crate::{Case, Decision, Finding, Grade, Pathway, Provenance, SOURCE, Set, Standing, Therapy};

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
#[derive(Clone, Copy)]
#[must_use]
pub struct Answer {
    case: Case,
    said: Said,
}

impl Answer {
    pub(super) const fn new(case: Case, said: Said) -> Self {
        Self { case, said }
    }

    /// The case that was answered.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// The WHO grade. It rests on no statement, being a published standard.
    #[must_use]
    #[inline]
    pub fn grade(&self) -> Decision<Grade> {
        self.said.grade()
    }

    /// Which part of the source speaks to the case.
    #[must_use]
    #[inline]
    pub fn pathway(&self) -> Decision<Pathway> {
        self.said.pathway()
    }

    /// What the source says of a therapy.
    #[must_use]
    #[inline]
    pub fn therapy(&self, therapy: Therapy) -> Decision<Standing> {
        self.said.therapy(therapy)
    }

    /// The fourteen therapies, in their fixed order, each with what the source says of it.
    pub fn therapies(&self) -> impl Iterator<Item = (Therapy, Decision<Standing>)> {
        let said = self.said;
        Therapy::ALL.iter().map(move |therapy| (*therapy, said.therapy(*therapy)))
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

/// By case and decisions, whichever way they were found.
impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        self.case == other.case
            && self.grade() == other.grade()
            && self.pathway() == other.pathway()
            && self.therapies().eq(other.therapies())
    }
}

impl Eq for Answer {}

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
