//! Receipts: two lines that let anyone repeat an answer later.

use core::fmt::{self, Display, Write};

use crate::{
    Answer, Case, Excerpt, Finding, NameError, Question, SOURCE, Set, ValueError, Vocabulary,
    recommend,
};

/// The version of the answers: raised by one with every release in which any answer to any case changes, and
/// with no other. Two releases with the same number give the same answers; a receipt of one can be checked by
/// the other.
pub const CONTRACT: u32 = 1;

/// Two lines for the record: with what the answer was made (the version of the crate, that of the answers, the
/// digest of the source), the case in canonical form, and the answer.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED.with_differentiation(Differentiation::Mixed).with_ecog(Ecog::Zero | Ecog::One);
/// let receipt = Receipt::new(recommend(&case).answer()).to_string();
/// let (with, answer) = receipt.split_once('\n').unwrap();
/// assert!(with.ends_with(" case differentiation=mixed ecog=0|1"));
/// assert!(answer.starts_with("answer grade=g1|g2|g3?ki67,mitoses pathway=outside_scope "));
///
/// // Anyone can repeat it.
/// assert_eq!(Receipt::check(&receipt), Ok(case));
/// let forged = receipt.replace("pathway=outside_scope", "pathway=net");
/// assert_eq!(
///     Receipt::check(&forged).unwrap_err().to_string(),
///     "receipt `pathway=net`: not the answer to its case; accepted: `pathway=outside_scope`",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Receipt(Answer);

impl Receipt {
    /// The receipt of an answer.
    pub const fn new(answer: &Answer) -> Self {
        Self(*answer)
    }

    /// Checks a receipt: answers its case again and compares. Gives the case.
    ///
    /// The version of the crate may be another as long as that of the answers, [`CONTRACT`], is the same.
    ///
    /// # Errors
    /// It is no receipt, one of other answers or of another source, or the answer is not that to its case.
    pub fn check(receipt: &str) -> Result<Case, ReceiptError> {
        let receipt = receipt.strip_suffix('\n').unwrap_or(receipt);
        let (with, answer) = receipt.split_once('\n').ok_or(form(receipt, "two lines"))?;
        let with = with.strip_suffix('\r').unwrap_or(with);
        let answer = answer.strip_suffix('\r').unwrap_or(answer);
        let mut words = with.split(' ');
        let mut next = |accepted| words.next().ok_or(form(with, accepted));
        expect(next("`nen-pathway`")?, "nen-pathway")?;
        next("the version of the crate")?;
        expect(next("`contract`")?, "contract")?;
        let contract = next("the version of the answers")?;
        if contract.parse() != Ok(CONTRACT) {
            return Err(ReceiptError::Contract { text: Excerpt::new(contract) });
        }
        expect(next("`source`")?, "source")?;
        let source = next("the digest of the source")?;
        if source != SOURCE.sha256 {
            return Err(ReceiptError::Source { text: Excerpt::new(source) });
        }
        expect(next("`case`")?, "case")?;
        let case = words.try_fold((Case::NOT_ASSESSED, Set::EMPTY), entry)?.0;
        compare(recommend(&case).answer(), answer).map(|()| case)
    }
}

impl Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (version, digest) = (env!("CARGO_PKG_VERSION"), SOURCE.sha256);
        write!(f, "nen-pathway {version} contract {CONTRACT} source {digest} case")?;
        let case = self.0.case();
        for finding in case.assessed() {
            write!(f, " {finding}={}", Joined(case, finding))?;
        }
        f.write_str("\nanswer")?;
        Question::all().try_for_each(|question| write!(f, " {}", Word(&self.0, question)))
    }
}

/// A text that is no receipt of these answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiptError {
    /// It has not the form of a receipt.
    #[error("receipt `{text}`: not in the form of a receipt; accepted: {accepted}")]
    Form {
        /// Where the form is left.
        text: Excerpt,
        /// What should stand there.
        accepted: &'static str,
    },
    /// A finding stands there twice.
    #[error("receipt `{0}`: given more than once; accepted: each finding at most once")]
    Repeated(Finding),
    /// A key is no finding.
    #[error(transparent)]
    Key(#[from] NameError),
    /// A text is no value of its finding.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// The answers have changed since: see [`CONTRACT`].
    #[error("receipt `{text}`: another version of the answers; accepted: `{CONTRACT}`")]
    Contract {
        /// The version that it names.
        text: Excerpt,
    },
    /// It rests on another edition of the source.
    #[error("receipt `{text}`: another edition of the source; accepted: `{}`", SOURCE.sha256)]
    Source {
        /// The digest that it names.
        text: Excerpt,
    },
    /// The answer is not that to its case.
    #[error("receipt `{text}`: not the answer to its case; accepted: `{accepted}`")]
    Answer {
        /// What the receipt says of a decision.
        text: Excerpt,
        /// What the answer is.
        accepted: Excerpt,
    },
}

