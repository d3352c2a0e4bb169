//! Which readings an answer rests on.

use super::{
    entry::entry,
    lane::{AS_CHOSEN, LANES, Lane},
    pathology::{CLASSES, NEC, NET_HIGH, NET_LOW, Pathology, REDRAWING, redrawn, within_scope},
    seen::Seen,
    terms::UNDER_READINGS,
    values::Values,
};
use crate::{Case, Reading, Set, rules::Other};

/// The readings this answer rests on: taken the other way, one alone, each changes the value or the
/// possible values of at least one of the sixteen decisions.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED.with_primary_site(PrimarySite::Elsewhere);
/// assert!(readings(&case).is_empty(), "outside the scope, however the text is read");
/// ```
#[must_use]
pub fn readings(case: &Case) -> Set<Reading> {
    let case = Seen::from(case.packed());
    let within = within_scope(case, Other::NONE);
    let pathology = Pathology::chosen(case);
    let values = Values::of(within);
    let all = values.over(pathology.classes);
    let mut found = 0;

    // What a reading changes of a therapy within a class.
    let mut others = [[0; 16]; CLASSES.len()];
    for class in ASKING {
        others[class] = values.over(pathology.classes & !(1 << class)).to_le_bytes();
    }
    let bytes = all.to_le_bytes();
    for (lane, place) in LANES[AS_CHOSEN..].iter().zip(UNDER_READINGS.places(within)) {
        let Lane { class, group, other } = *lane;
        let here = others[class][1 + group] | entry(place).possible();
        let differs = pathology.classes >> class & 1 != 0 && here != bytes[1 + group];
        found |= bit(differs, other);
    }
    // What it changes of the classes and the grades.
    let (inside, outside) = (pathology.inside(), pathology.outside());
    for (reading, (classes, grades)) in REDRAWING.iter().zip(redrawn(case)) {
        let differs =
            grades != pathology.grades() || values.over(classes & inside | outside) != all;
        found |= bit(differs, Some(*reading));
    }
    // What it changes of the scope.
    for reading in RESCOPING {
        let (narrower, classes) = pathology.rescoped(case, Other(Some(reading)));
        let differs = narrower != within && Values::of(narrower).over(classes) != all;
        found |= bit(differs, Some(reading));
    }
    Set::from_bits(found)
}

const RESCOPING: [Reading; 2] =
    [Reading::RulesReachOtherColorectalSites, Reading::RulesReachASolitaryMetastasis];

const _: () = prove_that_no_reading_is_left_out();

/// Each changes a therapy, a class or the scope.
const fn prove_that_no_reading_is_left_out() {
    let (mut found, mut at) = (0, AS_CHOSEN);
    while at < LANES.len() {
        found |= bit(true, LANES[at].other);
        at += 1;
    }
    at = 0;
    while at < REDRAWING.len() {
        found |= bit(true, Some(REDRAWING[at]));
        at += 1;
    }
    at = 0;
    while at < RESCOPING.len() {
        found |= bit(true, Some(RESCOPING[at]));
        at += 1;
    }
    at = 0;
    while at < Reading::ALL.len() {
        assert!(found >> Reading::ALL[at].place() & 1 != 0, "a reading is left out");
        at += 1;
    }
}

/// The classes in which a reading has a lane.
const ASKING: [usize; 3] = [NEC, NET_LOW, NET_HIGH];

const fn bit(differs: bool, reading: Option<Reading>) -> u64 {
    match reading {
        Some(reading) => (differs as u64) << reading.place(),
        None => 0,
    }
}
