//! Tables that are wrong in one place.

use crate::tables::{Table, Test};

pub(crate) struct Fault {
    pub(crate) told: String,
    pub(crate) tables: Vec<Table>,
    /// The place of the one that is wrong.
    pub(crate) place: usize,
}

/// Each row taken away.
pub(crate) fn without_a_row(tables: &[Table]) -> Vec<Fault> {
    places(tables)
        .map(|(table, row)| {
            wrong(tables, (table, row), "taken away", |table| drop(table.rows.remove(row)))
        })
        .collect()
}

/// Each row taken away or with another value, each member of its lists taken away, and each of its bounds leaving out
/// a hundredth.
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
    Fault { told, tables: wrong, place: table }
}

/// The same test with less that fits. Without its only name it fits nothing: as if the row were taken away.
fn narrower(test: &Test) -> Vec<Test> {
    match test {
        Test::Names(_) | Test::Wholes(_) => test.fewer(),
        Test::AtLeast(least) => vec![Test::AtLeast(least + 1)],
        Test::AtMost(most) => vec![Test::AtMost(most.saturating_sub(1))],
    }
}
