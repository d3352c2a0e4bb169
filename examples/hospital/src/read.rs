//! Every record read, and what they say together.
//!
//! A finding is what all records that tell of it say; where they contradict each other, all that any of them says; where one of
//! them is not understood, it is open. Ki-67 and mitoses go from the lowest to the highest. Of what changes with time (ECOG,
//! the primary tumour, chemotherapy, platinum) the latest day counts alone, if every record has one.

use nen_pathway::{Case, Chemotherapy, Finding, Ki67, LiverMetastases, MitoticRate};
use serde::Serializer;

use crate::{
    chemotherapy::Around,
    codes::{self, Disease, Morphology},
    condition,
    fhir::{Place, Resource, codings, words},
    json::Json,
    medication::is_of_one,
    observation,
    records::{Records, Scope},
    told::{Hint, Says, Told},
    when::When,
    words::Words,
};

/// A case, and of each record what it was used for.
#[derive(Debug, Clone)]
pub struct Read {
    /// The case: what is not told of stays open.
    pub case: Case,
    /// A line or more for each record, in their order.
    pub account: Vec<Line>,
    /// Whether any record is a sign of a neuroendocrine neoplasm.
    pub sign: bool,
}

/// What one record was used for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Line {
    /// The record.
    pub resource: String,
    /// The finding that it told, if any.
    #[serde(serialize_with = "name")]
    pub used_for: Option<Finding>,
    /// What was taken, or why nothing was.
    pub why: String,
    /// The finding that stays open for it.
    #[serde(skip)]
    pub open: Option<Finding>,
}

impl Read {
    /// Reads all records.
    #[must_use]
    pub fn of(records: &Records<'_>) -> Self {
        let around = Around::new(records);
        let mut told: Vec<(&str, Told)> = Vec::new();
        for resource in records.resources() {
            for it in told_by(resource, &around) {
                let it = match (resource.place, &resource.stranger, it.finding) {
                    (Place::Void(why), ..) => Told::nothing(format!("does not count: {why}")),
                    (Place::Unclear(why), _, Some(finding)) => {
                        Told::unread(finding, why).hinting(it.hint)
                    }
                    (_, Some(why), Some(finding)) => {
                        Told::unread(finding, why.as_str()).hinting(it.hint)
                    }
                    _ => it,
                };
                told.push((&resource.name, it));
            }
        }
        let conditions = told.iter_mut().filter(|(name, _)| name.starts_with("Condition"));
        several_solitary(&mut conditions.map(|(_, it)| it).collect::<Vec<_>>());
        let mut case = Case::NOT_ASSESSED;
        for finding in Finding::ALL {
            let mut of_it: Vec<&mut Told> = told
                .iter_mut()
                .map(|(_, told)| told)
                .filter(|told| told.finding == Some(*finding))
                .collect();
            for missing in records.missing() {
                let mut gone: Vec<&mut Told> = of_it
                    .iter_mut()
                    .filter(|it| missing.of.bears_on(it))
                    .map(|it| &mut **it)
                    .collect();
                set_aside(&mut gone, "records are missing");
            }
            case = case.replacing(*finding, &together(*finding, &mut of_it));
        }
        let hints = |hint| told.iter().any(|(_, it)| it.hint == hint);
        let sign = hints(Hint::Neuroendocrine)
            || hints(Hint::Measured) && hints(Hint::Colorectal) && !hints(Hint::Other);
        let missing = records.missing().iter().map(|it| Line {
            resource: it.bundle.clone(),
            used_for: None,
            why: format!(
                "{}: what is missing may say anything, and {} stays open",
                it.why,
                match it.of {
                    Scope::Everything => "every finding",
                    Scope::Conditions => "what conditions tell of",
                    Scope::Medications => "what medications tell of chemotherapy",
                }
            ),
            open: None,
        });
        let empty = records.empty().iter().map(|place| Line {
            resource: place.clone(),
            used_for: None,
            why: "not relevant: no record is in it, a request or the answer to one".to_owned(),
            open: None,
        });
        let account = missing.chain(empty).chain(told.into_iter().map(|(resource, told)| Line {
            resource: resource.to_owned(),
            used_for: told.finding.filter(|_| matches!(told.says, Says::Values(_))),
            why: told.in_words(),
            open: told.finding.filter(|_| matches!(told.says, Says::Anything | Says::AtMost(_))),
        }));
        Self { case, account: account.collect(), sign }
    }
}

