//! What is said in a call: of the patient, or of what is drafted.

use std::fmt::Write;

use nen_pathway::{
    Answer, Decision, Divergence, Finding, Label, Open, Pathway, Precedence, Report, Set, Standing,
    Therapy, ask, review,
};

use crate::{
    card::{Card, Detail, Indicator, Summary},
    drafts::{Doubt, Drafted, Drafts},
    read::{Line, Read},
    records::Missing,
};

/// A call that can be answered.
pub(crate) struct Call<'c> {
    /// By which its cards are called.
    pub name: &'c str,
    pub read: &'c Read,
    pub missing: &'c [Missing],
}

/// The most records that a card lists.
const MOST_LINES: usize = 40;

impl Call<'_> {
    /// What the pathway says of the patient; nothing if no record is a sign of such a neoplasm, or it is out of scope.
    pub(crate) fn view(&self) -> Option<Card> {
        let report = Report::new(&self.read.case);
        let answer = report.answer();
        let pathway = answer.pathway();
        if !self.read.sign || pathway.value() == Some(Pathway::OutsideScope) {
            return None;
        }
        let next = ask(&self.read.case)
            .map_or(String::new(), |ask| format!("; to find out next: {}", sought(ask.finding())));
        let summary = match pathway.value() {
            Some(pathway) => {
                let emergency = answer.order().contains(Precedence::EmergencyFirst);
                Summary::new(capital(pathway.label()))
                    .and(if emergency { "; the bowel emergency is relieved first" } else { "" })
                    .and(offered(answer, pathway))
            }
            None => Summary::new("Which pathway for this neuroendocrine neoplasm is open"),
        };
        let indicator = match pathway.value() {
            Some(Pathway::VerifyPathology) => Indicator::Warning,
            _ => Indicator::Info,
        };
        let mut detail = Detail::new();
        tell(&report, &mut detail);
        self.account(&mut detail);
        Some(Card::new(
            self.name,
            indicator,
            summary.and(next),
            detail.with_notice(),
            answer.divergences(),
        ))
    }

    /// Of each drafted therapy that the pathway rules out, or may, a card; and one of what is not understood.
    pub(crate) fn orders(&self, drafts: &Drafts) -> Vec<Card> {
        let report = Report::new(&self.read.case);
        let answer = report.answer();
        if !self.read.sign || answer.pathway().value() == Some(Pathway::OutsideScope) {
            return Vec::new();
        }
        let orders = drafts.therapies.iter().filter_map(|it| self.order(it, &report));
        orders.chain(self.unread(drafts)).collect()
    }

    /// A card of orders that are not understood, if there are any.
    fn unread(&self, drafts: &Drafts) -> Option<Card> {
        let mut detail = Detail::new();
        detail.heading("Drafted, and not compared with the pathway");
        for (order, why) in drafts.unread.iter().take(MOST_LINES) {
            detail.foreign_line(format_args!("{order}: {why}"));
        }
        let summary = "Not all that is drafted is understood, nor compared with the pathway";
        let card = || {
            Card::new(
                &format!("{} unread", self.name),
                Indicator::Info,
                Summary::new(summary),
                detail.with_notice(),
                Set::EMPTY,
            )
        };
        (!drafts.unread.is_empty()).then(card)
    }

    fn order(&self, drafted: &Drafted, report: &Report) -> Option<Card> {
        let (therapy, answer) = (drafted.therapy, report.answer());
        let decision = answer.therapy(therapy);
        let (indicator, summary) = said_of(drafted, answer)?;
        let mut detail = Detail::new();
        detail.heading(format_args!("What the source says of {}", therapy.label()));
        for statement in decision.statements() {
            detail.line(format_args!("{statement}: {}", statement.text()));
        }
        match decision {
            Decision::Settled(settled) => {
                if let Some(why) = settled.reason() {
                    detail.line(format_args!("It is not the source: {why}, by the records."));
                }
            }
            Decision::Open(open) => {
                let possible: Vec<&str> = open.possible().iter().map(Standing::label).collect();
                let possible = possible.join(" or ");
                detail.line(format_args!("It may be {possible}{}.", to_find_out(&open)));
            }
        }
        if let Some(doubt) = drafted.doubt {
            detail.line(format_args!("All this {doubt}: the orders do not say so for certain."));
        }
        let recommended = answer.therapies_with(Standing::Recommended);
        if !recommended.is_empty() {
            detail.line(format_args!("Recommended here: {}.", names(recommended)));
        }
        if matches!(therapy, Therapy::Lanreotide | Therapy::Octreotide) {
            for gap in answer.gaps() {
                detail.line(format_args!("The source is silent: {}", gap.text()));
            }
        }
        let concerned = answer.divergences().iter();
        let concerned: Set<Divergence> =
            concerned.filter(|it| !it.statements().and(decision.statements()).is_empty()).collect();
        let review = review(&self.read.case, &[therapy.into()]).ok();
        let readings = review.map_or(Set::EMPTY, |it| it.disputed_by());
        if !concerned.is_empty() || !readings.is_empty() {
            detail.heading(DISPUTED);
        }
        for it in readings {
            let (question, chosen, other) = (it.question(), it.chosen(), it.alternative());
            detail.line(format_args!("A reading decides: {question} {chosen} Otherwise: {other}"));
        }
        for it in concerned {
            let (source, guidance) = (it.source_says(), it.guidance_says());
            detail.line(format_args!(
                "Published guidance differs, and changes nothing here: {source} But: {guidance}"
            ));
        }
        detail.heading("What is drafted");
        drafted.orders.iter().take(MOST_LINES).for_each(|order| detail.foreign_line(order));
        self.account(&mut detail);
        let name = format!("{} {therapy}", self.name);
        Some(Card::new(&name, indicator, summary, detail.with_notice(), concerned))
    }

    /// What was taken from the records, what was not understood, and what is missing.
    fn account(&self, detail: &mut Detail) {
        detail.heading("From the records");
        let said = |it: &&Line| it.used_for.is_some() || it.open.is_some();
        let mut lines = self.read.account.iter().filter(said);
        for line in lines.by_ref().take(MOST_LINES) {
            let finding = line.used_for.or(line.open).map_or("", Finding::label);
            detail.foreign_line(format_args!("{finding}: {} ({})", line.why, line.resource));
        }
        match lines.count() {
            0 => {}
            more => detail.line(format_args!("{more} more records")),
        }
        for Missing { bundle, why, .. } in self.missing.iter().take(MOST_LINES) {
            detail.foreign_line(format_args!("{bundle}: {why}; what is not here is not known"));
        }
    }
}

