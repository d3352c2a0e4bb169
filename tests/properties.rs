//! What holds of any case, drawn with every bound that a number can have; a failure is made small before it is told.

use std::ops::{BitAnd, BitOr};

use nen_pathway::*;
use proptest::{collection::vec, option::of, prelude::*, sample::select, test_runner::Config};

/// How many values the seven findings have that are one of a few.
const VALUES: [usize; 7] = [
    PrimarySite::ALL.len(),
    LiverMetastases::ALL.len(),
    Differentiation::ALL.len(),
    Ecog::ALL.len(),
    PrimaryTumour::ALL.len(),
    Chemotherapy::ALL.len(),
    Platinum::ALL.len(),
];

/// Where the cells of Ki-67 and of mitoses begin, and where the next would. Two divergences also end at 55 %.
const CELLS: [&[u32]; 2] =
    [&[0, 300, 1_000, 2_000, 2_001, 5_500, 5_501, 10_001], &[0, 200, 2_001, 60_001]];

/// A case in the plainest form: a bit for each value, and the two ends of each range.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Drawn {
    sets: [u8; 7],
    ranges: [[u32; 2]; 2],
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let set = |values: usize| {
        let all = u8::MAX >> (8 - values);
        prop_oneof![Just(all), (0..values).prop_map(|place| 1 << place), 1..=all]
    };
    let range = |cells: &'static [u32]| {
        let last = cells[cells.len() - 1] - 1;
        let end = || prop_oneof![0..=last, select(&cells[..cells.len() - 1])];
        [end(), end()].prop_map(|mut ends: [u32; 2]| {
            ends.sort_unstable();
            ends
        })
    };
    (VALUES.map(set), CELLS.map(range)).prop_map(|(sets, ranges)| Drawn { sets, ranges })
}

fn places() -> impl Strategy<Value = [[u32; 2]; 2]> {
    let place = || prop_oneof![Just(0), any::<u32>()];
    let places = || [place(), place()];
    [places(), places()]
}

impl Drawn {
    fn case(self) -> Case {
        let [site, liver, differentiation, ecog, primary, chemotherapy, platinum] = self.sets;
        let [ki67, mitoses] = self.ranges.map(|range| range.map(Hundredths));
        Case::NOT_ASSESSED
            .with_primary_site(possible::<PrimarySite>(site))
            .with_liver_metastases(possible::<LiverMetastases>(liver))
            .with_differentiation(possible::<Differentiation>(differentiation))
            .with_ki67(Ki67::between(ki67[0], ki67[1]).unwrap())
            .with_mitoses(MitoticRate::between(mitoses[0], mitoses[1]).unwrap())
            .with_ecog(possible::<Ecog>(ecog))
            .with_primary_tumour(possible::<PrimaryTumour>(primary))
            .with_chemotherapy(possible::<Chemotherapy>(chemotherapy))
            .with_platinum(possible::<Platinum>(platinum))
    }

    /// What is possible in both, which may be nothing.
    fn and(self, other: Self) -> Self {
        self.joined(other, u8::bitand, |[a, b], [c, d]| [a.max(c), b.min(d)])
    }

    /// What is possible in either, and in ranges what lies between.
    fn or(self, other: Self) -> Self {
        self.joined(other, u8::bitor, |[a, b], [c, d]| [a.min(c), b.max(d)])
    }

    fn joined(
        mut self,
        other: Self,
        sets: fn(u8, u8) -> u8,
        ranges: fn([u32; 2], [u32; 2]) -> [u32; 2],
    ) -> Self {
        self.sets.iter_mut().zip(other.sets).for_each(|(it, other)| *it = sets(*it, other));
        self.ranges.iter_mut().zip(other.ranges).for_each(|(it, other)| *it = ranges(*it, other));
        self
    }

    /// The ends of the ranges at other places of their cells; 0 is where a cell begins.
    fn moved(mut self, places: [[u32; 2]; 2]) -> Self {
        for ((range, places), cells) in self.ranges.iter_mut().zip(places).zip(CELLS) {
            for (end, place) in range.iter_mut().zip(places) {
                let next = cells.partition_point(|start| start <= end);
                let (start, after) = (cells[next - 1], cells[next]);
                *end = start + place % (after - start);
            }
            range.sort_unstable();
        }
        self
    }

