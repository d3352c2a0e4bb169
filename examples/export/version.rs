//! A version of the tables that was read, ready to answer every case that either version tells apart.

use std::collections::BTreeSet;

use nen_pathway::Hundredths;

use crate::{
    read::{Condition, Says, Written, WrittenRow},
    space::{Cell, Column, product},
    table::Output,
};

const COLUMNS: usize = Column::ALL.len();

/// What follows from the findings, in this order; the other tables may ask for it.
const DERIVED: [Column; 2] = [Column::Grade, Column::Pathway];

/// The cases that two versions may tell apart, at most.
const MOST_CASES: usize = 5_000_000;

/// The values of each column that either version tells apart.
pub(crate) struct Space([Values; COLUMNS]);

enum Values {
    Names(Vec<String>),
    /// The lowest of each band, in hundredths; a band ends before the next one.
    Bands(Vec<u32>),
}

impl Space {
    pub(crate) fn of(versions: [&[Written]; 2]) -> Result<Self, String> {
        let mut all = Column::ALL.map(|_| Values::Names(Vec::new()));
        for (values, column) in all.iter_mut().zip(Column::ALL) {
            *values = Values::of(column, versions);
            if values.count() > 64 {
                let (name, count) = (column.name(), values.count());
                return Err(format!("{name}: {count} values in both versions; accepted: 64"));
            }
        }
        let space = Self(all);
        let cases: usize = space.0.iter().skip(DERIVED.len()).map(Values::count).product();
        if cases > MOST_CASES {
            return Err(format!("{cases} cases to compare; accepted: {MOST_CASES}"));
        }
        Ok(space)
    }

    pub(crate) fn cells(&self) -> impl Iterator<Item = Cell> {
        product(std::array::from_fn(|place| self.0[place].count()))
    }

    /// The values that fit a condition, one bit each.
    fn fits(&self, column: Column, condition: &Condition) -> u64 {
        match (&self.0[column.place()], condition) {
            (Values::Names(names), Condition::Names(fit)) => {
                bits(names.iter().map(|name| fit.contains(name)))
            }
            (Values::Bands(starts), Condition::Range(lowest, highest)) => {
                bits(starts.iter().map(|start| (lowest..=highest).contains(&start)))
            }
            _ => u64::MAX,
        }
    }

    /// The places of a column's values that are among these, one bit each.
    fn places(&self, column: usize, among: u64) -> impl Iterator<Item = u8> + use<> {
        (0_u8..).take(self.0[column].count()).filter(move |place| among >> place & 1 == 1)
    }

    fn place(&self, column: Column, name: &str) -> Option<u8> {
        match &self.0[column.place()] {
            Values::Names(names) => (0..).zip(names).find(|(_, it)| *it == name).map(|(it, _)| it),
            Values::Bands(_) => None,
        }
    }

    fn value(&self, column: Column, place: u8) -> String {
        match &self.0[column.place()] {
            Values::Names(names) => names.get(usize::from(place)).cloned().unwrap_or_default(),
            Values::Bands(starts) => {
                let start = starts.get(usize::from(place)).copied().unwrap_or_default();
                format!("{}{}", Hundredths(start), column.bounds().map_or("", |(_, unit)| unit))
            }
        }
    }
}

impl Values {
    fn of(column: Column, versions: [&[Written]; 2]) -> Self {
        let Some((bounds, _)) = column.bounds() else {
            let asked = versions.into_iter().flat_map(|tables| vocabulary(tables, column));
            let asked: BTreeSet<&str> = asked.collect();
            let known = column.names().iter().copied();
            let known = known.filter(|name| asked.is_empty() || asked.contains(name));
            let others = asked.iter().copied().filter(|name| !column.names().contains(name));
            return Self::Names(known.chain(others).map(str::to_owned).collect());
        };
        let rows = versions.into_iter().flat_map(rows);
        let ranges = rows.filter_map(|row| match row.says.conditions[column.place()] {
            Condition::Range(lowest, highest) => Some([lowest, highest + 1]),
            _ => None,
        });
        let starts: BTreeSet<u32> =
            bounds.iter().map(|(lowest, _)| *lowest).chain(ranges.flatten()).collect();
        // After the last band nothing begins.
        let most = bounds.last().map_or(0, |(_, highest)| *highest);
        Self::Bands(starts.into_iter().filter(|start| *start <= most).collect())
    }