/// How much a drafted therapy matters, and why; nothing if the source has nothing against it.
fn said_of(drafted: &Drafted, answer: &Answer) -> Option<(Indicator, Summary)> {
    let therapy = drafted.therapy;
    let name = match drafted.doubt {
        Some(doubt) => format!("{}, {doubt},", capital(&drafted.name)),
        None => capital(&drafted.name),
    };
    let warning = match drafted.doubt {
        Some(Doubt::Purpose) => Indicator::Info,
        Some(Doubt::Name) | None => Indicator::Warning,
    };
    let pathway = answer.pathway().value().filter(|it| *it != Pathway::VerifyPathology);
    let here = pathway.map_or(String::new(), |it| format!(": {}", it.label()));
    match answer.therapy(therapy) {
        Decision::Settled(settled) => match settled.value() {
            Standing::Avoid => Some((
                warning,
                match settled.reason() {
                    None => {
                        Summary::new(format_args!("{name} is ruled out by the source")).and(here)
                    }
                    Some(why) => Summary::new(format_args!(
                        "{name} is ruled out here: {why}, by the records"
                    )),
                },
            )),
            Standing::VerifyFirst => Some((
                warning,
                Summary::new(format_args!(
                    "{name} has to wait: the source wants the pathology verified first"
                )),
            )),
            Standing::Recommended
            | Standing::Option
            | Standing::Consider
            | Standing::NotApplicable
            | Standing::NotAddressed => None,
        },
        // That a doublet may be ruled out is a matter of what the patient can receive, and none of the source.
        Decision::Open(open) if is_doublet(therapy) => {
            let waits = open.possible().contains(Standing::VerifyFirst);
            let summary = || {
                Summary::new(format_args!("{name} may have to wait for the pathology"))
                    .and(here)
                    .and(to_find_out(&open))
            };
            waits.then(|| (Indicator::Info, summary()))
        }
        Decision::Open(open) if open.possible().contains(Standing::Avoid) => Some((
            Indicator::Info,
            Summary::new(format_args!("{name} may be ruled out by the source"))
                .and(here)
                .and(to_find_out(&open)),
        )),
        Decision::Open(_) => None,
    }
}

