//! What must hold for every answer, in words. The truth of each answer is in `every_case.rs`.

#[path = "support/complete.rs"]
mod complete;

use complete::complete;
use nen_pathway::{Pathway::*, Standing::*, Therapy::*, *};

const SSA: [Therapy; 2] = [Lanreotide, Octreotide];
const LIVER: [Therapy; 4] = [Tae, Tace, Tare, Ablation];
const REGIMENS: [Therapy; 4] = [Folfox, FolfoxBevacizumab, Folfiri, OtherColorectalRegimen];
const PLATINUM: [Therapy; 2] = [CisplatinEtoposide, CarboplatinEtoposide];

/// A small generator of numbers, so that a failure can be repeated.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit).unwrap()).unwrap()
    }

    /// One value, some, or all.
    fn values<T: Vocabulary>(&mut self) -> Possible<T> {
        match self.below(3) {
            0 => Possible::ALL,
            1 => T::ALL[self.below(T::ALL.len())].into(),
            _ => {
                let some: Vec<_> = T::ALL.iter().copied().filter(|_| self.below(2) == 0).collect();
                Possible::from_values(some).unwrap_or(Possible::ALL)
            }
        }
    }

    fn range(&mut self, highest: u32) -> (u32, u32) {
        let cuts =
            [0, 199, 200, 299, 300, 999, 1_000, 1_999, 2_000, 2_001, 5_499, 5_500, 5_501, highest];
        let (a, b) = (cuts[self.below(cuts.len())], cuts[self.below(cuts.len())]);
        (a.min(b), a.max(b))
    }

    fn case(&mut self) -> Case {
        let ((a, b), (c, d)) = (self.range(10_000), self.range(60_000));
        Case::NOT_ASSESSED
            .with_primary_site(self.values::<PrimarySite>())
            .with_liver_metastases(self.values::<LiverMetastases>())
            .with_differentiation(self.values::<Differentiation>())
            .with_ki67(Ki67::between(Hundredths(a), Hundredths(b)).unwrap())
            .with_mitoses(MitoticRate::between(Hundredths(c), Hundredths(d)).unwrap())
            .with_ecog(self.values::<Ecog>())
            .with_primary_tumour(self.values::<PrimaryTumour>())
            .with_chemotherapy(self.values::<Chemotherapy>())
            .with_platinum(self.values::<Platinum>())
    }
}

fn partial() -> impl Iterator<Item = Case> {
    let mut numbers = Numbers(20_261_124);
    std::iter::repeat_with(move || numbers.case()).take(200_000)
}

#[test]
fn a_complete_case_settles_every_decision() {
    let mut count = 0;
    for case in complete() {
        count += 1;
        let recommendation = recommend(&case);
        let answer = recommendation.answer();
        assert!(answer.needs().is_empty(), "{case}");
        assert!(Question::all().all(|question| answer.outcome(question).is_some()), "{case}");
    }
    assert_eq!(count, 259_200);
}

#[test]
fn no_nec_answer_ever_offers_what_it_must_not() {
    for case in complete() {
        let recommendation = recommend(&case);
        let Recommendation::Nec(plan) = &recommendation else { continue };
        let is = |therapy: Therapy| recommendation.answer().therapy(therapy).value().unwrap();
        assert!(SSA.iter().chain(&REGIMENS).all(|therapy| is(*therapy) == Avoid), "{case}");
        assert!(!is(Debulking).is_offered(), "{case}");
        match plan {
            NecPlan::FirstLine(_) => {
                assert!(LIVER.iter().all(|therapy| is(*therapy) == Avoid), "{case}");
            }
            NecPlan::Later(_) => {
                assert!(PLATINUM.iter().all(|therapy| is(*therapy) == NotAddressed), "{case}");
            }
            NecPlan::LineOpen(_) => panic!("{case} is complete"),
        }
    }
}

#[test]
fn no_net_answer_offers_chemotherapy_or_resection_and_none_is_ruled_out() {
    for case in complete() {
        let Recommendation::Net(plan) = recommend(&case) else { continue };
        assert_eq!(plan.rules_out().count(), 0, "{case}");
        let offered: Set<Therapy> = plan.offers().map(|offer| offer.therapy().into()).collect();
        assert_eq!(
            offered.to_string(),
            "lanreotide octreotide tae tace tare ablation debulking",
            "{case}"
        );
        assert!(plan.offers().all(|offer| offer.strength() != Strength::Recommended), "{case}");
    }
}

#[test]
fn where_the_source_is_silent_or_verification_comes_first_nothing_is_offered() {
    for case in complete().into_iter().chain(partial()) {
        let recommendation = recommend(&case);
        let answer = recommendation.answer();
        let nothing = match recommendation {
            Recommendation::Nec(_) | Recommendation::Net(_) => continue,
            Recommendation::NetG3(plan) | Recommendation::OutsideScope(plan) => {
                assert!(
                    answer.therapies().all(|(_, decision)| decision.value() == Some(NotAddressed))
                );
                plan.offers().count() == 0
            }
            Recommendation::VerifyPathology(plan) | Recommendation::Open(plan) => {
                plan.offers().count() == 0
            }
        };
        let offered = answer
            .therapies()
            .filter_map(|(_, decision)| decision.value())
            .any(Standing::is_offered);
        assert!(nothing && !offered, "{case}");
    }
}

