//! The tables as one SQL query over a table of cases.

use std::fmt::Write;

use nen_pathway::{Hundredths, Question};

use crate::{
    bounds::End,
    space::Column,
    table::{Row, Table},
};

const ABOUT: &str = "\
-- The pathway and the standing of each therapy, as a query over a table `cases` with one column per finding:
-- `ki67` a number in percent, `mitoses` a number per 2 mm2, `ecog` an integer, the others text, NULL where not assessed.
-- In each CASE exactly one row fits a complete case. A NULL makes no row fit that asks for it: the answer is then given
-- only if a row settles it without, and is NULL otherwise. It supports clinicians and decides nothing for them.
";

/// Standard SQL: CASE, IN, comparisons and WITH, and nothing else.
pub(crate) fn write(tables: &[Table]) -> String {
    let of = |name: &str| tables.iter().find(|table| table.decisions.iter().any(|it| it == name));
    let mut text = ABOUT.to_owned();
    let mut from = "cases".to_owned();
    let mut steps = Vec::new();
    for name in ["grade", "pathway"] {
        let Some(table) = of(name) else { continue };
        let step = format!("with_{name}");
        steps.push(format!("{step} AS (\n  SELECT {from}.*, {}\n  FROM {from}\n)", case(table)));
        from = step;
    }
    let standings: Vec<_> = tables
        .iter()
        .filter(|table| matches!(table.name().parse(), Ok(Question::Standing(_))))
        .collect();
    let columns: Vec<_> = standings.iter().map(|table| case(table)).collect();
    steps.push(format!(
        "with_standings AS (\n  SELECT {from}.*,\n  {}\n  FROM {from}\n)",
        columns.join(",\n  ")
    ));
    write!(text, "WITH {}\nSELECT with_standings.*", steps.join(", ")).expect("a text takes all");
    // Decisions that are always answered alike were computed once.
    for table in standings {
        for decision in table.decisions.iter().filter(|it| **it != table.name()) {
            write!(text, ",\n  {} AS {decision}", table.name()).expect("a text takes all");
        }
    }
    text + "\nFROM with_standings\n"
}

fn case(table: &Table) -> String {
    let rows = table.rows.iter().map(|row| {
        let conditions: Vec<_> =
            row.conditions().map(|(column, fits)| condition(column, fits)).collect();
        // A table of one row holds for every case.
        let conditions =
            if conditions.is_empty() { "1 = 1".to_owned() } else { conditions.join(" AND ") };
        format!("    WHEN {conditions} THEN '{}'{}\n", row.output.value, comment(row))
    });
    format!("CASE\n{}  END AS {}", rows.collect::<String>(), table.name())
}

fn comment(row: &Row) -> String {
    let grounds = row.output.grounds();
    if grounds.is_empty() { String::new() } else { format!(" -- {grounds}") }
}

fn condition(column: Column, fits: u8) -> String {
    let name = column.name();
    let Some((range, _)) = column.range(fits) else {
        let quote = if name == "ecog" { "" } else { "'" };
        let values: Vec<_> =
            column.listed(fits).map(|value| format!("{quote}{value}{quote}")).collect();
        return match values.as_slice() {
            [only] => format!("{name} = {only}"),
            values => format!("{name} IN ({})", values.join(", ")),
        };
    };
    if range.lowest == range.highest {
        return format!("{name} = {}", Hundredths(range.lowest));
    }
    let lower = range.lower().map(|end| match end {
        End::At(number) => format!("{name} >= {number}"),
        End::Beyond(number) => format!("{name} > {number}"),
    });
    let upper = range.upper().map(|end| match end {
        End::At(number) => format!("{name} <= {number}"),
        End::Beyond(number) => format!("{name} < {number}"),
    });
    lower.into_iter().chain(upper).collect::<Vec<_>>().join(" AND ")
}
