//! An answer in sentences, built from its data and nothing else.

use core::fmt::{self, Display};

use crate::{
    Answer, Decision, Finding, Label, Open, Possible, Report, Set, Settled, Standing, Statement,
    Therapy, Vocabulary, label::joined,
};

/// A plain-English account of an answer: the decisions with their statements, what is open with what would
/// settle it, the order of treatment, the prognosis, gaps, readings, divergences, the source and the notice.
///
/// One sentence or two a line, paragraphs parted by an empty line. Every word comes from the tables of labels
/// and texts and from the answer, so that it cannot say what the rules do not.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::OtherColorectal)
///     .with_liver_metastases(LiverMetastases::Multiple)
///     .with_differentiation(Differentiation::Poor)
///     .with_ki67("90%".parse()?)
///     .with_chemotherapy(Chemotherapy::ProgressedAfter);
/// let text = Report::new(&case).explanation().to_string();
/// let lines: Vec<&str> = text.lines().collect();
/// assert_eq!(lines[0], "The grade is G3.");
/// assert_eq!(lines[1], "The pathway is: neuroendocrine carcinoma (NEC) [S05 S06 S41 S50].");
/// assert_eq!(lines[2], "Not addressed by the source: cisplatin + etoposide, carboplatin + etoposide.");
/// assert_eq!(lines[3], "Ruled out: FOLFOX, FOLFIRI, other colorectal regimen [S16 S17 S46 S47].");
/// # Ok::<(), RangeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Explanation(Report);

impl Report {
    /// The report in sentences.
    #[must_use]
    pub const fn explanation(&self) -> Explanation {
        Explanation(*self)
    }
}

impl Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (report, answer) = (&self.0, self.0.answer());
        decisions(f, answer)?;
        beside(f, answer)?;
        disputed(f, report)?;
        let source = answer.provenance();
        writeln!(f, "\nThe source: {}, {}; {}.", source.kind, source.place, source.references)?;
        f.write_str(Report::NOTICE)
    }
}

/// Order, prognosis and gaps: a paragraph, if there are any.
fn beside(f: &mut fmt::Formatter<'_>, answer: &Answer) -> fmt::Result {
    let (order, prognosis, gaps) = (answer.order(), answer.prognosis(), answer.gaps());
    if !order.is_empty() || prognosis.is_some() || !gaps.is_empty() {
        f.write_str("\n")?;
    }
    for order in order {
        writeln!(f, "{}{}", order.text(), Cited(order.statements()))?;
    }
    if let Some(prognosis) = prognosis {
        writeln!(f, "{}{}", prognosis.text(), Cited(prognosis.statements()))?;
    }
    gaps.iter().try_for_each(|gap| writeln!(f, "The source is silent: {}", gap.text()))
}

/// Readings and divergences: a paragraph, if there are any.
fn disputed(f: &mut fmt::Formatter<'_>, report: &Report) -> fmt::Result {
    let (readings, divergences) = (report.readings(), report.answer().divergences());
    if !readings.is_empty() || !divergences.is_empty() {
        f.write_str("\n")?;
    }
    for reading in readings {
        let (question, cited) = (reading.question(), Cited(reading.statements()));
        writeln!(f, "A reading decides: {question}{cited} {}", reading.chosen())?;
        writeln!(f, "Otherwise: {}", reading.alternative())?;
    }
    divergences.iter().try_for_each(|divergence| {
        let (source, guidance) = (divergence.source_says(), divergence.guidance_says());
        writeln!(
            f,
            "Published guidance differs, and changes nothing here: {source} But: {guidance}"
        )
    })
}

/// Grade, pathway and therapies, those that are decided alike in one sentence.
fn decisions(f: &mut fmt::Formatter<'_>, answer: &Answer) -> fmt::Result {
    match answer.grade() {
        Decision::Settled(grade) => writeln!(f, "The grade is {}.", grade.value().label())?,
        Decision::Open(grade) => writeln!(f, "The grade may be {}.", Unsettled(&grade))?,
    }
    match answer.pathway() {
        Decision::Settled(pathway) => {
            let (label, cited) = (pathway.value().label(), Cited(pathway.statements()));
            writeln!(f, "The pathway is: {label}{cited}.")?;
        }
        Decision::Open(pathway) => writeln!(f, "The pathway may be: {}.", Unsettled(&pathway))?,
    }
    let alike = |one, other| answer.therapy(one) == answer.therapy(other);
    Therapy::groups(alike).try_for_each(|therapies| {
        let decision = therapies.iter().next().map(|therapy| answer.therapy(therapy));
        let named = Named(therapies, decision);
        match decision {
            Some(Decision::Settled(settled)) => {
                write!(f, "{}", Told(&settled))?;
                match settled.reason() {
                    Some(reason) => writeln!(f, ", because {reason}: {named}."),
                    None => writeln!(f, ": {named}{}.", Cited(settled.statements())),
                }
            }
            Some(Decision::Open(open)) => {
                let subject = if therapies.len() == 1 { "It" } else { "Each" };
                writeln!(f, "Open: {named}. {subject} may be {}.", Unsettled(&open))
            }
            None => Ok(()),
        }
    })
}

/// Therapies by their words, with their decision.
struct Named(Set<Therapy>, Option<Decision<Standing>>);

impl Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = |therapy: Therapy| match self.1 {
            Some(Decision::Settled(settled)) => therapy.label_with(settled.value()),
            Some(Decision::Open(open))
                if open.possible().iter().any(|standing| therapy.is_palliation(standing)) =>
            {
                "resection of the primary tumour, palliative where it is offered"
            }
            Some(Decision::Open(_)) | None => therapy.label(),
        };
        joined(f, self.0.iter().map(label), ", ")
    }
}

/// A standing at the head of a sentence.
struct Told<'s>(&'s Settled<Standing>);

impl Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.0.value().label();
        let mut letters = label.chars();
        letters
            .next()
            .map_or(Ok(()), |first| write!(f, "{}{}", first.to_uppercase(), letters.as_str()))
    }
}

/// The possible values of an open decision, and what would settle it.
struct Unsettled<'o, V: Vocabulary>(&'o Open<V>);

impl<V: Label> Display for Unsettled<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let possible: Possible<V> = self.0.possible();
        listed(f, possible.iter(), " or ")?;
        f.write_str("; to settle it: ")?;
        let needs: Set<Finding> = self.0.needs();
        listed(f, needs.iter(), ", ")
    }
}

/// Statements in brackets, if there are any.
pub(crate) struct Cited(pub(crate) Set<Statement>);

impl Display for Cited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, " [{}]", self.0) }
    }
}

fn listed<T: Label>(
    f: &mut fmt::Formatter<'_>,
    values: impl Iterator<Item = T>,
    between: &str,
) -> fmt::Result {
    joined(f, values.map(Label::label), between)
}
