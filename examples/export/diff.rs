//! Two versions of the tables: which cases changed, and what version follows.

use std::fmt;

use nen_pathway::CONTRACT;

use crate::{
    space::{Cell, Column, cells},
    table::{Output, Row, Table},
};

/// What changed between two versions.
pub(crate) struct Difference {
    cases: usize,
    changed: usize,
    /// The decisions that changed, in how many cases.
    decisions: Vec<(String, usize)>,
    gone: Vec<String>,
    new: Vec<String>,
}

impl Difference {
    /// Answers every complete case by both.
    pub(crate) fn between(old: &[Table], new: &[Table]) -> Result<Self, String> {
        let names = |tables: &[Table]| -> Vec<String> {
            tables.iter().flat_map(|table| table.decisions.clone()).collect()
        };
        let mut decisions = names(old);
        decisions.extend(names(new).into_iter().filter(|name| !names(old).contains(name)));
        let mut counts = vec![0_usize; decisions.len()];
        let (mut total, mut changed) = (0, 0);
        let pairs: Vec<_> = decisions.iter().map(|it| (table(old, it), table(new, it))).collect();
        let same_rows = |(old, new): &(Option<&Table>, Option<&Table>)| {
            old.map(|table| &table.rows) == new.map(|table| &table.rows)
        };
        let unmoved: Vec<_> = pairs.iter().map(same_rows).collect();
        for cell in cells() {
            let (before, after) = (derived(old, cell)?, derived(new, cell)?);
            let mut any = false;
            for (((old, new), unmoved), count) in pairs.iter().zip(&unmoved).zip(&mut counts) {
                if *unmoved && before == after {
                    continue;
                }
                let changed = output(*old, &before)? != output(*new, &after)?;
                any |= changed;
                *count += usize::from(changed);
            }
            total += 1;
            changed += usize::from(any);
        }
        let decisions = decisions.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect();
        let (gone, new) = (missing(old, new), missing(new, old));
        Ok(Self { cases: total, changed, decisions, gone, new })
    }

    pub(crate) const fn is_any(&self) -> bool {
        self.changed > 0
    }
}

fn table<'t>(tables: &'t [Table], decision: &str) -> Option<&'t Table> {
    tables.iter().find(|table| table.decisions.iter().any(|name| name == decision))
}

/// The cell with the grade and the pathway that these tables give it.
fn derived(tables: &[Table], mut cell: Cell) -> Result<Cell, String> {
    for column in [Column::Grade, Column::Pathway] {
        let value = output(table(tables, column.name()), &cell)?.map(|output| &*output.value);
        let place = column.names().iter().position(|name| Some(*name) == value);
        let place =
            place.ok_or_else(|| format!("{}: {value:?} is none of its values", column.name()))?;
        cell[column.place()] = u8::try_from(place).unwrap_or_default();
    }
    Ok(cell)
}

/// What a table answers; an error unless exactly one row fits.
fn output<'t>(table: Option<&'t Table>, cell: &Cell) -> Result<Option<&'t Output>, String> {
    let Some(table) = table else { return Ok(None) };
    let mut rows = table.rows.iter().filter(|row| row.holds(cell));
    match (rows.next(), rows.next()) {
        (Some(row), None) => Ok(Some(&row.output)),
        (None, _) => Err(format!("{}: no row fits {}", table.name(), told(cell))),
        (Some(_), Some(_)) => Err(format!("{}: two rows fit {}", table.name(), told(cell))),
    }
}

fn told(cell: &Cell) -> String {
    let values = Column::ALL.iter().zip(cell);
    let values =
        values.map(|(column, value)| format!("{} {}", column.name(), column.text(1 << value)));
    values.collect::<Vec<_>>().join(", ")
}

/// The rows of some tables that others do not have.
fn missing(tables: &[Table], others: &[Table]) -> Vec<String> {
    let has = |decisions: &[String], row: &Row| {
        others.iter().any(|table| table.decisions == decisions && table.rows.contains(row))
    };
    let rows = tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let rows = rows.filter(|(table, row)| !has(&table.decisions, row));
    rows.map(|(table, row)| format!("{}: {}", table.decisions.join(" "), line(row))).collect()
}

fn line(row: &Row) -> String {
    let conditions: Vec<_> = row
        .conditions()
        .map(|(column, fits)| format!("{} {}", column.name(), column.text(fits)))
        .collect();
    let grounds = row.output.grounds();
    let because = if grounds.is_empty() { String::new() } else { format!(" [{grounds}]") };
    format!("{} -> {}{because}", conditions.join(", "), row.output.value)
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} of {} complete cases changed", self.changed, self.cases)?;
        for (decision, count) in &self.decisions {
            writeln!(f, "  {decision}: {count} cases")?;
        }
        self.gone.iter().try_for_each(|row| writeln!(f, "- {row}"))?;
        self.new.iter().try_for_each(|row| writeln!(f, "+ {row}"))?;
        if self.is_any() {
            writeln!(
                f,
                "what follows: version {}, CONTRACT {}, and a star in the CHANGELOG",
                next(env!("CARGO_PKG_VERSION")),
                CONTRACT.saturating_add(1)
            )?;
        }
        Ok(())
    }
}

/// The next version that may break who relies on this one.
fn next(version: &str) -> String {
    let mut numbers =
        version.split(['.', '-', '+']).map(|number| number.parse::<u32>().unwrap_or(0));
    match (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) {
        (0, minor) => format!("0.{}.0", minor + 1),
        (major, _) => format!("{}.0.0", major + 1),
    }
}
