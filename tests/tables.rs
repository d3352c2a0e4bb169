//! The exported tables: as they were read, right in every cell, and with a version that follows from them.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "helpers of a test: what does not fit must stop it"
)]

#[expect(dead_code, reason = "the contract says more than the tables do")]
mod contract;
#[path = "support/programs.rs"]
mod programs;
#[path = "support/project.rs"]
mod project;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use nen_pathway::CONTRACT;
use programs::{program, run};
use sha2::{Digest, Sha256};

use contract::{
    Cell,
    beside::Beside,
    boxes::oracle,
    contract,
    readings::{DIVERGENCES, GAPS, READINGS},
    tables::{DECISIONS, FINDINGS},
    values,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/export")
}

fn answers(version: u32) -> PathBuf {
    folder().join(format!("answers-{version}.csv"))
}

/// `BLESS=1 cargo test` writes the files anew; what follows from a change of answers is in `examples/export`.
#[test]
fn the_exported_tables_are_as_they_were_read() {
    let blessed = std::env::var_os("BLESS").is_some();
    let entry = format!("★ `CONTRACT` {CONTRACT}:");
    let changelog = project::text("CHANGELOG.md");
    let section = changelog.split("\n## ").find(|section| section.contains(&entry));
    let released = section.is_none_or(|section| !section.starts_with("Unreleased"));
    assert!(!(blessed && released), "the answers of a release stay: raise CONTRACT first");
    let written = std::env::temp_dir().join(format!("nen-pathway-{}", std::process::id()));
    fs::create_dir_all(&written).unwrap();
    let into = if blessed { folder() } else { written.clone() };
    let output = run(program("export").arg("all").arg(&into), b"");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let names = fs::read_dir(&into).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.filter(|name| Path::new(name).extension().is_some_and(|it| it != "rs"));
    let mut moved = Vec::new();
    for name in names {
        let (today, before) =
            (project::text(into.join(&name)), project::text(folder().join(&name)));
        let rows = |text: &str| text.lines().map(str::to_owned).collect::<BTreeSet<_>>();
        let (new, old) = (rows(&today), rows(&before));
        let name = name.display();
        moved.extend(old.difference(&new).map(|row| format!("{name} - {row}")));
        moved.extend(new.difference(&old).map(|row| format!("{name} + {row}")));
        assert!(today == before || !moved.is_empty(), "{name}: the order of the rows changed");
    }
    fs::remove_dir_all(&written).unwrap();
    if !moved.is_empty() {
        let said = run(program("export").arg("diff").arg(answers(CONTRACT)), b"").stdout;
        panic!("{}\n\n{}", moved.join("\n"), String::from_utf8_lossy(&said));
    }
}

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
        let value = beside.prognosis.map_or("none", |it| ["median_months_5_11", "years"][it]);
        assert_eq!(answer(&self.prognosis, point).value, value, "{point:?}");
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

/// A version of the answers is announced with a star and the digest of its table, the newest first; the version of the
/// crate is at least the one that follows.
#[test]
fn every_version_of_the_answers_is_in_the_changelog() {
    let changelog = project::text("CHANGELOG.md");
    let mut newer = (env!("CARGO_PKG_VERSION").to_owned(), usize::MAX);
    for version in (1..=CONTRACT).rev() {
        let table = project::text(answers(version));
        let digest = Sha256::digest(&table);
        let digest = digest.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        let entry = format!("★ `CONTRACT` {version}:");
        let sections = changelog.split("\n## ").enumerate().skip(1);
        let mut sections = sections.filter(|(_, text)| text.contains(&entry));
        let (place, section) = sections.next().unwrap_or_else(|| panic!("no entry `{entry}`"));
        assert!(sections.next().is_none(), "two sections have `{entry}`");
        assert!(section.contains(&digest), "`{entry}` does not name {digest}");
        let released = section.lines().next().unwrap().split(" - ").next().unwrap();
        if version < CONTRACT {
            assert_ne!(
                table,
                project::text(answers(version + 1)),
                "{version} and the next are the same"
            );
            assert!(place > newer.1, "`{entry}` stands before the next one");
            assert!(breaks(released, &newer.0), "{released} to {} breaks nobody", newer.0);
        }
        if released != "Unreleased" {
            newer.0 = released.to_owned();
        }
        newer.1 = place;
    }
    assert!(!answers(CONTRACT + 1).exists(), "a table of no version");
}

/// Whether the second version may break who relies on the first.
fn breaks(first: &str, second: &str) -> bool {
    let numbers = |version: &str| {
        let mut numbers = version.split('.').map(|number| number.parse::<u32>().unwrap_or(0));
        let (major, minor) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        (major, if major == 0 { minor } else { 0 })
    };
    numbers(second) > numbers(first)
}

