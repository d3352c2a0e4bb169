//! What is told in sentences, tables and receipts, held against texts that a person has read.
//!
//! `BLESS=1 cargo test` writes the texts in `tests/told` and the table of readings anew; a commit says why they
//! changed.

#[path = "support/complete.rs"]
mod complete;
#[path = "support/project.rs"]
mod project;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write,
    fs,
    path::Path,
};

use complete::complete;
use nen_pathway::*;

/// Compares with the file, or writes it.
fn golden(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, text).unwrap();
    }
    let expected = project::text(&path);
    let difference = text.lines().zip(expected.lines()).find(|(new, old)| new != old);
    assert!(text == expected, "{file} would change: {difference:?}");
}

/// The decisions of every distinct answer of a complete case, and every other line that can stand beside one.
#[test]
fn explanations_are_as_they_were_read() {
    let (mut answers, mut lines) = (BTreeMap::<String, (Case, u32)>::new(), BTreeSet::new());
    let mut seen = HashMap::new();
    for case in complete() {
        let recommendation = recommend(&case);
        let answer = recommendation.answer();
        let beside = (answer.gaps(), answer.divergences(), answer.order(), readings(&case));
        let decisions: Vec<_> = answer
            .therapies()
            .map(|(_, decision)| (decision.value(), decision.statements(), decision.findings()))
            .collect();
        let key = (
            answer.grade().value(),
            answer.pathway().value(),
            decisions,
            beside,
            answer.prognosis(),
        );
        // Cases with the same answer have the same sentences: one of them is told.
        let text = seen.entry(key).or_insert_with(|| Report::new(&case).explanation().to_string());
        let (decided, rest) = text.split_once("\n\n").unwrap();
        match answers.get_mut(decided) {
            Some((_, count)) => *count += 1,
            None => {
                answers.insert(decided.to_owned(), (case, 1));
            }
        }
        for line in rest
            .lines()
            .filter(|line| !lines.contains(*line))
            .map(str::to_owned)
            .collect::<Vec<_>>()
        {
            lines.insert(line);
        }
    }
    let mut text = format!("{} distinct answers of 259200 complete cases\n", answers.len());
    for (decided, (case, count)) in &answers {
        write!(text, "\n# {count} cases, as {case}\n{decided}\n").unwrap();
    }
    golden("tests/told/answers.txt", &text);
    golden("tests/told/beside.txt", &lines.into_iter().map(|line| line + "\n").collect::<String>());
}

/// Whole explanations, from the first line to the last: one of each pathway, an emergency, an open case.
#[test]
fn whole_explanations_are_as_they_were_read() {
    let first = |wanted: &dyn Fn(&Answer) -> bool| {
        complete().into_iter().find(|case| wanted(recommend(case).answer())).unwrap()
    };
    let mut cases: Vec<Case> = Pathway::ALL
        .iter()
        .map(|pathway| first(&|answer| answer.pathway().value() == Some(*pathway)))
        .collect();
    cases.push(first(&|answer| answer.order().len() == 3 && answer.prognosis().is_some()));
    cases.push(Case::NOT_ASSESSED.with_differentiation(Differentiation::Poor));
    let told = |case: &Case| format!("# {case}\n{}\n\n", Report::new(case).explanation());
    golden("tests/told/whole.txt", &cases.iter().map(told).collect::<String>());
}

#[test]
fn statements_are_as_they_were_read() {
    let line = |statement: &Statement| {
        let entry = statement.entry();
        let (line, span, references) = (entry.line, &entry.span, entry.references);
        format!(
            "{statement} line {line} {references:?} {}\n  {span:?} {}\n",
            entry.text, entry.sha256
        )
    };
    golden("tests/told/statements.txt", &Statement::ALL.iter().map(line).collect::<String>());
}

#[test]
fn the_ledger_is_as_it_was_read() {
    golden("tests/told/divergences.md", &Ledger::ALL.to_string());
    for divergence in Divergence::ALL.iter().copied() {
        let text = Ledger::of(divergence).to_string();
        assert!(text.starts_with(&format!("## {divergence}\n")));
        assert!(divergence.citations().iter().all(|citation| text.contains(&citation.to_string())));
    }
}

