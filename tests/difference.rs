//! `export diff`: two versions of the tables, compared in every complete case.

#[path = "support/answers.rs"]
mod answers;
#[path = "support/programs.rs"]
mod programs;
#[path = "support/project.rs"]
mod project;

use std::fs;

use answers::answers;
use nen_pathway::CONTRACT;
use programs::{program, run};

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
const SAME: &str = "what follows: nothing, the answers are the same in every complete case\n";

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
  folfiri: 24960 cases
  folfox: 24960 cases
  other_colorectal_regimen: 24960 cases
- folfiri folfox other_colorectal_regimen: pathway nec -> avoid [S16 S17 S46]
+ folfiri folfox other_colorectal_regimen: pathway nec -> avoid [S16 S17 S46 S47]
{BREAKS}"
        )
    );
    // A threshold: what is from 3 to 5 % with under 2 mitoses, in 17,280 cases of the other findings.
    let said = diff(&csv.replace("<3%", "<5%").replace(",3-20%", ",5-20%"));
    let head = "51840 of 414720 complete cases changed\n  grade: 17280 cases\n";
    assert!(said.starts_with(head), "{said}");
    assert!(said.contains("\n- grade: ki67 <5%, mitoses <2/2mm2 -> g1\n"), "{said}");
    // A threshold between whole numbers: what is from 2.5 to 3 % with under 2 mitoses.
    let said = diff(&csv.replace("<3%", "<2.5%").replace(",3-20%", ",2.5-20%"));
    for line in [
        "- grade: ki67 <=2.49%, mitoses <2/2mm2 -> g1\n",
        "+ grade: ki67 <3%, mitoses <2/2mm2 -> g1\n",
    ] {
        assert!(said.contains(line), "{said}");
    }
    // The name of a decision: whichever version has it says so.
    let said = diff(&csv.replace("debulking", "cytoreduction"));
    for (decision, only) in [("cytoreduction", "OLD"), ("debulking", "NEW")] {
        let only = format!("  {decision}: 362880 cases, only {only} decides it\n");
        assert!(said.contains(&only), "{said}");
    }
    // A version without the table of a gap, a divergence or a reading says none of it.
    let nec = 2 * 2 * 13 * 480;
    let solitary = nec / 2;
    for (table, cases) in [
        ("gap_solitary_metastasis", solitary),
        ("divergence_second_line", nec),
        ("regimen_ban_holds_in_every_line:folfox", nec / 2),
    ] {
        let said = diff(&without(&csv, table));
        let head = format!("{cases} of 362880 complete cases changed\n  ");
        assert!(said.starts_with(&head) && !said.contains("only"), "{table}: {said}");
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

/// The tables without that of a decision.
fn without(csv: &str, decision: &str) -> String {
    let decides = |line: &&str| line.split(',').nth(1).unwrap().split(' ').any(|it| it == decision);
    csv.split_inclusive('\n').filter(|line| !decides(line)).collect()
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
        csv.replace(
            "folfox folfiri other_colorectal_regimen",
            "folfiri other_colorectal_regimen folfox",
        ),
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
        ("poor", "poor|poor", "line 11 differentiation `poor`: twice; accepted: each once"),
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
        ("poor", "bad", "pathway: no row fits grade g3, primary_site sigmoid_colon, "),
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
    let (text, _) = difference("refused", csv.split_once("1,prognosis,").unwrap().0);
    assert_eq!(text, "export: OLD: no table decides `prognosis`; accepted: one\n");
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
