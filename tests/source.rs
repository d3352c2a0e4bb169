//! The registry: every statement in its place, used by a rule or listed as unused.

use std::{collections::BTreeSet, fs, path::Path};

use nen_pathway::*;
use sha2::{Digest, Sha256};

#[test]
fn statements_stand_in_order_and_do_not_overlap() {
    let mut end = 0;
    let (mut line, mut section) = (1, Section::Scope);
    for statement in Statement::ALL.iter().copied() {
        let entry = statement.entry();
        assert!(entry.span.start >= end && entry.span.end > entry.span.start, "{statement}");
        assert!(entry.span.end <= SOURCE.bytes && entry.line >= line && entry.section >= section);
        (end, line, section) = (entry.span.end, entry.line, entry.section);
        assert!(entry.references.iter().all(|number| (1..=7).contains(number)), "{statement}");
        assert_eq!(entry.sha256.len(), 64, "{statement}");
        assert!(entry.text.ends_with('.') && entry.text.len() > 40, "{statement}");
        assert_eq!(statement.text(), entry.text);
    }
    assert_eq!(Statement::ALL.len(), 51);
    assert_eq!(line, 50, "the last statement is on the last line");
}

/// Every statement that some answer cites, over all complete cases, and no other, counts as used.
#[test]
fn every_statement_is_used_or_said_to_be_unused() {
    let mut cited = Set::EMPTY;
    for differentiation in Differentiation::ALL.iter().copied() {
        for site in PrimarySite::ALL.iter().copied() {
            for liver in LiverMetastases::ALL.iter().copied() {
                for chemotherapy in Chemotherapy::ALL.iter().copied() {
                    for tumour in PrimaryTumour::ALL.iter().copied() {
                        for (ki67, ecog) in
                            [(500, Ecog::One), (9_000, Ecog::One), (9_000, Ecog::Four)]
                        {
                            let case = Case::NOT_ASSESSED
                                .with_differentiation(differentiation)
                                .with_primary_site(site)
                                .with_liver_metastases(liver)
                                .with_chemotherapy(chemotherapy)
                                .with_primary_tumour(tumour)
                                .with_ki67(Ki67::exactly(Hundredths(ki67)).unwrap())
                                .with_mitoses(MitoticRate::per_2mm2::<1>())
                                .with_ecog(ecog)
                                .with_platinum(Platinum::Either);
                            let recommendation = recommend(&case);
                            let answer = recommendation.answer();
                            cited = cited.or(answer.pathway().statements());
                            cited = answer
                                .therapies()
                                .fold(cited, |all, (_, decision)| all.or(decision.statements()));
                            cited = cited
                                .or(answer.prognosis().map_or(Set::EMPTY, Prognosis::statements));
                        }
                    }
                }
            }
        }
    }
    let unused: Set<Statement> = Statement::ALL
        .iter()
        .copied()
        .filter(|statement| statement.why_unused().is_some())
        .collect();
    assert_eq!(unused.to_string(), "S07 S11 S12 S34");
    assert_eq!(cited.and(unused), Set::EMPTY);
    assert_eq!(cited.or(unused).len(), 51, "neither cited nor listed as unused");
}

#[test]
fn another_text_is_refused_and_the_statements_are_named() {
    let error = SourceText::check(b"").unwrap_err();
    assert_eq!(error.failed().len(), 51);
    assert_eq!(
        error.to_string(),
        format!(
            "another edition of the source: 51 of 51 statements differ, first on line 1: {}; accepted: the \
             text of 4593 bytes with digest 0438eb184bef084696faee8b68540a3d234ccf5aee968fbfa0c37eb6da953848",
            Statement::ALL.iter().copied().collect::<Set<_>>(),
        ),
    );
    assert!(SourceText::check(&[0xff; 5_000]).is_err());
}

