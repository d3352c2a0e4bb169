//! The tables as a query for `DuckDB`, whose columns are enumerations of the values that each can have.

use nen_pathway::*;
use serde_json::{Value, json};

use crate::{
    faults,
    tables::{Row, Table, Test, bound},
};

/// The query with its types, and with each planted fault, for `duck.py`.
pub(crate) fn document(tables: &[Table]) -> Value {
    let faults = faults::of(tables).into_iter().map(|fault| (fault.told, query(&fault.tables)));
    let types = json!({
        "primary_site": PrimarySite::NAMES,
        "liver_metastases": LiverMetastases::NAMES,
        "differentiation": Differentiation::NAMES,
        "primary_tumour": PrimaryTumour::NAMES,
        "chemotherapy": Chemotherapy::NAMES,
        "platinum": Platinum::NAMES,
        "grade": Grade::NAMES,
        "pathway": Pathway::NAMES,
        "standing": Standing::NAMES,
    });
    json!({ "types": types, "query": query(tables), "faults": faults.collect::<Vec<_>>() })
}

/// The grade, with it the pathway, with both the standings, as in `answers.sql`.
fn query(tables: &[Table]) -> String {
    let is_standing = |table: &&Table| matches!(table.decisions[0], Question::Standing(_));
    let (standings, first): (Vec<&Table>, Vec<&Table>) = tables.iter().partition(is_standing);
    let (mut from, mut with) = ("cases".to_owned(), Vec::new());
    for table in first {
        let name = format!("with_{}", table.name());
        with.push(format!("{name} AS (SELECT *, {} FROM {from})", case(table)));
        from = name;
    }
    let cases: Vec<_> = standings.iter().map(|table| case(table)).collect();
    with.push(format!("with_standings AS (SELECT *, {} FROM {from})", cases.join(", ")));
    let same = standings.iter().flat_map(|table| {
        table.decisions[1..].iter().map(move |other| format!(", {} AS {other}", table.name()))
    });
    format!("WITH {} SELECT *{} FROM with_standings", with.join(", "), same.collect::<String>())
}

/// A row after which no other can be asked is the ELSE.
fn case(table: &Table) -> String {
    let of = match table.decisions[0] {
        Question::Grade => "grade",
        Question::Pathway => "pathway",
        Question::Standing(_) => "standing",
    };
    let rows = table.rows.iter().map(|Row { tests, value }| {
        match tests.iter().map(condition).collect::<Vec<_>>().join(" AND ") {
            all if all.is_empty() => format!(" ELSE '{value}'::{of}"),
            some => format!(" WHEN {some} THEN '{value}'::{of}"),
        }
    });
    format!("CASE{} END AS {}", rows.collect::<String>(), table.name())
}

fn condition((column, test): &(String, Test)) -> String {
    match test {
        Test::Names(names) => match names.as_slice() {
            [name] => format!("{column} = '{name}'"),
            names => format!("{column} IN ('{}')", names.join("', '")),
        },
        Test::Wholes(numbers) => format!("{column} IN ({})", numbers.join(", ")),
        Test::AtLeast(least) => format!("{column} {}", bound(column, ">=", *least)),
        Test::AtMost(most) => format!("{column} {}", bound(column, "<=", *most)),
    }
}