fn form(text: &str, accepted: &'static str) -> ReceiptError {
    ReceiptError::Form { text: Excerpt::new(text), accepted }
}

fn expect(word: &str, expected: &'static str) -> Result<(), ReceiptError> {
    if word == expected { Ok(()) } else { Err(form(word, expected)) }
}

/// One finding of a receipt's case: `ecog=0|1`.
fn entry(
    (case, seen): (Case, Set<Finding>),
    word: &str,
) -> Result<(Case, Set<Finding>), ReceiptError> {
    let (key, text) =
        word.split_once('=').ok_or(form(word, "a finding and its value, as `ecog=0|1`"))?;
    let finding: Finding = key.parse()?;
    if seen.contains(finding) {
        return Err(ReceiptError::Repeated(finding));
    }
    let case = case.stating(finding, text)?;
    Ok((case, seen.or(finding.into())))
}

/// Compares the second line with the answer, decision by decision.
fn compare(answer: &Answer, line: &str) -> Result<(), ReceiptError> {
    let mut words = line.split(' ');
    expect(words.next().unwrap_or_default(), "answer")?;
    Question::all().try_for_each(|question| {
        let (told, word) = (words.next().unwrap_or_default(), Word(answer, question));
        let mut rest = Rest(told);
        // Fails exactly where the two differ.
        if write!(rest, "{word}").is_ok() && rest.0.is_empty() {
            return Ok(());
        }
        let (text, accepted) = (Excerpt::new(told), Excerpt::of(&word));
        Err(ReceiptError::Answer { text, accepted })
    })?;
    words.next().map_or(Ok(()), |word| Err(form(word, "nothing after the last decision")))
}

/// What of a text is still to be met by what is written.
struct Rest<'t>(&'t str);

impl Write for Rest<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
        Ok(())
    }
}

/// A decision as one word: `pathway=nec`, or `grade=g1|g2?mitoses` while it is open.
struct Word<'a>(&'a Answer, Question);

impl Display for Word<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(answer, question) = *self;
        write!(f, "{question}=")?;
        match question {
            Question::Grade => joined(f, answer.grade().possible().iter(), "|")?,
            Question::Pathway => joined(f, answer.pathway().possible().iter(), "|")?,
            Question::Standing(therapy) => {
                joined(f, answer.therapy(therapy).possible().iter(), "|")?;
            }
        }
        let needs = answer.needs_for(question);
        f.write_str(if needs.is_empty() { "" } else { "?" })?;
        joined(f, needs.iter(), ",")
    }
}

/// What is known of a finding as one word.
struct Joined<'c>(&'c Case, Finding);

impl Display for Joined<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(case, finding) = *self;
        match finding {
            Finding::PrimarySite => joined(f, case.primary_site().iter(), "|"),
            Finding::LiverMetastases => joined(f, case.liver_metastases().iter(), "|"),
            Finding::Differentiation => joined(f, case.differentiation().iter(), "|"),
            Finding::Ki67 => write!(f, "{}", case.ki67()),
            Finding::Mitoses => write!(f, "{}", case.mitoses()),
            Finding::Ecog => joined(f, case.ecog().iter(), "|"),
            Finding::PrimaryTumour => joined(f, case.primary_tumour().iter(), "|"),
            Finding::Chemotherapy => joined(f, case.chemotherapy().iter(), "|"),
            Finding::Platinum => joined(f, case.platinum().iter(), "|"),
        }
    }
}

fn joined<T: Vocabulary>(
    f: &mut fmt::Formatter<'_>,
    mut values: impl Iterator<Item = T>,
    between: &str,
) -> fmt::Result {
    f.write_str(values.next().map_or("", Vocabulary::as_str))?;
    values.try_for_each(|value| write!(f, "{between}{}", value.as_str()))
}
