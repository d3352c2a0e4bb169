//! Cases as words, and the numbers of their answers.

#[path = "support/complete.rs"]
mod complete;

use std::collections::BTreeMap;

use complete::complete;
use nen_pathway::*;

/// The answer of every complete case has a number; each number stands for one answer, and occurs.
#[test]
fn every_complete_case_has_the_number_of_its_answer() {
    let mut answers = BTreeMap::new();
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
    assert_eq!(answers.keys().copied().collect::<Vec<_>>(), ids);
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
        let mut column = vec![7; places];
        let error = possible_values(&cases, Question::Grade, &mut column).unwrap_err();
        let told = format!("column `{places}`: not as long as the cases; accepted: 3");
        assert_eq!(error.to_string(), told);
        assert!(column.iter().all(|byte| *byte == 7));
        assert_eq!(answer_ids(&cases, &mut vec![None; places]), Err(error));
    }
}
