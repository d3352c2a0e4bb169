//! Chemotherapy: whether the first platinum doublet was started, by the records of medications; never how it went.

use std::collections::HashSet;

use nen_pathway::{Case, Chemotherapy, Finding, LiverMetastases};

use crate::{
    condition::Concern,
    drug::Drug,
    fhir::{Place, Resource},
    json::Json,
    medication::{Matched, Medication, is_of_one, is_topical},
    reason::concern_of_reasons,
    records::Records,
    told::{Says, Told},
    when::When,
};

/// What is known of all records, and bears on what one of them says.
pub(crate) struct Around<'r, 'j> {
    records: &'r Records<'j>,
    /// When the second drugs of doublets were given, where that is stated.
    partners: HashSet<Option<When>>,
    /// When the latest of all records is of.
    last: Option<When>,
}

/// The longest between the drugs of a doublet, in days: no cycle of it is longer.
const ONE_CYCLE: i32 = 31;
/// What began longer ago than this, in days, may be over.
const LONG_AGO: i32 = 183;

impl<'r, 'j> Around<'r, 'j> {
    pub(crate) fn new(records: &'r Records<'j>) -> Self {
        let all = || records.resources().iter();
        let mut this = Self { records, partners: HashSet::new(), last: None };
        let partners = all().filter(|it| this.is_partner(it)).map(Resource::when);
        this.partners = partners.collect();
        this.last = all().filter_map(Resource::when_recorded).max_by_key(|it| it.begin());
        this
    }

    pub(crate) const fn records(&self) -> &'r Records<'j> {
        self.records
    }

    /// Whether a record shows the second drug of a platinum doublet of the patient.
    fn is_partner(&self, resource: &Resource<'j>) -> bool {
        let counts = is_of_one(resource)
            && resource.place == Place::Sound
            && resource.stranger.is_none()
            && matches!(course(resource), Ok(Course::Given));
        let is_one = || {
            let medication = Medication::of(resource, &[self.records]);
            medication.drugs().iter().any(|it| it.drug.is_partner())
                && !is_topical(resource, &medication.said())
                && concern_of_reasons(resource, &[self.records]) == Concern::Ours
        };
        counts && is_one()
    }

    /// Whether a second drug of a doublet was given about then, as far as the days are known.
    fn has_partner(&self, when: Option<When>) -> bool {
        self.partners.iter().any(|it| match (*it, when) {
            (Some(one), Some(two)) => one.is_near(ONE_CYCLE, two),
            _ => true,
        })
    }

    /// Opens a finding of absent metastases that is half a year older than the latest record.
    pub(crate) fn age(&self, told: &mut Told, when: Option<When>) {
        let absent = Case::NOT_ASSESSED.with_liver_metastases(LiverMetastases::Absent);
        if told.says == Says::Values(absent) && self.is_long_ago(when) {
            told.says = Says::Anything;
            told.why = format!("half a year and more before the latest record: {}", told.why);
        }
    }

    /// Whether something began half a year and more before the latest record.
    pub(crate) fn is_long_ago(&self, when: Option<When>) -> bool {
        when.zip(self.last).is_some_and(|(when, last)| when.began_before(LONG_AGO, last))
    }

