//! The promises of the types: traits, sizes, names.

use std::{collections::HashSet, fmt::Debug, hash::Hash, str::FromStr};

use nen_pathway::*;

fn vocabulary<T>(count: usize)
where
    T: Vocabulary + FromStr<Err = NameError> + Ord + Hash + Debug + ToString + Send + Sync + Unpin,
{
    assert_eq!(T::ALL.len(), count, "{}", T::KIND);
    assert_eq!(T::NAMES.len(), count);
    let names: HashSet<_> = T::ALL.iter().map(|value| value.as_str()).collect();
    assert_eq!(names.len(), count);
    for (place, value) in (0..).zip(T::ALL.iter().copied()) {
        assert_eq!(value.index(), place);
        assert_eq!(value.to_string(), value.as_str());
        assert_eq!(value.as_str().parse(), Ok(value));
        assert!(
            value.as_str().to_uppercase().parse::<T>().is_err()
                || value.as_str() == value.as_str().to_uppercase()
        );
    }
    assert!(T::ALL.is_sorted());
    assert!("".parse::<T>().is_err());
}

#[test]
fn vocabularies_have_their_names_both_ways() {
    vocabulary::<Finding>(9);
    vocabulary::<PrimarySite>(3);
    vocabulary::<LiverMetastases>(3);
    vocabulary::<Differentiation>(4);
    vocabulary::<Ecog>(5);
    vocabulary::<PrimaryTumour>(6);
    vocabulary::<Chemotherapy>(4);
    vocabulary::<Platinum>(4);
    vocabulary::<Grade>(3);
    vocabulary::<Pathway>(5);
    vocabulary::<Therapy>(14);
    vocabulary::<Standing>(7);
    vocabulary::<Statement>(51);
    vocabulary::<Section>(10);
    vocabulary::<Reading>(16);
    vocabulary::<Gap>(11);
    vocabulary::<Divergence>(17);
    vocabulary::<Precedence>(3);
    vocabulary::<FirstLineNecTherapy>(3);
    vocabulary::<LaterNecTherapy>(5);
    vocabulary::<AnyLineNecTherapy>(1);
    vocabulary::<NetTherapy>(7);
}

/// The names of the contract, typed from it.
#[test]
fn names_on_the_wire_are_those_of_the_contract() {
    fn names<T: Vocabulary>(expected: &str) {
        assert_eq!(T::NAMES.join(" "), expected);
    }
    names::<Finding>(
        "primary_site liver_metastases differentiation ki67 mitoses ecog primary_tumour chemotherapy platinum",
    );
    names::<PrimarySite>("sigmoid_colon other_colorectal elsewhere");
    names::<LiverMetastases>("absent solitary multiple");
    names::<Differentiation>("well moderate poor mixed");
    names::<PrimaryTumour>(
        "resected uncomplicated complication_imminent obstructing bleeding perforation_risk",
    );
    names::<Chemotherapy>("not_started under_way indolent_after progressed_after");
    names::<Platinum>("either cisplatin_only carboplatin_only neither");
    names::<Grade>("g1 g2 g3");
    names::<Pathway>("nec net net_g3 verify_pathology outside_scope");
    names::<Standing>(
        "recommended option consider avoid verify_first not_applicable not_addressed",
    );
    names::<Therapy>(
        "cisplatin_etoposide carboplatin_etoposide folfox folfox_bevacizumab folfiri other_colorectal_regimen lanreotide octreotide tae tace tare ablation primary_resection debulking",
    );
    names::<Gap>(
        "net_g3 second_line platinum_unsuitable performance_status unfit_for_resection solitary_metastasis other_site bowel_emergency symptom_control after_first_line receptor_imaging",
    );
    names::<Reading>(
        "rules_reach_other_colorectal_sites rules_reach_a_solitary_metastasis grade_is_the_higher twenty_is_g2 discordance_is_verified moderate_is_verified net_g3_is_left_out complication_outranks_extent fitness_is_required fit_is_ecog_0_to_2 chemotherapy_fitness_is_asked liver_conditions_are_alternatives soft_bound_at_ten regimen_ban_holds_in_every_line other_bans_hold_in_every_line multiple_is_extensive",
    );
    names::<Divergence>(
        "second_line irinotecan_platinum net_g3 octreotide_label ssa_ki67_limit platinum_choice survival_by_population resection_evidence liver_directed_evidence molecular_profile prrt performance_status organ_function carboplatin_bleeding relief_without_resection ki67_below_55 single_case_evidence",
    );
}

