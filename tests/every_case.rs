//! Every case the crate can be asked about, compared with the contract's own tables.
//!
//! `contract` states the answers a second time, from `pathway.md` alone. Here both are asked: every
//! complete case, every case of single values, ranges and nothing, each alternative reading, and
//! sampled cases of arbitrary sets.

#![expect(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    reason = "helpers of a test: what does not fit must stop it"
)]

mod contract;

use nen_pathway::{
    Answer, Chemotherapy, Decision, Differentiation, Divergence, Ecog, Finding, Gap, Grade,
    LiverMetastases, Pathway, Platinum, Possible, PrimarySite, PrimaryTumour, Prognosis, Reading,
    Set, Standing, Statement, Therapy, Vocabulary, readings, recommend, under,
};

use contract::beside::Beside;
use contract::boxes::{Sets, Verdict, oracle};
use contract::contract;
use contract::put::case;
use contract::readings::{DIVERGENCES, GAPS, PROGNOSES, READINGS};
use contract::sample::{Question, Sampler, full, stated};
use contract::tables::{
    DECISIONS, FINDINGS, GRADES, KI67_HIGHEST, MITOSES_HIGHEST, PATHWAYS, STANDINGS,
};
use contract::words::{beside_text, heading, listed, verdict_text};

#[test]
fn names_and_orders_are_the_contracts() {
    fn same<T: Vocabulary>(contract: &[&str]) {
        assert_eq!(T::ALL.iter().map(|value| value.as_str()).collect::<Vec<_>>(), contract);
    }
    same::<Finding>(&FINDINGS.map(|(name, _)| name));
    same::<PrimarySite>(FINDINGS[0].1);
    same::<LiverMetastases>(FINDINGS[1].1);
    same::<Differentiation>(FINDINGS[2].1);
    same::<Ecog>(FINDINGS[5].1);
    same::<PrimaryTumour>(FINDINGS[6].1);
    same::<Chemotherapy>(FINDINGS[7].1);
    same::<Platinum>(FINDINGS[8].1);
    same::<Grade>(GRADES);
    same::<Pathway>(PATHWAYS);
    same::<Standing>(STANDINGS);
    same::<Therapy>(&DECISIONS[2..]);
    same::<Reading>(&READINGS.map(|reading| reading.name));
    same::<Gap>(&GAPS.map(|(name, _)| name));
    same::<Divergence>(&DIVERGENCES.map(|(name, ..)| name));
    let statements: Vec<_> = (1..=51).map(|number| format!("S{number:02}")).collect();
    same::<Statement>(&statements.iter().map(String::as_str).collect::<Vec<_>>());
}

/// The oracle's single completions, not its tables over boxes, for once.
#[test]
fn complete_cases_as_chosen() {
    let count = every(cells, |sets| {
        let question = Question::of(sets);
        let cell = sets.map(|set| u8::try_from(set.trailing_zeros()).unwrap_or(u8::MAX));
        let expected = contract().cell(cell, None).map(Verdict::one);
        compare(&question, None, &expected, recommend(&case(&question)).answer());
    });
    assert_eq!(count, 259_200);
}

#[test]
fn partial_cases_of_the_sigmoid_colon() {
    partial_cases(0b001);
}

#[test]
fn partial_cases_of_other_colorectal_sites() {
    partial_cases(0b010);
}

#[test]
fn partial_cases_of_a_primary_elsewhere() {
    partial_cases(0b100);
}

#[test]
fn partial_cases_of_an_unknown_primary() {
    partial_cases(0b111);
}

fn partial_cases(primary_site: u8) {
    let sets = |finding| {
        if finding == 0 { vec![primary_site] } else { stated(finding) }
    };
    let count = every(sets, |sets| check(&Question::of(sets), None));
    assert_eq!(count, 7_560_000 / 4);
}

#[test]
fn complete_cases_under_the_first_eight_alternatives() {
    (0..8).for_each(complete_cases_under);
}

#[test]
fn complete_cases_under_the_last_eight_alternatives() {
    (8..READINGS.len()).for_each(complete_cases_under);
}

fn complete_cases_under(reading: usize) {
    every(cells, |sets| check(&Question::of(sets), Some(reading)));
}

#[test]
fn sampled_cases_under_every_reading() {
    let mut sampler = Sampler::new(20);
    for reading in (0..=READINGS.len()).cycle().take(1_200_000) {
        check(&sampler.question(), reading.checked_sub(1));
    }
}

#[test]
fn readings_of_complete_cases() {
    every(cells, |sets| check_readings(&Question::of(sets)));
}

#[test]
fn readings_of_sampled_cases() {
    let mut sampler = Sampler::new(3);
    (0..300_000).for_each(|_| check_readings(&sampler.question()));
}