/// Of records that tell of one metastasis each, each may be of another one.
fn several_solitary(told: &mut [&mut Told]) {
    let one = Case::NOT_ASSESSED.with_liver_metastases(LiverMetastases::Solitary);
    let is_one = |it: &Told| it.says == Says::Values(one);
    if told.iter().filter(|it| is_one(it)).count() > 1 {
        let some = LiverMetastases::Solitary | LiverMetastases::Multiple;
        for it in told.iter_mut().filter(|it| is_one(it)) {
            it.says = Says::Values(Case::NOT_ASSESSED.with_liver_metastases(some));
            it.why = format!("{}; several records tell of one each, of the same or not", it.why);
        }
    }
}

/// What a record tells.
fn told_by<'j>(resource: &Resource<'j>, around: &Around<'_, 'j>) -> Vec<Told> {
    let nothing = match resource.kind() {
        "Observation" => return observation::told(resource, around),
        "Condition" => {
            let mut all = condition::told(resource);
            let when = resource.when_recorded();
            for it in &mut all {
                around.age(it, when);
            }
            return all;
        }
        _ if is_of_one(resource) => return vec![around.told(resource)],
        "Procedure" if is_chemotherapy(resource) => {
            let started = Chemotherapy::UnderWay
                | Chemotherapy::IndolentAfter
                | Chemotherapy::ProgressedAfter;
            let case = Case::NOT_ASSESSED.with_chemotherapy(started);
            let why = "chemotherapy as a procedure: it does not settle how far it came";
            return vec![Told::unsettled(Finding::Chemotherapy, case, why).by_inference()];
        }
        "Procedure" if Words::of(words(resource.json.get("code"))).have("ectom|resect|resek") => {
            "not taken: whether the primary is resected is taken from an explicit record alone"
        }
        "Medication" => "not relevant by itself: read where a record refers to it",
        "Patient" => "not relevant: no finding rests on who the patient is",
        "DiagnosticReport" | "QuestionnaireResponse" if is_void(resource) => {
            "does not count: its status says so"
        }
        "DiagnosticReport" if resource.json.list_of("conclusionCode").next().is_some() => {
            let all = concluded(resource);
            if !all.is_empty() {
                return all;
            }
            "not relevant: none of the codes of its conclusion is known here"
        }
        "QuestionnaireResponse" => {
            let why = "an answer in a form; accepted: an Observation";
            let asked = asked_in(resource.json);
            if !asked.is_empty() {
                return asked.into_iter().map(|it| Told::unread(it, why)).collect();
            }
            "not read: a form; results are read where they are records of their own"
        }
        "AllergyIntolerance" | "CarePlan" | "ClinicalImpression" | "ServiceRequest" => {
            "not taken: judgements and plans are taken from an explicit record alone"
        }
        "DiagnosticReport" | "DocumentReference" | "Composition" => {
            "not read: free text and documents; results are read where they are records of their own"
        }
        _ => "not relevant: no finding is taken from such records",
    };
    vec![Told::nothing(nothing)]
}

/// What the codes of a report's conclusion tell: nothing by themselves, and nothing else beside them.
fn concluded(report: &Resource<'_>) -> Vec<Told> {
    let case = Case::NOT_ASSESSED;
    let all = report.json.list_of("conclusionCode").flat_map(|it| codings(Some(it)));
    let told = all.filter_map(|it| {
        let (finding, at_most) = match codes::disease(it.system, it.code) {
            Some(Disease::LiverMetastasis) => {
                let there = LiverMetastases::Solitary | LiverMetastases::Multiple;
                (Finding::LiverMetastases, case.with_liver_metastases(there))
            }
            Some(Disease::Primary(sites)) => (Finding::PrimarySite, case.with_primary_site(sites)),
            Some(Disease::Cancer | Disease::Somewhere) => (Finding::PrimarySite, case),
            Some(Disease::Metastasis) => (Finding::LiverMetastases, case),
            None => match codes::morphology(it.system, it.code)? {
                Morphology::Is(is) => (Finding::Differentiation, case.with_differentiation(is)),
                Morphology::Unsettled(possible, _) => {
                    (Finding::Differentiation, case.with_differentiation(possible))
                }
            },
        };
        let why = format!(
            "`{}` as a conclusion, which settles nothing; accepted: a Condition or an Observation",
            it.code
        );
        Some(Told::unsettled(finding, at_most, why))
    });
    told.collect()
}

