//! Rows as a file has them, the case each of them is (read from JSON by the library's own reader), and queries on them.

use std::sync::Arc;

use datafusion::{
    arrow::{
        array::{ArrayRef, RecordBatch, StringArray},
        datatypes::{DataType, Field, Schema},
    },
    datasource::MemTable,
    prelude::{SessionConfig, SessionContext},
};
use nen_pathway::{Case, Finding};

/// The nine findings of a row as text, in the contract's order.
pub(crate) type Row = [Option<String>; 9];

/// Numbers without a pattern, the same in every run.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % u64::try_from(count).unwrap()).unwrap()
    }
}

const VALUES: [&[&str]; 9] = [
    &["sigmoid_colon", "other_colorectal", "elsewhere"],
    &["absent", "solitary", "multiple"],
    &["well", "moderate", "poor", "mixed"],
    &["1%", "5%", "15%", "20%", "90%"],
    &["1/2mm2", "10/2mm2", "45/2mm2"],
    &["0", "1", "2", "3", "4"],
    &[
        "resected",
        "uncomplicated",
        "complication_imminent",
        "obstructing",
        "bleeding",
        "perforation_risk",
    ],
    &["not_started", "under_way", "indolent_after", "progressed_after"],
    &["either", "cisplatin_only", "carboplatin_only", "neither"],
];

/// Every complete case, Ki-67 and mitoses by a value of each cell.
pub(crate) fn complete() -> Vec<Row> {
    let mut rows = vec![Row::default()];
    for (place, values) in VALUES.iter().enumerate() {
        let with = |row: &Row, value: &str| {
            let mut row = row.clone();
            row[place] = Some(value.to_owned());
            row
        };
        rows = rows.iter().flat_map(|row| values.iter().map(|value| with(row, value))).collect();
    }
    rows
}

/// Nulls, values, sets in any order with either separator, ranges in every form and with hundredths.
pub(crate) fn partial(count: usize) -> Vec<Row> {
    let mut numbers = Numbers(20_261_129);
    (0..count)
        .map(|_| {
            std::array::from_fn(|place| {
                if numbers.below(4) == 0 {
                    return None;
                }
                match place {
                    3 => Some(range(&mut numbers, 100, "%")),
                    4 => Some(range(&mut numbers, 600, "/2mm2")),
                    _ => Some(set(&mut numbers, VALUES[place])),
                }
            })
        })
        .collect()
}

fn set(numbers: &mut Numbers, values: &[&str]) -> String {
    let mut left = values.to_vec();
    let most = if numbers.below(2) == 0 { 1 } else { values.len() };
    let count = 1 + numbers.below(most);
    let mut text = String::new();
    for place in 0..count {
        if place > 0 {
            text.push(if numbers.below(4) == 0 { '|' } else { ';' });
        }
        let next = numbers.below(left.len());
        text.push_str(left.remove(next));
    }
    text
}

fn range(numbers: &mut Numbers, most: usize, unit: &str) -> String {
    // At and beside the cuts more often than chance has them.
    let cuts = [0, 200, 300, 1_000, 2_000, 5_500];
    let mut number = || match numbers.below(3) {
        0 => {
            let cut = cuts[numbers.below(cuts.len())];
            (cut + numbers.below(3)).saturating_sub(1)
        }
        _ => numbers.below(most * 100 + 1),
    };
    let (one, two) = (number(), number());
    let (low, high) = (one.min(two), one.max(two));
    let text = |number: usize| match number % 100 {
        0 => format!("{}", number / 100),
        rest => format!("{}.{rest:02}", number / 100),
    };
    match numbers.below(8) {
        0 => format!("<{}{unit}", text(high.max(1))),
        1 => format!(" <= {} {unit}", text(high)),
        2 => format!(">{}{unit}", text(low.min(most * 100 - 1))),
        3 => format!("≥{}{unit}", text(low)),
        4 => format!("{}–{}{unit}", text(low), text(high)),
        5 => format!("{}{unit}-{}{unit}", text(low), text(high)),
        _ => format!("{}{unit}", text(low)),
    }
}

/// The same row as the library reads it from JSON.
pub(crate) fn case(row: &Row) -> Case {
    let mut object = serde_json::Map::new();
    for (finding, text) in Finding::ALL.iter().zip(row) {
        let Some(text) = text else { continue };
        let value = |text: &str| match finding {
            Finding::Ecog => serde_json::Value::from(text.parse::<u8>().unwrap()),
            _ => serde_json::Value::from(text),
        };
        let values: Vec<_> = text.split([';', '|']).map(value).collect();
        let told = if values.len() == 1 { values[0].clone() } else { values.into() };
        object.insert(finding.to_string(), told);
    }
    let json = serde_json::to_string(&object).unwrap();
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

/// The rows in batches, with further columns of text.
pub(crate) fn batches(rows: &[Row], more: &[(&str, Vec<Option<String>>)]) -> Vec<RecordBatch> {
    const BATCH: usize = 4_000;
    let names = Finding::NAMES.iter().copied().chain(more.iter().map(|(name, _)| *name));
    let fields: Vec<_> = names.map(|name| Field::new(name, DataType::Utf8, true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let begins = (0..rows.len()).step_by(BATCH);
    begins
        .map(|begin| {
            let within = begin..rows.len().min(begin + BATCH);
            let findings = (0..9).map(|place| {
                let column = rows[within.clone()].iter().map(|row| row[place].as_deref());
                Arc::new(column.collect::<StringArray>()) as ArrayRef
            });
            let more = more.iter().map(|(_, texts)| {
                let column = texts[within.clone()].iter().map(Option::as_deref);
                Arc::new(column.collect::<StringArray>()) as ArrayRef
            });
            RecordBatch::try_new(Arc::clone(&schema), findings.chain(more).collect()).unwrap()
        })
        .collect()
}

/// A session that has the batches as the table `t`.
pub(crate) fn with_table(batches: Vec<RecordBatch>) -> SessionContext {
    let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(1));
    nen_pathway_cohort::register(&context);
    let table = MemTable::try_new(batches[0].schema(), vec![batches]).unwrap();
    context.register_table("t", Arc::new(table)).unwrap();
    context
}
