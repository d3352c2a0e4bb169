//! Review: what was planned or given, held against the source.

mod given;

pub use self::given::Given;
use crate::{
    Answer, Case, Chemotherapy, Decision, Gap, Reading, Set, Standing, Therapy, readings,
    recommend, under, vocabulary::vocabulary,
};

vocabulary! { "concordance"
    /// How what was given stands to the source; the first that applies.
    #[strum(serialize_all = "snake_case")]
    pub enum Concordance {
        /// Something given is ruled out however the source is read; or platinum with etoposide, which is
        /// recommended however it is read, is missing (in a bowel emergency that does not count).
        Discordant,
        /// Ruled out, or missing, as the source is read here, but not under every reading.
        Disputed,
        /// Something given is open still, or nothing may start before the pathology is settled.
        Undetermined,
        /// The source does not address something given, or it cannot be done any more.
        NotAddressed,
        /// Everything given is recommended, an option or to consider.
        Concordant,
    }
}

vocabulary! { "reason for a deviation"
    /// Why somebody departs from the source: recorded and reported, and never a reason to call a discordant
    /// plan concordant.
    #[strum(serialize_all = "snake_case")]
    pub enum Deviation {
        /// The patient wishes it so.
        PatientWish,
        /// Another disease of the patient stands against it.
        Comorbidity,
        /// It is given within a trial.
        Trial,
        /// The disease progressed.
        Progression,
        /// What the source says cannot be had.
        NotAvailable,
        /// The judgement of the clinicians.
        ClinicalJudgement,
    }
}

/// Reviews what was planned or given in a case, as the case was before.
///
/// A later line, or anything given after chemotherapy was judged, is a review of its own, with the case as it
/// then was.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::SigmoidColon)
///     .with_liver_metastases(LiverMetastases::Multiple)
///     .with_differentiation(Differentiation::Poor)
///     .with_ki67(">80%".parse()?)
///     .with_ecog(Ecog::One)
///     .with_chemotherapy(Chemotherapy::NotStarted)
///     .with_platinum(Platinum::Either);
///
/// let review = review(&case, &[Therapy::Folfox.into()])?;
/// assert_eq!(review.concordance(), Concordance::Discordant);
/// assert_eq!(review.omitted().to_string(), "cisplatin_etoposide carboplatin_etoposide");
/// let (given, decision) = review.given().next().unwrap();
/// assert_eq!((given, decision.statements().to_string().as_str()), (Given::Therapy(Therapy::Folfox), "S16 S17 S46 S47"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Nothing is given, or something twice; then the first that repeats an earlier one is named.
pub fn review(case: &Case, given: &[Given]) -> Result<Review, ReviewError> {
    Review::new(case, given)
}

/// A list of treatments that cannot be reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReviewError {
    /// Nothing was given.
    #[error("given: an empty list; accepted: {}", Self::ACCEPTED)]
    Empty,
    /// Something was given twice.
    #[error("given `{0}`: given more than once; accepted: {accepted}", accepted = Self::ACCEPTED)]
    Repeated(Given),
}

impl ReviewError {
    /// What is accepted.
    pub const ACCEPTED: &str = "a list of one or more therapies or `other`, each once";
}

/// A reason for something that was neither given nor omitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("deviation of `{0}`: not in this review; accepted: what was given or omitted")]
pub struct NotReviewed(Given);

impl NotReviewed {
    /// What the reason was for.
    #[must_use]
    pub const fn treatment(&self) -> Given {
        self.0
    }
}

/// How many different treatments can be given: the fourteen and `other`.
const MOST: usize = 15;

