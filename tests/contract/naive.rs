//! The box evaluation a second time, by running every completion, and tests that both agree.

use std::collections::HashMap;

use super::beside::{Beside, Conditions};
use super::boxes::{Sets, Verdict, oracle};
use super::readings::READINGS;
use super::sample::{KI67, Question, Sampler};
use super::tables::FINDINGS;
use super::words::{beside_text, listed, verdict_text};
use super::{Answer, Cell, contract};

/// Every completion of a box with its sixteen answers.
type Completions = HashMap<Cell, [Answer; 16]>;

/// The values in a set.
fn values(set: u8) -> impl Iterator<Item = u8> {
    (0..8).filter(move |value| set >> value & 1 == 1)
}

fn completions(sets: Sets, reading: Option<usize>) -> Completions {
    let mut cells = vec![[0; 9]];
    for (finding, set) in sets.into_iter().enumerate() {
        let with = |cell: &Cell, value| {
            let mut cell = *cell;
            cell[finding] = value;
            cell
        };
        let longer = cells.iter().flat_map(|cell| values(set).map(|value| with(cell, value)));
        cells = longer.collect();
    }
    let answered = cells.iter().map(|cell| (*cell, contract().cell(*cell, reading)));
    answered.collect()
}

/// One decision, straight from section 7; `None` if a set is empty.
fn verdict(completions: &Completions, sets: Sets, decision: usize) -> Option<Verdict> {
    let all = completions.values().map(|answers| Verdict::one(answers[decision]));
    let mut verdict = all.reduce(Verdict::or)?;
    for (cell, answers) in completions {
        for (finding, set) in sets.into_iter().enumerate() {
            let differs = values(set).any(|value| {
                let mut other = *cell;
                other[finding] = value;
                completions[&other][decision].value != answers[decision].value
            });
            verdict.needs |= u16::from(differs) << finding;
        }
    }
    Some(verdict)
}

/// Section 5, straight: what holds in every completion.
fn beside(
    conditions: &Conditions,
    completions: &Completions,
    ki67: u16,
    reading: Option<usize>,
) -> Option<Beside> {
    let in_one = |cell: &Cell| {
        let point = contract().point(*cell, reading);
        let sets = core::array::from_fn(|finding| 1 << point[finding]);
        conditions.of(sets, 1 << point[super::PATHWAY_AXIS], ki67)
    };
    let both = |one: Beside, other: Beside| Beside {
        gaps: one.gaps & other.gaps,
        divergences: one.divergences & other.divergences,
        prognosis: one.prognosis.filter(|_| one.prognosis == other.prognosis),
    };
    completions.keys().map(in_one).reduce(both)
}

const BOXES: usize = 400;

#[test]
fn the_tables_over_sub_boxes_agree_with_every_completion() {
    let conditions = Conditions::read();
    let mut sampler = Sampler::new(1);
    let mut compared = 0;
    while compared < BOXES {
        let Question { mut sets, ki67, .. } = sampler.question();
        if sampler.below(2) == 0 {
            sets[KI67] = sampler.set(KI67);
        }
        let size: u32 = sets.iter().map(|set| set.count_ones()).product();
        if size > 3000 {
            continue;
        }
        compared += 1;
        let reading = usize::from(sampler.below(17)).checked_sub(1);
        let completions = completions(sets, reading);
        let name = reading.map_or("as chosen", |reading| READINGS[reading].name);
        for decision in 0..16 {
            assert_eq!(
                Some(oracle().verdict(decision, sets, reading)),
                verdict(&completions, sets, decision),
                "{name}, decision {decision}, {sets:?}"
            );
        }
        assert_eq!(
            Some(oracle().beside(sets, ki67.1, reading)),
            beside(&conditions, &completions, ki67.1, reading),
            "{name}, {sets:?}"
        );
    }
}

/// "In each completion whose value it changes, the reading's statements replace the row's": in all
/// others it does not matter whether the row of the chosen reading or that of the alternative is
/// cited.
#[test]
fn an_unchanged_value_rests_on_the_same_statements() {
    let everything = [7, 7, 15, 31, 7, 0b10101, 63, 15, 9];
    let chosen = completions(everything, None);
    for (reading, named) in READINGS.iter().enumerate() {
        for (cell, answers) in completions(everything, Some(reading)) {
            for (decision, (answer, chosen)) in answers.iter().zip(&chosen[&cell]).enumerate() {
                assert!(
                    answer.value != chosen.value || answer == chosen,
                    "{}, decision {decision}, {cell:?}",
                    named.name
                );
            }
        }
    }
}

/// The case section 8 prints, with its answer.
#[test]
fn the_example_of_section_8() {
    let stated = "sigmoid_colon multiple poor >20% >20/2mm2 1 obstructing not_started either";
    let mut sets = [0; 9];
    for ((set, (_, names)), value) in sets.iter_mut().zip(FINDINGS).zip(stated.split(' ')) {
        *set = names.iter().rfold(0, |set, name| set << 1 | u8::from(*name == value));
    }
    let question = Question::with_ranges(sets, (8001, 10_000), (4500, 4500));
    assert_eq!(question.sets, sets);
    let verdicts = oracle().verdicts(sets, None);
    assert_eq!(
        [0, 1, 2].map(|decision| verdict_text(decision, verdicts[decision])),
        [
            "g3, statements [], findings []",
            "nec, statements [S05 S06 S41 S50], findings []",
            "recommended, statements [S02 S08 S13 S14 S15 S42], findings []",
        ]
    );
    assert_eq!(
        beside_text(oracle().beside(sets, question.ki67.1, None)),
        "gaps [bowel_emergency symptom_control], divergences [second_line irinotecan_platinum \
         platinum_choice survival_by_population resection_evidence molecular_profile \
         organ_function relief_without_resection single_case_evidence], prognosis months"
    );
    assert_eq!(
        listed(&READINGS.map(|reading| reading.name), oracle().readings(sets)),
        "complication_outranks_extent multiple_is_extensive"
    );
}
