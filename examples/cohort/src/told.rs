//! Answers as columns of text.

use std::sync::{Arc, LazyLock};

use datafusion::{
    arrow::{
        array::{
            ArrayRef, ArrowPrimitiveType, PrimitiveArray, StringViewArray, StringViewBuilder,
            UInt8Array, UInt16Array,
        },
        compute::take,
    },
    common::{HashMap, Result},
};
use nen_pathway::{
    Case, Finding, Given, Grade, PackedCase, Pathway, Question, Review, Set, Standing,
    possible_values, recommend, review,
};

use crate::{
    column::{Column, not_asked, refused},
    findings::Findings,
};

static GRADES: LazyLock<StringViewArray> = LazyLock::new(|| sets(Grade::NAMES));
static PATHWAYS: LazyLock<StringViewArray> = LazyLock::new(|| sets(Pathway::NAMES));
static STANDINGS: LazyLock<StringViewArray> = LazyLock::new(|| sets(Standing::NAMES));
static FINDINGS: LazyLock<StringViewArray> = LazyLock::new(|| sets(Finding::NAMES));

/// Every set of the names as text, by its bits.
fn sets(names: &[&str]) -> StringViewArray {
    let count = u32::try_from(names.len()).ok().and_then(|len| 1_usize.checked_shl(len));
    let within = |bits: usize| {
        let is_in = move |place: &usize| {
            bits.checked_shr(u32::try_from(*place).ok()?).map(|it| it & 1 == 1)
        };
        let places = names.iter().enumerate().filter(move |(place, _)| is_in(place) == Some(true));
        places.map(|(_, name)| *name).collect::<Vec<_>>().join(";")
    };
    (0..count.unwrap_or(0)).map(within).map(Some).collect()
}

fn named<T: ArrowPrimitiveType>(
    names: &StringViewArray,
    bits: &PrimitiveArray<T>,
) -> Result<ArrayRef> {
    Ok(take(names, bits, None)?)
}

/// The grade or the pathway of each case, or the standing of one therapy: the possible values.
pub(crate) fn decided(cases: &[PackedCase], question: Question) -> Result<ArrayRef> {
    let mut bits = vec![0; cases.len()];
    possible_values(cases, &mut [(question, &mut bits)]).map_err(refused)?;
    let names = match question {
        Question::Grade => &GRADES,
        Question::Pathway => &PATHWAYS,
        Question::Standing(_) => &STANDINGS,
    };
    named(names, &UInt8Array::from(bits))
}

/// The standing of the therapy of each row; none where the row has none.
pub(crate) fn standings(
    cases: &[PackedCase],
    questions: &Column<Option<Question>>,
) -> Result<ArrayRef> {
    if let Some(Some(question)) = questions.same().transpose().map_err(not_asked)? {
        return decided(cases, *question);
    }
    let standing = |(row, case): (usize, &PackedCase)| {
        let question = questions.get(row).map_err(not_asked)?;
        question.map_or(Ok(None), |question| {
            let mut bits = [0];
            possible_values(&[*case], &mut [(question, &mut bits)]).map_err(refused)?;
            let [bits] = bits;
            Ok(Some(bits))
        })
    };
    let bits = cases.iter().enumerate().map(standing).collect::<Result<UInt8Array>>()?;
    named(&STANDINGS, &bits)
}

/// What would settle all that is open of each case, or one decision.
pub(crate) fn needs(
    cases: &[PackedCase],
    questions: Option<&Column<Option<Question>>>,
) -> Result<ArrayRef> {
    let needs = |(row, case): (usize, &PackedCase)| {
        let question = match questions {
            None => None,
            Some(questions) => match questions.get(row).map_err(not_asked)? {
                None => return Ok(None),
                question => *question,
            },
        };
        set(needed(*case, question)).map(Some)
    };
    let bits = cases.iter().enumerate().map(needs).collect::<Result<UInt16Array>>()?;
    named(&FINDINGS, &bits)
}

fn needed(case: PackedCase, question: Option<Question>) -> Set<Finding> {
    if case.answer_id().is_some() {
        return Set::EMPTY;
    }
    let recommendation = recommend(&Case::from(case));
    let answer = recommendation.answer();
    match question {
        Some(question) => answer.needs_for(question),
        None => Question::all().fold(Set::EMPTY, |all, it| all.or(answer.needs_for(it))),
    }
}

fn set(findings: Set<Finding>) -> Result<u16> {
    u16::try_from(findings.bits()).map_err(refused)
}

/// The findings of each row of which nothing is known.
pub(crate) fn not_assessed(findings: &Findings, rows: usize) -> Result<ArrayRef> {
    let bits = |row| set(findings.not_assessed(row).map_err(refused)?).map(Some);
    named(&FINDINGS, &(0..rows).map(bits).collect::<Result<UInt16Array>>()?)
}

/// What is told of the review of each row; none where nothing was given.
pub(crate) fn reviewed<T: AsRef<str>>(
    cases: &[PackedCase],
    given: &Column<Vec<Given>>,
    tell: impl Fn(&Review) -> Result<T>,
) -> Result<ArrayRef> {
    let mut known: HashMap<(u64, &[Given]), T> = HashMap::new();
    let mut told = StringViewBuilder::with_capacity(cases.len());
    for (row, case) in cases.iter().enumerate() {
        let given = given.get(row).map_err(refused)?.as_slice();
        if given.is_empty() {
            told.append_null();
            continue;
        }
        let key = (case.bits(), given);
        if !known.contains_key(&key) {
            let review = review(&Case::from(*case), given);
            let review = review.map_err(refused)?;
            known.insert(key, tell(&review)?);
        }
        told.append_option(known.get(&key));
    }
    Ok(Arc::new(told.finish()))
}

/// Why each row cannot be read; none where it can.
pub(crate) fn errors(
    findings: &Findings,
    given: Option<&Column<Vec<Given>>>,
    rows: usize,
) -> ArrayRef {
    let error = |row| {
        let given = given.and_then(|given| given.get(row).err().map(str::to_owned));
        findings.case(row).err().or(given)
    };
    Arc::new((0..rows).map(error).collect::<StringViewArray>())
}
