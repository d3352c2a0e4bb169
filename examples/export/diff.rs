//! Two versions of the tables: which cases changed, and what version follows.

use std::{collections::BTreeSet, fmt};

use nen_pathway::{Finding, Hundredths, Ki67, MitoticRate, RangeError};

use crate::{
    csv::{Written, WrittenRow},
    space::{Cell, Column, product},
    table::Output,
};

const COLUMNS: usize = Column::ALL.len();

/// What changed between two versions.
pub(crate) struct Difference {
    cases: usize,
    changed: usize,
    /// The decisions that changed.
    decisions: Vec<Changed>,
    /// The rows that only one of them has.
    gone: Vec<String>,
    new: Vec<String>,
}

struct Changed {
    decision: String,
    cases: usize,
    /// Which version has it, if not both.
    only: Option<&'static str>,
}

impl Difference {
    /// Answers every complete case by both. The cases are cut wherever either version has a threshold.
    pub(crate) fn between(old: &[Written], new: &[Written]) -> Result<Self, String> {
        let space = Space::of([("OLD", old), ("NEW", new)])?;
        let (before, after) = (Version::of(old, &space, "OLD")?, Version::of(new, &space, "NEW")?);
        let mut decisions: Vec<&str> = before.decisions().collect();
        decisions.extend(after.decisions().filter(|name| before.table(name).is_none()));
        let pairs: Vec<_> =
            decisions.iter().map(|name| (before.table(name), after.table(name))).collect();
        let unmoved: Vec<_> = pairs
            .iter()
            .map(|(old, new)| old.map(|it| &it.written.rows) == new.map(|it| &it.written.rows))
            .collect();
        let mut counts = vec![0_usize; decisions.len()];
        let (mut cases, mut changed) = (0, 0);
        for cell in space.cells() {
            let (was, is) = (before.derived(cell, &space)?, after.derived(cell, &space)?);
            let mut any = false;
            for (((old, new), unmoved), count) in pairs.iter().zip(&unmoved).zip(&mut counts) {
                if *unmoved && was == is {
                    continue;
                }
                let old = old.map(|table| before.output(table, &was, &space)).transpose()?;
                let new = new.map(|table| after.output(table, &is, &space)).transpose()?;
                any |= old != new;
                *count += usize::from(old != new);
            }
            cases += 1;
            changed += usize::from(any);
        }
        let only = |pair: &(Option<_>, Option<_>)| match pair {
            (Some(_), None) => Some(before.name),
            (None, Some(_)) => Some(after.name),
            _ => None,
        };
        let decisions = decisions.iter().zip(&pairs).zip(counts).filter(|(_, cases)| *cases > 0);
        let decisions = decisions.map(|((name, pair), cases)| Changed {
            decision: (*name).to_owned(),
            cases,
            only: only(pair),
        });
        let decisions = decisions.collect();
        Ok(Self { cases, changed, decisions, gone: missing(old, new), new: missing(new, old) })
    }

    pub(crate) const fn is_any(&self) -> bool {
        self.changed > 0
    }
}

/// The values of each column that either version tells apart.
struct Space(Vec<Values>);

enum Values {
    Names(Vec<String>),
    /// The lowest of each band, in hundredths; a band ends before the next one.
    Bands(Vec<u32>),
}

