//! Invented rows: nobody's findings, in invented proportions, for measuring and for trying things out.

use std::{iter, sync::Arc};

use datafusion::{
    arrow::{
        array::{ArrayRef, RecordBatch, StringBuilder},
        datatypes::{DataType, Field, Schema, SchemaRef},
    },
    common::Result,
};

/// The columns of invented rows: a mark that they are, the findings, what was given.
#[must_use]
pub fn synthetic_schema() -> SchemaRef {
    let fields = NAMES.iter().map(|name| Field::new(*name, DataType::Utf8, true));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

const NAMES: [&str; 11] = [
    "synthetic",
    "primary_site",
    "liver_metastases",
    "differentiation",
    "ki67",
    "mitoses",
    "ecog",
    "primary_tumour",
    "chemotherapy",
    "platinum",
    "given",
];

/// So many invented rows, always the same ones for a seed; of each finding 4 to 25 in a hundred are missing.
pub fn synthetic(rows: u64, seed: u64) -> impl Iterator<Item = Result<RecordBatch>> {
    const BATCH: u64 = 8_192;
    let begins = iter::successors(Some(0_u64), |begin| begin.checked_add(BATCH));
    begins.take_while(move |begin| *begin < rows).map(move |begin| {
        let mut columns = NAMES.map(|_| StringBuilder::new());
        for row in begin..rows.min(begin.saturating_add(BATCH)) {
            let mut dice = Dice(seed.wrapping_mul(0xd6e8_feb8_6659_fd93) ^ row);
            for (column, text) in columns.iter_mut().zip(invented(&mut dice)) {
                column.append_option(text);
            }
        }
        let columns = columns.map(|mut column| -> ArrayRef { Arc::new(column.finish()) });
        Ok(RecordBatch::try_new(synthetic_schema(), columns.to_vec())?)
    })
}

/// Numbers without a pattern, of a row (`SplitMix64`).
struct Dice(u64);

impl Dice {
    /// From 0 to less than so many.
    fn below(&mut self, count: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)).checked_rem(count).unwrap_or(0)
    }

    /// One of these, each as often as it says; an empty text is a null.
    fn one(&mut self, of: &[(u64, &'static str)]) -> Option<String> {
        let mut at = self.below(of.iter().map(|(often, _)| often).sum());
        let found = of.iter().find(|(often, _)| {
            let is_here = at < *often;
            at = at.saturating_sub(*often);
            is_here
        });
        found.map(|(_, text)| (*text).to_owned()).filter(|text| !text.is_empty())
    }

    /// A range in the forms of a report, around a number.
    fn range(&mut self, from: u64, to: u64, unit: &str) -> Option<String> {
        let number = from.saturating_add(self.below(to.saturating_sub(from).saturating_add(1)));
        let more = number.saturating_add(self.below(10)).min(to);
        Some(match self.below(16) {
            0..=1 => return None,
            2 => format!("<={number}{unit}"),
            3 => format!(">={number}{unit}"),
            4..=6 => format!("{number}-{more}{unit}"),
            7 => format!("{number}.{}{unit}", if number < to { 5 } else { 0 }),
            _ => format!("{number}{unit}"),
        })
    }
}

fn invented(dice: &mut Dice) -> [Option<String>; 11] {
    let differentiation = dice.one(&[
        (10, ""),
        (45, "poor"),
        (25, "well"),
        (8, "moderate"),
        (5, "mixed"),
        (5, "moderate;poor"),
        (2, "well;moderate"),
    ]);
    // What is poorly differentiated grows faster.
    let (ki67, mitoses) = match differentiation.as_deref() {
        Some("poor" | "moderate;poor") => ((20, 100), (10, 120)),
        Some("well") => ((0, 30), (0, 30)),
        _ => ((0, 100), (0, 120)),
    };
    [
        Some("invented".to_owned()),
        dice.one(&[
            (4, ""),
            (70, "sigmoid_colon"),
            (20, "other_colorectal"),
            (4, "elsewhere"),
            (2, "sigmoid_colon;other_colorectal"),
        ]),
        dice.one(&[
            (6, ""),
            (70, "multiple"),
            (15, "solitary"),
            (5, "absent"),
            (4, "solitary;multiple"),
        ]),
        differentiation,
        dice.range(ki67.0, ki67.1, "%"),
        dice.range(mitoses.0, mitoses.1, "/2mm2"),
        dice.one(&[
            (15, ""),
            (25, "0"),
            (30, "1"),
            (12, "2"),
            (6, "3"),
            (2, "4"),
            (8, "0;1"),
            (2, "2;3"),
        ]),
        dice.one(&[
            (12, ""),
            (30, "resected"),
            (35, "uncomplicated"),
            (6, "complication_imminent"),
            (8, "obstructing"),
            (5, "bleeding"),
            (2, "perforation_risk"),
            (2, "uncomplicated;bleeding"),
        ]),
        dice.one(&[
            (8, ""),
            (55, "not_started"),
            (20, "under_way"),
            (5, "indolent_after"),
            (10, "progressed_after"),
            (2, "under_way;indolent_after"),
        ]),
        dice.one(&[
            (25, ""),
            (50, "either"),
            (8, "cisplatin_only"),
            (12, "carboplatin_only"),
            (5, "neither"),
        ]),
        dice.one(&[
            (40, ""),
            (15, "cisplatin_etoposide"),
            (15, "carboplatin_etoposide"),
            (8, "folfox"),
            (4, "folfox_bevacizumab;primary_resection"),
            (3, "folfiri"),
            (5, "lanreotide"),
            (3, "octreotide;tace"),
            (3, "cisplatin_etoposide;debulking"),
            (2, "primary_resection"),
            (2, "other"),
        ]),
    ]
}