    /// The word that the documentation gives it: each finding's values or cells above those before.
    fn packed(self) -> u64 {
        let cells = |range: usize| {
            let ([lowest, highest], cells) = (self.ranges[range], CELLS[range]);
            let reached = cells.windows(2).map(|ends| ends[0] <= highest && lowest < ends[1]);
            (0..).zip(reached).map(|(place, is_reached)| u8::from(is_reached) << place).sum()
        };
        let [site, liver, differentiation, ecog, primary, chemotherapy, platinum] = self.sets;
        let fields: [(u8, u32); 9] = [
            (platinum, 4),
            (chemotherapy, 4),
            (primary, 6),
            (ecog, 5),
            (cells(1), 3),
            (cells(0), 7),
            (differentiation, 4),
            (liver, 3),
            (site, 3),
        ];
        fields.into_iter().fold(0, |word, (bits, size)| word << size | u64::from(bits))
    }

    /// How many findings have no possible value.
    fn contradictions(self) -> usize {
        let sets = self.sets.iter().map(|set| *set == 0);
        let ranges = self.ranges.iter().map(|[lowest, highest]| lowest > highest);
        sets.chain(ranges).filter(|empty| *empty).count()
    }
}

fn possible<T: Vocabulary>(bits: u8) -> Possible<T> {
    let values = T::ALL.iter().enumerate().filter(|(place, _)| bits >> place & 1 != 0);
    Possible::from_values(values.map(|(_, value)| *value)).unwrap()
}

