//! Hooks of CDS Hooks 2.0: a request goes in, cards come out, and nothing is kept.

use nen_pathway::{
    Answer, Decision, Finding, Given, Label, Open, Pathway, Report, Review, Set, Standing, Therapy,
    ask, recommend, review,
};

use crate::{
    card::{Card, Detail, Indicator, Summary},
    discovery::{PREFETCH, Service},
    drafts::{Doubt, Drafted, Drafts},
    json::Json,
    read::{Line, Read},
    records::{Records, Refused, local},
};

/// Why a call is not answered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A field is not as the hook has it.
    #[error("{field}: {found}; accepted: {accepted}")]
    Field {
        /// Where.
        field: String,
        /// What is there.
        found: String,
        /// What is accepted.
        accepted: &'static str,
    },
    /// Records are not those of one patient.
    #[error(transparent)]
    Records(#[from] Refused),
    /// The searches without which nothing can be said were not sent, or failed.
    #[error(
        "prefetch.{0}: not sent, or the search failed; accepted: its result, or null where there is none"
    )]
    Missing(&'static str),
}

/// What a hook says of a patient and of what is drafted.
///
/// # Errors
/// The request is not one of the hook, speaks of several patients, or lacks what is necessary.
pub fn cards(service: &Service, request: &Json<'_>) -> Result<Vec<Card>, Fault> {
    let hook = text(request, "hook", "hook")?;
    if hook != service.hook {
        return Err(field("hook", &format!("`{hook:.40}`"), service.hook));
    }
    let instance = text(request, "hookInstance", "hookInstance")?;
    let Some(context @ Json::Object(_)) = request.get("context") else {
        return Err(field("context", "no object", "the context of the hook"));
    };
    text(context, "userId", "context.userId")?;
    let patient = text(context, "patientId", "context.patientId")?;
    let (records, unsent) = prefetched(request)?;
    of_the_patient(&records, patient, "prefetch")?;
    let read = Read::of(&records);
    let call = Call { instance, service: service.id, read: &read, unsent: &unsent };
    if service.hook == "patient-view" {
        return Ok(call.view().into_iter().collect());
    }
    let Some(bundle) =
        context.get("draftOrders").filter(|it| it.text_of("resourceType") == Some("Bundle"))
    else {
        return Err(field("context.draftOrders", "no Bundle", "a Bundle of the drafted orders"));
    };
    let drafts = Records::gather([("context.draftOrders", bundle, &[][..])])?;
    of_the_patient(&drafts, patient, "context.draftOrders")?;
    let mut all = Drafts::of(&drafts, &records);
    if service.hook == "order-select" {
        let selected = selections(context, &drafts)?;
        let is_selected = |order: &String| selected.contains(&order.as_str());
        all.therapies.retain(|it| it.orders.iter().any(is_selected));
        all.unread.retain(|(order, _)| is_selected(order));
    }
    Ok(call.orders(&all))
}

/// The records that were prefetched, and the searches that were not sent.
fn prefetched<'j>(request: &'j Json<'j>) -> Result<(Records<'j>, Vec<&'static str>), Fault> {
    let prefetch @ (None | Some(Json::Object(_))) = request.get("prefetch") else {
        return Err(field("prefetch", "no object", "the results of the searches, by their keys"));
    };
    let mut answers = Vec::new();
    let mut unsent = Vec::new();
    for search in PREFETCH {
        match prefetch.and_then(|it| it.get(search.key)) {
            // Null: the client looked, and there is nothing.
            Some(Json::Null) => {}
            Some(answer) if answer.text_of("resourceType") != Some("OperationOutcome") => {
                answers.push((search.path, answer, search.of));
            }
            _ if search.necessary => return Err(Fault::Missing(search.key)),
            _ => unsent.push(search.key),
        }
    }
    Ok((Records::gather(answers)?, unsent))
}

fn of_the_patient(
    records: &Records<'_>,
    patient: &str,
    field_name: &'static str,
) -> Result<(), Fault> {
    match records.patient() {
        Some(name) if name.strip_prefix("Patient/") != Some(patient) => {
            Err(field(field_name, "records of another patient", "records of context.patientId"))
        }
        _ => Ok(()),
    }
}

/// The names of the drafted orders that are selected.
fn selections<'d>(context: &Json<'_>, drafts: &'d Records<'_>) -> Result<Vec<&'d str>, Fault> {
    let accepted = "a list of references to drafted orders";
    let selected: Vec<&Json<'_>> = context.list_of("selections").collect();
    if selected.is_empty() {
        return Err(field("context.selections", "no references", accepted));
    }
    let name_of = |reference: &&Json<'_>| {
        let reference = reference.text().unwrap_or("no text");
        drafts
            .at(reference)
            .or_else(|| drafts.at(local(reference)))
            .map(|it| it.name.as_str())
            .ok_or_else(|| field("context.selections", &format!("`{reference:.50}`"), accepted))
    };
    selected.iter().map(name_of).collect()
}

