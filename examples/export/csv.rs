//! The tables as CSV, and every complete case with its answer.

use std::fmt::Write;

use nen_pathway::{Finding, Question, recommend};

use crate::{
    space::{Column, cases},
    table::{Output, Table},
};

const LAST: [&str; 3] = ["value", "statements", "findings"];

/// One line a row. A column that does not matter is empty; nothing needs quotes.
pub(crate) fn write(tables: &[Table]) -> String {
    let mut text = header() + "\n";
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

/// The first line, without its end.
pub(crate) fn header() -> String {
    let columns = Column::ALL.iter().map(|column| column.name());
    let names: Vec<_> = ["row", "decisions"].into_iter().chain(columns).chain(LAST).collect();
    names.join(",")
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
