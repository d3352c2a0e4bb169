//! Many cases at a time, into columns of the caller; nothing is allocated.

use core::{
    fmt::{self, Display},
    num::NonZeroU8,
};

use super::{decision::Settled, engine};
use crate::{Grade, PackedCase, Pathway, Question, Standing, Therapy};

/// One of the few answers in which every decision is settled: that of each case of which all is known that the pathway
/// tells apart.
///
/// Its number is one byte, and may be another in the next release: keep what it says, not the number.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::Elsewhere)
///     .with_liver_metastases(LiverMetastases::Absent)
///     .with_differentiation(Differentiation::Poor)
///     .with_ecog(Ecog::One)
///     .with_primary_tumour(PrimaryTumour::Uncomplicated)
///     .with_chemotherapy(Chemotherapy::NotStarted)
///     .with_platinum(Platinum::Either);
/// assert_eq!(PackedCase::from(&case).answer_id(), None, "the grade is open");
/// let id = PackedCase::from(&case.with_ki67(">20%".parse()?)).answer_id().ok_or("mitoses change nothing")?;
/// assert_eq!((id.grade().value(), id.pathway().value()), (Grade::G3, Pathway::OutsideScope));
/// assert_eq!(id.therapy(Therapy::Tace).value(), Standing::NotAddressed);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AnswerId(NonZeroU8);

impl AnswerId {
    /// All of them.
    ///
    /// ```
    /// use nen_pathway::*;
    ///
    /// let nec = AnswerId::all().filter(|id| id.pathway().value() == Pathway::Nec);
    /// assert!(nec.into_iter().all(|id| id.therapy(Therapy::Folfox).value() == Standing::Avoid));
    /// ```
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=engine::COUNT).filter_map(NonZeroU8::new).map(Self)
    }

    #[inline]
    pub(super) const fn numbered(number: NonZeroU8) -> Self {
        Self(number)
    }

    /// The number, from 1 on: a place in a table of one's own.
    ///
    /// ```
    /// use nen_pathway::*;
    ///
    /// let mut counts = [0_u32; 256];
    /// let cases = [PackedCase::from(&Case::NOT_ASSESSED.with_differentiation(Differentiation::Mixed)); 3];
    /// for id in cases.into_iter().filter_map(PackedCase::answer_id) {
    ///     counts[usize::from(id.get())] += 1;
    /// }
    /// assert_eq!(counts[0], 0, "no answer has the number 0");
    /// ```
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0.get()
    }

    /// The WHO grade.
    #[must_use]
    pub fn grade(self) -> Settled<Grade> {
        engine::whole(self).grade()
    }

    /// The pathway.
    #[must_use]
    pub fn pathway(self) -> Settled<Pathway> {
        engine::whole(self).pathway()
    }

    /// What the source says of a therapy.
    #[must_use]
    pub fn therapy(self, therapy: Therapy) -> Settled<Standing> {
        engine::whole(self).therapy(therapy)
    }
}

impl PackedCase {
    /// The answer, if everything is known that the pathway tells apart.
    #[must_use]
    #[inline]
    pub fn answer_id(self) -> Option<AnswerId> {
        engine::answer_id(self)
    }
}

/// The answer to each case: `None` where something is missing that the pathway tells apart, so that
/// [`recommend`](crate::recommend) has more to say. It may have no open decision all the same: some settled ones then rest on
/// less than in any complete case.
///
/// # Errors
/// Another number of places than of cases; nothing is written then.
///
/// ```
/// use nen_pathway::*;
///
/// let cases = [PackedCase::NOT_ASSESSED; 3];
/// let mut ids = [None; 3];
/// answer_ids(&cases, &mut ids)?;
/// assert_eq!(ids, [None; 3]);
/// assert_eq!(
///     answer_ids(&cases, &mut ids[..2]).map_err(|error| error.to_string()),
///     Err("column of numbers `2`: not as long as the cases; accepted: 3".to_owned())
/// );
/// # Ok::<(), ColumnError>(())
/// ```
pub fn answer_ids(
    cases: &[PackedCase],
    column: &mut [Option<AnswerId>],
) -> Result<(), ColumnError> {
    ColumnError::check(None, cases, column)?;
    // Four in a step: counting each would take a tenth of the time.
    let ((fours, rest), (ids, last)) = (cases.as_chunks::<4>(), column.as_chunks_mut());
    for (cases, ids) in fours.iter().zip(ids) {
        *ids = cases.map(PackedCase::answer_id);
    }
    for (case, id) in rest.iter().zip(last) {
        *id = case.answer_id();
    }
    Ok(())
}

/// Decisions about each case, each into a column of its own: a byte with a bit for each possible value, as
/// [`Possible::bits`](crate::Possible::bits) gives it; one bit where the decision is settled. Several columns at a time cost
/// less than one after the other.
///
/// # Errors
/// Another number of places than of cases in some column; nothing is written then.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED.with_differentiation(Differentiation::Mixed);
/// let cases = [PackedCase::from(&case), PackedCase::NOT_ASSESSED];
/// let (mut pathways, mut tace) = ([0; 2], [0; 2]);
/// possible_values(
///     &cases,
///     &mut [(Question::Pathway, &mut pathways), (Question::Standing(Therapy::Tace), &mut tace)],
/// )?;
/// assert_eq!(Possible::from_bits(pathways[0]), Some(Pathway::OutsideScope.into()));
/// assert_eq!(Possible::from_bits(tace[0]), Some(Standing::NotAddressed.into()));
/// assert_eq!(Possible::<Pathway>::from_bits(pathways[1]), Some(Possible::ALL));
/// # Ok::<(), ColumnError>(())
/// ```
pub fn possible_values(
    cases: &[PackedCase],
    columns: &mut [(Question, &mut [u8])],
) -> Result<(), ColumnError> {
    columns
        .iter()
        .try_for_each(|(question, column)| ColumnError::check(Some(*question), cases, column))?;
    engine::fill(cases, columns);
    Ok(())
}

/// A column that is not as long as the cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("column of {} `{places}`: not as long as the cases; accepted: {cases}", Of(*question))]
#[non_exhaustive]
pub struct ColumnError {
    /// Which decision it is of; none if it is of the numbers of answers.
    pub question: Option<Question>,
    /// How many cases there are.
    pub cases: usize,
    /// How many places there are for their answers.
    pub places: usize,
}

impl ColumnError {
    const fn check<T>(
        question: Option<Question>,
        cases: &[PackedCase],
        column: &[T],
    ) -> Result<(), Self> {
        let (cases, places) = (cases.len(), column.len());
        if cases == places { Ok(()) } else { Err(Self { question, cases, places }) }
    }
}

/// What a column is of.
struct Of(Option<Question>);

impl Display for Of {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(question) => Display::fmt(&question, f),
            None => f.write_str("numbers"),
        }
    }
}
