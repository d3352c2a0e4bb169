//! What allocates: nothing that has a bounded size, and that is everything but text.

#[path = "support/complete.rs"]
mod complete;

use std::hint::black_box;

use allocation_counter::{AllocationInfo, measure};
use complete::complete;
use nen_pathway::*;

/// How often some work on each case allocates.
fn allocations(cases: &[Case], mut work: impl FnMut(&Case)) -> u64 {
    let AllocationInfo { count_total, .. } = measure(|| cases.iter().for_each(&mut work));
    count_total
}

#[test]
fn nothing_allocates() -> Result<(), ReviewError> {
    let cases: Vec<Case> = complete().into_iter().step_by(83).collect();
    let partial: Vec<Case> =
        cases.iter().map(|case| case.replacing(Finding::Platinum, &Case::NOT_ASSESSED)).collect();
    let given = [Given::Other, Given::Therapy(Therapy::Tace)];
    let every = review(&Case::NOT_ASSESSED, &given)?.concordance();
    for cases in [&cases, &partial] {
        let count = allocations(cases, |case| {
            let recommendation = black_box(recommend(black_box(case)));
            let answer = recommendation.answer();
            black_box((answer.gaps(), answer.divergences(), answer.prognosis(), answer.order()));
            let stake = black_box(stake(case, Reading::TwentyIsG2));
            black_box((readings(case), account(case), ask(case), stake.differing().count()));
            black_box(review(case, &given).map_or(every, |review| review.concordance()));
            black_box(branches(case, Question::Pathway).count());
            for question in Question::all() {
                black_box(what_if(case, question).map_or(0, |what_if| what_if.changes().count()));
            }
            let packed = [PackedCase::from(case)];
            let (mut ids, mut one, mut two) = ([None], [0], [0]);
            black_box(answer_ids(&packed, &mut ids).is_ok() && ids[0].is_some());
            let mut columns = [(Question::Grade, &mut one[..]), (Question::Pathway, &mut two)];
            black_box(possible_values(&packed, &mut columns).is_ok());
            black_box(">80%".parse::<Ki67>().is_ok() && "tace".parse::<Therapy>().is_ok());
            black_box(case.stating(Finding::Ecog, "0|7").is_err());
        });
        assert_eq!(count, 0);
    }
    // The counter counts: text has no bounded size.
    assert!(allocations(&cases, |case| drop(black_box(case.to_string()))) > 0);
    Ok(())
}