fn config() -> Config {
    Config { cases: 4_000, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    /// It is the same after every way out and back: JSON, text by text, a receipt.
    #[test]
    fn a_case_is_read_back(drawn in drawn()) {
        let case = drawn.case();
        let json = serde_json::to_string(&case).unwrap();
        prop_assert_eq!(serde_json::from_str::<Case>(&json).unwrap(), case);
        let restated = case.assessed().iter().try_fold(Case::NOT_ASSESSED, |restated, finding| {
            restated.stating(finding, &case.told(finding).to_string().replace(" or ", "|"))
        });
        prop_assert_eq!(restated, Ok(case));
        let receipt = Report::new(&case).receipt().to_string();
        prop_assert_eq!(Receipt::check(&receipt), Ok(case));
    }

    /// Merging is the intersection, finding by finding; hence its order never matters.
    #[test]
    fn merging_is_the_intersection(one in drawn(), other in drawn()) {
        let both = one.and(other);
        match one.case().merge(&other.case()) {
            Ok(merged) => prop_assert_eq!((both.contradictions(), both.case()), (0, merged)),
            Err(error) => prop_assert_eq!(both.contradictions(), error.findings().len()),
        }
    }

    /// What one case says of some findings, and another of the rest.
    #[test]
    fn findings_are_replaced_one_by_one(one in drawn(), other in drawn(), places in 0_u16..512) {
        let from_other = |place: usize| places >> place & 1 != 0;
        let mut mixed = one;
        for (place, (set, other)) in mixed.sets.iter_mut().zip(other.sets).enumerate() {
            *set = if from_other(place) { other } else { *set };
        }
        for (place, (range, other)) in mixed.ranges.iter_mut().zip(other.ranges).enumerate() {
            *range = if from_other(7 + place) { other } else { *range };
        }
        // In the order of a drawn case.
        let findings = [
            Finding::PrimarySite,
            Finding::LiverMetastases,
            Finding::Differentiation,
            Finding::Ecog,
            Finding::PrimaryTumour,
            Finding::Chemotherapy,
            Finding::Platinum,
            Finding::Ki67,
            Finding::Mitoses,
        ];
        let replaced = (0..).zip(findings).filter(|(place, _)| from_other(*place));
        let replaced: Set<Finding> = replaced.map(|(_, finding)| finding).collect();
        prop_assert_eq!(one.case().replacing(replaced, &other.case()), mixed.case());
    }

    /// To know less takes no possible value away and no need, however the source is read.
    #[test]
    fn knowing_less_never_narrows_an_answer(
        known in drawn(),
        other in drawn(),
        reading in of(select(Reading::ALL)),
    ) {
        let answer = |drawn: Drawn| {
            let case = drawn.case();
            reading.map_or_else(|| *recommend(&case).answer(), |reading| under(&case, reading))
        };
        let (narrow, wide) = (answer(known), answer(known.or(other)));
        prop_assert!(narrow.grade().possible().is_within(wide.grade().possible()));
        prop_assert!(narrow.pathway().possible().is_within(wide.pathway().possible()));
        for (therapy, decision) in narrow.therapies() {
            prop_assert!(decision.possible().is_within(wide.therapy(therapy).possible()), "{therapy}");
        }
        for question in Question::all() {
            let (needs, earlier) = (narrow.needs_for(question), wide.needs_for(question));
            prop_assert_eq!(needs.and(earlier), needs, "{}", question);
        }
    }

    /// Within its cell a bound may lie anywhere: the whole report stays as it is.
    #[test]
    fn only_the_cell_of_a_bound_counts(drawn in drawn(), places in places()) {
        let report = |drawn: Drawn| serde_json::to_string(&Report::new(&drawn.case())).unwrap();
        prop_assert_eq!(report(drawn.moved(places)), report(drawn));
    }

    /// An answer rests on the readings that, taken the other way, change what is possible of some decision.
    #[test]
    fn readings_are_those_that_change_what_is_possible(drawn in drawn()) {
        let case = drawn.case();
        let possible = |answer: Answer| Question::all().map(|it| bits(&answer, it)).collect::<Vec<_>>();
        let chosen = possible(*recommend(&case).answer());
        let differs = |reading: &Reading| possible(under(&case, *reading)) != chosen;
        let expected: Set<Reading> = Reading::ALL.iter().copied().filter(differs).collect();
        prop_assert_eq!(readings(&case), expected);
    }

    /// Two answers are one if they are about the same case and decide alike, however they were found.
    #[test]
    fn answers_are_compared_by_case_and_decisions(
        drawn in drawn(),
        places in places(),
        reading in select(Reading::ALL),
    ) {
        let (case, moved) = (drawn.case(), drawn.moved(places).case());
        let chosen = *recommend(&case).answer();
        let otherwise = under(&case, reading);
        let decided = |answer: &Answer| {
            (answer.grade(), answer.pathway(), answer.therapies().collect::<Vec<_>>())
        };
        prop_assert_eq!(chosen == otherwise, decided(&chosen) == decided(&otherwise));
        prop_assert_eq!(chosen == *recommend(&moved).answer(), case == moved);
    }

    /// A packed case is a word as it is documented, and the same report.
    #[test]
    fn a_packed_case_is_answered_alike(drawn in drawn()) {
        let case = drawn.case();
        let packed = PackedCase::from(&case);
        prop_assert_eq!(packed.bits(), drawn.packed());
        prop_assert_eq!(PackedCase::from_bits(packed.bits()), Ok(packed));
        let widest = Case::from(packed);
        prop_assert_eq!(PackedCase::from(&widest), packed);
        prop_assert_eq!(widest.merge(&case), Ok(case));
        let report = |case: &Case| serde_json::to_string(&Report::new(case)).unwrap();
        prop_assert_eq!(report(&widest), report(&case));
    }

    /// Columns hold what is possible of each decision, and the number of an answer only where all is settled.
    #[test]
    fn columns_hold_what_is_possible(several in vec(drawn(), 0..10)) {
        let cases: Vec<Case> = several.iter().map(|drawn| drawn.case()).collect();
        let packed: Vec<PackedCase> = cases.iter().map(PackedCase::from).collect();
        for question in Question::all() {
            let mut column = vec![0; cases.len()];
            prop_assert_eq!(possible_values(&packed, &mut [(question, &mut column)]), Ok(()));
            for (case, values) in cases.iter().zip(column) {
                let possible = bits(recommend(case).answer(), question);
                prop_assert_eq!(values, possible, "{}: {}", case, question);
            }
        }
        let mut ids = vec![None; cases.len()];
        prop_assert_eq!(answer_ids(&packed, &mut ids), Ok(()));
        for ((case, packed), id) in cases.iter().zip(packed).zip(ids) {
            prop_assert_eq!(packed.answer_id(), id);
            let answer = *recommend(case).answer();
            if let Some(id) = id {
                prop_assert_eq!(answer.grade(), Decision::Settled(id.grade()));
                prop_assert_eq!(answer.pathway(), Decision::Settled(id.pathway()));
                for (therapy, decision) in answer.therapies() {
                    prop_assert_eq!(decision, Decision::Settled(id.therapy(therapy)));
                }
            }
        }
    }

    /// A word is a case of just these bits, or refused.
    #[test]
    fn a_word_is_a_case_or_refused(word in any::<u64>(), shift in 0_u32..64) {
        match PackedCase::from_bits(word >> shift) {
            Ok(packed) => prop_assert_eq!(PackedCase::from(&Case::from(packed)).bits(), word >> shift),
            Err(error) => prop_assert!(error.to_string().contains("; accepted: ")),
        }
    }
}

/// What is possible of a decision, a bit each.
fn bits(answer: &Answer, question: Question) -> u8 {
    match question {
        Question::Grade => answer.grade().possible().bits(),
        Question::Pathway => answer.pathway().possible().bits(),
        Question::Standing(therapy) => answer.therapy(therapy).possible().bits(),
    }
}