#[test]
fn versions_that_break() {
    for (first, second, breaking) in [
        ("0.1.0", "0.1.1", false),
        ("0.1.9", "0.2.0", true),
        ("0.9.0", "1.0.0", true),
        ("1.2.0", "1.3.0", false),
        ("1.2.0", "2.0.0", true),
    ] {
        assert_eq!(breaks(first, second), breaking, "{first} {second}");
    }
}

/// What `export diff` says of a text and the newest tables, and its status.
fn difference(name: &str, old: &str) -> (String, Option<i32>) {
    let file = std::env::temp_dir().join(format!("nen-pathway-{}-{name}.csv", std::process::id()));
    fs::write(&file, old).unwrap();
    let output = run(program("export").arg("diff").arg(&file).arg(answers(CONTRACT)), b"");
    fs::remove_file(&file).unwrap();
    let text = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap()).concat();
    (text.replace(&format!("{}", file.display()), "OLD"), output.status.code())
}

const BREAKS: &str = "what follows: a version that may break (after 0.1 comes 0.2, after 1 comes 2), CONTRACT one higher, \
                      and a star in the CHANGELOG\n";
const SAME: &str = "what follows: nothing, the answers are the same\n";

#[test]
fn the_difference_of_two_versions_is_told() {
    let csv = project::text(answers(CONTRACT));
    let diff = |old: &str| {
        assert_ne!(old, csv);
        let (said, status) = difference("told", old);
        assert_eq!(status, Some(i32::from(!said.ends_with(SAME))), "{said}");
        said
    };
    // NEC: 2 sites, 2 extents, 13 of 21 bands of numbers in G3, and 480 of what remains.
    assert_eq!(
        diff(&csv.replace("avoid,S16 S17 S46 S47", "avoid,S16 S17 S46")),
        format!(
            "24960 of 362880 complete cases changed
  folfox: 24960 cases
  folfiri: 24960 cases
  other_colorectal_regimen: 24960 cases
- folfox folfiri other_colorectal_regimen: pathway nec -> avoid [S16 S17 S46]
+ folfox folfiri other_colorectal_regimen: pathway nec -> avoid [S16 S17 S46 S47]
{BREAKS}"
        )
    );
    // A threshold: what is from 3 to 5 % with under 2 mitoses, in 17,280 cases of the other findings.
    let said = diff(&csv.replace("<3%", "<5%").replace(",3-20%", ",5-20%"));
    let head = "51840 of 414720 complete cases changed\n  grade: 17280 cases\n";
    assert!(said.starts_with(head), "{said}");
    assert!(said.contains("\n- grade: ki67 <5%, mitoses <2/2mm2 -> g1\n"), "{said}");
    // The name of a decision: whichever version has it says so.
    let said = diff(&csv.replace("prognosis", "outlook"));
    for (decision, only) in [("outlook", "OLD"), ("prognosis", "NEW")] {
        let only = format!("  {decision}: 362880 cases, only {only} decides it\n");
        assert!(said.contains(&only), "{said}");
    }
    // The grade beside another decision is a grade still; 13 of 21 pairs of numbers are G3.
    let said = diff(
        &csv.replace(",grade,,", ",grade stage,,")
            .replace(",g3,,\n", ",high,,\n")
            .replace(",g3,,", ",high,,"),
    );
    let head = "362880 of 362880 complete cases changed\n  grade: 224640 cases\n  stage: 362880 cases, only OLD decides it\n";
    assert!(said.starts_with(head), "{said}");
    // The value of a finding: a quarter of the cases has that differentiation.
    let said = diff(&csv.replace("poor", "undifferentiated"));
    let head = "0 of 272160 complete cases changed
90720 more that only OLD knows, not compared: differentiation undifferentiated
90720 more that only NEW knows, not compared: differentiation poor
- pathway: ";
    assert!(said.starts_with(head) && said.ends_with(BREAKS), "{said}");
}

fn statements_turned_round(csv: &str) -> String {
    let turned = csv.lines().map(|line| {
        let mut fields: Vec<_> = line.split(',').map(str::to_owned).collect();
        let statements = fields.iter_mut().rev().nth(1).unwrap();
        *statements = statements.split(' ').rev().collect::<Vec<_>>().join(" ");
        fields.join(",") + "\n"
    });
    turned.collect()
}

