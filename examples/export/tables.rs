//! The tables of this crate: asked of `recommend` and `under`, case by case.

use std::collections::HashMap;

use nen_pathway::{
    Answer, Case, Divergence, Finding, Gap, Prognosis, Question, Reading, Set, Statement, Therapy,
    recommend, under,
};

use crate::{
    space::{Cell, Column, cases},
    table::{Output, Table},
};

/// The value of a reading's table where taking it the other way changes nothing.
pub(crate) const AS_CHOSEN: &str = "as_chosen";
/// The value of a gap or a divergence that is not said.
pub(crate) const NOT_LISTED: &str = "not_listed";

/// The grade, the pathway, the therapies, then what stands beside them, then what each reading decides: for each
/// reading and decision the value it would have the other way, `reading:decision`.
pub(crate) fn all() -> Vec<Table> {
    let mut told = Told::new();
    for (cell, case) in cases() {
        told.ask(cell, &case);
    }
    told.tables()
}

/// Every output that occurs, and of each decision the output of each case.
struct Told {
    outputs: Vec<Output>,
    known: HashMap<Said, u16>,
    /// What was said of the case before, by decision: mostly the same again.
    last: Vec<Option<(Said, u16)>>,
    cells: Vec<Cell>,
    names: Vec<String>,
    /// By decision, then by case.
    numbers: Vec<Vec<u16>>,
}

/// A value, and what it rests on.
type Said = (&'static str, Set<Statement>, Set<Finding>);

impl Told {
    fn new() -> Self {
        let questions = Question::all().map(|question| question.to_string());
        let gaps = Gap::NAMES.iter().map(|gap| format!("gap_{gap}"));
        let divergences = Divergence::NAMES.iter().map(|it| format!("divergence_{it}"));
        let readings = Reading::NAMES.iter().flat_map(|reading| {
            Question::all().map(move |question| format!("{reading}:{question}"))
        });
        let before = questions.chain(gaps).chain(divergences).chain(["prognosis".to_owned()]);
        let names: Vec<_> = before.chain(readings).collect();
        let (last, numbers) = (vec![None; names.len()], vec![Vec::new(); names.len()]);
        let (outputs, known, cells) = (Vec::new(), HashMap::new(), Vec::new());
        Self { outputs, known, last, cells, names, numbers }
    }

    fn ask(&mut self, mut cell: Cell, case: &Case) {
        let answer = *recommend(case).answer();
        (cell[0], cell[1]) = (
            answer.grade().value().map_or(0, |grade| grade as u8),
            answer.pathway().value().map_or(0, |pathway| pathway as u8),
        );
        self.cells.push(cell);
        let questions = Question::all().map(|question| decided(&answer, question));
        let gaps = Gap::ALL.iter().map(|gap| listed(answer.gaps().contains(*gap)));
        let divergences = Divergence::ALL.iter();
        let divergences = divergences.map(|it| listed(answer.divergences().contains(*it)));
        let readings = Reading::ALL.iter().flat_map(|reading| {
            let other = under(case, *reading);
            Question::all().map(move |question| otherwise(&answer, &other, question))
        });
        let beside = gaps.chain(divergences).chain([prognosis(answer.prognosis())]);
        for (place, said) in questions.chain(beside).chain(readings).enumerate() {
            let number = match self.last[place] {
                Some((last, number)) if last == said => number,
                _ => self.number(said),
            };
            self.last[place] = Some((said, number));
            self.numbers[place].push(number);
        }
    }

    fn number(&mut self, said: Said) -> u16 {
        *self.known.entry(said).or_insert_with(|| {
            let (value, statements, findings) = said;
            let (statements, findings) = (statements.to_string(), findings.to_string());
            self.outputs.push(Output { value: value.to_owned(), statements, findings });
            u16::try_from(self.outputs.len() - 1).expect("few outputs")
        })
    }

    /// Therapies that are always answered alike make one table.
    fn tables(&self) -> Vec<Table> {
        let mut groups: Vec<(Vec<String>, &[u16])> = Vec::new();
        for (name, outputs) in self.names.iter().zip(&self.numbers) {
            let family = family(name);
            let same = |(names, known): &&mut (Vec<String>, &[u16])| {
                family.is_some()
                    && names.iter().all(|it| self::family(it) == family)
                    && known == outputs
            };
            match groups.iter_mut().find(same) {
                Some((names, _)) => names.push(name.clone()),
                None => groups.push((vec![name.clone()], outputs)),
            }
        }
        let decides = |outputs: &[u16]| {
            outputs.iter().any(|it| self.outputs[usize::from(*it)].value != AS_CHOSEN)
        };
        groups.retain(|(names, outputs)| !names[0].contains(':') || decides(outputs));
        groups
            .into_iter()
            .map(|(names, outputs)| {
                let columns = inputs(names[0].rsplit(':').next().unwrap_or_default());
                let outputs = self.cells.iter().copied().zip(outputs.iter().copied());
                Table::of(names, &columns, outputs, &self.outputs)
            })
            .collect()
    }
}

/// The reading, if there is one, of a decision on a therapy.
fn family(name: &str) -> Option<&str> {
    let (reading, decision) = name.split_once(':').unwrap_or(("", name));
    decision.parse::<Therapy>().is_ok().then_some(reading)
}

/// What a table may ask for: the grade is made of numbers, the pathway of the grade, the rest of the pathway.
fn inputs(decision: &str) -> Vec<Column> {
    let finding = |finding: &Finding| Column::Finding(*finding);
    match decision {
        "grade" => [Finding::Ki67, Finding::Mitoses].iter().map(finding).collect(),
        "pathway" => Column::ALL.iter().copied().filter(|it| *it != Column::Pathway).collect(),
        _ => Column::ALL.iter().copied().filter(|it| *it != Column::Grade).collect(),
    }
}

fn decided(answer: &Answer, question: Question) -> Said {
    let (statements, findings) = match question {
        Question::Grade => (answer.grade().statements(), answer.grade().findings()),
        Question::Pathway => (answer.pathway().statements(), answer.pathway().findings()),
        Question::Standing(therapy) => {
            (answer.therapy(therapy).statements(), answer.therapy(therapy).findings())
        }
    };
    let outcome = answer.outcome(question);
    let outcome = outcome.expect("space.rs cuts the numbers wherever the library does");
    (outcome.as_str(), statements, findings)
}

/// The value under the other reading, where the inputs of the table stay: what changes them is said in their tables.
fn otherwise(answer: &Answer, other: &Answer, question: Question) -> Said {
    let same = |question: Question| other.outcome(question) == answer.outcome(question);
    let inputs_stay = match question {
        Question::Grade => true,
        Question::Pathway => same(Question::Grade),
        Question::Standing(_) => same(Question::Pathway),
    };
    let outcome = other.outcome(question).filter(|_| inputs_stay && !same(question));
    alone(outcome.map_or(AS_CHOSEN, nen_pathway::Outcome::as_str))
}

fn listed(is: bool) -> Said {
    alone(if is { "listed" } else { NOT_LISTED })
}

fn prognosis(prognosis: Option<Prognosis>) -> Said {
    let Some(prognosis) = prognosis else { return alone("none") };
    let value = match prognosis {
        Prognosis::Months => "median_months_5_11",
        Prognosis::Years => "years",
    };
    (value, prognosis.statements(), Set::EMPTY)
}

/// A value that rests on nothing.
const fn alone(value: &'static str) -> Said {
    (value, Set::EMPTY, Set::EMPTY)
}