/// The table in the docs of `Reading`: how many complete cases each decides.
#[test]
fn the_table_of_readings_is_counted() {
    let mut counts = [0_u32; 16];
    for case in complete() {
        for reading in readings(&case) {
            counts[usize::try_from(reading.index()).unwrap()] += 1;
        }
    }
    let mut table =
        "| reading | complete cases it decides, of 259,200 |\n| --- | ---: |\n".to_owned();
    for (reading, count) in Reading::ALL.iter().zip(counts) {
        writeln!(table, "| `{reading}` | {count} |").unwrap();
        assert!(count > 0, "{reading} decides nothing");
    }
    golden("src/reading/cases.md", &table);
}

#[test]
fn a_stake_is_the_answer_under_both_sides() {
    for case in complete().into_iter().step_by(997) {
        for reading in Reading::ALL.iter().copied() {
            let stake = stake(&case, reading);
            assert_eq!((stake.reading(), stake.chosen()), (reading, recommend(&case).answer()));
            assert_eq!(*stake.otherwise(), under(&case, reading));
            assert_eq!(
                stake.differing().next().is_some(),
                readings(&case).contains(reading),
                "{case}"
            );
            for question in stake.differing() {
                assert_ne!(stake.chosen().outcome(question), stake.otherwise().outcome(question));
            }
        }
    }
}

/// The second line of a receipt, from the JSON of the report.
fn line_of_json(case: &Case) -> String {
    let report = serde_json::to_value(Report::new(case)).unwrap();
    let list = |value: &serde_json::Value, between: &str| {
        let names = value.as_array().into_iter().flatten().map(|name| name.as_str().unwrap());
        names.collect::<Vec<_>>().join(between)
    };
    let mut line = String::from("answer");
    let therapies = report["therapies"].as_object().unwrap();
    assert_eq!(therapies.len(), 14);
    for question in Question::all() {
        let decision = match question {
            Question::Standing(therapy) => &therapies[therapy.as_str()],
            Question::Grade | Question::Pathway => &report[question.as_str()],
        };
        write!(line, " {question}=").unwrap();
        line += &decision["settled"].as_str().map_or(list(&decision["open"], "|"), str::to_owned);
        for (mark, key) in [("?", "needs"), (":", "statements"), (":", "findings")] {
            let list = list(&decision[key], ",");
            line += if list.is_empty() { "" } else { mark };
            line += &list;
        }
    }
    for key in ["gaps", "readings", "divergences"] {
        write!(line, " {key}={}", list(&report[key], ",")).unwrap();
    }
    let prognosis = &report["prognosis"];
    let horizon = match (&prognosis["median_months"], &prognosis["years"]) {
        (months, _) if *months == serde_json::json!([5, 11]) => "months:",
        (_, years) if *years == true => "years:",
        _ => "",
    };
    line + " prognosis=" + horizon + &list(&prognosis["statements"], ",")
}