fn text<'j>(json: &'j Json<'j>, name: &str, path: &'static str) -> Result<&'j str, Fault> {
    match json.get(name) {
        Some(Json::Text(text)) if !text.is_empty() => Ok(text),
        Some(_) => Err(field(path, "no text", "a text that is not empty")),
        None => Err(field(path, "missing", "a text that is not empty")),
    }
}

fn field(field: &str, found: &str, accepted: &'static str) -> Fault {
    Fault::Field { field: field.to_owned(), found: format!("{found:.60}"), accepted }
}

/// A call that can be answered.
struct Call<'c> {
    instance: &'c str,
    service: &'static str,
    read: &'c Read,
    unsent: &'c [&'static str],
}

impl Call<'_> {
    /// What the pathway says of the patient; nothing if no record is a sign of such a neoplasm, or it is out of scope.
    fn view(&self) -> Option<Card> {
        let report = Report::new(&self.read.case);
        let answer = report.answer();
        let pathway = answer.pathway();
        if !self.read.sign || pathway.value() == Some(Pathway::OutsideScope) {
            return None;
        }
        let next = ask(&self.read.case)
            .map_or(String::new(), |ask| format!("; to obtain next: {}", ask.finding().label()));
        let summary = match pathway.value() {
            Some(pathway) => Summary::new(capital(pathway.label())).and(offered(answer, pathway)),
            None => Summary::new("Which pathway for this neuroendocrine neoplasm is open"),
        };
        let indicator = match pathway.value() {
            Some(Pathway::VerifyPathology) => Indicator::Warning,
            _ => Indicator::Info,
        };
        let mut detail = Detail::new();
        told(&report, &mut detail);
        self.account(&mut detail);
        Some(Card::new(
            &format!("{} {} 0", self.instance, self.service),
            indicator,
            summary.and(next),
            detail.with_notice(),
            answer,
        ))
    }

    /// Of each drafted therapy that the pathway rules out, or may, a card; and one of what is not understood.
    fn orders(&self, drafts: &Drafts) -> Vec<Card> {
        let answer = *recommend(&self.read.case).answer();
        if !self.read.sign || answer.pathway().value() == Some(Pathway::OutsideScope) {
            return Vec::new();
        }
        let given: Vec<Given> = drafts.therapies.iter().map(|it| it.therapy.into()).collect();
        let review = review(&self.read.case, &given).ok();
        let mut cards: Vec<Card> = review
            .iter()
            .flat_map(|review| drafts.therapies.iter().enumerate().map(move |it| (review, it)))
            .filter_map(|(review, (place, it))| self.order(place, it, review))
            .collect();
        if !drafts.unread.is_empty() {
            let mut detail = Detail::new();
            detail.heading("Drafted, and not compared with the pathway");
            for (order, why) in &drafts.unread {
                detail.foreign_line(format_args!("{order}: {why}"));
            }
            cards.push(Card::new(
                &format!("{} {} unread", self.instance, self.service),
                Indicator::Info,
                Summary::new(
                    "Not all that is drafted is understood, nor compared with the pathway",
                ),
                detail.with_notice(),
                &answer,
            ));
        }
        cards
    }

    fn order(&self, place: usize, drafted: &Drafted, review: &Review) -> Option<Card> {
        let therapy = drafted.therapy;
        let answer = review.answer();
        let decision = answer.therapy(therapy);
        let name = match drafted.doubt {
            Some(doubt) => format!("{}, {doubt},", capital(&drafted.name)),
            None => capital(&drafted.name),
        };
        let warning = match drafted.doubt {
            Some(Doubt::Purpose) => Indicator::Info,
            Some(Doubt::Name) | None => Indicator::Warning,
        };
        let mut by_patient = None;
        let (indicator, summary) = match decision {
            Decision::Settled(settled) => match settled.value() {
                Standing::Avoid => {
                    by_patient = settled.reason();
                    let by = by_patient.map_or_else(
                        || "by the source".to_owned(),
                        |why| format!("here: {why}, by the records"),
                    );
                    (warning, Summary::new(format_args!("{name} is ruled out {by}")))
                }
                Standing::VerifyFirst => {
                    let verify = "the source wants the pathology verified first";
                    let name = name.trim_end_matches(',');
                    (warning, Summary::new(format_args!("{name}: {verify}")))
                }
                Standing::Recommended
                | Standing::Option
                | Standing::Consider
                | Standing::NotApplicable
                | Standing::NotAddressed => return None,
            },
            Decision::Open(open) if review.unsupported().any(|it| it == Given::from(therapy)) => (
                Indicator::Info,
                Summary::new(format_args!("{name} may be ruled out by the source"))
                    .and(obtain(&open)),
            ),
            Decision::Open(_) => return None,
        };
        let summary = match answer.pathway().value() {
            Some(pathway) if pathway != Pathway::VerifyPathology && by_patient.is_none() => {
                summary.and(format_args!(": {}", pathway.label()))
            }
            _ => summary,
        };
        let mut detail = Detail::new();
        detail.heading(format_args!("What the source says of {}", therapy.label()));
        for statement in decision.statements() {
            detail.line(format_args!("{statement}: {}", statement.text()));
        }
        if let Some(why) = by_patient {
            detail.line(format_args!("It is not the source: {why}, by the records."));
        }
        if let Some(doubt) = drafted.doubt {
            detail.line(format_args!("All this {doubt}: the orders do not say so for certain."));
        }
        if let Decision::Open(open) = decision {
            detail.line(format_args!("It is {}{}.", open.possible(), obtain(&open)));
        }
        for reading in review.disputed_by() {
            detail.line(format_args!(
                "A reading decides: {} {}",
                reading.question(),
                reading.chosen()
            ));
        }
        let recommended = answer.therapies_with(Standing::Recommended);
        if !recommended.is_empty() {
            detail.line(format_args!("Recommended here: {}.", names(recommended)));
        }
        for gap in answer
            .gaps()
            .iter()
            .filter(|_| matches!(therapy, Therapy::Lanreotide | Therapy::Octreotide))
        {
            detail.line(format_args!("The source is silent: {}", gap.text()));
        }
        detail.heading("What is drafted");
        for order in &drafted.orders {
            detail.foreign_line(order);
        }
        self.account(&mut detail);
        Some(Card::new(
            &format!("{} {} {place}", self.instance, self.service),
            indicator,
            summary,
            detail.with_notice(),
            answer,
        ))
    }

    /// What was taken from the records, what was not understood, and what was not sent.
    fn account(&self, detail: &mut Detail) {
        detail.heading("From the records");
        let said = |it: &&Line| it.used_for.is_some() || it.open.is_some();
        for line in self.read.account.iter().filter(said) {
            let finding = line.used_for.or(line.open).map_or("", Finding::label);
            detail.foreign_line(format_args!("{finding}: {} ({})", line.why, line.resource));
        }
        for key in self.unsent {
            detail.line(format_args!("`{key}` was not sent: what is in it is not known"));
        }
    }
}