fn is_void(report: &Resource<'_>) -> bool {
    matches!(report.json.text_of("status"), Some("entered-in-error" | "cancelled" | "stopped"))
}

/// The findings for which a form asks, by the codes of its items.
fn asked_in(form: &Json<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for item in form.list_of("item") {
        let names = [item.text_of("linkId"), item.text_of("definition")].into_iter().flatten();
        let codes = names.flat_map(|it| it.split(['/', '|', '#'])).collect::<Vec<_>>();
        if codes.contains(&"29593-1") {
            findings.push(Finding::Ki67);
        }
        if codes.contains(&"89247-1") {
            findings.push(Finding::Ecog);
        }
        findings.extend(asked_in(item));
    }
    findings
}

fn is_chemotherapy(procedure: &Resource<'_>) -> bool {
    let said = Words::of(words(procedure.json.get("code")));
    let void = ["entered-in-error", "not-done", "preparation"];
    said.have(" chemoth| chimioth|systemic anticancer|cisplatin|carboplatin")
        && !void.contains(&procedure.json.text_of("status").unwrap_or_default())
}

/// How the records that tell of a finding are taken together.
enum Rule {
    /// What all say; where they contradict each other, all that any of them says.
    Agreed,
    /// From the lowest to the highest: they may be of several specimens, and nothing says which one counts.
    Widest,
    /// Of the latest day alone, if every record has one; then as agreed.
    Latest,
}

impl Rule {
    fn of(finding: Finding) -> Self {
        match finding {
            Finding::PrimarySite | Finding::LiverMetastases | Finding::Differentiation => {
                Self::Agreed
            }
            Finding::Ki67 | Finding::Mitoses => Self::Widest,
            Finding::Ecog | Finding::PrimaryTumour | Finding::Chemotherapy | Finding::Platinum => {
                Self::Latest
            }
        }
    }
}

/// What several records say of a finding together.
fn together(finding: Finding, told: &mut [&mut Told]) -> Case {
    let rule = Rule::of(finding);
    if finding == Finding::Chemotherapy {
        set_aside_what_a_judgement_outdates(told);
        set_aside_what_medications_outdate(told);
    }
    if finding == Finding::LiverMetastases
        && told.iter().any(|it| matches!(it.says, Says::AtMost(_)))
    {
        // Somebody says that there are no metastases anywhere.
        for it in told.iter_mut().filter(|it| it.inferred && it.says.values().is_some()) {
            it.says = Says::Anything;
            it.why = format!("{}, and another record tells of metastases", it.why);
        }
    }
    if matches!(rule, Rule::Latest) {
        set_aside_what_is_earlier(told);
    }
    if told.iter().any(|it| it.says == Says::Anything) {
        set_aside(told, "another record of it is not understood");
        return Case::NOT_ASSESSED;
    }
    let all: Vec<Case> = told.iter().filter_map(|it| it.says.values()).collect();
    let Some((first, others)) = all.split_first() else { return Case::NOT_ASSESSED };
    let any = others.iter().fold(*first, |any, values| either(finding, any, *values));
    let agreed = others.iter().try_fold(*first, |all, values| all.merge(values));
    let (case, rule) = match (rule, agreed) {
        (Rule::Widest, _) => {
            (any, "from the lowest to the highest, for nothing says which specimen counts")
        }
        (Rule::Agreed | Rule::Latest, Ok(case)) => (case, "what all of them say"),
        (Rule::Agreed | Rule::Latest, Err(_)) => {
            (any, "they contradict each other, so all that any of them says is possible")
        }
    };
    if told
        .iter()
        .any(|it| matches!(it.says, Says::AtMost(at_most) if at_most.merge(&case).is_err()))
    {
        set_aside(told, "another record of it is at odds with it");
        return Case::NOT_ASSESSED;
    }
    if !others.is_empty() {
        for it in told.iter_mut().filter(|it| it.says.values().is_some()) {
            it.why = format!("{}; of {} records of {finding}: {rule}", it.why, all.len());
        }
    }
    case
}