/// What was given, what the source says of each, and how the whole stands to the source.
///
/// # As JSON
///
/// With the feature `serde` it is written, and never read back; reasons for a deviation are not in it. `given` has
/// a key for each treatment in the order given, with its decision as in [`Report`](crate::Report):
///
/// ```json
/// {"concordance": "discordant", "omitted": ["cisplatin_etoposide"], "disputed_by": [], "unsupported": [],
///  "given": {"folfox": {"settled": "avoid", "statements": ["S16", "S17", "S46", "S47"]}}}
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Review {
    answer: Answer,
    given: [Option<Given>; MOST],
    concordance: Concordance,
    omitted: Set<Therapy>,
    disputed_by: Set<Reading>,
    /// By the places of what they are reasons for.
    deviations: [Set<Deviation>; MOST],
}

impl Review {
    fn new(case: &Case, list: &[Given]) -> Result<Self, ReviewError> {
        let mut given = [None; MOST];
        let mut seen = 0_u32;
        for treatment in list {
            let bit = 1_u32.wrapping_shl(treatment.place());
            if seen & bit != 0 {
                return Err(ReviewError::Repeated(*treatment));
            }
            seen |= bit;
        }
        if list.is_empty() {
            return Err(ReviewError::Empty);
        }
        // Without repetition there are no more than places.
        given.iter_mut().zip(list).for_each(|(place, treatment)| *place = Some(*treatment));
        let answer = *recommend(case).answer();
        let omitted = omitted(&answer, list);
        let (concordance, disputed_by) = judge(&answer, list, omitted);
        let deviations = [Set::EMPTY; MOST];
        Ok(Self { answer, given, concordance, omitted, disputed_by, deviations })
    }

    /// The same review with one more reason for something that was given or omitted. It is recorded and
    /// reported, and changes nothing else.
    ///
    /// ```
    /// use nen_pathway::*;
    ///
    /// let folfox = Given::Therapy(Therapy::Folfox);
    /// let review = review(&Case::NOT_ASSESSED, &[folfox])?
    ///     .because(folfox, Deviation::PatientWish)?
    ///     .because(folfox, Deviation::Comorbidity)?;
    /// let (of, reasons) = review.deviations().next().unwrap();
    /// assert_eq!((of, reasons.to_string().as_str()), (folfox, "patient_wish comorbidity"));
    ///
    /// let error = review.because(Given::Other, Deviation::Trial).unwrap_err();
    /// assert_eq!(error.treatment(), Given::Other);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// It was neither given nor [omitted](Self::omitted).
    pub fn because(mut self, of: Given, reason: Deviation) -> Result<Self, NotReviewed> {
        let known = self.reviewed().any(|treatment| treatment == of);
        let reasons = usize::try_from(of.place()).ok().filter(|_| known);
        match reasons.and_then(|place| self.deviations.get_mut(place)) {
            Some(reasons) => reasons.extend([reason]),
            None => return Err(NotReviewed(of)),
        }
        Ok(self)
    }

    /// What was given, then what was omitted.
    fn reviewed(&self) -> impl Iterator<Item = Given> {
        let given = self.given.iter().flatten().copied();
        given.chain(self.omitted.iter().map(Given::Therapy))
    }

    /// How the whole stands to the source.
    #[must_use]
    pub const fn concordance(&self) -> Concordance {
        self.concordance
    }

    /// What was given, in the order given, each with what the source says of it.
    pub fn given(&self) -> impl Iterator<Item = (Given, Decision<Standing>)> {
        let given = self.given.iter().flatten();
        given.map(|treatment| (*treatment, treatment.decision(&self.answer)))
    }

    /// The reasons that were attached: to what was given, in that order, then to what was omitted.
    pub fn deviations(&self) -> impl Iterator<Item = (Given, Set<Deviation>)> {
        let reasons = |of: Given| {
            let place = usize::try_from(of.place()).ok()?;
            let reasons = self.deviations.get(place).filter(|reasons| !reasons.is_empty())?;
            Some((of, *reasons))
        };
        self.reviewed().filter_map(reasons)
    }