impl Space {
    fn of(versions: [(&'static str, &[Written]); 2]) -> Result<Self, String> {
        let tables = || versions.into_iter().flat_map(|(_, tables)| tables);
        let values = Column::ALL.iter().map(|column| {
            let conditions = versions.iter().flat_map(|(version, tables)| {
                let rows = tables.iter().flat_map(|table| &table.rows);
                let texts = rows.map(|row| &*row.conditions[column.place()]);
                texts.filter(|text| !text.is_empty()).map(move |text| (version, text))
            });
            if let Some((bounds, _)) = column.bounds() {
                let mut starts: BTreeSet<u32> = bounds.iter().map(|(lowest, _)| *lowest).collect();
                for (version, text) in conditions {
                    let (lowest, highest) =
                        range(*column, text).map_err(|error| format!("{version}: {error}"))?;
                    starts.extend([lowest, highest + 1]);
                }
                // After the last band nothing begins.
                let most = bounds.last().map_or(0, |(_, highest)| *highest);
                return fit(*column, starts.into_iter().filter(|start| *start <= most))
                    .map(Values::Bands);
            }
            let answers = tables().filter(|table| table.decisions == [column.name()]);
            let answers = answers.flat_map(|table| &table.rows).map(|row| &*row.output.value);
            let mut names: Vec<String> = Vec::new();
            let known = column.names().iter().copied();
            for name in known.chain(conditions.flat_map(|(_, text)| text.split('|'))).chain(answers)
            {
                if !names.iter().any(|it| it == name) {
                    names.push(name.to_owned());
                }
            }
            fit(*column, names.into_iter()).map(Values::Names)
        });
        values.collect::<Result<_, _>>().map(Self)
    }

    fn cells(&self) -> impl Iterator<Item = Cell> {
        product(std::array::from_fn(|place| self.0[place].count()))
    }

    /// The values that fit a condition, one bit each.
    fn fits(&self, column: Column, condition: &str) -> Result<u64, String> {
        let bits = |fits: Vec<bool>| {
            (0..).zip(fits).fold(0, |bits, (place, fits)| bits | u64::from(fits) << place)
        };
        let fits = match &self.0[column.place()] {
            _ if condition.is_empty() => return Ok(u64::MAX),
            Values::Names(names) => {
                names.iter().map(|name| condition.split('|').any(|it| it == name)).collect()
            }
            Values::Bands(starts) => {
                let (lowest, highest) = range(column, condition)?;
                starts.iter().map(|start| (lowest..=highest).contains(start)).collect()
            }
        };
        Ok(bits(fits))
    }

    fn told(&self, cell: &Cell) -> String {
        let values = Column::ALL.iter().zip(&self.0).zip(cell).skip(2);
        let values = values.map(|((column, values), place)| {
            let place = usize::from(*place);
            let value = match values {
                Values::Names(names) => names.get(place).cloned().unwrap_or_default(),
                Values::Bands(starts) => {
                    let start = Hundredths(starts.get(place).copied().unwrap_or_default());
                    format!("{start}{}", column.bounds().map_or("", |(_, unit)| unit))
                }
            };
            format!("{} {value}", column.name())
        });
        values.collect::<Vec<_>>().join(", ")
    }
}

impl Values {
    const fn count(&self) -> usize {
        match self {
            Self::Names(names) => names.len(),
            Self::Bands(starts) => starts.len(),
        }
    }
}

/// As many values as there are bits for.
fn fit<T>(column: Column, values: impl Iterator<Item = T>) -> Result<Vec<T>, String> {
    let values: Vec<T> = values.collect();
    if values.len() > 64 {
        return Err(format!("{}: {} values; accepted: 64", column.name(), values.len()));
    }
    Ok(values)
}

/// The lowest and the highest hundredth of a range, as the crate reads it.
fn range(column: Column, text: &str) -> Result<(u32, u32), String> {
    let ends = |lowest: Hundredths, highest: Hundredths| (lowest.0, highest.0);
    let range = match column {
        Column::Finding(Finding::Ki67) => {
            text.parse().map(|range: Ki67| ends(range.lowest(), range.highest()))
        }
        _ => text.parse().map(|range: MitoticRate| ends(range.lowest(), range.highest())),
    };
    range.map_err(|error: RangeError| error.to_string())
}

/// The tables of one version, ready to answer.
struct Version<'w> {
    name: &'static str,
    tables: Vec<Ready<'w>>,
}

struct Ready<'w> {
    written: &'w Written,
    /// What fits each row.
    fits: Vec<[u64; COLUMNS]>,
}

