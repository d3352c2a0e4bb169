//! One case of a cohort, into the counts.

use datafusion::common::Result as EngineResult;
use nen_pathway::{
    Case, Concordance, Finding, Given, Grade, PackedCase, Pathway, Question, Set, Standing,
    Therapy, recommend, review,
};

use super::{
    Report,
    attrition::Step,
    line::{Line, Reasons, Values},
};
use crate::{
    column::{Column, refused},
    findings::Findings,
};

/// Rows that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Row {
    case: PackedCase,
    not_assessed: Set<Finding>,
    given: Set<Therapy>,
    other_given: bool,
}

impl Row {
    pub(super) fn read(
        findings: &Findings,
        given: Option<&Column<Vec<Given>>>,
        row: usize,
    ) -> Result<Self, String> {
        let given = given.map_or(Ok(&[][..]), |given| given.get(row).map(Vec::as_slice))?;
        let therapy = |given: &Given| match given {
            Given::Therapy(therapy) => Some(*therapy),
            Given::Other => None,
        };
        Ok(Self {
            case: findings.case(row)?,
            not_assessed: findings.not_assessed(row)?,
            given: given.iter().filter_map(therapy).collect(),
            other_given: given.contains(&Given::Other),
        })
    }

    fn given(&self) -> Vec<Given> {
        let other = self.other_given.then_some(Given::Other);
        self.given.iter().map(Given::Therapy).chain(other).collect()
    }
}

impl Report {
    /// Every line that is told even if nobody is counted there.
    pub(super) fn begin() -> Self {
        let mut begun = Self::default();
        let grades = Grade::ALL.iter().map(|it| Line::Grade(Values::of((*it).into())));
        let pathways = Pathway::ALL.iter().map(|it| Line::Pathway(Values::of((*it).into())));
        let findings = Finding::ALL.iter();
        let always = [Line::Case, Line::Unreadable, Line::GivenNotKnown].into_iter();
        let always = always.chain(grades).chain(pathways).chain(Step::ALL.map(Line::Way));
        let always = always.chain(findings.clone().map(|it| Line::NotAssessed(*it)));
        let always = always.chain(findings.map(|it| Line::Needed(*it)));
        let always = always.chain(Concordance::ALL.iter().map(|it| Line::Concordance(*it)));
        always.for_each(|line| begun.add(line, 0));
        begun
    }

    pub(super) fn add(&mut self, line: Line, count: u64) {
        let sum = self.counts.entry(line).or_default();
        *sum = sum.saturating_add(count);
    }

    pub(super) fn add_row(&mut self, row: &Row, count: u64) -> EngineResult<()> {
        let case = Case::from(row.case);
        let recommendation = recommend(&case);
        let answer = recommendation.answer();
        self.add(Line::Case, count);
        self.add(Line::Pathway(Values::of(answer.pathway().possible())), count);
        self.add(Line::Grade(Values::of(answer.grade().possible())), count);
        for (therapy, decision) in answer.therapies() {
            self.add(Line::Standing(therapy, Values::of(decision.possible())), count);
        }
        for finding in row.not_assessed {
            self.add(Line::NotAssessed(finding), count);
        }
        let needed = Question::all().fold(Set::EMPTY, |all, it| all.or(answer.needs_for(it)));
        for finding in needed {
            self.add(Line::Needed(finding), count);
        }
        for step in Step::of(answer) {
            self.add(Line::Way(step), count);
        }
        let way = Case::NOT_ASSESSED
            .with_primary_site(case.primary_site())
            .with_liver_metastases(case.liver_metastases())
            .with_differentiation(case.differentiation())
            .with_ki67(case.ki67())
            .with_mitoses(case.mitoses());
        let ways = self.ways.entry(way).or_default();
        *ways = ways.saturating_add(count);
        let given = row.given();
        if given.is_empty() {
            self.add(Line::GivenNotKnown, count);
            return Ok(());
        }
        let review = review(&case, &given).map_err(refused)?;
        self.add(Line::Concordance(review.concordance()), count);
        for (given, decision) in review.given() {
            if decision.value() == Some(Standing::Avoid) {
                let reasons = Reasons::new(decision.statements(), decision.findings());
                self.add(Line::RuledOut(given, reasons), count);
            }
        }
        for therapy in review.omitted() {
            self.add(Line::Omitted(therapy), count);
        }
        for reading in review.disputed_by() {
            self.add(Line::DisputedBy(reading), count);
        }
        for given in review.unsupported() {
            self.add(Line::Unsupported(given), count);
        }
        Ok(())
    }
}
