//! Cases as words, and the numbers of their answers.

#[path = "support/complete.rs"]
mod complete;
#[path = "support/ways.rs"]
mod ways;

use std::collections::HashMap;

use complete::complete;
use nen_pathway::*;
use ways::Ways;

/// The answer of every complete case has a number; each number stands for one answer, and occurs.
#[test]
fn every_complete_case_has_the_number_of_its_answer() {
    let mut answers = HashMap::new();
    for case in complete() {
        let answer = *recommend(&case).answer();
        let id = PackedCase::from(&case).answer_id().unwrap();
        let decisions = (answer.grade(), answer.pathway(), answer.therapies().collect::<Vec<_>>());
        let told = answers.entry(id).or_insert_with(|| decisions.clone());
        assert_eq!(*told, decisions, "{case}");
        assert_eq!(Decision::Settled(id.grade()), decisions.0);
        assert_eq!(Decision::Settled(id.pathway()), decisions.1);
        for (therapy, decision) in decisions.2 {
            assert_eq!(Decision::Settled(id.therapy(therapy)), decision);
        }
    }
    let ids: Vec<AnswerId> = AnswerId::all().collect();
    assert!(ids.iter().all(|id| answers.contains_key(id)) && ids.len() == answers.len());
    for (one, answer) in &answers {
        assert!(answers.iter().all(|(other, told)| one == other || told != answer), "{one:?}");
    }
    println!("{} different answers to {} complete cases", ids.len(), complete().len());
}

/// Values that nothing tells apart are known well enough: both have the number that each of them has. Values that something
/// tells apart have none.
#[test]
fn what_is_not_told_apart_need_not_be_known() {
    use {
        Chemotherapy::*, Ecog::*, LiverMetastases::*, Platinum::*, PrimarySite::*, PrimaryTumour::*,
    };
    let id = |case: Case| PackedCase::from(&case).answer_id();
    let nec = Case::NOT_ASSESSED
        .with_primary_site(SigmoidColon)
        .with_liver_metastases(Multiple)
        .with_differentiation(Differentiation::Poor)
        .with_ki67(Ki67::percent::<80>())
        .with_ecog(One)
        .with_primary_tumour(Obstructing)
        .with_chemotherapy(NotStarted)
        .with_platinum(Either);
    assert!(id(nec).is_some(), "mitoses change nothing above 20 %");
    for alike in [
        nec.with_ecog(Zero | One | Two),
        nec.with_primary_tumour(Obstructing | Bleeding | PerforationRisk),
        nec.with_chemotherapy(NotStarted | UnderWay),
        nec.with_ki67(">20%".parse().unwrap()),
    ] {
        assert_eq!(id(alike), id(nec), "{alike}");
    }
    for open in [
        nec.with_ecog(Two | Three),
        nec.with_primary_tumour(Obstructing | ComplicationImminent),
        nec.with_chemotherapy(UnderWay | IndolentAfter),
        nec.with_platinum(Either | CisplatinOnly),
        nec.with_liver_metastases(Solitary | Multiple),
        nec.with_primary_site(SigmoidColon | OtherColorectal),
        nec.with_differentiation(Differentiation::Moderate | Differentiation::Poor),
        nec.with_ki67(">=20%".parse().unwrap()),
    ] {
        assert_eq!(id(open), None, "{open}");
    }
    // Outside the scope for one reason, the other two may be as they like.
    let mixed = nec.with_differentiation(Differentiation::Mixed);
    let elsewhere = nec.with_primary_site(Elsewhere);
    let absent = nec.with_liver_metastases(Absent);
    for outside in [
        mixed.with_primary_site(Possible::ALL).with_liver_metastases(Possible::ALL),
        elsewhere.with_differentiation(Possible::ALL).with_liver_metastases(Possible::ALL),
        absent.with_differentiation(Possible::ALL).with_primary_site(Possible::ALL),
    ] {
        assert_eq!(id(outside), id(mixed), "{outside}");
        assert!(id(outside).is_some_and(|id| id.pathway().value() == Pathway::OutsideScope));
    }
}

