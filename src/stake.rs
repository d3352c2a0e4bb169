//! What hangs on a reading: the answer under both sides.

use crate::{Answer, Case, Question, Reading, recommend, under};

/// The answer to a case as a reading is chosen, and as it would be otherwise, side by side.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::SigmoidColon)
///     .with_liver_metastases(LiverMetastases::Multiple)
///     .with_differentiation(Differentiation::Well)
///     .with_ki67("20%".parse()?)
///     .with_mitoses("<2/2mm2".parse()?);
/// let stake = stake(&case, Reading::TwentyIsG2);
/// assert_eq!(stake.chosen().pathway().value(), Some(Pathway::Net));
/// assert_eq!(stake.otherwise().pathway().value(), Some(Pathway::VerifyPathology));
/// assert!(stake.differing().any(|question| question == Question::Pathway));
/// assert!(!stake.differing().any(|question| question == Question::Grade), "the grade itself stays");
/// # Ok::<(), RangeError>(())
/// ```
pub fn stake(case: &Case, reading: Reading) -> Stake {
    Stake { reading, chosen: *recommend(case).answer(), otherwise: under(case, reading) }
}

/// The two answers that a reading decides between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Stake {
    reading: Reading,
    chosen: Answer,
    otherwise: Answer,
}

impl Stake {
    /// The reading.
    #[must_use]
    pub const fn reading(&self) -> Reading {
        self.reading
    }

    /// The answer as the reading is chosen.
    pub const fn chosen(&self) -> &Answer {
        &self.chosen
    }

    /// The answer with the reading taken the other way.
    pub const fn otherwise(&self) -> &Answer {
        &self.otherwise
    }

    /// The decisions whose value, or possible values, hang on the reading; none if it is not at stake.
    pub fn differing(&self) -> impl Iterator<Item = Question> {
        let bits = Answer::possible_bits;
        Question::all().filter(move |question| {
            bits(&self.chosen, *question) != bits(&self.otherwise, *question)
        })
    }
}
