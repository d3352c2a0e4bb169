//! Tables that are wrong in one place.

use crate::tables::{Row, Table, Test};

pub(crate) struct Fault {
    pub(crate) told: String,
    pub(crate) tables: Vec<Table>,
    /// The place of the one that is wrong.
    pub(crate) place: usize,
    /// The row as it was: no case that it does not fit is answered otherwise.
    pub(crate) row: Row,
}

/// Each row taken away.
pub(crate) fn without_a_row(tables: &[Table]) -> Vec<Fault> {
    places(tables)
        .map(|(table, row)| {
            wrong(tables, (table, row), "taken away", |table| drop(table.rows.remove(row)))
        })
        .collect()
}

/// Each row taken away or with another value, and each of its cells changed: a name less or another, a bound
/// that leaves out a hundredth.
pub(crate) fn of(tables: &[Table]) -> Vec<Fault> {
    let mut faults = without_a_row(tables);
    for (table, row) in places(tables) {
        let rows = &tables[table].rows;
        let value = &rows[row].value;
        let other = rows.iter().map(|row| &row.value).find(|other| *other != value);
        let other = other.expect("a table tells two values");
        let revalued = |table: &mut Table| table.rows[row].value.clone_from(other);
        faults.push(wrong(tables, (table, row), other, revalued));
        for (cell, (column, test)) in rows[row].tests.iter().enumerate() {
            for narrower in narrower(test) {
                let narrowed = |table: &mut Table| table.rows[row].tests[cell].1 = narrower;
                faults.push(wrong(tables, (table, row), column, narrowed));
            }
        }
    }
    faults
}

/// The place of each row: that of its table, and its own.
fn places(tables: &[Table]) -> impl Iterator<Item = (usize, usize)> {
    let numbers = tables.iter().map(|table| table.rows.len()).enumerate();
    numbers.flat_map(|(table, rows)| (0..rows).map(move |row| (table, row)))
}

fn wrong(
    tables: &[Table],
    (table, row): (usize, usize),
    what: &str,
    change: impl FnOnce(&mut Table),
) -> Fault {
    let mut wrong = tables.to_vec();
    change(&mut wrong[table]);
    let told = format!("{} row {}: {what}", tables[table].name(), row + 1);
    Fault { told, tables: wrong, place: table, row: tables[table].rows[row].clone() }
}

/// The same test with less that fits.
fn narrower(test: &Test) -> Vec<Test> {
    let fewer = |of: &Vec<String>, none: &str| match of.as_slice() {
        [_] => vec![none.to_owned()],
        more => more[1..].to_vec(),
    };
    match test {
        Test::Names(names) => vec![Test::Names(fewer(names, "no_such_name"))],
        Test::Wholes(numbers) => vec![Test::Wholes(fewer(numbers, "9"))],
        Test::Between(lowest, highest) => {
            let up = lowest.map(|lowest| Test::Between(Some(lowest + 1), *highest));
            let down = highest.map(|highest| Test::Between(*lowest, Some(highest - 1)));
            up.into_iter().chain(down).collect()
        }
    }
}
