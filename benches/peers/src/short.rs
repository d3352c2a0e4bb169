//! The tables as short as a person would write them who asks for the values of complete cases alone and knows that the
//! first row that fits answers.

use std::{cmp::Reverse, collections::HashMap};

use nen_pathway::Ecog;

use crate::{
    cells::Cell,
    tables::{Row, Table, Test},
};

/// The cases that no test of a table tells apart: one of them, what the table says of it, and how many they are.
struct Kind<'a> {
    cell: &'a Cell,
    value: Option<&'a str>,
    count: usize,
}

/// Tables that differ in nothing but statements become one, and each is written anew.
pub(crate) fn of(tables: &[Table], cells: &[Cell]) -> Vec<Table> {
    let mut joined: Vec<Table> = Vec::new();
    for table in tables {
        match joined.iter_mut().find(|other| other.rows == table.rows) {
            Some(other) => other.decisions.extend(&table.decisions),
            None => joined.push(table.clone()),
        }
    }
    joined.iter().map(|table| shorter(table, &kinds(table, cells))).collect()
}

fn kinds<'a>(table: &'a Table, cells: &'a [Cell]) -> Vec<Kind<'a>> {
    let columns = table.columns();
    let mut kinds = HashMap::new();
    for cell in cells {
        let texts: Vec<_> = columns.iter().map(|column| cell.text(column)).collect();
        let new = || Kind { cell, value: table.answer(cell), count: 0 };
        kinds.entry(texts).or_insert_with(new).count += 1;
    }
    kinds.into_values().collect()
}

/// One row after another: of the rows that ask for the least, the one that answers most of the cases that are left.
fn shorter(table: &Table, kinds: &[Kind]) -> Table {
    let rows = merged(&table.rows);
    let mut left: Vec<&Kind> = kinds.iter().collect();
    let mut short = Table { decisions: table.decisions.clone(), rows: Vec::new() };
    while !left.is_empty() {
        let candidates = rows.iter().filter_map(|row| least(row, &left));
        let Some((_, row)) = candidates.min_by_key(|(cost, _)| *cost) else { break };
        left.retain(|kind| !row.fits(kind.cell));
        short.rows.push(row);
    }
    without_needless(short, kinds)
}

/// The row with as few of its tests as answer what is left rightly; before it, their number and that of the cases
/// that it answers.
fn least(row: &Row, left: &[&Kind]) -> Option<((u32, Reverse<usize>), Row)> {
    let subsets = (0..1_u32 << row.tests.len()).filter_map(|subset| {
        let chosen = row.tests.iter().enumerate().filter(|(place, _)| (subset >> place) & 1 == 1);
        let tests = chosen.map(|(_, test)| test.clone()).collect();
        let fewer = Row { tests, value: row.value.clone() };
        let answered = answered(&fewer, left)?;
        Some(((subset.count_ones(), Reverse(answered)), fewer))
    });
    subsets.min_by_key(|(cost, _)| *cost)
}

/// How many cases the row answers, if it answers some and none wrongly.
fn answered(row: &Row, left: &[&Kind]) -> Option<usize> {
    let mut count = 0;
    for kind in left.iter().filter(|kind| row.fits(kind.cell)) {
        if kind.value != Some(&row.value) {
            return None;
        }
        count += kind.count;
    }
    (count > 0).then_some(count)
}

/// Rows of one value that differ in one list alone become one row; a list that reaches an end of its scale, a bound.
fn merged(rows: &[Row]) -> Vec<Row> {
    let mut merged: Vec<Row> = Vec::new();
    for row in rows {
        let both =
            merged.iter().enumerate().find_map(|(place, other)| Some((place, both(other, row)?)));
        match both {
            Some((place, both)) => merged[place] = both,
            None => merged.push(row.clone()),
        }
    }
    for (_, test) in merged.iter_mut().flat_map(|row| &mut row.tests) {
        if let Test::Wholes(numbers) = test {
            *test = bounded(numbers);
        }
    }
    merged
}

fn both(one: &Row, other: &Row) -> Option<Row> {
    let mut both = one.clone();
    let alike = one.value == other.value && one.tests.len() == other.tests.len();
    let mut pairs = both.tests.iter_mut().zip(&other.tests).filter(|(own, other)| own != other);
    match (pairs.next()?, pairs.next()) {
        (((column, Test::Names(names)), (same, Test::Names(more))), None)
            if alike && column == same =>
        {
            names.extend_from_slice(more);
        }
        _ => return None,
    }
    Some(both)
}

fn bounded(numbers: &[String]) -> Test {
    let names: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let bound = if Ecog::NAMES.starts_with(&names) {
        names.last().and_then(|most| most.parse().ok()).map(Test::AtMost)
    } else if Ecog::NAMES.ends_with(&names) {
        names.first().and_then(|least| least.parse().ok()).map(Test::AtLeast)
    } else {
        None
    };
    bound.unwrap_or_else(|| Test::Wholes(numbers.to_vec()))
}

/// Without what changes no answer: rows that those after them make needless, names that no case brings so far.
fn without_needless(mut table: Table, kinds: &[Kind]) -> Table {
    let right = |table: &Table| kinds.iter().all(|kind| table.answer(kind.cell) == kind.value);
    while let Some(smaller) = smaller(&table).into_iter().find(right) {
        table = smaller;
    }
    table
}

/// The table without a row, and without a name of a list that has others, each in turn.
fn smaller(table: &Table) -> Vec<Table> {
    let mut all = Vec::new();
    let mut add = |change: &dyn Fn(&mut Table)| {
        let mut smaller = table.clone();
        change(&mut smaller);
        all.push(smaller);
    };
    for (row, Row { tests, .. }) in table.rows.iter().enumerate() {
        add(&|table| drop(table.rows.remove(row)));
        for (place, (_, test)) in tests.iter().enumerate() {
            for fewer in test.fewer() {
                add(&|table| table.rows[row].tests[place].1 = fewer.clone());
            }
        }
    }
    all
}
