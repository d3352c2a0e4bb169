//! What an open decision depends on, as conditions in words.

use nen_pathway::*;

/// One way in which a decision can turn out: under which conditions, and what it rests on.
#[derive(PartialEq)]
pub(crate) struct Way {
    pub(crate) outcome: Outcome,
    /// The outcome in words.
    pub(crate) words: String,
    /// Each of the conditions is enough; `None` where there is none.
    conditions: Vec<Option<String>>,
    pub(crate) statements: Set<Statement>,
    pub(crate) why: String,
}

impl Way {
    /// `if ECOG is 0–2, and …`; where several conditions are enough, each in turn.
    pub(crate) fn conditions(&self) -> String {
        let conditions: Vec<_> =
            self.conditions.iter().flatten().map(|it| format!("if {it}")).collect();
        conditions.join(" – or ")
    }
}

/// The ways in which a decision can turn out, those with the same reasons together.
pub(crate) fn ways(case: &Case, question: Question) -> Vec<Way> {
    let mut ways = Vec::<Way>::new();
    for branch in branches(case, question) {
        let (outcome, (statements, why)) = (branch.outcome(), why(branch.case(), question));
        match ways.iter_mut().find(|way| way.outcome == outcome && way.why == why) {
            Some(way) => way.conditions.push(condition(&branch)),
            None => ways.push(Way {
                outcome,
                words: said(question, outcome),
                conditions: vec![condition(&branch)],
                statements,
                why,
            }),
        }
    }
    ways.sort_by_key(|way| way.outcome);
    ways
}

fn said(question: Question, outcome: Outcome) -> String {
    match (question, outcome) {
        (Question::Standing(therapy), Outcome::Standing(standing))
            if therapy.is_palliation(standing) =>
        {
            format!("{} as palliation", outcome.label())
        }
        _ => outcome.label().to_owned(),
    }
}

/// The therapies whose standing is open: those that no finding can get started, and the others.
pub(crate) fn open(answer: &Answer) -> (Vec<Therapy>, Vec<Therapy>) {
    let is_open = |therapy: &Therapy| answer.therapy(*therapy).value().is_none();
    let never = |therapy: &Therapy| is_held(&answer.therapy(*therapy));
    Therapy::ALL.iter().copied().filter(is_open).partition(never)
}

/// Whether no finding can get a therapy started.
pub(crate) fn is_held(decision: &Decision<Standing>) -> bool {
    decision.possible().is_within(Standing::Avoid | Standing::VerifyFirst)
}

/// Therapies that turn out alike, and how.
pub(crate) fn turning_out(
    case: &Case,
    therapies: &[Therapy],
) -> Vec<(Vec<Way>, Vec<&'static str>)> {
    let each = therapies.iter();
    alike(each.map(|therapy| (ways(case, Question::Standing(*therapy)), therapy.label())))
}

/// The pathways that are still possible, each with a case that is on it.
pub(crate) fn pathways(case: &Case) -> Vec<(Pathway, Case)> {
    let pathways = branches(case, Question::Pathway);
    let mut pathways: Vec<_> = pathways
        .filter_map(|branch| match branch.outcome() {
            Outcome::Pathway(pathway) => Some((pathway, *branch.case())),
            Outcome::Grade(_) | Outcome::Standing(_) => None,
        })
        .collect();
    pathways.sort_by_key(|(pathway, _)| *pathway);
    // Branches of one pathway are alike in every therapy: the first speaks for all.
    pathways.dedup_by_key(|(pathway, _)| *pathway);
    pathways
}

/// The findings that are known and change nothing, neither a decision nor what stands beside it.
pub(crate) fn without_effect(case: &Case) -> Set<Finding> {
    let beside = |case: &Case| {
        let answer = *recommend(case).answer();
        (answer.order(), answer.gaps(), answer.divergences(), answer.prognosis())
    };
    let without = |finding: Finding| case.replacing(finding, &Case::NOT_ASSESSED);
    let (idle, here) = (account(case).without_effect(), beside(case));
    idle.iter().filter(|finding| beside(&without(*finding)) == here).collect()
}