/// The words of a report, typed here a second time: a swapped label would be a wrong report.
#[test]
fn words_for_people_say_what_the_names_say() {
    fn words<T: Label>(expected: &[&str]) {
        let labels: Vec<_> = T::ALL.iter().map(|value| value.label()).collect();
        assert_eq!(labels, expected);
    }
    words::<Standing>(&[
        "recommended",
        "an option",
        "to consider",
        "ruled out",
        "not before the pathology is settled",
        "not applicable any more",
        "not addressed by the source",
    ]);
    // Offered, ruled out, to wait, not said: told apart without colour.
    let signs = Standing::ALL.iter().map(|standing| standing.sign()).collect::<Vec<_>>();
    assert_eq!(signs, ["✓", "○", "~", "✗", "!", "–", "–"]);
    words::<Strength>(&["recommended", "an option", "to consider"]);
    words::<Grade>(&["G1", "G2", "G3"]);
    words::<Pathway>(&[
        "neuroendocrine carcinoma (NEC)",
        "neuroendocrine tumour (NET) G1/G2",
        "neuroendocrine tumour (NET) G3",
        "verify the pathology first",
        "outside the scope of the source",
    ]);
    words::<Platinum>(&["either drug", "cisplatin only", "carboplatin only", "neither"]);
    words::<Chemotherapy>(&[
        "not started",
        "under way",
        "indolent afterwards",
        "progressed on or after it",
    ]);
    words::<LiverMetastases>(&["none", "one", "multiple"]);
    assert!(Therapy::ALL.iter().all(|therapy| {
        let (name, label) = (therapy.as_str().replace('_', ""), therapy.label().to_lowercase());
        let parts = [
            "cisplatin",
            "carboplatin",
            "folfox",
            "bevacizumab",
            "folfiri",
            "lanreotide",
            "octreotide",
        ];
        let acronym = ["tae", "tace", "tare"]
            .iter()
            .all(|it| (name == *it) == label.contains(&format!("({it})")));
        acronym && parts.iter().all(|part| name.contains(part) == label.contains(part))
    }));
    assert_eq!(NetTherapy::Debulking.label(), Therapy::Debulking.label());
    assert_eq!(
        Prognosis::Months.text(),
        "The source gives a median survival of 5 to 11 months even with treatment: a figure for a population, \
         resting on weak evidence, its starting point not stated; no forecast for one patient.",
    );
    assert!(
        Prognosis::Years.text().ends_with("said of a population; no forecast for one patient.")
    );
    assert_eq!(Prognosis::Years.statements().to_string(), "S40");
    assert_eq!(Prognosis::Months.median_months(), Some([5, 11]));
}

#[test]
fn subsets_go_to_and_fro() {
    fn subset<O: Offered>() {
        let there = Therapy::ALL.iter().copied().filter_map(O::from_therapy);
        assert!(there.clone().eq(O::ALL.iter().copied()));
        for therapy in Therapy::ALL.iter().copied() {
            assert!(O::from_therapy(therapy).is_none_or(|offered| offered.into() == therapy));
        }
        assert!(there.zip(O::NAMES).all(|(offered, name)| offered.as_str() == *name));
    }
    subset::<FirstLineNecTherapy>();
    subset::<LaterNecTherapy>();
    subset::<AnyLineNecTherapy>();
    subset::<NetTherapy>();
    subset::<NoTherapy>();
}

#[test]
fn values_are_plain_and_small() {
    fn plain<T: Copy + Eq + Debug + Send + Sync + Unpin + 'static>() {}
    fn keyed<T: Hash>() {}
    plain::<Case>();
    keyed::<Case>();
    plain::<Ki67>();
    keyed::<Ki67>();
    plain::<MitoticRate>();
    plain::<Possible<Ecog>>();
    keyed::<Possible<Ecog>>();
    plain::<Set<Statement>>();
    keyed::<Set<Statement>>();
    plain::<Recommendation>();
    plain::<Answer>();
    plain::<Report>();
    plain::<Decision<Standing>>();
    keyed::<Decision<Standing>>();
    plain::<RangeError>();
    plain::<NameError>();
    plain::<CaseError>();
    plain::<Contradiction>();
    plain::<SourceMismatch>();
    assert_eq!(size_of::<Case>(), 16);
    assert_eq!(size_of::<Possible<Ecog>>(), 1);
}

#[test]
fn errors_are_errors() {
    fn error<T: std::error::Error + Send + Sync + 'static>() {}
    error::<RangeError>();
    error::<NameError>();
    error::<CaseError>();
    error::<Contradiction>();
    error::<SourceMismatch>();
}

