//! What stands in the boxes of a drawing.

use core::fmt::{self, Display};

use crate::{
    Answer, Case, Decision, Finding, Grade, Label, Pathway, Possible, Question, Set, Standing,
    Statement, Therapy, branches, explain::Cited, label::joined, recommend,
};

/// A case that is on a pathway and nothing more: found by asking.
pub(super) fn typical(pathway: Pathway) -> Case {
    let leads = |case: &Case| recommend(case).answer().pathway().value() == Some(pathway);
    branches(&Case::NOT_ASSESSED, Question::Pathway)
        .map(|branch| *branch.case())
        .filter(leads)
        .max_by_key(|case| Finding::ALL.iter().map(|it| case.cells(*it).count_ones()).sum::<u32>())
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
pub(super) struct Labels<T: crate::Vocabulary>(pub(super) Possible<T>);

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
        write!(f, "Ki-67 {}\nmitoses {}", known(Finding::Ki67), known(Finding::Mitoses))
    }
}

/// A pathway with what it recommends, permits and rules out, as far as a case leaves that open.
pub(super) struct Summary(pub(super) Pathway, pub(super) Case);

impl Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let typical = *recommend(&typical(self.0)).answer();
        write!(f, "{}{}", self.0.label(), Cited(typical.pathway().statements()))?;
        let said = Said::of(self.0, &self.1);
        let mut depends = false;
        for standing in Standing::ALL.iter().copied() {
            let (verb, says) = match standing {
                Standing::Recommended => ("recommends", true),
                Standing::Option => ("has as an option", true),
                Standing::Consider => ("lets consider", true),
                Standing::Avoid => ("rules out", true),
                Standing::VerifyFirst => ("holds back", true),
                Standing::NotApplicable => ("", false),
                Standing::NotAddressed => ("says nothing of", true),
            };
            let firsts = Therapy::ALL.iter().copied().filter(|it| said.is_first(*it));
            for therapy in firsts.filter(|it| says && said.has(*it, standing)) {
                let only = said.only(therapy);
                // Silence in some cases is not the point of a summary.
                if standing == Standing::NotAddressed && !only {
                    continue;
                }
                depends |= !only;
                let star = if only { "" } else { "*" };
                let cited = Cited(said.statements(therapy, standing));
                write!(f, "\n{verb}{star}: {}{cited}", Like(&said, therapy))?;
            }
        }
        f.write_str(if depends { "\n* depending on what is not asked here" } else { "" })
    }
}

/// What is said of each therapy somewhere in a case: by standing, whether, and resting on what.
struct Said([[Option<Set<Statement>>; THERAPIES]; STANDINGS]);

const THERAPIES: usize = Therapy::ALL.len();
const STANDINGS: usize = Standing::ALL.len();

impl Said {
    /// Asks every cell of the case that is on the pathway.
    fn of(pathway: Pathway, case: &Case) -> Self {
        let mut said = Self([[None; THERAPIES]; STANDINGS]);
        let pathology = case
            .single_cells(Finding::Differentiation)
            .flat_map(|case| case.single_cells(Finding::PrimarySite))
            .flat_map(|case| case.single_cells(Finding::LiverMetastases))
            .flat_map(|case| case.single_cells(Finding::Ki67))
            .flat_map(|case| case.single_cells(Finding::Mitoses));
        let is_on = |case: &Case| recommend(case).answer().pathway().value() == Some(pathway);
        let cells = pathology
            .filter(is_on)
            .flat_map(|case| case.single_cells(Finding::PrimaryTumour))
            .flat_map(|case| case.single_cells(Finding::Chemotherapy))
            .flat_map(|case| case.single_cells(Finding::Ecog))
            .flat_map(|case| case.single_cells(Finding::Platinum));
        for answer in cells.map(|case| *recommend(&case).answer()) {
            for (therapy, decision) in answer.therapies() {
                let place = decision.value().and_then(|standing| said.place(therapy, standing));
                if let Some(place) = place {
                    *place = Some(place.unwrap_or(Set::EMPTY).or(decision.statements()));
                }
            }
        }
        said
    }

    fn place(
        &mut self,
        therapy: Therapy,
        standing: Standing,
    ) -> Option<&mut Option<Set<Statement>>> {
        let place = |index: u32| usize::try_from(index).ok();
        self.0.get_mut(place(standing.place())?)?.get_mut(place(therapy.place())?)
    }

    fn get(&self, therapy: Therapy, standing: Standing) -> Option<Set<Statement>> {
        let place = |index: u32| usize::try_from(index).ok();
        *self.0.get(place(standing.place())?)?.get(place(therapy.place())?)?
    }

    fn has(&self, therapy: Therapy, standing: Standing) -> bool {
        self.get(therapy, standing).is_some()
    }

    fn statements(&self, therapy: Therapy, standing: Standing) -> Set<Statement> {
        self.get(therapy, standing).unwrap_or(Set::EMPTY)
    }

    /// Whether the same is said of it everywhere.
    fn only(&self, therapy: Therapy) -> bool {
        Standing::ALL.iter().filter(|standing| self.has(therapy, **standing)).count() == 1
    }

    fn alike(&self, one: Therapy, other: Therapy) -> bool {
        Standing::ALL.iter().all(|standing| self.get(one, *standing) == self.get(other, *standing))
    }

    fn is_first(&self, therapy: Therapy) -> bool {
        Therapy::ALL.iter().find(|it| self.alike(therapy, **it)) == Some(&therapy)
    }
}

/// The therapies of which the same is said.
struct Like<'s>(&'s Said, Therapy);

impl Display for Like<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let alike = || Therapy::ALL.iter().filter(|it| self.0.alike(self.1, **it));
        if alike().count() == THERAPIES {
            return f.write_str("any of the therapies");
        }
        joined(f, alike().map(|it| it.abbreviation()), ", ")
    }
}

/// The answer to a case, where its way leads.
pub(super) struct Answered(pub(super) Answer);

impl Display for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let answer = &self.0;
        if let Decision::Settled(pathway) = answer.pathway() {
            write!(f, "{}{}", pathway.value().label(), Cited(pathway.statements()))?;
        }
        for (therapy, decision) in answer.therapies() {
            let alike = |other: &Therapy| answer.therapy(*other) == decision;
            if Therapy::ALL.iter().find(|it| alike(it)) != Some(&therapy) {
                continue;
            }
            match decision {
                Decision::Settled(is) => write!(f, "\n{}: ", is.value().label())?,
                Decision::Open(_) => f.write_str("\nopen: ")?,
            }
            let therapies = Therapy::ALL.iter().filter(|it| alike(it));
            joined(f, therapies.map(|it| it.abbreviation()), ", ")?;
            match decision {
                Decision::Settled(is) => write!(f, "{}", Cited(is.statements()))?,
                Decision::Open(is) => write!(f, " (needs {})", Findings(is.needs()))?,
            }
        }
        Ok(())
    }
}

struct Findings(Set<Finding>);

impl Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        joined(f, self.0.iter().map(Label::label), ", ")
    }
}