    const fn count(&self) -> usize {
        match self {
            Self::Names(names) => names.len(),
            Self::Bands(starts) => starts.len(),
        }
    }
}

fn bits(fits: impl Iterator<Item = bool>) -> u64 {
    (0..).zip(fits).fold(0, |bits, (place, fits)| bits | u64::from(fits) << place)
}

fn rows(tables: &[Written]) -> impl Iterator<Item = &WrittenRow> {
    tables.iter().flat_map(|table| &table.rows)
}

/// The names that a version has for a column: what derives it, or whatever a row asks for. As no table leaves a case
/// out, a column that is asked for at all is asked for each of its values.
fn vocabulary(tables: &[Written], column: Column) -> impl Iterator<Item = &str> {
    let derived = DERIVED.contains(&column);
    let deriving = tables.iter().filter(move |table| derived && decides(table, column.name()));
    let given = deriving.flat_map(|table| &table.rows).map(|row| &*row.says.output.value);
    let asking = rows(tables).filter(move |_| !derived);
    let asked = asking.filter_map(move |row| match &row.says.conditions[column.place()] {
        Condition::Names(names) => Some(names),
        _ => None,
    });
    given.chain(asked.flatten().map(String::as_str))
}

fn decides(table: &Written, decision: &str) -> bool {
    table.decisions.iter().any(|name| name == decision)
}

/// One version of the tables, ready to answer.
pub(crate) struct Version<'w> {
    pub(crate) name: &'static str,
    tables: Vec<Ready<'w>>,
    /// The values that it has a name for, one bit each.
    known: [u64; COLUMNS],
}

pub(crate) struct Ready<'w> {
    written: &'w Written,
    /// What fits each row.
    fits: Vec<[u64; COLUMNS]>,
    /// The columns that some row asks for.
    asks: [bool; COLUMNS],
}

impl<'w> Version<'w> {
    pub(crate) fn of(
        name: &'static str,
        written: &'w [Written],
        space: &Space,
    ) -> Result<Self, String> {
        let known = Column::ALL.map(|column| {
            let names: BTreeSet<&str> = vocabulary(written, column).collect();
            match &space.0[column.place()] {
                Values::Names(all) if !names.is_empty() => {
                    bits(all.iter().map(|name| names.contains(&**name)))
                }
                _ => u64::MAX,
            }
        });
        let tables = written.iter().map(|written| Ready::of(written, space)).collect();
        let version = Self { name, tables, known };
        version.checked(space).map_err(|problem| format!("{name}: {problem}"))?;
        Ok(version)
    }

    fn checked(&self, space: &Space) -> Result<(), String> {
        // Every version has it, after all but the readings: without it a file was cut short.
        self.decided("prognosis")?;
        for (count, column) in (0..).zip(DERIVED) {
            let (name, table) = (column.name(), self.deriving(column)?);
            for later in DERIVED.into_iter().skip(count) {
                if table.asks[later.place()] {
                    return Err(format!("{name}: asks for `{}`; accepted: findings", later.name()));
                }
            }
            // What nothing derives would never fit.
            let given: BTreeSet<_> =
                table.written.rows.iter().map(|it| &it.says.output.value).collect();
            for row in self.tables.iter().flat_map(|table| &table.written.rows) {
                let Condition::Names(asked) = &row.says.conditions[column.place()] else {
                    continue;
                };
                if let Some(asked) = asked.iter().find(|it| !given.contains(it)) {
                    let given: Vec<_> = given.into_iter().map(String::as_str).collect();
                    return Err(format!(
                        "line {}: {name} `{asked}`: no row gives it; accepted: {}",
                        row.line,
                        given.join(", ")
                    ));
                }
            }
        }
        self.tables.iter().try_for_each(|table| self.answers_all(table, space))
    }