/// Whether it is a platinum doublet.
pub(crate) const fn is_doublet(therapy: Therapy) -> bool {
    matches!(therapy, Therapy::CisplatinEtoposide | Therapy::CarboplatinEtoposide)
}

/// The best that the source offers, or that it leaves the pathway out.
fn offered(answer: &Answer, pathway: Pathway) -> String {
    let best = [Standing::Recommended, Standing::Option, Standing::Consider];
    match best.into_iter().find(|it| !answer.therapies_with(*it).is_empty()) {
        Some(best) => format!("; {}: {}", best.label(), names(answer.therapies_with(best))),
        None if pathway == Pathway::NetG3 => "; the source leaves it out".to_owned(),
        None if Therapy::ALL
            .iter()
            .filter(|it| is_doublet(**it))
            .all(|it| cannot_be(answer, *it)) =>
        {
            "; neither platinum doublet: the patient can receive none, by the records".to_owned()
        }
        None => String::new(),
    }
}

/// Whether the patient cannot receive it, by the records.
fn cannot_be(answer: &Answer, therapy: Therapy) -> bool {
    matches!(answer.therapy(therapy), Decision::Settled(it) if it.reason().is_some())
}

const DISPUTED: &str = "Where it can be read otherwise, or guidance differs";

/// Writes the report in sentences: what the source says, then where it can be read otherwise or guidance differs.
fn tell(report: &Report, detail: &mut Detail) {
    let mut explanation = String::with_capacity(12 << 10);
    let _ = write!(explanation, "{}", report.explanation());
    // Its last paragraph is the notice, which is at the end of every card; before it is what is disputed, if anything is.
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in explanation.lines() {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => last.push(line),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.pop();
    let is_disputed = !report.readings().is_empty() || !report.answer().divergences().is_empty();
    let disputed = if is_disputed { paragraphs.pop() } else { None };
    detail.heading("What the source says");
    paragraphs.iter().flatten().for_each(|line| detail.text(line));
    if let Some(disputed) = disputed {
        detail.heading(DISPUTED);
        for line in disputed {
            detail.text(line);
        }
    }
}

/// What would settle it.
fn to_find_out(open: &Open<Standing>) -> String {
    let names: Vec<&str> = open.needs().iter().map(sought).collect();
    format!("; to find out: {}", names.join(", "))
}

/// A finding as something that is not known: nothing that is to be done.
const fn sought(finding: Finding) -> &'static str {
    match finding {
        Finding::PrimarySite => "the primary site",
        Finding::LiverMetastases => "liver metastases and their number",
        Finding::Differentiation => "the differentiation",
        Finding::Ki67 => "the Ki-67 index",
        Finding::Mitoses => "mitoses per 2 mm²",
        Finding::Ecog => "the ECOG performance status",
        Finding::PrimaryTumour => "the state of the primary tumour",
        Finding::Chemotherapy => "the state of platinum chemotherapy",
        Finding::Platinum => "which platinum the patient can receive",
    }
}

/// Therapies by their short names; of the two doublets one is meant.
fn names(therapies: Set<Therapy>) -> String {
    let (doublets, others): (Vec<Therapy>, Vec<Therapy>) =
        therapies.iter().partition(|it| is_doublet(*it));
    let join = |all: &[Therapy], by: &str| {
        all.iter().map(|it| it.abbreviation()).collect::<Vec<_>>().join(by)
    };
    let all = [join(&doublets, " or "), join(&others, ", ")];
    all.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

/// With a capital letter, at the beginning of a sentence.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