/// What a settled decision rests on, and in words: `S16 S17`, or a finding of the patient.
fn why(case: &Case, question: Question) -> (Set<Statement>, String) {
    let answer = *recommend(case).answer();
    match question {
        Question::Grade => (Set::EMPTY, String::new()),
        Question::Pathway => {
            let statements = answer.pathway().statements();
            (statements, statements.to_string())
        }
        Question::Standing(therapy) => {
            let decision = answer.therapy(therapy);
            (decision.statements(), reasons(&decision))
        }
    }
}

/// The statements of a decision, or the patient's finding that is its reason.
pub(crate) fn reasons(decision: &Decision<Standing>) -> String {
    match decision {
        Decision::Settled(settled) => {
            settled.reason().map_or_else(|| settled.statements().to_string(), str::to_owned)
        }
        Decision::Open(_) => String::new(),
    }
}

/// What a branch knows more than its case: `ECOG is 0–2, and the first platinum doublet has not started`.
fn condition(branch: &Branch) -> Option<String> {
    let known = branch.conditions().into_iter().map(|finding| clause(branch.case(), finding));
    known.reduce(|clauses, clause| format!("{clauses}, and {clause}"))
}

/// A finding as a clause: `ECOG is 0–2`.
fn clause(case: &Case, finding: Finding) -> String {
    let is = |subject: &str| format!("{subject} is {}", case.words(finding));
    match finding {
        Finding::PrimarySite => is("the primary site"),
        Finding::LiverMetastases => {
            format!("liver metastases: {}", case.words(finding))
        }
        Finding::Differentiation => is("the tumour"),
        Finding::Ki67 => is("Ki-67"),
        Finding::Mitoses => format!("mitoses are {} per 2\u{a0}mm²", case.words(finding)),
        Finding::Ecog => is("ECOG"),
        Finding::PrimaryTumour => {
            let values = case.primary_tumour().iter().map(|value| match value {
                PrimaryTumour::Resected => "has been resected",
                PrimaryTumour::Uncomplicated => "is uncomplicated",
                PrimaryTumour::ComplicationImminent => "is about to cause a complication",
                PrimaryTumour::Obstructing => "obstructs",
                PrimaryTumour::Bleeding => "bleeds",
                PrimaryTumour::PerforationRisk => "perforates (or threatens to)",
            });
            format!("the primary tumour {}", alternatives(values))
        }
        Finding::Chemotherapy => {
            let values = case.chemotherapy().iter().map(|value| match value {
                Chemotherapy::NotStarted => "has not started",
                Chemotherapy::UnderWay => "is under way",
                Chemotherapy::IndolentAfter => "was followed by indolent disease",
                Chemotherapy::ProgressedAfter => "was followed by progression",
            });
            format!("the first platinum doublet {}", alternatives(values))
        }
        Finding::Platinum => {
            let values = case.platinum().iter().map(|value| match value {
                Platinum::Either => "both drugs",
                Platinum::CisplatinOnly => "only cisplatin",
                Platinum::CarboplatinOnly => "only carboplatin",
                Platinum::Neither => "neither drug",
            });
            format!("the patient can receive {}", alternatives(values))
        }
    }
}

/// The statements that a text names, each as a word.
pub(crate) fn named(text: &str) -> Set<Statement> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| Statement::ALL.iter().find(|it| it.as_str() == word))
        .copied()
        .collect()
}

/// What has the same key together, in the order of the first of each.
pub(crate) fn alike<K: PartialEq, T>(pairs: impl IntoIterator<Item = (K, T)>) -> Vec<(K, Vec<T>)> {
    let mut groups = Vec::<(K, Vec<T>)>::new();
    for (key, member) in pairs {
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, members)) => members.push(member),
            None => groups.push((key, vec![member])),
        }
    }
    groups
}

/// The words of values.
pub(crate) fn joined<V: Label>(values: impl IntoIterator<Item = V>, between: &str) -> String {
    values.into_iter().map(Label::label).collect::<Vec<_>>().join(between)
}

fn alternatives<'a>(values: impl Iterator<Item = &'a str>) -> String {
    values.collect::<Vec<_>>().join(" or ")
}
