//! What stands in the boxes of a drawing.

use core::fmt::{self, Display};

use super::{cohort::Count, grounds::Grounds, said::Said};
use crate::{
    Answer, Case, Decision, Finding, Grade, Label, Pathway, Possible, Question, Set, Standing,
    Therapy, Vocabulary, branches, explain::Cited, label::joined, recommend,
};

/// A case that is on a pathway and nothing more: found by asking.
pub(super) fn typical(pathway: Pathway) -> Case {
    let leads = |case: &Case| recommend(case).answer().pathway().value() == Some(pathway);
    branches(&Case::NOT_ASSESSED, Question::Pathway)
        .map(|branch| *branch.case())
        .filter(leads)
        .max_by_key(|case| Finding::ALL.iter().map(|it| case.bands(*it).count_ones()).sum::<u32>())
        .unwrap_or(Case::NOT_ASSESSED)
}

/// The grades that a case may have at a place.
pub(super) fn grades(case: &Case, place: &Case) -> Possible<Grade> {
    let both = case.merge(place).unwrap_or(*place);
    recommend(&both).answer().grade().possible()
}

/// The grades that lead to one pathway each, from a place where nothing else is open.
pub(super) fn by_grade(place: &Case) -> impl Iterator<Item = (Possible<Grade>, Pathway)> + use<> {
    let place = *place;
    let of = move |pathway: Pathway| {
        let leads = move |grade: &Grade| leads_to(&place, *grade) == Some(pathway);
        let grades = Possible::from_values(Grade::ALL.iter().copied().filter(leads))?;
        Some((grades, pathway))
    };
    Pathway::ALL.iter().copied().filter_map(of)
}

/// The pathway of every cell of a place that has this grade, if it is one.
fn leads_to(place: &Case, grade: Grade) -> Option<Pathway> {
    let ki67 = place.single_cells(Finding::Ki67);
    let cells = ki67.flat_map(|case| case.single_cells(Finding::Mitoses));
    let answers = cells.map(|case| *recommend(&case).answer());
    let mut pathways = answers
        .filter(|answer| answer.grade().value() == Some(grade))
        .map(|answer| answer.pathway().value());
    let first = pathways.next()??;
    pathways.all(|pathway| pathway == Some(first)).then_some(first)
}

/// Values by their labels.
pub(super) struct Labels<T: Vocabulary>(pub(super) Possible<T>);

impl<T: Label> Display for Labels<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(f, self.0.iter().map(Label::label), " or ")
    }
}

/// What a case says of a finding.
pub(super) struct Known(pub(super) Case, pub(super) Finding);

impl Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_assessed(self.1) {
            write!(f, "{}", self.0.words(self.1))
        } else {
            f.write_str("not assessed")
        }
    }
}

/// What a case says of the two numbers that make the grade.
pub(super) struct KnownGrade(pub(super) Case);

impl Display for KnownGrade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = |finding| Known(self.0, finding);
        write!(f, "Ki-67 {}\nmitoses {}", known(Finding::Ki67), known(Finding::Mitoses))?;
        f.write_str(if self.0.is_assessed(Finding::Mitoses) { " per 2 mm²" } else { "" })
    }
}

/// Therapies by their short names, with their standing if it is settled.
pub(super) struct Named(pub(super) Set<Therapy>, pub(super) Option<Standing>);

impl Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if Therapy::ALL.iter().all(|therapy| self.0.contains(*therapy)) {
            return f.write_str("any of the therapies");
        }
        let short = |therapy: Therapy| match self.1 {
            Some(standing) => therapy.abbreviation_with(standing),
            None => therapy.abbreviation(),
        };
        joined(f, self.0.iter().map(short), ", ")
    }
}

/// A standing of a therapy.
pub(super) struct Stands(pub(super) Therapy, pub(super) Standing);

impl Display for Stands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(therapy, standing) = *self;
        let aim = if therapy.is_palliation(standing) { " as palliation" } else { "" };
        write!(f, "{}{aim}", standing.label())
    }
}

/// A pathway with what it recommends, permits and rules out, as far as a case leaves that open; and how many are on it.
pub(super) struct Summary(pub(super) Pathway, pub(super) Case, pub(super) Option<Count>);

impl Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let typical = *recommend(&typical(self.0)).answer();
        write!(f, "{}{}", self.0.label(), Cited(typical.pathway().statements()))?;
        self.2.map_or(Ok(()), |count| write!(f, "\nn = {count}"))?;
        let said = Said::of(self.0, &self.1);
        let mut depend = Set::EMPTY;
        for standing in Standing::ALL.iter().copied() {
            let Some(verb) = verb(standing) else { continue };
            let told = |it| said.get(it, standing).map(|grounds| (grounds, said.only(it)));
            for therapies in Therapy::groups(|one, other| told(one) == told(other)) {
                let Some((grounds, only)) = therapies.iter().next().and_then(told) else {
                    continue;
                };
                // Silence in some cases is not the point of a summary.
                if standing == Standing::NotAddressed && !only {
                    continue;
                }
                let star = if only { "" } else { "*" };
                depend = if only { depend } else { depend.or(therapies) };
                let named = Named(therapies, Some(standing));
                write!(f, "\n{verb}{star}: {named}{grounds}")?;
            }
        }
        if depend.is_empty() {
            return Ok(());
        }
        f.write_str("\n* depending on ")?;
        joined(f, said.needs(depend).iter().map(Label::label), ", ")?;
        f.write_str("; with all statements that may apply")
    }
}

/// What a pathway does with a therapy, if a summary tells it.
const fn verb(standing: Standing) -> Option<&'static str> {
    match standing {
        Standing::Recommended => Some("recommends"),
        Standing::Option => Some("has as an option"),
        Standing::Consider => Some("lets consider"),
        Standing::Avoid => Some("rules out"),
        Standing::VerifyFirst => Some("holds back"),
        Standing::NotApplicable => None,
        Standing::NotAddressed => Some("says nothing of"),
    }
}

/// What is settled of the answer to a case, where its way leads.
pub(super) struct Answered(pub(super) Answer);

impl Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = &self.0;
        if let Decision::Settled(pathway) = answer.pathway() {
            write!(f, "{}{}", pathway.value().label(), Cited(pathway.statements()))?;
        }
        let alike = |one, other| answer.therapy(one) == answer.therapy(other);
        Standing::ALL.iter().try_for_each(|standing| {
            Therapy::groups(alike).try_for_each(|therapies| {
                let decision = therapies.iter().next().map(|therapy| answer.therapy(therapy));
                let has = |it: &Decision<Standing>| it.value() == Some(*standing);
                decision.filter(has).map_or(Ok(()), |decision| {
                    let named = Named(therapies, Some(*standing));
                    let grounds = Grounds::of(&decision);
                    write!(f, "\n{}: {named}{grounds}", standing.label())
                })
            })
        })
    }
}
