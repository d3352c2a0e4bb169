//! Receipts: two lines that let anyone repeat an answer later.

use core::fmt::{self, Display, Write};

use crate::{
    Answer, Case, Excerpt, Finding, NameError, Prognosis, Question, Report, SOURCE, Set,
    ValueError, Vocabulary, label,
};

/// The version of the answers: raised by one with every release in which the report on any case changes (a
/// decision, what it needs or rests on, a gap, a reading, a divergence, the prognosis), and with no other. Two
/// releases with the same number give the same reports; a receipt of one can be checked by the other.
///
/// Words may change without it: a label or a text says the same in better words, or another release begins.
pub const CONTRACT: u32 = 1;

/// Two lines for the record: with what the answer was made (the version of the crate, that of the answers, the
/// digest of the source), the case in canonical form, and the whole report: each decision with what it rests
/// on, or with its possible values and what it needs, and what stands beside them.
///
/// A receipt is no seal: whoever changes the case and the answer alike has the receipt of another case.
///
/// It is made of a [`Report`], which always takes the source as it is read here; an answer
/// [`under`](crate::under) another reading has no receipt.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED.with_differentiation(Differentiation::Mixed).with_ecog(Ecog::Zero | Ecog::One);
/// let receipt = Report::new(&case).receipt().to_string();
/// let (with, answer) = receipt.split_once('\n').unwrap();
/// assert!(with.ends_with(" case differentiation=mixed ecog=0|1"));
/// assert!(answer.starts_with("answer grade=g1|g2|g3?ki67,mitoses pathway=outside_scope:S01 "));
/// assert!(answer.ends_with(" gaps= readings= divergences= prognosis="));
///
/// // Anyone can repeat it.
/// assert_eq!(Receipt::check(&receipt), Ok(case));
/// let forged = receipt.replace("pathway=outside_scope", "pathway=net");
/// assert_eq!(
///     Receipt::check(&forged).unwrap_err().to_string(),
///     "receipt `pathway=net:S01`: not the answer to its case; accepted: `pathway=outside_scope:S01`",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Receipt(Report);

impl Report {
    /// The receipt of the report.
    pub const fn receipt(&self) -> Receipt {
        Receipt(*self)
    }
}

impl Receipt {
    /// Checks a receipt: answers its case again and compares, letter by letter. Gives the case.
    ///
    /// Free are only the version of the crate, as long as that of the answers, [`CONTRACT`], is the same; a
    /// newline at the end; and a carriage return before a newline.
    ///
    /// # Errors
    /// It is no receipt, one of other answers or of another source, or the answer is not that to its case.
    pub fn check(receipt: &str) -> Result<Case, ReceiptError> {
        let receipt = receipt.strip_suffix('\n').unwrap_or(receipt);
        let (with, answer) = receipt.split_once('\n').ok_or(form(receipt, "two lines"))?;
        let case = case(with.strip_suffix('\r').unwrap_or(with))?;
        compare(&Report::new(&case), answer.strip_suffix('\r').unwrap_or(answer)).map(|()| case)
    }
}

impl Display for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (version, digest) = (env!("CARGO_PKG_VERSION"), SOURCE.sha256);
        write!(f, "nen-pathway {version} contract {CONTRACT} source {digest} case")?;
        let case = self.0.answer().case();
        case.assessed().iter().try_for_each(|finding| write!(f, " {}", Known(case, finding)))?;
        f.write_str("\nanswer")?;
        Part::all().try_for_each(|part| write!(f, " {}", Told(&self.0, part)))
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
    /// A key is no finding.
    #[error(transparent)]
    Key(#[from] NameError),
    /// A text is no value of its finding.
    #[error(transparent)]
    Value(#[from] ValueError),
    /// The case is not in canonical form: each finding that is known once, in order, its values in order.
    #[error("receipt `{text}`: not in canonical form; accepted: `{accepted}`")]
    Case {
        /// What the receipt says.
        text: Excerpt,
        /// How it is written there.
        accepted: Excerpt,
    },
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
        /// What the receipt says.
        text: Excerpt,
        /// What the report on its case says.
        accepted: Excerpt,
    },
}

fn form(text: &str, accepted: &'static str) -> ReceiptError {
    ReceiptError::Form { text: Excerpt::new(text), accepted }
}