#[test]
fn receipts_are_checked() {
    for case in complete().into_iter().step_by(313) {
        let partial =
            case.replacing(Finding::Ki67, &Case::NOT_ASSESSED).with_ecog(Ecog::Zero | Ecog::Three);
        for case in [case, partial, Case::NOT_ASSESSED] {
            let receipt = Report::new(&case).receipt().to_string();
            assert_eq!(receipt.lines().nth(1), Some(line_of_json(&case).as_str()));
            assert_eq!(receipt.lines().count(), 2);
            assert_eq!(Receipt::check(&receipt), Ok(case));
            assert_eq!(Receipt::check(&(receipt.replace('\n', "\r\n") + "\r\n")), Ok(case));
        }
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of what is wrong")]
fn what_is_no_receipt_is_refused() {
    let case = Case::NOT_ASSESSED.with_differentiation(Differentiation::Mixed).with_ecog(Ecog::One);
    let receipt = Report::new(&case).receipt().to_string();
    let start = format!(
        "nen-pathway {} contract 1 source {} case differentiation=mixed ecog=1\nanswer grade=",
        env!("CARGO_PKG_VERSION"),
        SOURCE.sha256
    );
    assert!(receipt.starts_with(&start), "{receipt}");
    let refused = |from: &str, to: &str| {
        assert!(receipt.contains(from), "{from}");
        Receipt::check(&receipt.replacen(from, to, 1)).unwrap_err().to_string()
    };
    for (from, to, message) in [
        ("contract 1", "contract 2", "receipt `2`: another version of the answers; accepted: `1`"),
        (
            "contract 1",
            "contract 1.0",
            "receipt `1.0`: another version of the answers; accepted: `1`",
        ),
        (
            "0438eb18",
            "0438eb19",
            "receipt `0438eb194bef084696faee8b68540a3d234ccf5aee968fbfa0c37eb6da95…`: another edition of the source; accepted: `0438eb184bef084696faee8b68540a3d234ccf5aee968fbfa0c37eb6da953848`",
        ),
        (
            "nen-pathway ",
            "pathway ",
            "receipt `pathway`: not in the form of a receipt; accepted: `nen-pathway`",
        ),
        (
            "ecog=1",
            "ecog=5",
            "ECOG performance status `5`: not one of its values; accepted: `0`, `1`, `2`, `3`, `4`",
        ),
        (
            "ecog=1",
            "age=1",
            "finding `age`: not one of its values; accepted: `primary_site`, `liver_metastases`, `differentiation`, `ki67`, `mitoses`, `ecog`, `primary_tumour`, `chemotherapy`, `platinum`",
        ),
        (
            "ecog=1",
            "ecog",
            "receipt `ecog`: not in the form of a receipt; accepted: a finding and its value, as `ecog=0|1`",
        ),
        (
            "ecog=1",
            "ecog=1 ecog=1",
            "receipt `ecog=1`: not in the form of a receipt; accepted: nothing more: each finding that is known once, in order",
        ),
        (
            "differentiation=mixed ecog=1",
            "ecog=1 differentiation=mixed",
            "receipt `ecog=1`: not in canonical form; accepted: `differentiation=mixed`",
        ),
        ("ecog=1", "ecog=1|1", "receipt `ecog=1|1`: not in canonical form; accepted: `ecog=1`"),
        ("ecog=1", "ecog=1|0", "receipt `ecog=1|0`: not in canonical form; accepted: `ecog=0|1`"),
        (
            "ecog=1",
            "ecog=1 platinum=either|cisplatin_only|carboplatin_only|neither",
            "receipt `platinum=either|cisplatin_only|carboplatin_only|neither`: not in the form of a receipt; accepted: nothing more: each finding that is known once, in order",
        ),
        (
            "ecog=1",
            "ki67=005% ecog=1",
            "receipt `ki67=005%`: not in canonical form; accepted: `ki67=5%`",
        ),
        (
            "contract 1",
            "contract +1",
            "receipt `+1`: another version of the answers; accepted: `1`",
        ),
        (
            "contract 1",
            "contract 01",
            "receipt `01`: another version of the answers; accepted: `1`",
        ),
        (
            "nen-pathway 0.1.0",
            "nen-pathway banana",
            "receipt `banana`: not in the form of a receipt; accepted: a version of the crate, as `1.0.0`",
        ),
        (
            "nen-pathway 0.1.0",
            "nen-pathway ",
            "receipt ``: not in the form of a receipt; accepted: a version of the crate, as `1.0.0`",
        ),
        (
            "differentiation=mixed",
            "differentiation=well",
            "receipt `pathway=outside_scope:S01`: not the answer to its case; accepted: `pathway=net|net_g3|outside_scope?primary_site,liver_metastas…`",
        ),
        (
            "tace=not_addressed",
            "tace=option",
            "receipt `tace=option`: not the answer to its case; accepted: `tace=not_addressed`",
        ),
        (
            "?ki67,mitoses",
            "?ki67",
            "receipt `grade=g1|g2|g3?ki67`: not the answer to its case; accepted: `grade=g1|g2|g3?ki67,mitoses`",
        ),
        (
            "outside_scope:S01",
            "outside_scope:S02",
            "receipt `pathway=outside_scope:S02`: not the answer to its case; accepted: `pathway=outside_scope:S01`",
        ),
        (
            "gaps=",
            "gaps=net_g3",
            "receipt `gaps=net_g3`: not the answer to its case; accepted: `gaps=`",
        ),
        (
            "prognosis=",
            "prognosis= more",
            "receipt `more`: not in the form of a receipt; accepted: nothing after the last part",
        ),
        (
            "\nanswer",
            " answer",
            "receipt `nen-pathway 0.1.0 contract 1 source 0438eb184bef084696faee8b…`: not in the form of a receipt; accepted: two lines",
        ),
    ] {
        assert_eq!(refused(from, to), message, "{from} as {to}");
    }
    // The version of the crate is for the record: the answers decide.
    assert_eq!(Receipt::check(&receipt.replacen("0.1.0", "9.9.9", 1)), Ok(case));
    for version in [
        "1.0.0-alpha.1",
        "1.0.0+20261125",
        "10.20.30-rc-1+a.01",
        "99999999999999999999999.0.0-0.0a",
    ] {
        assert_eq!(Receipt::check(&receipt.replacen("0.1.0", version, 1)), Ok(case), "{version}");
    }
    for version in [
        "..",
        "0.1",
        "0.1.0.0",
        "0.1.0-",
        "0.1.0+",
        "0.1.0+..--",
        "00.1.0",
        "0.1.01",
        "v0.1.0",
        "0.1.x",
        "0.1.0-a_b",
        "0.1.0-01",
        "0.1.0-a.01",
    ] {
        assert!(Receipt::check(&receipt.replacen("0.1.0", version, 1)).is_err(), "{version}");
    }
    // What differs is shown, however long the list; a short one whole.
    let case = Case::NOT_ASSESSED
        .with_primary_site(PrimarySite::SigmoidColon)
        .with_liver_metastases(LiverMetastases::Multiple)
        .with_differentiation(Differentiation::Poor)
        .with_ki67(Ki67::percent::<80>())
        .with_chemotherapy(Chemotherapy::NotStarted);
    let long = Report::new(&case).receipt().to_string();
    let changed = |from: &str, to: &str| {
        assert!(long.contains(from), "{long}");
        Receipt::check(&long.replacen(from, to, 1)).unwrap_err().to_string()
    };
    assert_eq!(
        changed("nec:S05,S06,S41", "nec:S05,S06,S42"),
        "receipt `pathway=nec:S05,S06,S42,S50`: not the answer to its case; accepted: `pathway=nec:S05,S06,S41,S50`"
    );
    assert_eq!(
        changed(",single_case_evidence", ""),
        "receipt `divergences=…organ_function`: not the answer to its case; accepted: `divergences=…organ_function,single_case_evidence`"
    );
    assert_eq!(
        changed(",single_case_evidence", ",single_casé"),
        "receipt `divergences=…single_casé`: not the answer to its case; accepted: `divergences=…single_case_evidence`"
    );
    for cut in 0..receipt.len() {
        assert!(Receipt::check(receipt.get(..cut).unwrap_or_default()).is_err(), "{cut}");
    }
}

#[test]
fn findings_are_told_as_people_write_them() {
    let nothing = Case::NOT_ASSESSED;
    let words = |finding: Finding, json: &str| {
        nothing.stating(finding, json).unwrap().words(finding).to_string().replace('\u{a0}', "_")
    };
    for (text, said) in [
        ("80%", "80_%"),
        ("20.05%", "20.05_%"),
        ("<3%", "<_3_%"),
        ("<=20%", "≤_20_%"),
        (">20%", ">_20_%"),
        (">=55%", "≥_55_%"),
        ("10-20%", "10–20_%"),
        ("20.01-30%", ">_20 to 30_%"),
        ("10-19.99%", "10–19.99_%"),
        ("0.01-2%", "0.01–2_%"),
    ] {
        assert_eq!(words(Finding::Ki67, text), said);
    }
    assert_eq!(words(Finding::Mitoses, ">=2/2mm2"), "≥_2");
    let ecog = |values: &[Ecog]| {
        let values = Possible::from_values(values.iter().copied()).unwrap();
        nothing.with_ecog(values).words(Finding::Ecog).to_string()
    };
    assert_eq!(ecog(&[Ecog::One]), "1");
    assert_eq!(ecog(&[Ecog::Zero, Ecog::One]), "0–1");
    assert_eq!(ecog(&[Ecog::Two, Ecog::Three, Ecog::Four]), "2–4");
    assert_eq!(ecog(&[Ecog::Zero, Ecog::Two]), "0 or 2");
    assert_eq!(ecog(&[Ecog::Zero, Ecog::Three, Ecog::Four]), "0 or 3 or 4");
    let drug = nothing.with_platinum(Platinum::Either | Platinum::Neither);
    assert_eq!(drug.words(Finding::Platinum).to_string(), "either drug or neither");
}
