//! Chemotherapy: whether the first platinum doublet was started, by the records of medications; never how it went.

use nen_pathway::{Case, Chemotherapy, Finding};

use crate::{
    codes::{self, Disease},
    condition::{Concern, concern},
    drug::Drug,
    fhir::{Place, Resource, codings},
    json::Json,
    medication::{Matched, Medication, is_of_one},
    records::Records,
    told::Told,
    when::When,
};

/// What is known of all records, and bears on what one of them says.
pub(crate) struct Around<'r, 'j> {
    records: &'r Records<'j>,
    /// When the second drugs of doublets were given or ordered, where that is stated.
    partners: Vec<Option<When>>,
    /// When the latest of all records is of.
    last: Option<When>,
}

/// The longest between the drugs of a doublet, in days: no cycle of it is longer.
const ONE_CYCLE: i32 = 31;
/// Longer ago than this, in days, nobody can say by its date alone that a doublet goes on.
const LONG_AGO: i32 = 183;

impl<'r, 'j> Around<'r, 'j> {
    pub(crate) fn new(records: &'r Records<'j>) -> Self {
        let all = || records.resources().iter();
        let is_partner = |it: &&Resource<'_>| {
            let counts = is_of_one(it)
                && it.place == Place::Sound
                && records.is_of_the_patient(it).is_ok()
                && it.json.text_of("status") != Some("draft")
                && matches!(course(it), Ok(Course::Given | Course::Ordered));
            let drugs = || Medication::of(it, &[records]).drugs();
            counts && drugs().iter().any(|it| it.drug.is_partner())
        };
        let later = |one: When, two: When| if one.is_before(two) { two } else { one };
        Self {
            records,
            partners: all().filter(is_partner).map(Resource::when).collect(),
            last: all().filter_map(Resource::when).reduce(later),
        }
    }

    pub(crate) const fn records(&self) -> &'r Records<'j> {
        self.records
    }

    /// Whether a second drug of a doublet was given or ordered about then, as far as the days are known.
    fn has_partner(&self, when: Option<When>) -> bool {
        self.partners.iter().any(|it| match (*it, when) {
            (Some(one), Some(two)) => {
                !one.is_days_before(ONE_CYCLE, two) && !two.is_days_before(ONE_CYCLE, one)
            }
            _ => true,
        })
    }

    fn is_long_ago(&self, when: Option<When>) -> bool {
        when.zip(self.last).is_some_and(|(when, last)| when.is_days_before(LONG_AGO, last))
    }

    /// Whether all that a record gives as its reason is a cancer elsewhere.
    fn is_for_another(&self, resource: &Resource<'j>) -> bool {
        let by_reference = resource.json.list_of("reasonReference").map(|it| {
            let found = it.text_of("reference").and_then(|it| self.records.find(resource, it));
            found.is_some_and(|it| concern(it) == Concern::Elsewhere)
        });
        let by_code = resource.json.list_of("reasonCode").map(|it| {
            codings(Some(it)).any(|it| {
                let elsewhere = Disease::Primary(nen_pathway::PrimarySite::Elsewhere.into());
                codes::disease(it.system, it.code) == Some(elsewhere)
            })
        });
        let reasons: Vec<bool> = by_reference.chain(by_code).collect();
        !reasons.is_empty() && reasons.into_iter().all(|it| it)
    }

    /// What a record of a medication tells.
    #[must_use]
    pub(crate) fn told(&self, resource: &Resource<'j>) -> Told {
        let medication = Medication::of(resource, &[self.records]);
        let course = match course(resource) {
            Ok(Course::Void(why)) => return Told::nothing(format!("does not count: {why}")),
            course => course,
        };
        let matched = medication.drugs();
        let unread = |why: String| Told::unread(Finding::Chemotherapy, why).by_inference();
        let platinum = matched.iter().find(|it| it.drug.is_platinum());
        let said = medication.said();
        let is_spoken_of = platinum.is_some()
            || Drug::spoken_of(&said).iter().any(|it| it.is_platinum())
            || said.have(" platinum");
        if is_spoken_of && self.is_for_another(resource) {
            return Told::nothing("not taken: its reason is a cancer elsewhere");
        }
        if let Some(why) = medication.unclear {
            return unread(why.to_owned());
        }
        if is_spoken_of && medication.is_at_odds() {
            return unread("its code and its words are of different drugs".to_owned());
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
            Ok(Course::Ordered | Course::Void(_)) => (either, "platinum is ordered"),
        };
        let case = Case::NOT_ASSESSED.with_chemotherapy(values);
        let why = format!("{why} ({by}); what came of it is taken from an explicit record alone");
        Told::values(Finding::Chemotherapy, case, why).by_inference()
    }
}

/// How far a medication came.
enum Course {
    /// It was given, at least in part.
    Given,
    /// It is ordered, and may have been given.
    Ordered,
    /// It says nothing of what the patient had.
    Void(String),
}

/// How far it came, or why that is not understood.
fn course(resource: &Resource<'_>) -> Result<Course, String> {
    let json = resource.json;
    if let Some(modifier) = resource.modifier() {
        return Err(modifier.to_string());
    }
    // Of earlier versions of FHIR, where they turned the meaning round.
    let turned = ["taken", "wasNotTaken", "notGiven", "wasNotGiven"]
        .into_iter()
        .find(|name| json.get(name).is_some());
    if let Some(name) = turned {
        return Err(format!("`{name}` is not of FHIR R4"));
    }
    match json.get("doNotPerform") {
        None | Some(Json::Bool(false)) => {}
        Some(Json::Bool(true)) => return Ok(Course::Void("an order not to give it".to_owned())),
        Some(_) => return Err("doNotPerform is neither true nor false".to_owned()),
    }
    if let Some(intent @ ("proposal" | "plan" | "option")) = json.text_of("intent") {
        return Ok(Course::Void(format!("its intent is {intent}, no order")));
    }
    let Some(status) = json.text_of("status") else { return Err("it has no status".to_owned()) };
    match (resource.kind(), status) {
        (_, "entered-in-error" | "cancelled" | "not-done" | "declined" | "not-taken") => {
            Ok(Course::Void(format!("its status is {status}")))
        }
        _ if json.get("statusReason").is_some() => {
            Err(format!("it is {status:.40}, and why may be a judgement of what came of it"))
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
        _ => Err(format!("its status is {status:.40}, which does not say whether it was given")),
    }
}
