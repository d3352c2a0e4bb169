//! The next question, and what each finding is good for.

use crate::{Answer, Case, Finding, Question, Recommendation, Set, recommend};

/// The next finding to obtain: the one that settles the most decisions in the worst case over its values;
/// among equals in the mean; among those the first in the order of the findings. `None` once every decision
/// is settled.
///
/// Asking in that order settles every case.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_differentiation(Differentiation::Poor)
///     .with_ki67("90%".parse()?)
///     .with_primary_site(PrimarySite::SigmoidColon)
///     .with_liver_metastases(LiverMetastases::Multiple);
/// let next = ask(&case).unwrap();
/// assert_eq!(next.finding(), Finding::Chemotherapy);
/// for answer in next.answers() {
///     println!("{}: settles {}", answer.case().told(next.finding()), answer.settled());
/// }
/// # Ok::<(), RangeError>(())
/// ```
#[must_use]
pub fn ask(case: &Case) -> Option<Ask> {
    ask_except(case, Set::EMPTY)
}

/// The next finding to obtain among those that can be had: as [`ask`], without the ones that cannot. `None`
/// once every decision is settled, and when all that is still needed cannot be had
/// ([`Answer::needs`](crate::Answer::needs) tells the two apart).
///
/// ```
/// use nen_pathway::*;
///
/// let first = ask(&Case::NOT_ASSESSED).unwrap().finding();
/// let next = ask_except(&Case::NOT_ASSESSED, first.into()).unwrap();
/// assert_ne!(next.finding(), first);
/// ```
#[must_use]
pub fn ask_except(case: &Case, unavailable: Set<Finding>) -> Option<Ask> {
    let needed = recommend(case).answer().needs();
    let can_be_had = needed.iter().rev().filter(|finding| !unavailable.contains(*finding));
    // `max_by` keeps the last of equals, the first in the order is wanted.
    can_be_had.map(|finding| Ask { case: *case, finding }).max_by(|one, other| {
        let (one, other) = (one.gain(), other.gain());
        let worst = one.worst.cmp(&other.worst);
        // Means are compared as fractions, in whole numbers.
        let (left, right) =
            (one.sum.saturating_mul(other.values), other.sum.saturating_mul(one.values));
        worst.then(left.cmp(&right))
    })
}

/// A finding to obtain in a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Ask {
    case: Case,
    finding: Finding,
}

/// How many decisions the values of a finding settle.
struct Gain {
    worst: usize,
    sum: usize,
    values: usize,
}

impl Ask {
    /// Asks for a finding of one's own choice.
    ///
    /// ```
    /// use nen_pathway::*;
    ///
    /// let ask = Ask::about(&Case::NOT_ASSESSED, Finding::LiverMetastases);
    /// let absent = ask.answers().next().unwrap();
    /// assert_eq!(absent.case().to_string(), "liver_metastases absent");
    /// assert!(matches!(absent.recommendation(), Recommendation::OutsideScope(_)));
    /// ```
    pub const fn about(case: &Case, finding: Finding) -> Self {
        Self { case: *case, finding }
    }

    /// The case that is asked about.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// The finding.
    #[must_use]
    pub const fn finding(&self) -> Finding {
        self.finding
    }

    /// What each possible value leads to; for Ki-67 and mitoses each band in which the pathway reads them.
    pub fn answers(&self) -> impl Iterator<Item = Answered> + use<> {
        let Self { case, finding } = *self;
        case.single_cells(finding).map(|case| Answered { case, recommendation: recommend(&case) })
    }

    fn gain(&self) -> Gain {
        let none = Gain { worst: usize::MAX, sum: 0, values: 0 };
        self.answers().map(|answer| answer.settled()).fold(none, |gain, settled| Gain {
            worst: gain.worst.min(settled),
            sum: gain.sum.saturating_add(settled),
            values: gain.values.saturating_add(1),
        })
    }
}

/// A case with one more value known, and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Answered {
    case: Case,
    recommendation: Recommendation,
}

impl Answered {
    /// The case with the value.
    pub const fn case(&self) -> &Case {
        &self.case
    }