impl<'w> Version<'w> {
    fn of(written: &'w [Written], space: &Space, name: &'static str) -> Result<Self, String> {
        let row = |row: &WrittenRow| {
            let mut fits = [0; COLUMNS];
            for ((fits, column), condition) in fits.iter_mut().zip(Column::ALL).zip(&row.conditions)
            {
                *fits = space.fits(column, condition)?;
            }
            Ok(fits)
        };
        let table = |written: &'w Written| {
            let fits = written.rows.iter().map(row).collect::<Result<_, String>>()?;
            Ok(Ready { written, fits })
        };
        let tables = written.iter().map(table).collect::<Result<_, String>>();
        Ok(Self { name, tables: tables? })
    }

    fn decisions(&self) -> impl Iterator<Item = &'w str> {
        self.tables.iter().flat_map(|table| table.written.decisions.iter().map(String::as_str))
    }

    fn table(&self, decision: &str) -> Option<&Ready<'w>> {
        self.tables.iter().find(|table| table.written.decisions.iter().any(|it| it == decision))
    }

    /// The case with the grade and the pathway that these tables give it.
    fn derived(&self, mut cell: Cell, space: &Space) -> Result<Cell, String> {
        for column in [Column::Grade, Column::Pathway] {
            let name = column.name();
            let table = self.table(name).ok_or_else(|| format!("{}: no table `{name}`", self.name));
            let value = &self.output(table?, &cell, space)?.value;
            let Values::Names(names) = &space.0[column.place()] else { continue };
            let place = names.iter().position(|it| it == value).unwrap_or_default();
            cell[column.place()] = u8::try_from(place).unwrap_or_default();
        }
        Ok(cell)
    }

    /// What a table answers; an error unless exactly one row fits.
    fn output(&self, table: &Ready<'w>, cell: &Cell, space: &Space) -> Result<&'w Output, String> {
        let holds = |fits: &[u64; COLUMNS]| {
            fits.iter().zip(cell).all(|(fits, value)| fits >> value & 1 == 1)
        };
        let rows = table.written.rows.iter().zip(&table.fits);
        let mut rows = rows.filter(|(_, fits)| holds(fits)).map(|(row, _)| &row.output);
        let count = match (rows.next(), rows.next()) {
            (Some(output), None) => return Ok(output),
            (None, _) => "no row fits",
            (Some(_), Some(_)) => "two rows fit",
        };
        let decisions = table.written.decisions.join(" ");
        Err(format!("{}: {decisions}: {count} {}", self.name, space.told(cell)))
    }
}

/// The rows of some tables that others do not have.
fn missing(tables: &[Written], others: &[Written]) -> Vec<String> {
    let has = |decisions: &[String], row: &WrittenRow| {
        others.iter().any(|table| table.decisions == decisions && table.rows.contains(row))
    };
    let rows = tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let rows = rows.filter(|(table, row)| !has(&table.decisions, row));
    rows.map(|(table, row)| format!("{}: {}", table.decisions.join(" "), line(row))).collect()
}

fn line(row: &WrittenRow) -> String {
    let conditions = Column::ALL.iter().zip(&row.conditions).filter(|(_, text)| !text.is_empty());
    let conditions: Vec<_> =
        conditions.map(|(column, text)| format!("{} {text}", column.name())).collect();
    let grounds = row.output.grounds();
    let because = if grounds.is_empty() { String::new() } else { format!(" [{grounds}]") };
    format!("{} -> {}{because}", conditions.join(", "), row.output.value)
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} of {} complete cases changed", self.changed, self.cases)?;
        for Changed { decision, cases, only } in &self.decisions {
            let only = only.map_or(String::new(), |name| format!(", only {name} decides it"));
            writeln!(f, "  {decision}: {cases} cases{only}")?;
        }
        self.gone.iter().try_for_each(|row| writeln!(f, "- {row}"))?;
        self.new.iter().try_for_each(|row| writeln!(f, "+ {row}"))?;
        if self.is_any() {
            f.write_str(
                "what follows: a version that may break (after 0.1 comes 0.2, after 1 comes 2), CONTRACT one higher, \
                 and a star in the CHANGELOG\n",
            )?;
        }
        Ok(())
    }
}