#[test]
fn a_plan_offers_exactly_the_offered_standings() {
    fn check<O: Offered>(plan: &Plan<O>, case: &Case) {
        let offers: Set<Therapy> = plan.offers().map(|offer| offer.therapy().into()).collect();
        let answer = plan.answer();
        let offered =
            [Recommended, Option, Consider].map(|standing| answer.therapies_with(standing));
        assert_eq!(offers, offered.into_iter().fold(Set::EMPTY, Set::or), "{case}");
        let ruled_out: Set<Therapy> =
            plan.rules_out().map(|ruled_out| ruled_out.therapy()).collect();
        assert_eq!(ruled_out, answer.therapies_with(Avoid), "{case}");
        for offer in plan.offers() {
            let decision = answer.therapy(offer.therapy().into());
            assert_eq!(decision.value(), Some(offer.strength().into()), "{case}");
            assert_eq!(decision.statements(), offer.statements(), "{case}");
        }
    }
    for case in complete().into_iter().chain(partial()) {
        match recommend(&case) {
            Recommendation::Nec(NecPlan::FirstLine(plan)) => check(&plan, &case),
            Recommendation::Nec(NecPlan::Later(plan)) => check(&plan, &case),
            Recommendation::Nec(NecPlan::LineOpen(plan)) => check(&plan, &case),
            Recommendation::Net(plan) => check(&plan, &case),
            Recommendation::NetG3(plan)
            | Recommendation::VerifyPathology(plan)
            | Recommendation::OutsideScope(plan)
            | Recommendation::Open(plan) => check(&plan, &case),
        }
    }
}

/// Learning more narrows: settled decisions stay, open ones lose values, and nothing new is needed.
#[test]
fn learning_more_never_changes_a_settled_decision() {
    let mut numbers = Numbers(7);
    let mut learnt = 0;
    for case in partial() {
        let Ok(more) = case.merge(&numbers.case()) else { continue };
        learnt += 1;
        let (before, after) = (recommend(&case), recommend(&more));
        let (before, after) = (before.answer(), after.answer());
        assert!(
            after.pathway().possible().is_within(before.pathway().possible()),
            "{case} then {more}"
        );
        assert!(
            after.grade().possible().is_within(before.grade().possible()),
            "{case} then {more}"
        );
        for (therapy, decision) in after.therapies() {
            let earlier = before.therapy(therapy);
            assert!(decision.possible().is_within(earlier.possible()), "{case} then {more}");
            assert!(decision.needs().iter().all(|finding| earlier.needs().contains(finding)));
        }
        assert!(before.gaps().iter().all(|gap| after.gaps().contains(gap)), "{case} then {more}");
        assert!(
            before.divergences().iter().all(|it| after.divergences().contains(it)),
            "{case} then {more}"
        );
    }
    assert!(learnt > 10_000, "{learnt}");
}

#[test]
fn without_the_grade_it_is_never_nec_or_net() {
    for case in partial() {
        let ungraded = case.with_ki67(Ki67::NOT_ASSESSED).with_mitoses(MitoticRate::NOT_ASSESSED);
        let pathway = recommend(&ungraded).answer().pathway().value();
        assert!(!matches!(pathway, Some(Nec | Net | NetG3)), "{ungraded}");
        let bare = case.with_differentiation(Possible::ALL);
        assert!(!matches!(
            recommend(&bare).answer().pathway().value(),
            Some(Nec | Net | NetG3 | VerifyPathology)
        ));
    }
}

#[test]
fn needs_are_empty_exactly_if_settled_and_never_known_already() {
    for case in partial() {
        let recommendation = recommend(&case);
        for question in Question::all() {
            let needs = recommendation.answer().needs_for(question);
            assert_eq!(
                needs.is_empty(),
                recommendation.answer().outcome(question).is_some(),
                "{case}"
            );
            for finding in needs {
                let known = match finding {
                    Finding::PrimarySite => case.primary_site().only().is_some(),
                    Finding::LiverMetastases => case.liver_metastases().only().is_some(),
                    Finding::Differentiation => case.differentiation().only().is_some(),
                    Finding::Ki67 => case.ki67().lowest() == case.ki67().highest(),
                    Finding::Mitoses => case.mitoses().lowest() == case.mitoses().highest(),
                    Finding::Ecog => case.ecog().only().is_some(),
                    Finding::PrimaryTumour => case.primary_tumour().only().is_some(),
                    Finding::Chemotherapy => case.chemotherapy().only().is_some(),
                    Finding::Platinum => case.platinum().only().is_some(),
                };
                assert!(!known, "{case} asks for {finding}");
            }
        }
        let grade = recommendation.answer().grade().needs();
        assert!(
            grade.iter().all(|finding| matches!(finding, Finding::Ki67 | Finding::Mitoses)),
            "{case}"
        );
    }
}

