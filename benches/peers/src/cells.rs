//! Complete cases, as `export cells` writes them, and the same with something not assessed.

use std::collections::{HashMap, HashSet};

use nen_pathway::{Case, Finding, Outcome, Question, ValueError, recommend};

/// A case, and what the library settles of it.
#[derive(Clone)]
pub(crate) struct Cell {
    pub(crate) case: Case,
    /// What was found, as text without a unit; nothing where it was not assessed.
    pub(crate) found: [Option<String>; Finding::ALL.len()],
    /// The value of each decision, where it is settled.
    pub(crate) settled: Vec<Option<&'static str>>,
}

/// All of them, in an order in which those that follow each other differ in much.
pub(crate) fn read(csv: &str) -> Result<Vec<Cell>, ValueError> {
    /// Prime to the number of cells.
    const STRIDE: usize = 104_729;
    let lines: Vec<&str> = csv.lines().skip(1).collect();
    (0..lines.len()).map(|number| Cell::of(lines[number * STRIDE % lines.len()])).collect()
}

/// Some of them, in which every answer stands beside every value of each finding with which it is given.
pub(crate) fn few(cells: &[Cell]) -> Vec<Cell> {
    let (mut answers, mut seen) = (HashMap::new(), HashSet::new());
    let new = cells.iter().filter(|cell| {
        let count = answers.len();
        let answer = *answers.entry(&cell.settled).or_insert(count);
        let before = seen.len();
        seen.extend(cell.found.iter().enumerate().map(|(place, text)| (answer, place, text)));
        seen.len() > before
    });
    new.cloned().collect()
}

/// How many different answers they are given.
pub(crate) fn answers(cells: &[Cell]) -> usize {
    cells.iter().map(|cell| &cell.settled).collect::<HashSet<_>>().len()
}

impl Cell {
    fn of(line: &str) -> Result<Self, ValueError> {
        let mut case = Case::NOT_ASSESSED;
        let mut found = [const { None }; Finding::ALL.len()];
        for ((finding, text), found) in Finding::ALL.iter().zip(line.split(',')).zip(&mut found) {
            let unit = match finding {
                Finding::Ki67 => "%",
                Finding::Mitoses => "/2mm2",
                _ => "",
            };
            case = case.stating(*finding, &format!("{text}{unit}"))?;
            *found = Some(text.to_owned());
        }
        Ok(Self { case, found, settled: settled(&case) })
    }

    /// With one finding not assessed, each in turn.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = Self> {
        Finding::ALL.iter().enumerate().map(|(place, finding)| {
            let case = self.case.replacing(*finding, &Case::NOT_ASSESSED);
            let mut found = self.found.clone();
            found[place] = None;
            Self { case, found, settled: settled(&case) }
        })
    }

    /// The finding, and what was found.
    pub(crate) fn findings(&self) -> impl Iterator<Item = (Finding, Option<&str>)> {
        Finding::ALL.iter().copied().zip(self.found.iter().map(Option::as_deref))
    }

    /// What stands in a column of the tables.
    pub(crate) fn text(&self, column: &str) -> Option<&str> {
        let decided = Question::all().position(|question| question.as_str() == column);
        match decided {
            Some(place) => self.settled[place],
            None => self.findings().find(|(finding, _)| finding.as_str() == column)?.1,
        }
    }

    /// As `export cells` writes it; empty where nothing is found or settled.
    pub(crate) fn line(&self) -> String {
        let found = self.found.iter().map(|text| text.as_deref().unwrap_or_default());
        let settled = self.settled.iter().map(|value| value.unwrap_or_default());
        found.chain(settled).collect::<Vec<_>>().join(",") + "\n"
    }
}

fn settled(case: &Case) -> Vec<Option<&'static str>> {
    let answer = *recommend(case).answer();
    Question::all().map(|question| answer.outcome(question).map(Outcome::as_str)).collect()
}
