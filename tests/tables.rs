//! The exported table: right in every cell.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "helpers of a test: what does not fit must stop it"
)]

#[path = "support/answers.rs"]
mod answers;
#[expect(dead_code, reason = "the contract says more than the tables do")]
mod contract;
#[path = "support/project.rs"]
mod project;

use std::collections::BTreeSet;

use answers::answers;
use nen_pathway::CONTRACT;

use contract::{
    Cell,
    beside::Beside,
    boxes::oracle,
    contract,
    readings::{DIVERGENCES, GAPS, READINGS},
    tables::{DECISIONS, FINDINGS},
    values,
};

/// A row of the CSV: what fits, and what is answered.
struct Row {
    decisions: Vec<String>,
    /// For grade, pathway and the nine findings the values that fit, one bit each.
    fits: [u16; 11],
    value: String,
    statements: BTreeSet<String>,
    findings: String,
}

/// Ki-67 above 20 % in three: the divergences end at 55 %.
const KI67: [(u32, u32); 7] =
    [(0, 299), (300, 999), (1000, 1999), (2000, 2000), (2001, 5499), (5500, 5500), (5501, 10_000)];
const MITOSES: [(u32, u32); 3] = [(0, 199), (200, 2000), (2001, 60_000)];

/// The value and the statements of each prognosis.
const PROGNOSES: [[&str; 2]; 2] = [["median_months_5_11", "S36 S37"], ["years", "S40"]];

/// Read as text: nothing of the program that wrote it is used.
fn rows(csv: &str) -> Vec<Row> {
    let mut lines = csv.lines();
    let heads: Vec<&str> = lines.next().unwrap().split(',').collect();
    assert_eq!(heads[..4], ["row", "decisions", "grade", "pathway"]);
    assert_eq!(heads[4..13], FINDINGS.map(|(name, _)| name));
    assert_eq!(heads[13..], ["value", "statements", "findings"]);
    lines
        .map(|line| {
            let fields: Vec<&str> = line.split(',').collect();
            assert_eq!(fields.len(), heads.len(), "{line}");
            let names = |column: usize| match column {
                0 => values(0),
                1 => values(1),
                finding => FINDINGS[finding - 2].1,
            };
            let fits = |column: usize| match fields[column + 2] {
                "" => u16::MAX,
                range if column == 5 => bands(range, "%", &KI67),
                range if column == 6 => bands(range, "/2mm2", &MITOSES),
                list => list.split('|').fold(0, |set, name| {
                    set | 1 << names(column).iter().position(|it| *it == name).unwrap()
                }),
            };
            let words = |field: usize| fields[field].split_whitespace().map(str::to_owned);
            Row {
                decisions: words(1).collect(),
                fits: core::array::from_fn(fits),
                value: fields[13].to_owned(),
                statements: words(14).collect(),
                findings: fields[15].to_owned(),
            }
        })
        .collect()
}

/// The bands of numbers within a range as the contract writes it.
fn bands(range: &str, unit: &str, bands: &[(u32, u32)]) -> u16 {
    let hundredths = |number: &str| {
        let (whole, rest) = number.split_once('.').unwrap_or((number, "00"));
        assert_eq!(rest.len(), 2, "{range}");
        whole.parse::<u32>().unwrap() * 100 + rest.parse::<u32>().unwrap()
    };
    let most = bands[bands.len() - 1].1;
    let numbers = range.strip_suffix(unit).unwrap();
    let (lowest, highest) = if let Some(number) = numbers.strip_prefix("<=") {
        (0, hundredths(number))
    } else if let Some(number) = numbers.strip_prefix(">=") {
        (hundredths(number), most)
    } else if let Some(number) = numbers.strip_prefix('<') {
        (0, hundredths(number) - 1)
    } else if let Some(number) = numbers.strip_prefix('>') {
        (hundredths(number) + 1, most)
    } else {
        let (lowest, highest) = numbers.split_once('-').unwrap_or((numbers, numbers));
        (hundredths(lowest), hundredths(highest))
    };
    let within = bands.iter().map(|(from, to)| {
        let inside = lowest <= *from && *to <= highest;
        assert!(inside || highest < *from || *to < lowest, "{range} ends within a band");
        inside
    });
    within.enumerate().fold(0, |set, (place, inside)| set | u16::from(inside) << place)
}

/// The only row of a decision that fits, in `row_of`, given the grade, the pathway and the findings.
fn answer<'r>(rows: &[&'r Row], point: [u8; 11]) -> &'r Row {
    let fit = |row: &&&Row| row.fits.iter().zip(point).all(|(fits, value)| fits >> value & 1 == 1);
    let mut fitting = rows.iter().filter(fit);
    match (fitting.next(), fitting.next()) {
        (Some(row), None) => row,
        (first, _) => panic!(
            "{}: {} rows fit {point:?}",
            rows[0].decisions.join(" "),
            if first.is_some() { "two" } else { "no" }
        ),
    }
}