/// The best that the source offers, or that it leaves the pathway out.
fn offered(answer: &Answer, pathway: Pathway) -> String {
    let best = [Standing::Recommended, Standing::Option, Standing::Consider];
    match best.into_iter().find(|it| !answer.therapies_with(*it).is_empty()) {
        Some(best) => format!("; {}: {}", best.label(), names(answer.therapies_with(best))),
        None if pathway == Pathway::NetG3 => "; the source leaves it out".to_owned(),
        None => String::new(),
    }
}

/// The report in sentences: first what the source says, then where it can be read otherwise or guidance differs.
fn told(report: &Report, detail: &mut Detail) {
    let explanation = report.explanation().to_string();
    // Its last paragraph is the notice, which is at the end of every card; before it is what is disputed, if anything is.
    let mut paragraphs: Vec<&str> = explanation.split("\n\n").collect();
    paragraphs.pop();
    let is_disputed = !report.readings().is_empty() || !report.answer().divergences().is_empty();
    let disputed = if is_disputed { paragraphs.pop() } else { None };
    detail.heading("What the source says");
    paragraphs.iter().flat_map(|it| it.lines()).for_each(|line| detail.line(line));
    if let Some(disputed) = disputed {
        detail.heading("Where it can be read otherwise, or guidance differs");
        disputed.lines().for_each(|line| detail.line(line));
    }
}

/// What would settle it.
fn obtain(open: &Open<Standing>) -> String {
    let names: Vec<&str> = open.needs().iter().map(Finding::label).collect();
    format!("; to obtain: {}", names.join(", "))
}

fn names(therapies: Set<Therapy>) -> String {
    let names: Vec<&str> = therapies.iter().map(Therapy::abbreviation).collect();
    names.join(", ")
}

/// With a capital letter, at the beginning of a sentence.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
