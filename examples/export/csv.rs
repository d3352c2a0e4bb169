//! The tables as CSV, and back; and every complete case with its answer.

use std::fmt::Write;

use nen_pathway::{Finding, Question, recommend};

use crate::{
    space::{Column, cases},
    table::{Output, Table},
};

/// A table as text.
pub(crate) struct Written {
    pub(crate) decisions: Vec<String>,
    pub(crate) rows: Vec<WrittenRow>,
}

#[derive(PartialEq, Eq)]
pub(crate) struct WrittenRow {
    /// By column what fits; nothing where any value does.
    pub(crate) conditions: [String; Column::ALL.len()],
    pub(crate) output: Output,
}

const LAST: [&str; 3] = ["value", "statements", "findings"];

/// One line a row. A column that does not matter is empty; nothing needs quotes.
pub(crate) fn write(tables: &[Table]) -> String {
    let mut text = header();
    for table in tables {
        for (number, row) in (1..).zip(&table.rows) {
            let decisions = table.decisions.join(" ");
            write!(text, "{number},{decisions}").expect("a text takes all");
            for (column, fits) in Column::ALL.iter().zip(row.fits) {
                text.push(',');
                if fits != column.all() {
                    text.push_str(&column.text(fits));
                }
            }
            let Output { value, statements, findings } = &row.output;
            writeln!(text, ",{value},{statements},{findings}").expect("a text takes all");
        }
    }
    text
}

fn header() -> String {
    let columns = Column::ALL.iter().map(|column| column.name());
    let names: Vec<_> = ["row", "decisions"].into_iter().chain(columns).chain(LAST).collect();
    names.join(",") + "\n"
}

/// The tables that were written, by any version: columns are known, thresholds and names are not.
pub(crate) fn read(text: &str) -> Result<Vec<Written>, String> {
    // Spreadsheets put a byte order mark before the first line.
    let mut lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    let heads = lines.next().map_or("", |(_, line)| line);
    if format!("{heads}\n") != header() {
        return Err(format!(
            "line 1 `{heads}`: not the columns of a decision table; accepted: {}",
            header().trim_end()
        ));
    }
    let mut tables: Vec<Written> = Vec::new();
    for (number, line) in lines {
        let (decisions, row) =
            read_row(line).map_err(|problem| format!("line {number}{problem}"))?;
        match tables.last_mut() {
            Some(table) if table.decisions == decisions => table.rows.push(row),
            _ => {
                let known = |it: &String| tables.iter().any(|table| table.decisions.contains(it));
                if let Some(twice) = decisions.iter().find(|it| known(it)) {
                    return Err(format!(
                        "line {number}: `{twice}`: in two tables; accepted: the rows of a decision together"
                    ));
                }
                tables.push(Written { decisions, rows: vec![row] });
            }
        }
    }
    Ok(tables)
}

fn read_row(line: &str) -> Result<(Vec<String>, WrittenRow), String> {
    let fields: Vec<&str> = line.split(',').collect();
    let [_, decisions, columns @ .., value, statements, findings] = fields.as_slice() else {
        return Err(wrong_count(line, &fields));
    };
    let columns = columns.try_into().map_err(|_| wrong_count(line, &fields))?;
    let output = Output {
        value: (*value).to_owned(),
        statements: (*statements).to_owned(),
        findings: (*findings).to_owned(),
    };
    let decisions = decisions.split(' ').map(str::to_owned).collect();
    let columns: [&str; Column::ALL.len()] = columns;
    Ok((decisions, WrittenRow { conditions: columns.map(str::to_owned), output }))
}

fn wrong_count(line: &str, fields: &[&str]) -> String {
    let accepted = header().split(',').count();
    format!(" `{line}`: fields: {}; accepted: {accepted}, those of line 1", fields.len())
}

/// Each of the 259,200 complete cases with its sixteen values, for engines to compare with. Numbers are in percent
/// and per 2 mm²; the lowest or the highest of their band, as the sum of the
/// places is even or odd.
pub(crate) fn cells() -> String {
    let names = Finding::NAMES.iter().map(|name| (*name).to_owned());
    let questions = Question::all().map(|question| format!("expected_{question}"));
    let mut text = names.chain(questions).collect::<Vec<_>>().join(",") + "\n";
    let above_20 = |cell: &[u8; 11]| cell[Column::Finding(Finding::Ki67).place()] > 4;
    for (cell, case) in cases().filter(|(cell, _)| !above_20(cell)) {
        let even = cell.iter().map(|place| u32::from(*place)).sum::<u32>() % 2 == 0;
        let answer = *recommend(&case).answer();
        for column in &Column::ALL[2..] {
            let value = cell[column.place()];
            let said = match column.range(1 << value) {
                None => column.names()[usize::from(value)].to_owned(),
                // The bands above 20 % are one here.
                Some((range, _)) => {
                    let above = *column == Column::Finding(Finding::Ki67) && value == 4;
                    let highest = if above { range.most } else { range.highest };
                    let hundredths = if even { range.lowest } else { highest };
                    format!("{}.{:02}", hundredths / 100, hundredths % 100)
                }
            };
            text += &said;
            text.push(',');
        }
        let values = Question::all()
            .map(|question| answer.outcome(question).map_or("open", nen_pathway::Outcome::as_str));
        text += &values.collect::<Vec<_>>().join(",");
        text.push('\n');
    }
    text
}