#[test]
fn what_is_ruled_out_has_a_reason() {
    for case in complete() {
        for (therapy, decision) in recommend(&case).answer().therapies() {
            let Decision::Settled(settled) = decision else { panic!("{case}") };
            let reason = !settled.statements().is_empty() || !settled.findings().is_empty();
            let silent = matches!(settled.value(), NotAddressed | NotApplicable);
            assert_eq!(reason, !silent, "{therapy} of {case}");
            assert!(
                settled.findings().is_empty() || PLATINUM.contains(&therapy),
                "{therapy} of {case}"
            );
        }
    }
}

/// The order of treatment, as the contract states it: said wherever it can matter.
#[test]
fn the_order_of_treatment_is_told_where_it_can_matter() {
    use Chemotherapy::{NotStarted, UnderWay};
    use PrimaryTumour::{Bleeding, Obstructing, PerforationRisk};
    let mut told = [0; 4];
    for case in complete().into_iter().chain(partial()) {
        let recommendation = recommend(&case);
        let (answer, order) = (recommendation.answer(), recommendation.answer().order());
        let maybe = |pathway: Pathway| answer.pathway().possible().contains(pathway);
        let first_line =
            case.chemotherapy().contains(NotStarted) || case.chemotherapy().contains(UnderWay);
        let emergency = case
            .primary_tumour()
            .iter()
            .all(|it| matches!(it, Obstructing | Bleeding | PerforationRisk));
        assert_eq!(
            order.contains(Precedence::VerificationFirst),
            maybe(Nec) || maybe(VerifyPathology),
            "{case}"
        );
        assert_eq!(
            order.contains(Precedence::ChemotherapyBeforeSurgery),
            maybe(Nec) && first_line,
            "{case}"
        );
        assert_eq!(order.contains(Precedence::EmergencyFirst), emergency, "{case}");
        told[order.len()] += 1;
    }
    assert!(told.iter().all(|count| *count > 0), "{told:?}");
    assert_eq!(Precedence::VerificationFirst.statements().to_string(), "S13 S41 S42 S50");
    assert_eq!(Precedence::ChemotherapyBeforeSurgery.statements().to_string(), "S22 S23 S48");
    assert!(Precedence::EmergencyFirst.statements().is_empty(), "practice, not the source");
    assert!(Precedence::EmergencyFirst.text().contains("practice, not the source"));
}

/// The branches of a decision cover the case, do not overlap, and each settles it.
#[test]
fn branches_are_a_partition() {
    let mut numbers = Numbers(3);
    for case in partial().take(2_000) {
        let question = Question::all().nth(numbers.below(16)).unwrap();
        let all: Vec<_> = branches(&case, question).collect();
        for (place, branch) in all.iter().enumerate() {
            let (part, conditions) = (branch.case(), branch.conditions());
            assert_eq!(
                recommend(part).answer().outcome(question),
                Some(branch.outcome()),
                "{case}"
            );
            assert_eq!(part.merge(&case), Ok(*part), "{case}");
            assert_eq!(case.replacing(conditions, part), *part, "{case}");
            assert!(all[..place].iter().all(|other| part.merge(other.case()).is_err()), "{case}");
        }
        for _ in 0..20 {
            let Ok(part) = case.merge(&numbers.case()) else { continue };
            let Some(outcome) = recommend(&part).answer().outcome(question) else { continue };
            let mut touched =
                all.iter().filter(|branch| branch.case().merge(&part).is_ok()).peekable();
            assert!(touched.peek().is_some(), "{case}");
            assert!(touched.all(|branch| branch.outcome() == outcome), "{case}");
        }
    }
}

/// Two reports of one patient: order does not matter, and a contradiction names its findings.
#[test]
fn merging_is_the_intersection() {
    let mut numbers = Numbers(11);
    for _ in 0..100_000 {
        let (one, other) = (numbers.case(), numbers.case());
        assert_eq!(one.merge(&one), Ok(one));
        assert_eq!(one.merge(&Case::NOT_ASSESSED), Ok(one));
        match (one.merge(&other), other.merge(&one)) {
            (Ok(merged), Ok(reversed)) => {
                assert_eq!(merged, reversed);
                assert_eq!(merged.merge(&one), Ok(merged));
            }
            (Err(error), Err(reversed)) => {
                assert!(!error.findings().is_empty());
                assert_eq!(error.findings(), reversed.findings());
                assert_eq!(error.reports(), [one, other]);
            }
            (merged, reversed) => panic!("{merged:?} but {reversed:?}"),
        }
    }
}