    /// The platinum regimens that are recommended before chemotherapy has started and of which none was
    /// given. In a bowel emergency they are reported, but count neither for the concordance nor for
    /// [`disputed_by`](Self::disputed_by).
    #[must_use]
    pub const fn omitted(&self) -> Set<Therapy> {
        self.omitted
    }

    /// The readings that, taken the other way, would no longer rule out something given, or (unless in a bowel
    /// emergency) would recommend none of what is omitted. Listed whatever the concordance is.
    #[must_use]
    pub const fn disputed_by(&self) -> Set<Reading> {
        self.disputed_by
    }

    /// What was given although the source supports it in no completion of the case: it is open, may be
    /// ruled out, and cannot be recommended, an option or to consider. In the order given.
    pub fn unsupported(&self) -> impl Iterator<Item = Given> {
        self.given().filter_map(|(treatment, decision)| {
            let possible = decision.possible();
            let never =
                possible.contains(Standing::Avoid) && !possible.iter().any(Standing::is_offered);
            (decision.value().is_none() && never).then_some(treatment)
        })
    }

    /// The answer to the case.
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }
}

const PLATINUM: [Therapy; 2] = [Therapy::CisplatinEtoposide, Therapy::CarboplatinEtoposide];

/// The recommended platinum regimens, where chemotherapy has not started and neither is given.
fn omitted(answer: &Answer, given: &[Given]) -> Set<Therapy> {
    let not_started = answer.case().chemotherapy().only() == Some(Chemotherapy::NotStarted);
    let is_given = |therapy: &Therapy| given.contains(&Given::Therapy(*therapy));
    if !not_started || PLATINUM.iter().any(is_given) {
        return Set::EMPTY;
    }
    answer.therapies_with(Standing::Recommended).and(PLATINUM.into_iter().collect())
}

/// The concordance, and the readings that dispute it.
fn judge(answer: &Answer, given: &[Given], omitted: Set<Therapy>) -> (Concordance, Set<Reading>) {
    let counts = !omitted.is_empty() && !answer.gaps().contains(Gap::BowelEmergency);
    let is = |treatment: &Given, answer: &Answer, standing| {
        treatment.decision(answer).value() == Some(standing)
    };
    // What every reading leaves: of what is given the ruled out, of what is omitted the recommended.
    let mut ruled_out: [bool; MOST] = [false; MOST];
    for (place, treatment) in ruled_out.iter_mut().zip(given) {
        *place = is(treatment, answer, Standing::Avoid);
    }
    let (was_ruled_out, mut missed, mut disputed_by) = (ruled_out, omitted, Set::EMPTY);
    // A reading on which the answer does not rest leaves every value as it is.
    let is_at_stake = counts || was_ruled_out.contains(&true);
    let readings = if is_at_stake { readings(answer.case()) } else { Set::EMPTY };
    for reading in readings {
        let other = under(answer.case(), reading);
        let mut disputes = false;
        for ((firm, was), treatment) in ruled_out.iter_mut().zip(was_ruled_out).zip(given) {
            let still = is(treatment, &other, Standing::Avoid);
            disputes |= was && !still;
            *firm &= still;
        }
        let still_missed = omitted.and(other.therapies_with(Standing::Recommended));
        disputes |= counts && still_missed.is_empty();
        missed = missed.and(still_missed);
        if disputes {
            disputed_by.extend([reading]);
        }
    }
    let decisions = || given.iter().map(|treatment| treatment.decision(answer).value());
    let concordance = if ruled_out.contains(&true) || (counts && !missed.is_empty()) {
        Concordance::Discordant
    } else if was_ruled_out.contains(&true) || counts {
        Concordance::Disputed
    } else if decisions().any(|value| value.is_none_or(|it| it == Standing::VerifyFirst)) {
        Concordance::Undetermined
    } else if decisions()
        .any(|value| matches!(value, Some(Standing::NotAddressed | Standing::NotApplicable)))
    {
        Concordance::NotAddressed
    } else {
        Concordance::Concordant
    };
    (concordance, disputed_by)
}