    /// What a record of a medication tells.
    #[must_use]
    pub(crate) fn told(&self, resource: &Resource<'j>) -> Told {
        let medication = Medication::of(resource, &[self.records]);
        let course = match course(resource) {
            Err(NoCourse::Void(why)) => return Told::nothing(format!("does not count: {why}")),
            Err(NoCourse::Unclear(why)) => Err(why),
            Ok(course) => Ok(course),
        };
        let matched = medication.drugs();
        let unread = |why: String| Told::unread(Finding::Chemotherapy, why).by_inference();
        let platinum = matched.iter().find(|it| it.drug.is_platinum());
        let said = medication.said();
        let spoken_of = Drug::spoken_of(&said);
        let is_spoken_of = platinum.is_some()
            || spoken_of.iter().any(|it| it.is_platinum())
            || said.have(" platinum");
        if is_spoken_of {
            match concern_of_reasons(resource, &[self.records]) {
                Concern::Ours => {}
                Concern::Elsewhere => {
                    return Told::nothing("not taken: its reason is a cancer elsewhere");
                }
                Concern::Unknown => {
                    return unread("its reason is not known here as this neoplasm".to_owned());
                }
            }
        }
        if let Some(why) = medication.unclear {
            return unread(why.to_owned());
        }
        if is_spoken_of && medication.is_at_odds() {
            return unread(
                "it names several drugs, or its code and its words different ones".to_owned(),
            );
        }
        let Some(Matched { by, .. }) = platinum else {
            return match matched.first() {
                _ if is_spoken_of => unread(format!(
                    "`{:.60}` speaks of platinum; accepted: RxNorm ingredients and exact generic names",
                    medication.texts().collect::<Vec<_>>().join("`, `")
                )),
                Some(Matched { by, .. }) => Told::nothing(format!(
                    "not relevant: no first platinum doublet rests on it alone ({by})"
                )),
                None if !spoken_of.is_empty() => Told::nothing(format!(
                    "not relevant: `{:.60}` speaks of a drug, by no ingredient or exact generic name",
                    medication.texts().collect::<Vec<_>>().join("`, `")
                )),
                None if said.is_empty() => {
                    unread("a medication without words, by no code that is known here".to_owned())
                }
                None => Told::nothing(
                    "not relevant: none of its codes and names is known here as a drug of the pathway",
                ),
            };
        };
        let when = resource.when();
        let either = Chemotherapy::NotStarted | Chemotherapy::UnderWay;
        let (values, why) = match course {
            Err(why) => return unread(format!("{why} ({by})")),
            Ok(_) if self.is_long_ago(when) => {
                let why =
                    "half a year and more before the latest record: what came of it is not known";
                return unread(format!("{why} ({by})"));
            }
            Ok(Course::Given) if self.has_partner(when) => {
                (Chemotherapy::UnderWay.into(), "platinum was given")
            }
            Ok(Course::Given) => (
                either,
                "platinum was given, and no record shows the second drug of a doublet about then",
            ),
            Ok(Course::Ordered) => (either, "platinum is ordered"),
        };
        let case = Case::NOT_ASSESSED.with_chemotherapy(values);
        let why = format!("{why} ({by}); what came of it is taken from an explicit record alone");
        Told { when, ..Told::values(Finding::Chemotherapy, case, why).by_inference() }
    }
}

/// The extension of mCODE for why a treatment ended.
const TERMINATED: &str = "mcode-treatment-termination-reason";

/// How far a medication came.
enum Course {
    /// It was given, at least in part.
    Given,
    /// It is ordered, and may have been given.
    Ordered,
}

/// Why nobody knows how far it came.
enum NoCourse {
    /// It says nothing of what the patient had.
    Void(String),
    /// It is not understood.
    Unclear(String),
}

/// How far it came, or why that is not understood.
fn course(resource: &Resource<'_>) -> Result<Course, NoCourse> {
    let void = |why: String| Err(NoCourse::Void(why));
    let unclear = |why: String| Err(NoCourse::Unclear(why));
    let json = resource.json;
    if let Some(modifier) = resource.modifier() {
        return unclear(modifier.to_string());
    }
    // Of earlier versions of FHIR, where they turned the meaning round.
    let turned = ["taken", "wasNotTaken", "notGiven", "wasNotGiven"]
        .into_iter()
        .find(|name| json.get(name).is_some());
    if let Some(name) = turned {
        return unclear(format!("`{name}` is not of FHIR R4"));
    }
    match json.get("doNotPerform") {
        None | Some(Json::Bool(false)) => {}
        Some(Json::Bool(true)) => return void("an order not to give it".to_owned()),
        Some(_) => return unclear("doNotPerform is neither true nor false".to_owned()),
    }
    if let Some(intent @ ("proposal" | "plan" | "option")) = json.text_of("intent") {
        return void(format!("its intent is {intent}, no order"));
    }
    let Some(status) = json.text_of("status") else {
        return unclear("it has no status".to_owned());
    };
    match (resource.kind(), status) {
        (_, "entered-in-error" | "cancelled" | "not-done" | "declined" | "not-taken") => {
            void(format!("its status is {status}"))
        }
        _ if json.get("statusReason").is_some() || resource.extensions(TERMINATED).next().is_some() => {
            unclear(format!("it is {status:.40}, and why may be a judgement of what came of it"))
        }
        ("MedicationAdministration", "in-progress" | "completed" | "stopped" | "on-hold")
        | ("MedicationStatement", "active" | "completed" | "stopped" | "on-hold")
        // All that the order asks for has occurred.
        | ("MedicationRequest", "completed") => Ok(Course::Given),
        ("MedicationRequest", "active" | "draft" | "on-hold" | "stopped")
        | ("MedicationStatement", "intended")
        | ("MedicationDispense", "preparation" | "in-progress" | "on-hold" | "completed" | "stopped") => {
            Ok(Course::Ordered)
        }
        _ => unclear(format!("its status is {status:.40}, which does not say whether it was given")),
    }
}