/// Every two ranges with every scope, and every state with every course: all sixteen columns are what `recommend` says of the
/// case, and there is a number exactly where no complete case tells the values of a finding apart.
#[test]
fn every_part_of_a_word_is_answered_as_the_case() {
    let ways = Ways::found();
    let rest = |n: u64| {
        1 << (n % 5) | 32 << (n / 5 % 6) | 1 << (11 + n / 30 % 4) | 1 << (15 + n / 120 % 4)
    };
    let scope = |n: u64| 1 << (n % 3) | 8 << (n / 3 % 3) | 64 << (n / 9 % 4);
    let cell = |n: u64| 1 << (10 + n / 36 % 7) | 1 << (17 + n / 252 % 3);
    let runs = |size: u32| {
        (0..size).flat_map(move |from| (from..size).map(move |to| (2_u64 << to) - (1 << from)))
    };
    let graded = || runs(7).flat_map(|ki67| runs(3).map(move |mitoses| ki67 | mitoses << 7));
    let scopes = (1..1 << 10).filter(|set| set & 7 != 0 && set >> 3 & 7 != 0 && set >> 6 != 0);
    let states = (1..1 << 11).filter(|set| set & 31 != 0 && set >> 5 != 0);
    let courses = || (1..1 << 8).filter(|set| set & 15 != 0 && set >> 4 != 0);
    let by_pathology = scopes.flat_map(|set| graded().map(move |graded| set | graded << 10));
    let by_course = states.flat_map(|set| courses().map(move |course| set | course << 11));
    let by_pathology = (0..).zip(by_pathology).map(|(n, set)| set | rest(n) << 20);
    let by_course = (0..).zip(by_course).map(|(n, set)| set << 20 | scope(n) | cell(n));
    let words: Vec<u64> = by_pathology.chain(by_course).collect();
    let packed: Vec<PackedCase> =
        words.iter().map(|word| PackedCase::from_bits(*word).unwrap()).collect();
    let mut columns =
        Question::all().map(|question| (question, vec![0; packed.len()])).collect::<Vec<_>>();
    let mut filled = columns
        .iter_mut()
        .map(|(question, column)| (*question, &mut column[..]))
        .collect::<Vec<_>>();
    assert_eq!(possible_values(&packed, &mut filled), Ok(()));
    for (row, packed) in packed.iter().enumerate() {
        let answer = *recommend(&Case::from(*packed)).answer();
        let id = packed.answer_id();
        assert_eq!(id.is_some(), ways.know(packed.bits()), "{packed:?}");
        for (question, column) in &columns {
            let possible = match question {
                Question::Grade => answer.grade().possible().bits(),
                Question::Pathway => answer.pathway().possible().bits(),
                Question::Standing(therapy) => answer.therapy(*therapy).possible().bits(),
            };
            assert_eq!(column[row], possible, "{packed:?}: {question}");
        }
        if let Some(id) = id {
            assert_eq!(Decision::Settled(id.grade()), answer.grade(), "{packed:?}");
            assert_eq!(Decision::Settled(id.pathway()), answer.pathway(), "{packed:?}");
            for (therapy, decision) in answer.therapies() {
                assert_eq!(Decision::Settled(id.therapy(therapy)), decision, "{packed:?}");
            }
        }
    }
    println!("{} words", words.len());
}

/// A word that is no case: the finding is named, its bits, and what is accepted.
#[test]
fn a_word_that_is_no_case_is_refused() {
    let all = PackedCase::NOT_ASSESSED.bits();
    assert_eq!(all, 0x7f_ffff_ffff);
    assert_eq!(PackedCase::from(&Case::NOT_ASSESSED), PackedCase::NOT_ASSESSED);
    let refused = |bits: u64| PackedCase::from_bits(bits).unwrap_err().to_string();
    let fields = [
        ("primary_site", 0, 3),
        ("liver_metastases", 3, 3),
        ("differentiation", 6, 4),
        ("ki67", 10, 7),
        ("mitoses", 17, 3),
        ("ecog", 20, 5),
        ("primary_tumour", 25, 6),
        ("chemotherapy", 31, 4),
        ("platinum", 35, 4),
    ];
    for (name, place, size) in fields {
        let without = all & !(((1 << size) - 1) << place);
        let zeros = "0".repeat(size);
        let expected = format!("{name} `{zeros}`: no value is possible; accepted: one bit or more");
        assert_eq!(refused(without), expected);
    }
    assert_eq!(
        refused(all & !(1 << 12)),
        "ki67 `1111011`: a hole; accepted: bits that follow each other"
    );
    assert_eq!(
        refused(all & !(1 << 18)),
        "mitoses `101`: a hole; accepted: bits that follow each other"
    );
    assert!(PackedCase::from_bits(all & !(1 << 22)).is_ok(), "other findings may have holes");
    assert_eq!(
        refused(all | 1 << 39),
        "bits `0xffffffffff`: past the last finding; accepted: `0x7fffffffff` or less"
    );
    assert_eq!(
        format!("{:?}", PackedCase::NOT_ASSESSED),
        format!("PackedCase(0x7fffffffff: {})", Case::NOT_ASSESSED)
    );
}

/// A column of another length is refused and left as it is.
#[test]
fn a_column_of_another_length_is_left_alone() {
    let cases = [PackedCase::NOT_ASSESSED; 3];
    for places in [0, 2, 4] {
        let (mut good, mut column) = ([7; 3], vec![7; places]);
        let mut columns = [(Question::Pathway, &mut good[..]), (Question::Grade, &mut column)];
        let error = possible_values(&cases, &mut columns).unwrap_err();
        let told =
            |of: &str| format!("column of {of} `{places}`: not as long as the cases; accepted: 3");
        assert_eq!((error.to_string(), error.question), (told("grade"), Some(Question::Grade)));
        assert!(good.iter().chain(&column).all(|byte| *byte == 7));
        let error = answer_ids(&cases, &mut vec![None; places]).unwrap_err();
        assert_eq!((error.to_string(), error.question), (told("numbers"), None));
    }
}