    /// An error unless exactly one row of a table fits, whatever the values of the columns are that decide it.
    fn answers_all(&self, table: &Ready<'w>, space: &Space) -> Result<(), String> {
        let mut needs = table.asks;
        for column in DERIVED {
            let asks = self.deriving(column)?.asks;
            needs.iter_mut().zip(asks).for_each(|(needs, asks)| *needs |= asks);
        }
        let places: [Vec<u8>; COLUMNS] = std::array::from_fn(|column| {
            let known = space.places(column, self.known[column]);
            known.take(if needs[column] { usize::MAX } else { 1 }).collect()
        });
        for cell in product(std::array::from_fn(|column| places[column].len())) {
            let cell = std::array::from_fn(|column| {
                places[column].get(usize::from(cell[column])).copied().unwrap_or_default()
            });
            table.output(&self.derived(cell, space)?, space)?;
        }
        Ok(())
    }

    pub(crate) fn decisions(&self) -> impl Iterator<Item = &'w str> {
        self.tables.iter().flat_map(|table| table.written.decisions.iter().map(String::as_str))
    }

    pub(crate) fn table(&self, decision: &str) -> Option<&Ready<'w>> {
        self.tables.iter().find(|table| decides(table.written, decision))
    }

    fn deriving(&self, column: Column) -> Result<&Ready<'w>, String> {
        self.decided(column.name())
    }

    fn decided(&self, decision: &str) -> Result<&Ready<'w>, String> {
        let table = self.table(decision);
        table.ok_or_else(|| format!("no table decides `{decision}`; accepted: one"))
    }

    pub(crate) fn knows(&self, cell: &Cell) -> bool {
        self.known
            .iter()
            .zip(cell)
            .skip(DERIVED.len())
            .all(|(known, value)| known >> value & 1 == 1)
    }

    /// The values of findings that another version has no name for.
    pub(crate) fn beyond(&self, other: &Self, space: &Space) -> String {
        let columns = Column::ALL.into_iter().skip(DERIVED.len());
        let values = columns.flat_map(|column| {
            let known = self.known[column.place()] & !other.known[column.place()];
            let places = space.places(column.place(), known);
            places.map(move |place| format!("{} {}", column.name(), space.value(column, place)))
        });
        values.collect::<Vec<_>>().join(", ")
    }

    /// The case with the grade and the pathway that these tables give it.
    pub(crate) fn derived(&self, mut cell: Cell, space: &Space) -> Result<Cell, String> {
        for column in DERIVED {
            let value = &self.deriving(column)?.output(&cell, space)?.value;
            let place = space.place(column, value);
            cell[column.place()] =
                place.ok_or_else(|| format!("{} `{value}`: not a value of it", column.name()))?;
        }
        Ok(cell)
    }
}

impl<'w> Ready<'w> {
    fn of(written: &'w Written, space: &Space) -> Self {
        let fits = |row: &WrittenRow| {
            let fits = |column: Column| space.fits(column, &row.says.conditions[column.place()]);
            Column::ALL.map(fits)
        };
        let asks = |column: Column| {
            let mut rows = written.rows.iter();
            rows.any(|row| row.says.conditions[column.place()] != Condition::Any)
        };
        Self { written, fits: written.rows.iter().map(fits).collect(), asks: Column::ALL.map(asks) }
    }

    /// What a table answers; an error unless exactly one row fits.
    pub(crate) fn output(&self, cell: &Cell, space: &Space) -> Result<&'w Output, String> {
        let holds = |fits: &[u64; COLUMNS]| {
            fits.iter().zip(cell).all(|(fits, value)| fits >> value & 1 == 1)
        };
        let rows = self.written.rows.iter().zip(&self.fits);
        let mut rows = rows.filter(|(_, fits)| holds(fits)).map(|(row, _)| row);
        let problem = match (rows.next(), rows.next()) {
            (Some(row), None) => return Ok(&row.says.output),
            (None, _) => "no row fits".to_owned(),
            (Some(one), Some(other)) => format!("lines {} and {} both fit", one.line, other.line),
        };
        let asked = Column::ALL.into_iter().filter(|column| self.asks[column.place()]);
        let value = |column: Column| space.value(column, cell[column.place()]);
        let case: Vec<_> = asked.map(|it| format!("{} {}", it.name(), value(it))).collect();
        let decisions = self.written.decisions.join(" ");
        Err(format!("{decisions}: {problem} {}; accepted: one row for each case", case.join(", ")))
    }

    pub(crate) fn says(&self) -> Vec<&'w Says> {
        self.written.rows.iter().map(|row| &row.says).collect()
    }
}