/// The rows of every table, by what they answer.
struct Tables<'r> {
    decisions: [Vec<&'r Row>; 16],
    gaps: Vec<Vec<&'r Row>>,
    divergences: Vec<Vec<&'r Row>>,
    prognosis: Vec<&'r Row>,
    /// By reading, then by decision; none where the reading decides nothing.
    readings: Vec<[Vec<&'r Row>; 16]>,
}

impl<'r> Tables<'r> {
    fn of(rows: &'r [Row]) -> Self {
        let of = |name: &str| -> Vec<&Row> {
            rows.iter().filter(|row| row.decisions.iter().any(|it| it == name)).collect()
        };
        let divergences = DIVERGENCES.iter();
        let readings = READINGS.iter();
        Self {
            decisions: DECISIONS.map(of),
            gaps: GAPS.iter().map(|(name, _)| of(&format!("gap_{name}"))).collect(),
            divergences: divergences.map(|(name, ..)| of(&format!("divergence_{name}"))).collect(),
            prognosis: of("prognosis"),
            readings: readings
                .map(|reading| DECISIONS.map(|it| of(&format!("{}:{it}", reading.name))))
                .collect(),
        }
    }

    /// Compares every table with the contract in one cell, whose Ki-67 is in this band and at most this.
    fn compare(&self, cell: Cell, band: u8, highest: u16) {
        let said = contract().cell(cell, None);
        let mut point = [0; 11];
        point[2..].copy_from_slice(&cell);
        point[5] = band;
        for (decision, said) in said.iter().enumerate() {
            let row = answer(&self.decisions[decision], point);
            let name = DECISIONS[decision];
            assert_eq!(row.value, values(decision)[usize::from(said.value)], "{name} {point:?}");
            let statements = row.statements.iter().map(|it| it[1..].parse::<u32>().unwrap() - 1);
            let statements = statements.fold(0_u64, |set, place| set | 1 << place);
            assert_eq!(statements, said.statements, "{name} {point:?}");
            assert_eq!(row.findings == "platinum", said.findings != 0, "{name} {point:?}");
            if decision < 2 {
                point[decision] = said.value;
            }
        }
        self.compare_beside(point, oracle().beside(cell.map(|value| 1 << value), highest, None));
        // Readings do not see the bands above 20 %: one of them is enough.
        for (reading, tables) in self.readings.iter().enumerate().filter(|_| band < 5) {
            compare_reading(tables, reading, cell, point);
        }
    }

    fn compare_beside(&self, point: [u8; 11], beside: Beside) {
        let gaps = (&self.gaps, beside.gaps);
        let divergences = (&self.divergences, beside.divergences);
        for (tables, set) in [gaps, divergences] {
            for (place, table) in tables.iter().enumerate() {
                let row = answer(table, point);
                let value = if set >> place & 1 == 1 { "listed" } else { "not_listed" };
                assert_eq!(row.value, value, "{} {point:?}", row.decisions[0]);
            }
        }
        let row = answer(&self.prognosis, point);
        let said = beside.prognosis.map_or(["none", ""], |it| PROGNOSES[it]);
        let statements: Vec<_> = row.statements.iter().map(String::as_str).collect();
        assert_eq!([&row.value, &*statements.join(" ")], said, "{point:?}");
    }
}

/// What a reading decides, while what the decision builds on stays.
fn compare_reading(tables: &[Vec<&Row>; 16], reading: usize, cell: Cell, point: [u8; 11]) {
    let (said, other) = (contract().cell(cell, None), contract().cell(cell, Some(reading)));
    for (decision, table) in tables.iter().enumerate() {
        let differs = |decision: usize| other[decision].value != said[decision].value;
        // The pathway builds on the grade, a therapy on the pathway.
        let moved = decision > 0 && differs(usize::from(decision > 1));
        let expected = if differs(decision) && !moved {
            values(decision)[usize::from(other[decision].value)]
        } else {
            "as_chosen"
        };
        let value = if table.is_empty() { "as_chosen" } else { &answer(table, point).value };
        assert_eq!(value, expected, "{} {} {point:?}", READINGS[reading].name, DECISIONS[decision]);
    }
}

/// Every complete case, with Ki-67 cut at 55 % too, against the contract stated a second time.
#[test]
fn the_exported_csv_is_right_in_every_cell() {
    let rows = rows(&project::text(answers(CONTRACT)));
    let tables = Tables::of(&rows);
    let sizes = FINDINGS.map(|(_, values)| values.len());
    let mut cells = 0;
    for number in 0..sizes.iter().product() {
        let mut rest: usize = number;
        let cell = sizes.map(|size| {
            let value = rest % size;
            rest /= size;
            u8::try_from(value).unwrap()
        });
        let bands: &[(u8, u16)] = match cell[3] {
            4 => &[(4, 5499), (5, 5500), (6, 10_000)],
            ki67 => &[[(0, 299), (1, 999), (2, 1999), (3, 2000)][usize::from(ki67)]],
        };
        for (band, highest) in bands {
            tables.compare(cell, *band, *highest);
        }
        cells += bands.len();
    }
    assert_eq!(cells, 362_880);
}
