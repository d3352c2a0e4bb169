//! For each statement of the source what rests on it: rows of the tables, readings, cases, tests.

use std::{
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use nen_pathway::{
    Answer, Divergence, Precedence, Prognosis, Reading, Report, Set, Statement, Vocabulary,
    recommend,
};

use crate::{file, space, table::Table};

const ABOUT: &str = "
The rows are those of the tables in `answers.md`, where each row names its statements. `tests/contract` states the
statements of every row again, independently, and the test of the rows compares both in every complete case. The other
tests name the statement, for whatever purpose.
";

/// It compares the statements of every row with those that `tests/contract` states.
const TEST_OF_ROWS: &str = "tests/tables.rs::the_exported_csv_is_right_in_every_cell";

pub(crate) fn write(tables: &[Table], root: &Path) -> Result<String, Box<dyn Error>> {
    let counts = counts();
    let (cases, tests) = (cases(root)?, tests(root)?);
    if tests.iter().all(|it| it.name != TEST_OF_ROWS) {
        return Err(
            format!("{TEST_OF_ROWS}: no such test; accepted: one that compares every row").into()
        );
    }
    let mut text =
        format!("# The statements, and what rests on them\n\n{}\n{ABOUT}", Report::NOTICE);
    for statement in Statement::ALL.iter().copied() {
        let entry = statement.entry();
        write!(text, "\n## {statement}\n\nLine {}: {}\n\n", entry.line, entry.text)?;
        if let Some(why) = statement.why_unused() {
            writeln!(text, "- **No rule rests on it:** {why}")?;
        }
        let place = statement.index() as usize;
        let tests = tests.iter().filter(|it| it.statements.contains(statement));
        let cases = cases.iter().filter(|it| it.statements.contains(statement));
        let rows = rows(tables, statement);
        let test_of_rows = (!rows.is_empty()).then(|| format!("`{TEST_OF_ROWS}`"));
        for (what, list) in [
            ("Rows", rows),
            ("Test of its rows", test_of_rows.into_iter().collect()),
            ("Beside the answer", beside(statement)),
            ("Readings", of(Reading::ALL, Reading::statements, statement)),
            ("Divergences", of(Divergence::ALL, Divergence::statements, statement)),
            ("Published cases", cases.map(|it| it.name.clone()).collect()),
            ("Tests that name it", tests.map(|it| format!("`{}`", it.name)).collect()),
        ] {
            if !list.is_empty() {
                writeln!(text, "- **{what}:** {}", list.join(", "))?;
            }
        }
        writeln!(
            text,
            "- **Complete cases in which the pathway or a therapy rests on it:** {}",
            counts[place]
        )?;
    }
    Ok(text)
}

/// A case or a test, and the statements in it.
struct Resting {
    name: String,
    statements: Set<Statement>,
}

fn of<T: Vocabulary>(
    all: &[T],
    statements: impl Fn(T) -> Set<Statement>,
    statement: Statement,
) -> Vec<String> {
    let resting = all.iter().filter(|value| statements(**value).contains(statement));
    resting.map(|value| value.as_str().to_owned()).collect()
}

fn rows(tables: &[Table], statement: Statement) -> Vec<String> {
    let rests = |text: &str| text.split(' ').any(|word| word == statement.as_str());
    let of = |table: &Table| {
        let numbers: Vec<_> = (1..)
            .zip(&table.rows)
            .filter(|(_, row)| rests(&row.output.statements))
            .map(|(number, _): (u32, _)| number.to_string())
            .collect();
        let name = table.decisions.join(", ");
        (!numbers.is_empty()).then(|| format!("{name} ({})", numbers.join(", ")))
    };
    tables.iter().filter_map(of).collect()
}

fn beside(statement: Statement) -> Vec<String> {
    let mut list = of(Precedence::ALL, Precedence::statements, statement);
    for prognosis in [Prognosis::Months, Prognosis::Years] {
        if prognosis.statements().contains(statement) {
            list.push("prognosis".to_owned());
        }
    }
    list
}

/// The statements that some settled decision rests on.
fn cited(answer: &Answer) -> Set<Statement> {
    let therapies = answer.therapies().map(|(_, decision)| decision.statements());
    therapies.fold(answer.pathway().statements(), Set::or)
}

/// Of the 259,200 complete cases.
fn counts() -> Vec<u32> {
    let mut counts = vec![0; Statement::ALL.len()];
    let five_bands = |cell: &space::Cell| cell[5] < 5;
    for (_, case) in space::cases().filter(|(cell, _)| five_bands(cell)) {
        for statement in cited(recommend(&case).answer()) {
            counts[statement.index() as usize] += 1;
        }
    }
    counts
}

fn cases(root: &Path) -> Result<Vec<Resting>, Box<dyn Error>> {
    let mut cases = Vec::new();
    for path in files(&root.join("examples/cases"), "json")? {
        let case = file::case(path.as_os_str())?.1;
        let name = path.file_stem().unwrap_or_default().display().to_string();
        cases.push(Resting { name, statements: cited(recommend(&case).answer()) });
    }
    Ok(cases)
}

/// Every test that names a statement.
fn tests(root: &Path) -> Result<Vec<Resting>, Box<dyn Error>> {
    let mut tests = Vec::new();
    for path in files(&root.join("tests"), "rs")? {
        let text = crate::text(&path)?;
        let file = path.file_name().unwrap_or_default().display().to_string();
        for test in text.split("#[test]").skip(1) {
            let Some((_, rest)) = test.split_once("fn ") else { continue };
            let name = rest.split('(').next().unwrap_or_default();
            // A test ends where the next item of the file begins.
            let body = rest.split("\n}\n").next().unwrap_or_default();
            let named = Statement::ALL.iter().copied().filter(|it| body.contains(it.as_str()));
            let name = format!("tests/{file}::{name}");
            tests.push(Resting { name, statements: named.collect() });
        }
    }
    Ok(tests)
}

/// The files of a folder, by name.
fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, String> {
    let listed = fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()
    });
    let mut files = listed.map_err(|error| format!("{}: {error}", folder.display()))?;
    files.retain(|file| file.extension().is_some_and(|it| it == extension));
    files.sort();
    Ok(files)
}