    /// What the pathway says of it.
    pub const fn recommendation(&self) -> &Recommendation {
        &self.recommendation
    }

    /// How many of the sixteen decisions are settled in it.
    #[must_use]
    pub fn settled(&self) -> usize {
        let answer = self.recommendation.answer();
        Question::all().filter(|question| answer.outcome(*question).is_some()).count()
    }
}

/// What each finding was good for: used, interchangeable, without effect, or missing.
///
/// Counted are the values of the sixteen decisions, as in [`Open::needs`](crate::Open::needs). Which statements
/// a settled decision rests on, and what stands beside the answer, may hang on any finding.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_differentiation(Differentiation::Moderate)
///     .with_ki67(">20%".parse()?)
///     .with_mitoses(">20/2mm2".parse()?)
///     .with_primary_tumour(PrimaryTumour::Uncomplicated)
///     .with_ecog(Ecog::Three);
/// let account = account(&case);
/// assert_eq!(account.used().to_string(), "differentiation primary_tumour");
/// assert_eq!(account.interchangeable().to_string(), "ki67 mitoses"); // G3 by each of them
/// assert_eq!(account.without_effect().to_string(), "ecog");
/// assert_eq!(account.missing().to_string(), "primary_site liver_metastases");
/// # Ok::<(), RangeError>(())
/// ```
#[must_use]
pub fn account(case: &Case) -> Account {
    let assessed = case.assessed();
    let without = |forgotten: Set<Finding>| {
        *recommend(&case.replacing(forgotten, &Case::NOT_ASSESSED)).answer()
    };
    let with_all = without(Set::EMPTY);
    let matters = |finding: &Finding| differ(&without((*finding).into()), &with_all);
    let used: Set<Finding> = assessed.iter().filter(matters).collect();
    let spare: Set<Finding> = assessed.iter().filter(|it| !used.contains(*it)).collect();
    // What nothing needs with all of them forgotten cannot matter; of the rest every set is tried.
    let doubtful = spare.and(without(spare).needs());
    let sets = (0..=doubtful.bits()).map(Set::from_bits).filter(|set| set.or(doubtful) == doubtful);
    let matter_together = sets.flat_map(|set: Set<Finding>| {
        set.iter().filter(move |finding| {
            let others: Set<Finding> = set.iter().filter(|other| other != finding).collect();
            differ(&without(set), &without(others))
        })
    });
    let interchangeable: Set<Finding> = matter_together.collect();
    let missing = with_all.needs();
    // A finding that is given too widely may exclude nothing that matters, and matters itself.
    let idle = |it: &Finding| !interchangeable.contains(*it) && !missing.contains(*it);
    let without_effect = spare.iter().filter(idle).collect();
    Account { used, interchangeable, without_effect, missing }
}

/// Whether some decision has other possible values, or other needs.
fn differ(one: &Answer, other: &Answer) -> bool {
    let told =
        |answer: &Answer, question| (answer.possible_bits(question), answer.needs_for(question));
    Question::all().any(|question| told(one, question) != told(other, question))
}

/// What each finding of a case was good for; see [`account`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    used: Set<Finding>,
    interchangeable: Set<Finding>,
    without_effect: Set<Finding>,
    missing: Set<Finding>,
}

impl Account {
    /// The findings given that the answer used: were one of them not assessed, some decision would have other
    /// possible values or other needs.
    #[must_use]
    pub const fn used(&self) -> Set<Finding> {
        self.used
    }

    /// The findings given that others make up for: the answer needs none of them alone, but not all can be
    /// left out, as when Ki-67 and mitoses both give G3.
    #[must_use]
    pub const fn interchangeable(&self) -> Set<Finding> {
        self.interchangeable
    }

    /// The findings given that could not have mattered: whatever they were, and were they all not assessed,
    /// the sixteen decisions would have the same values and needs.
    #[must_use]
    pub const fn without_effect(&self) -> Set<Finding> {
        self.without_effect
    }

    /// The findings that are needed still, because they are missing or given too widely; one that is given too
    /// widely may be used all the same, or not: then what it excludes changes nothing, but what it leaves does.
    #[must_use]
    pub const fn missing(&self) -> Set<Finding> {
        self.missing
    }
}