#[test]
fn debug_and_display_are_readable() {
    let case =
        Case::NOT_ASSESSED.with_ecog(Ecog::Zero | Ecog::One).with_ki67(Ki67::percent::<20>());
    assert_eq!(format!("{case:?}"), "Case(ki67 20%, ecog 0 or 1)");
    assert_eq!(format!("{:?}", Case::NOT_ASSESSED), "Case(nothing assessed)");
    assert_eq!(format!("{:?}", case.ecog()), "{Zero, One}");
    assert_eq!(format!("{:>10}", Question::Grade), "     grade");
    assert_eq!(format!("{:?}", Ki67::percent::<20>()), "Ki67(20%)");
    assert_eq!(Possible::<Ecog>::from_values([]), None);
}

/// Sets, by what was put into them.
#[test]
fn sets_hold_what_was_put_into_them() {
    let (poor, both) =
        (Possible::from(Differentiation::Poor), Differentiation::Poor | Differentiation::Well);
    assert_eq!([poor.len(), both.len(), Possible::<Differentiation>::ALL.len()], [1, 2, 4]);
    assert!(Possible::<Differentiation>::ALL.is_all() && !both.is_all());
    assert_eq!(both.and(Differentiation::Poor | Differentiation::Mixed), Some(poor));
    assert_eq!(poor.and(Differentiation::Well.into()), None);
    let set: Set<Finding> = [Finding::Ecog, Finding::Ki67, Finding::Ecog].into_iter().collect();
    assert_eq!((set.len(), set.is_empty()), (2, false));
    assert_eq!((set.iter().size_hint(), both.iter().size_hint()), ((2, Some(2)), (2, Some(2))));
    assert_eq!((Set::<Finding>::EMPTY.len(), Set::<Finding>::EMPTY.is_empty()), (0, true));
}

/// What cannot be merged is told, finding by finding.
#[test]
fn a_contradiction_names_both_reports() {
    let one = Case::NOT_ASSESSED
        .with_differentiation(Differentiation::Poor)
        .with_platinum(Platinum::Either)
        .with_ki67("<3%".parse().unwrap());
    let other = Case::NOT_ASSESSED
        .with_differentiation(Differentiation::Poor)
        .with_platinum(Platinum::Neither)
        .with_ki67("80%".parse().unwrap());
    let contradiction = one.merge(&other).unwrap_err();
    assert_eq!(contradiction.findings().to_string(), "ki67 platinum");
    assert_eq!(
        contradiction.to_string(),
        "the reports contradict each other: ki67 <3% against ki67 80%, platinum either against platinum neither"
    );
}

/// Words beside those of the vocabularies.
#[test]
fn questions_and_what_was_given_have_words() {
    let question = |name: &str| name.parse::<Question>().unwrap().label();
    assert_eq!(
        ["grade", "pathway", "tace"].map(question),
        ["grade", "pathway", Therapy::Tace.label()]
    );
    assert_eq!(Outcome::Pathway(Pathway::NetG3).label(), "neuroendocrine tumour (NET) G3");
    assert_eq!(Outcome::Standing(Standing::Avoid).label(), "ruled out");
    assert_eq!(Outcome::Grade(Grade::G2).label(), "G2");
    assert_eq!(
        [Given::Therapy(Therapy::Folfox), Given::Other].map(Given::label),
        ["FOLFOX", "another treatment"]
    );
    let short = Therapy::ALL.iter().map(|therapy| therapy.abbreviation()).collect::<Vec<_>>();
    assert_eq!(short[8..], ["TAE", "TACE", "TARE", "ablation", "primary resection", "debulking"]);
    assert_eq!(short[..2], ["cisplatin + etoposide", "carboplatin + etoposide"]);
    let case =
        Case::NOT_ASSESSED.with_ki67("55%".parse().unwrap()).with_ecog(Ecog::Zero | Ecog::Two);
    assert_eq!(
        [Finding::Ki67, Finding::Ecog].map(|it| case.words(it).to_string()),
        ["55\u{a0}%", "0 or 2"]
    );
    for finding in Finding::ALL {
        assert!(
            finding.instructions().ends_with('.') && finding.instructions().len() > 30,
            "{finding}"
        );
    }
}

/// For people who look at values in a debugger: nothing prints as nothing.
#[test]
fn every_debug_text_says_something() {
    let ki67: Ki67 = "10-20%".parse().unwrap();
    let mitoses: MitoticRate = ">20/2mm2".parse().unwrap();
    assert!(format!("{ki67:?}").contains("10-20%"), "{ki67:?}");
    assert!(format!("{mitoses:?}").contains(">20/2mm2"), "{mitoses:?}");
    let answer = *recommend(&Case::NOT_ASSESSED.with_ki67(Ki67::percent::<90>())).answer();
    assert!(format!("{answer:?}").starts_with("Answer(ki67 90%: g3, "), "{answer:?}");
    let error = "eighty".parse::<Ki67>().unwrap_err();
    assert!(format!("{:?}", error.text()).contains("eighty"), "{error:?}");
}
