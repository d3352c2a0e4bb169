//! What holds of any case, drawn with every bound that a number can have; a failure is made small before it is told.

use std::ops::{BitAnd, BitOr};

use nen_pathway::*;
use proptest::{option::of, prelude::*, sample::select, test_runner::Config};

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
}
