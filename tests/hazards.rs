//! The hazard log: every test it names exists, and what it claims of answers holds in every complete case.

#[path = "support/complete.rs"]
mod complete;
#[path = "support/project.rs"]
mod project;

use complete::complete;
use nen_pathway::*;

/// Every complete case with its answer.
fn every(mut check: impl FnMut(&Case, &Answer)) {
    for case in complete() {
        check(&case, recommend(&case).answer());
    }
}

fn value(answer: &Answer, therapy: Therapy) -> Option<Standing> {
    answer.therapy(therapy).value()
}

const REGIMENS: [Therapy; 4] = [
    Therapy::Folfox,
    Therapy::FolfoxBevacizumab,
    Therapy::Folfiri,
    Therapy::OtherColorectalRegimen,
];
const PLATINUM: [Therapy; 2] = [Therapy::CisplatinEtoposide, Therapy::CarboplatinEtoposide];
const ANALOGUES: [Therapy; 2] = [Therapy::Lanreotide, Therapy::Octreotide];

#[test]
fn every_hazard_is_told_in_full_and_every_test_it_names_exists() {
    let log = project::text("HAZARDS.md");
    let hazards: Vec<&str> = log.split("\n### ").skip(1).collect();
    assert_eq!(hazards.len(), 18);
    for (number, hazard) in (1..).zip(hazards) {
        assert!(hazard.starts_with(&format!("H{number:02} ")), "{hazard}");
        for field in ["Cause", "Effect", "Control", "Evidence", "Residual risk"] {
            assert_eq!(
                hazard.matches(&format!("- **{field}:** ")).count(),
                1,
                "{field} in {hazard}"
            );
        }
        let (_, evidence) = hazard.split_once("- **Evidence:** ").unwrap();
        let (evidence, _) = evidence.split_once("- **Residual risk:** ").unwrap();
        let named: Vec<&str> = evidence.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "{hazard}");
        for test in named {
            let (file, name) = test.split_once("::").unwrap();
            let text = project::text(file);
            let exists = match name.strip_prefix("doc ") {
                Some(first_line) => {
                    text.contains(&format!("//! {first_line}:\n//! ```compile_fail"))
                }
                None => text.contains(&format!("#[test]\nfn {name}()")),
            };
            assert!(exists, "H{number:02} names {test}");
            let ignored = text.lines().any(|line| line.starts_with("#[ignore"));
            assert!(!ignored, "{file} leaves tests out");
        }
    }
}

#[test]
fn a_net_g3_is_offered_nothing_and_is_told_to_be_a_gap() {
    every(|case, answer| {
        if answer.pathway().value() == Some(Pathway::NetG3) {
            assert!(
                Therapy::ALL.iter().all(|it| value(answer, *it) == Some(Standing::NotAddressed)),
                "{case}"
            );
            assert!(answer.gaps().contains(Gap::NetG3), "{case}");
            assert!(answer.divergences().contains(Divergence::NetG3), "{case}");
        }
    });
}

#[test]
fn discordant_pathology_is_verified_before_anything_starts() {
    every(|case, answer| {
        let low = answer.grade().value() != Some(Grade::G3);
        let in_scope = answer.pathway().value() != Some(Pathway::OutsideScope);
        let discordant = match case.differentiation().only() {
            Some(Differentiation::Poor) => low,
            other => other == Some(Differentiation::Moderate),
        };
        if in_scope && discordant {
            assert_eq!(answer.pathway().value(), Some(Pathway::VerifyPathology), "{case}");
            let started =
                Therapy::ALL.iter().any(|it| value(answer, *it).is_some_and(Standing::is_offered));
            assert!(!started && answer.order().contains(Precedence::VerificationFirst), "{case}");
        }
    });
}

#[test]
fn a_regimen_is_never_ruled_out_without_what_guidance_says_of_the_second_line() {
    every(|case, answer| {
        if REGIMENS.iter().any(|it| value(answer, *it) == Some(Standing::Avoid)) {
            assert!(answer.divergences().contains(Divergence::SecondLine), "{case}");
        }
    });
}

#[test]
fn irinotecan_with_cisplatin_is_no_colorectal_regimen() -> Result<(), ReviewError> {
    assert!("irinotecan_cisplatin".parse::<Given>().is_err());
    let mut first_lines = 0;
    for case in complete().into_iter().step_by(37) {
        let review = review(&case, &[Given::Other])?;
        let decision = review.given().next().unwrap().1;
        assert_eq!(decision.value(), Some(Standing::NotAddressed), "given as `other`");
        if !review.omitted().is_empty() {
            first_lines += 1;
            assert!(review.answer().divergences().contains(Divergence::IrinotecanPlatinum));
        }
    }
    assert!(first_lines > 0);
    Ok(())
}

#[test]
fn early_surgery_in_extensive_nec_is_ruled_out_unless_there_is_a_complication() {
    every(|case, answer| {
        let first = Chemotherapy::NotStarted | Chemotherapy::UnderWay;
        let extensive = case.liver_metastases().only() == Some(LiverMetastases::Multiple);
        let nec = answer.pathway().value() == Some(Pathway::Nec);
        if nec && extensive && case.chemotherapy().is_within(first) {
            assert_eq!(value(answer, Therapy::Debulking), Some(Standing::Avoid), "{case}");
            assert!(answer.order().contains(Precedence::ChemotherapyBeforeSurgery), "{case}");
            if case.primary_tumour().only() == Some(PrimaryTumour::Uncomplicated) {
                assert_eq!(
                    value(answer, Therapy::PrimaryResection),
                    Some(Standing::Avoid),
                    "{case}"
                );
            }
        }
    });
}