#[test]
fn what_is_written_otherwise_and_says_the_same_is_no_difference() {
    let csv = project::text(answers(CONTRACT));
    for alike in [
        csv.clone(),
        format!("\u{feff}{}", csv.replace('\n', "\r\n")),
        statements_turned_round(&csv),
        csv.replace("sigmoid_colon|other_colorectal", "other_colorectal|sigmoid_colon"),
        csv.replace("<3%", "0-2.99%"),
    ] {
        let said = format!("0 of 362880 complete cases changed\n{SAME}");
        assert_eq!(difference("alike", &alike), (said, Some(0)));
    }
    // A row split in two: other rows, the same answers.
    let (first, rest) = csv.split_once("1,grade,,,,,,<3%,<2/2mm2,,,,,g1,,\n").unwrap();
    let (grade, rest) = rest.split_once("1,pathway").unwrap();
    let grade = (3..).zip(grade.lines()).fold(String::new(), |grade, (number, row)| {
        grade + &format!("{number},{}\n", row.split_once(',').unwrap().1)
    });
    let split = "1,grade,,,,,,<1%,<2/2mm2,,,,,g1,,\n2,grade,,,,,,1-2.99%,<2/2mm2,,,,,g1,,\n";
    let (said, status) = difference("alike", &format!("{first}{split}{grade}1,pathway{rest}"));
    assert_eq!(
        said,
        format!(
            "0 of 414720 complete cases changed
- grade: ki67 <1%, mitoses <2/2mm2 -> g1
- grade: ki67 1-2.99%, mitoses <2/2mm2 -> g1
+ grade: ki67 <3%, mitoses <2/2mm2 -> g1
{SAME}"
        )
    );
    assert_eq!(status, Some(0));
}

/// Whatever the other version says: a table is read and answers every case by one row, or the line is named.
#[test]
fn tables_that_cannot_be_compared_are_refused() {
    let csv = project::text(answers(CONTRACT));
    for (from, to, said) in [
        ("row,", "row;", "line 1 `row;decisions,"),
        ("2,grade,", "3,grade,", "line 3 row `3`: not the next one; accepted: 2"),
        ("1,grade,", ",grade,", "line 2 row ``: not the next one; accepted: 1"),
        ("1,grade,", "1,,", "line 2 decisions ``: not a name; accepted: letters, "),
        ("1,grade,", "1,\"grade\",", "line 2 decisions `\\\"grade\\\"`: not a name; accepted: "),
        (
            "1,grade,",
            "1,grade  stage,",
            "line 2 decisions ``: not a name; accepted: letters, digits, `_` and `:`, separated by ` `",
        ),
        ("1,grade,", "1,grade grade,", "line 2 decisions `grade`: twice; accepted: each once"),
        ("2,grade,", "1,rank,", "line 4 decisions `grade`: in two tables; accepted: "),
        ("2,debulking,", "2,tare,", "line 83 decisions `tare`: in two tables; accepted: "),
        ("poor", "poor|poor", "line 12 differentiation `poor`: twice; accepted: each once"),
        ("<3%", "<3", "line 2 ki67 `<3`: the unit is missing; accepted: "),
        ("g1,,", ",,", "line 2 value ``: not a name; accepted: "),
        ("g1,,", "g1,S S,", "line 2 statements `S`: twice; accepted: each once"),
        (">20%,,,,,,g3,,", ">20%", "line 7 `6,grade,,,,,,>20%`: fields: 8; accepted: 16, "),
        (
            "<3%,<2/2mm2",
            "<=20%,<2/2mm2",
            "grade: lines 2 and 5 both fit ki67 3%, mitoses 0/2mm2; accepted: one ",
        ),
        (
            "6,grade,,,,,,>20%,",
            "6,grade,,,,,,55%,",
            "grade: no row fits ki67 20.01%, mitoses 0/2mm2; accepted: one ",
        ),
        ("poor", "bad", "pathway: no row fits grade g1, primary_site sigmoid_colon, "),
        (
            "1,pathway,,",
            "1,pathway,g4,",
            "line 8: grade `g4`: no row gives it; accepted: g1, g2, g3",
        ),
        ("1,pathway,,,", "1,pathway,,nec,", "pathway: asks for `pathway`; accepted: findings"),
    ] {
        assert!(csv.contains(from), "{from}");
        let (text, status) = difference("refused", &csv.replacen(from, to, 1));
        assert!(status == Some(2) && text.starts_with(&format!("export: OLD: {said}")), "{text}");
    }
    let (text, _) = difference("refused", &csv.replace(",grade,,", ",rank,,"));
    assert_eq!(text, "export: OLD: no table decides `grade`; accepted: one\n");
    let (text, _) = difference("refused", &csv.replace('\n', "\r"));
    assert!(text.starts_with("export: OLD: line 1 `row,") && text.len() < 500, "{text}");
    // More thresholds than can be compared.
    let many = (0..70).fold(csv.clone(), |csv, percent| {
        csv + &format!("1,a{percent},,,,,,{percent}%,,,,,,x,,\n")
    });
    let (text, _) = difference("refused", &many);
    assert!(text.starts_with("export: ki67: 140 values in both versions; accepted: 64"), "{text}");
    // A hole that both versions have.
    let file = std::env::temp_dir().join(format!("nen-pathway-{}-hole.csv", std::process::id()));
    fs::write(&file, csv.replacen("6,grade,,,,,,>20%,", "6,grade,,,,,,>30%,", 1)).unwrap();
    let output = run(program("export").arg("diff").arg(&file).arg(&file), b"");
    fs::remove_file(&file).unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.starts_with("export: OLD: grade: no row fits ki67 20.01%, "), "{text}");
}