/// None of what is said of the finding counts.
fn set_aside(told: &mut [&mut Told], why: &str) {
    told.iter_mut().filter(|it| it.says.values().is_some()).for_each(|it| it.set_aside(why));
}

/// Once it has been judged what came of chemotherapy, that it was ordered or given tells nothing more.
fn set_aside_what_a_judgement_outdates(told: &mut [&mut Told]) {
    let judged = Chemotherapy::IndolentAfter | Chemotherapy::ProgressedAfter;
    let is_judgement =
        |it: &Told| it.says.values().is_some_and(|case| case.chemotherapy().is_within(judged));
    if told.iter().any(|it| is_judgement(it)) {
        for it in told.iter_mut().filter(|it| it.inferred) {
            it.set_aside("what came of it has been judged");
        }
    }
}

/// That it was not started tells nothing more once it was given.
fn set_aside_what_medications_outdate(told: &mut [&mut Told]) {
    let of = |chemotherapy| Says::Values(Case::NOT_ASSESSED.with_chemotherapy(chemotherapy));
    let (before, after) = (of(Chemotherapy::NotStarted), of(Chemotherapy::UnderWay));
    let given = told.iter().filter(|it| it.inferred && it.says == after).filter_map(|it| it.when);
    let given: Vec<When> = When::latest(given.collect::<Vec<_>>().iter().copied()).collect();
    for it in told.iter_mut().filter(|it| !it.inferred && it.says == before) {
        if it.when.is_some_and(|when| given.iter().any(|given| when.is_before(*given))) {
            it.set_aside("platinum was given after it");
        }
    }
}

/// Among the records in words of somebody the latest counts, if each is of a day.
fn set_aside_what_is_earlier(told: &mut [&mut Told]) {
    let stated = |it: &Told| !it.inferred && it.says != Says::Nothing;
    let all: Option<Vec<When>> = told.iter().filter(|it| stated(it)).map(|it| it.when).collect();
    let last: Vec<When> = When::latest(all.iter().flatten().copied()).collect();
    for it in told.iter_mut().filter(|it| stated(it)) {
        if it.when.is_some_and(|when| last.iter().any(|last| when.is_before(*last))) {
            it.set_aside("a later record tells it");
        }
    }
}

/// What one or the other says.
fn either(finding: Finding, one: Case, two: Case) -> Case {
    match finding {
        Finding::PrimarySite => one.with_primary_site(one.primary_site() | two.primary_site()),
        Finding::LiverMetastases => {
            one.with_liver_metastases(one.liver_metastases() | two.liver_metastases())
        }
        Finding::Differentiation => {
            one.with_differentiation(one.differentiation() | two.differentiation())
        }
        Finding::Ki67 => {
            let (lowest, highest) = (
                one.ki67().lowest().min(two.ki67().lowest()),
                one.ki67().highest().max(two.ki67().highest()),
            );
            Ki67::between(lowest, highest).map_or(Case::NOT_ASSESSED, |ki67| one.with_ki67(ki67))
        }
        Finding::Mitoses => {
            let (lowest, highest) = (
                one.mitoses().lowest().min(two.mitoses().lowest()),
                one.mitoses().highest().max(two.mitoses().highest()),
            );
            MitoticRate::between(lowest, highest)
                .map_or(Case::NOT_ASSESSED, |rate| one.with_mitoses(rate))
        }
        Finding::Ecog => one.with_ecog(one.ecog() | two.ecog()),
        Finding::PrimaryTumour => {
            one.with_primary_tumour(one.primary_tumour() | two.primary_tumour())
        }
        Finding::Chemotherapy => one.with_chemotherapy(one.chemotherapy() | two.chemotherapy()),
        Finding::Platinum => one.with_platinum(one.platinum() | two.platinum()),
    }
}

/// The name of a finding.
#[expect(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "as serde asks it")]
fn name<S: Serializer>(finding: &Option<Finding>, serializer: S) -> Result<S::Ok, S::Error> {
    match finding {
        Some(finding) => serializer.collect_str(finding),
        None => serializer.serialize_none(),
    }
}