/// Every range between two numbers at or one step beside a threshold, the bounds at 55 % among
/// them.
#[test]
fn ranges_at_and_one_step_beside_each_threshold() {
    let beside = |thresholds: &[u16], highest: u16| -> Vec<(u16, u16)> {
        let steps = thresholds.iter().flat_map(|number| number - 1..=number + 1);
        let ends: Vec<_> = [0, highest].into_iter().chain(steps).collect();
        let pairs = ends.iter().flat_map(|low| ends.iter().map(|high| (*low, *high)));
        pairs.filter(|(low, high)| low <= high).collect()
    };
    let mitoses = beside(&[200, 2000], MITOSES_HIGHEST);
    // Site sigmoid or other, liver solitary or multiple, the rest as named.
    let rest = |differentiation, chemotherapy| {
        [0b011, 0b110, differentiation, 0, 0, full(5), 0b011, chemotherapy, 1]
    };
    for ki67 in beside(&[300, 1000, 2000, 5500], KI67_HIGHEST) {
        for mitoses in &mitoses {
            for differentiation in [0b0001, 0b0010, 0b0100, 0b0101, 0b1111] {
                for chemotherapy in [0b0011, 0b0100, 0b1111] {
                    let sets = rest(differentiation, chemotherapy);
                    check(&Question::with_ranges(sets, ki67, *mitoses), None);
                }
            }
        }
    }
}

/// Every number there is, exact, for a tumour of any differentiation in scope.
#[test]
fn every_exact_number() {
    let sets = [0b001, 0b100, 0b0111, 0, 0, full(5), full(6), full(7), full(8)];
    for ki67 in 0..=KI67_HIGHEST {
        for mitoses in [(0, 199), (200, 2000), (0, MITOSES_HIGHEST)] {
            check(&Question::with_ranges(sets, (ki67, ki67), mitoses), None);
        }
    }
    for mitoses in 0..=MITOSES_HIGHEST {
        check(&Question::with_ranges(sets, (0, 2000), (mitoses, mitoses)), None);
    }
}

/// Single values only.
fn cells(finding: usize) -> Vec<u8> {
    let sets = stated(finding).into_iter();
    sets.filter(|set| set.is_power_of_two()).collect()
}

/// Visits every combination of the sets given for each finding; says how many there are.
fn every(sets_of: impl Fn(usize) -> Vec<u8>, mut visit: impl FnMut(Sets)) -> usize {
    let choices: [Vec<u8>; 9] = core::array::from_fn(sets_of);
    let count = choices.iter().map(Vec::len).product();
    for mut number in 0..count {
        visit(core::array::from_fn(|finding| {
            let choice = number % choices[finding].len();
            number /= choices[finding].len();
            choices[finding][choice]
        }));
    }
    count
}

/// Asks both, as chosen or under one alternative.
fn check(question: &Question, reading: Option<usize>) {
    let expected = oracle().verdicts(question.sets, reading);
    let case = case(question);
    match reading {
        None => compare(question, None, &expected, recommend(&case).answer()),
        Some(index) => compare(question, reading, &expected, &under(&case, Reading::ALL[index])),
    }
}

/// All sixteen decisions, and what is said beside them.
fn compare(question: &Question, reading: Option<usize>, expected: &[Verdict; 16], answer: &Answer) {
    for (decision, expected) in expected.iter().enumerate() {
        let expected = expected.told();
        let given = match decision {
            contract::GRADE => verdict(&answer.grade()),
            contract::PATHWAY => verdict(&answer.pathway()),
            therapy => verdict(&answer.therapy(Therapy::ALL[therapy - 2])),
        };
        assert!(
            given == expected,
            "{}\n{}\ncontract: {}\ncrate:    {}",
            heading(question, reading),
            DECISIONS[decision],
            verdict_text(decision, expected),
            verdict_text(decision, given),
        );
    }
    let expected = oracle().beside(question.sets, question.ki67.1, reading);
    let given = Beside {
        gaps: answer.gaps().bits(),
        divergences: answer.divergences().bits(),
        prognosis: answer.prognosis().map(|prognosis| {
            let name = match prognosis {
                Prognosis::Months => "months",
                Prognosis::Years => "years",
            };
            PROGNOSES.iter().position(|(known, _)| *known == name).unwrap_or(usize::MAX)
        }),
    };
    assert!(
        given == expected,
        "{}\ncontract: {}\ncrate:    {}",
        heading(question, reading),
        beside_text(expected),
        beside_text(given),
    );
}

fn check_readings(question: &Question) {
    let expected = oracle().readings(question.sets);
    let given = readings(&case(question)).bits();
    let names = READINGS.map(|reading| reading.name);
    assert!(
        given == expected,
        "{}\nreadings\ncontract: {}\ncrate:    {}",
        heading(question, None),
        listed(&names, expected),
        listed(&names, given),
    );
}

/// The crate's decision as the oracle writes one.
fn verdict<V: Vocabulary>(decision: &Decision<V>) -> Verdict {
    let short = |set: Set<Finding>| u16::try_from(set.bits()).unwrap_or(u16::MAX);
    match decision {
        Decision::Settled(settled) => Verdict {
            possible: Possible::from(settled.value()).bits(),
            needs: 0,
            statements: settled.statements().bits(),
            findings: short(settled.findings()),
        },
        Decision::Open(open) => {
            let verdict = Verdict {
                possible: open.possible().bits(),
                needs: short(open.needs()),
                statements: 0,
                findings: 0,
            };
            assert!(!verdict.is_settled(), "open with one value: {:?}", open.possible().only());
            verdict
        }
    }
}