#[test]
fn an_emergency_operation_is_never_ruled_out_and_never_waits() {
    every(|case, answer| {
        let emergency =
            PrimaryTumour::Obstructing | PrimaryTumour::Bleeding | PrimaryTumour::PerforationRisk;
        if case.primary_tumour().is_within(emergency) {
            let standing = value(answer, Therapy::PrimaryResection);
            assert!(!matches!(standing, Some(Standing::Avoid | Standing::VerifyFirst)), "{case}");
            assert!(answer.gaps().contains(Gap::BowelEmergency), "{case}");
            assert_eq!(answer.order().iter().next(), Some(Precedence::EmergencyFirst), "{case}");
        }
    });
}

#[test]
fn no_platinum_is_recommended_before_it_is_known_what_the_patient_can_receive() {
    every(|case, _| {
        let open = case.replacing(Finding::Platinum, &Case::NOT_ASSESSED);
        let open = *recommend(&open).answer();
        for therapy in PLATINUM {
            assert!(!value(&open, therapy).is_some_and(Standing::is_offered), "{case}");
        }
    });
}

#[test]
fn organ_function_is_told_wherever_platinum_is_offered() {
    every(|case, answer| {
        if PLATINUM.iter().any(|it| value(answer, *it).is_some_and(Standing::is_offered)) {
            assert!(answer.divergences().contains(Divergence::OrganFunction), "{case}");
            let bleeding = case.primary_tumour().only() == Some(PrimaryTumour::Bleeding);
            assert_eq!(
                answer.divergences().contains(Divergence::CarboplatinBleeding),
                bleeding,
                "{case}"
            );
        }
    });
}

#[test]
fn a_prognosis_is_told_of_a_population_and_of_the_source_only() {
    for prognosis in [Prognosis::Months, Prognosis::Years] {
        assert!(prognosis.text().contains("no forecast for one patient"));
        assert!(prognosis.text().starts_with("The source "));
    }
    every(|case, answer| {
        if answer.prognosis() == Some(Prognosis::Months) {
            assert!(answer.divergences().contains(Divergence::SurvivalByPopulation), "{case}");
        }
    });
}

#[test]
fn what_is_outside_the_scope_is_answered_by_silence() {
    every(|case, answer| {
        let outside = case.primary_site().only() == Some(PrimarySite::Elsewhere)
            || case.liver_metastases().only() == Some(LiverMetastases::Absent)
            || case.differentiation().only() == Some(Differentiation::Mixed);
        assert_eq!(answer.pathway().value() == Some(Pathway::OutsideScope), outside, "{case}");
        if outside {
            assert!(
                Therapy::ALL.iter().all(|it| value(answer, *it) == Some(Standing::NotAddressed)),
                "{case}"
            );
        }
    });
}

#[test]
fn the_ban_on_analogues_is_told_to_leave_symptoms_open() {
    every(|case, answer| {
        if ANALOGUES.iter().any(|it| value(answer, *it) == Some(Standing::Avoid)) {
            assert!(answer.gaps().contains(Gap::SymptomControl), "{case}");
        }
    });
}

#[test]
fn verification_of_the_pathology_is_told_wherever_a_nec_is_treated() {
    every(|case, answer| {
        if answer.pathway().value() == Some(Pathway::Nec) {
            let emergency = answer.gaps().contains(Gap::BowelEmergency);
            let first = answer.order().iter().nth(usize::from(emergency));
            assert_eq!(first, Some(Precedence::VerificationFirst), "{case}");
            assert!(answer.pathway().statements().contains(Statement::S50), "{case}");
        }
    });
}

#[test]
fn nothing_is_taken_for_granted() {
    assert!(Finding::ALL.iter().all(|finding| !Case::NOT_ASSESSED.is_assessed(*finding)));
    let recommendation = recommend(&Case::NOT_ASSESSED);
    assert!(recommendation.answer().therapies().all(|(_, decision)| decision.value().is_none()));
    for word in ["high", "positive", "low-grade", "NEC", "NET", "unknown", ""] {
        assert!(
            word.parse::<Ki67>().is_err() && word.parse::<Differentiation>().is_err(),
            "{word}"
        );
    }
}

#[test]
fn the_sources_references_are_numbers_without_titles() {
    assert!(SOURCE.references.contains("no list"));
    for statement in Statement::ALL {
        assert!(
            statement.entry().references.iter().all(|number| (1..=7).contains(number)),
            "{statement}"
        );
        assert!(!statement.text().contains("et al"), "{statement}");
    }
}

#[test]
fn every_report_says_what_it_is_not() {
    for case in complete().into_iter().step_by(97) {
        let text = Report::new(&case).explanation().to_string();
        assert!(text.ends_with(Report::NOTICE), "{case}");
        assert!(text.contains("unreviewed") && !text.contains("mg"), "{case}");
    }
    assert!(Report::NOTICE.contains("decides nothing") && Report::NOTICE.contains("no dose"));
}

#[test]
fn the_molecular_profile_is_told_with_every_nec() {
    every(|case, answer| {
        let nec = answer.pathway().value() == Some(Pathway::Nec);
        assert_eq!(answer.divergences().contains(Divergence::MolecularProfile), nec, "{case}");
    });
}