/// With a copy of the source at hand: each digest holds, each sentence can be shown, and one changed letter
/// is found.
#[test]
fn the_registry_fits_the_source() {
    let copy =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/source/000_5049645396e33319.txt");
    let Ok(text) = fs::read(copy) else {
        println!("no copy of the source here: its digests are not checked");
        return;
    };
    let source = SourceText::check(&text).unwrap();
    for statement in Statement::ALL.iter().copied() {
        let entry = statement.entry();
        let sentence = source.sentence(statement);
        assert!(!sentence.is_empty() && !sentence.contains('\n'), "{statement}");
        let digest = Sha256::digest(sentence);
        let digest = digest.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
        assert_eq!(digest, entry.sha256, "{statement}");
        let line = text[..entry.span.start].split(|byte| *byte == b'\n').count();
        assert_eq!(line, entry.line, "{statement}");

        let mut changed = text.clone();
        changed[entry.span.start] ^= 1;
        let error = SourceText::check(&changed).unwrap_err();
        assert_eq!(error.failed(), Set::from_iter([statement]));
    }
    let between = text.iter().position(|byte| *byte == b'\n').unwrap();
    let mut changed = text.clone();
    changed[between] = b' ';
    let error = SourceText::check(&changed).unwrap_err();
    assert!(error.failed().is_empty());
    assert!(error.to_string().contains("every statement is in its place"), "{error}");
    let mut longer = text.clone();
    longer.push(b'\n');
    assert!(SourceText::check(&longer).is_err(), "a final newline is a difference");
}

/// The source's sentences are another's text: no run of nine words of it stands in the project. Digests of the runs are
/// kept, so that it is checked without a copy too.
#[test]
fn no_sentence_of_the_source_is_in_the_project() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let digests = |text: &str| -> Vec<String> {
        let split = text.split(|letter: char| !letter.is_alphanumeric());
        let words: Vec<_> = split.filter(|it| !it.is_empty()).map(str::to_lowercase).collect();
        let runs = words.windows(9).map(|run| Sha256::digest(run.join(" ")));
        runs.map(|digest| {
            digest[..8].iter().fold(String::new(), |hex, it| format!("{hex}{it:02x}"))
        })
        .collect()
    };
    let kept = root.join("tests/told/source-runs.txt");
    if let Ok(text) = fs::read_to_string(root.join("../shared/source/000_5049645396e33319.txt")) {
        let all: BTreeSet<String> = digests(&text).into_iter().collect();
        let all = all.into_iter().map(|digest| digest + "\n").collect::<String>();
        if std::env::var_os("BLESS").is_some() {
            fs::write(&kept, &all).unwrap();
        }
        assert_eq!(all, fs::read_to_string(&kept).unwrap().replace("\r\n", "\n"));
    }
    let source = fs::read_to_string(&kept).unwrap();
    let source: BTreeSet<&str> = source.lines().collect();
    assert!(source.len() > 500, "{}", source.len());
    let mut files = vec![root.to_path_buf()];
    while let Some(path) = files.pop() {
        if path.is_dir() {
            let skip = path.ends_with("target") || path.ends_with(".git");
            let entries = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
            files.extend(entries.filter(|_| !skip));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let found = digests(&text).into_iter().find(|digest| source.contains(&**digest));
            assert!(found.is_none(), "{}: nine words of the source", path.display());
        }
    }
}

#[test]
fn readings_gaps_and_divergences_have_their_texts() {
    for reading in Reading::ALL.iter().copied() {
        assert!(!reading.statements().is_empty());
        assert!(
            [reading.question(), reading.chosen(), reading.alternative()]
                .iter()
                .all(|text| text.ends_with(['.', '?']))
        );
    }
    assert!(Gap::ALL.iter().all(|gap| gap.text().ends_with('.')));
    for divergence in Divergence::ALL.iter().copied() {
        assert!(divergence.source_says().contains("(S"), "{divergence}");
        assert!(!divergence.citations().is_empty(), "{divergence}");
        let named = |statement: &Statement| divergence.source_says().contains(statement.as_str());
        let named: Set<Statement> = Statement::ALL.iter().copied().filter(named).collect();
        assert_eq!(divergence.statements(), named, "{divergence}");
        let told = divergence.guidance_says();
        assert!(
            !["mg/m", "AUC", " mg"].iter().any(|dose| told.contains(dose)),
            "{divergence} has a dose"
        );
    }
}