/// `expected` in backticks, as an error names it.
fn expect(word: &str, expected: &'static str) -> Result<(), ReceiptError> {
    if word == expected.trim_matches('`') { Ok(()) } else { Err(form(word, expected)) }
}

/// The case of the first line.
fn case(line: &str) -> Result<Case, ReceiptError> {
    let mut words = line.split(' ');
    let mut next = |accepted| words.next().ok_or(form(line, accepted));
    expect(next("`nen-pathway`")?, "`nen-pathway`")?;
    let version = next("the version of the crate")?;
    if !is_version(version) {
        return Err(form(version, "a version of the crate, as `1.0.0`"));
    }
    expect(next("`contract`")?, "`contract`")?;
    let contract = next("the version of the answers")?;
    if !is_told(contract, &CONTRACT) {
        return Err(ReceiptError::Contract { text: Excerpt::new(contract) });
    }
    expect(next("`source`")?, "`source`")?;
    let source = next("the digest of the source")?;
    if source != SOURCE.sha256 {
        return Err(ReceiptError::Source { text: Excerpt::new(source) });
    }
    expect(next("`case`")?, "`case`")?;
    let case = words.clone().try_fold(Case::NOT_ASSESSED, stating)?;
    let mut assessed = case.assessed().iter();
    words.try_for_each(|word| {
        let more = "nothing more: each finding that is known once, in order";
        let known = Known(&case, assessed.next().ok_or(form(word, more))?);
        if is_told(word, &known) {
            return Ok(());
        }
        Err(ReceiptError::Case { text: Excerpt::new(word), accepted: Excerpt::of(&known) })
    })?;
    Ok(case)
}

/// A version as Semantic Versioning writes it.
fn is_version(text: &str) -> bool {
    let may_name = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-';
    let is_name = |it: &str| !it.is_empty() && it.bytes().all(may_name);
    let are_digits = |it: &str| it.bytes().all(|letter| letter.is_ascii_digit());
    let is_number = |it: &str| is_name(it) && are_digits(it) && (it == "0" || !it.starts_with('0'));
    let (text, build) = text.split_once('+').unwrap_or((text, "none"));
    let (numbers, before) = text.split_once('-').unwrap_or((text, "none"));
    numbers.split('.').count() == 3
        && numbers.split('.').all(is_number)
        && before.split('.').all(|it| is_name(it) && (is_number(it) || !are_digits(it)))
        && build.split('.').all(is_name)
}

/// One finding of a receipt's case: `ecog=0|1`.
fn stating(case: Case, word: &str) -> Result<Case, ReceiptError> {
    let (key, text) =
        word.split_once('=').ok_or(form(word, "a finding and its value, as `ecog=0|1`"))?;
    Ok(case.stating(key.parse()?, text)?)
}

/// Compares the second line with the report, part by part.
fn compare(report: &Report, line: &str) -> Result<(), ReceiptError> {
    let mut words = line.split(' ');
    expect(words.next().unwrap_or_default(), "`answer`")?;
    Part::all().try_for_each(|part| {
        let (word, told) = (words.next().unwrap_or_default(), Told(report, part));
        if is_told(word, &told) { Ok(()) } else { Err(differing(word, &told)) }
    })?;
    words.next().map_or(Ok(()), |word| Err(form(word, "nothing after the last part")))
}

/// Whether a text is what something displays, letter by letter.
fn is_told(text: &str, value: &dyn Display) -> bool {
    met(text, value) == (text.len(), true)
}

/// How far a text is what something displays, and whether nothing more is displayed.
fn met(text: &str, value: &dyn Display) -> (usize, bool) {
    /// What of the text is still to be met by what is written.
    struct Unmet<'t>(&'t [u8]);

    impl Write for Unmet<'_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            let same = self.0.iter().zip(text.as_bytes()).take_while(|(one, other)| one == other);
            let same = same.count();
            self.0 = self.0.get(same..).unwrap_or_default();
            if same == text.len() { Ok(()) } else { Err(fmt::Error) }
        }
    }

    let mut unmet = Unmet(text.as_bytes());
    let whole = write!(unmet, "{value}").is_ok();
    (text.len().saturating_sub(unmet.0.len()), whole)
}

/// A part that is told otherwise: a list that is the same for longer than an excerpt, from where it differs.
fn differing(word: &str, told: &Told) -> ReceiptError {
    let whole = ReceiptError::Answer { text: Excerpt::new(word), accepted: Excerpt::of(told) };
    let same = word.get(..met(word, told).0).unwrap_or_default();
    match (same.split_once('='), same.rfind(',')) {
        (Some((key, _)), Some(comma)) if Excerpt::new(same).is_cut() => {
            let rest = |whole| Excerpt::of(&Rest { key, whole, start: comma.saturating_add(1) });
            ReceiptError::Answer { text: rest(&word), accepted: rest(told) }
        }
        (Some(_) | None, Some(_) | None) => whole,
    }
}

/// A part without the beginning of its list: `divergences=…prrt`.
struct Rest<'p> {
    key: &'p str,
    whole: &'p dyn Display,
    start: usize,
}

impl Display for Rest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Passes on what comes after so many bytes.
        struct After<'a, 'f>(usize, &'a mut fmt::Formatter<'f>);

        impl Write for After<'_, '_> {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                let rest = text.get(self.0..).unwrap_or_default();
                self.0 = self.0.saturating_sub(text.len());
                self.1.write_str(rest)
            }
        }

        write!(f, "{}=…", self.key)?;
        write!(After(self.start, f), "{}", self.whole)
    }
}

/// What is told in one word of the second line.
enum Part {
    Decision(Question),
    Gaps,
    Readings,
    Divergences,
    Prognosis,
}

impl Part {
    fn all() -> impl Iterator<Item = Self> {
        let beside = [Self::Gaps, Self::Readings, Self::Divergences, Self::Prognosis];
        Question::all().map(Self::Decision).chain(beside)
    }
}

struct Told<'r>(&'r Report, Part);

impl Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(report, part) = self;
        let answer = report.answer();
        match part {
            Part::Decision(question) => decision(f, answer, *question),
            Part::Gaps => listed(f, "gaps=", answer.gaps()),
            Part::Readings => listed(f, "readings=", report.readings()),
            Part::Divergences => listed(f, "divergences=", answer.divergences()),
            Part::Prognosis => match answer.prognosis() {
                None => f.write_str("prognosis="),
                Some(prognosis) => {
                    let horizon = match prognosis {
                        Prognosis::Months => "prognosis=months:",
                        Prognosis::Years => "prognosis=years:",
                    };
                    listed(f, horizon, prognosis.statements())
                }
            },
        }
    }
}

/// A decision: `pathway=nec:S05,S06,S41,S50`, or `grade=g1|g2?mitoses` while it is open.
fn decision(f: &mut fmt::Formatter<'_>, answer: &Answer, question: Question) -> fmt::Result {
    write!(f, "{question}=")?;
    let (statements, findings) = match question {
        Question::Grade => {
            joined(f, answer.grade().possible().iter(), "|")?;
            (answer.grade().statements(), answer.grade().findings())
        }
        Question::Pathway => {
            joined(f, answer.pathway().possible().iter(), "|")?;
            (answer.pathway().statements(), answer.pathway().findings())
        }
        Question::Standing(therapy) => {
            let decision = answer.therapy(therapy);
            joined(f, decision.possible().iter(), "|")?;
            (decision.statements(), decision.findings())
        }
    };
    let needs = answer.needs_for(question);
    listed(f, if needs.is_empty() { "" } else { "?" }, needs)?;
    listed(f, if statements.is_empty() { "" } else { ":" }, statements)?;
    listed(f, if findings.is_empty() { "" } else { ":" }, findings)
}

/// What is known of a finding: `ecog=0|1`.
struct Known<'c>(&'c Case, Finding);

impl Display for Known<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(case, finding) = *self;
        write!(f, "{finding}=")?;
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

fn listed<T: Vocabulary>(f: &mut fmt::Formatter<'_>, before: &str, values: Set<T>) -> fmt::Result {
    f.write_str(before)?;
    joined(f, values.iter(), ",")
}

fn joined<T: Vocabulary>(
    f: &mut fmt::Formatter<'_>,
    values: impl Iterator<Item = T>,
    between: &str,
) -> fmt::Result {
    label::joined(f, values.map(Vocabulary::as_str), between)
}
