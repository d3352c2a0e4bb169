//! Cases of which everything is known that the pathway tells apart: looked up whole.
//!
//! There are few different answers to them. An entry of each of four tables, one for each part of the word of a case, are
//! joined to the place where the number of the answer stands; a part that is not known well enough leads past the end.

use core::num::NonZeroU8;

use super::{
    axis::PATHOLOGY_CELLS,
    board::OUTERS,
    classes::{ALWAYS, PARTS},
    digits::{
        DIFFERENTIATION_SHIFT, DIGITS, GRADED, KINDS, KINDS_SHIFT, OUT, SHIFTS, digit, is_out,
        place_of,
    },
    entry::ENTRIES,
    found::{NO_RANGES, RANGES},
    lane::{AS_CHOSEN, LANES},
    pathology::{CHOSEN, NEC, VERIFY},
    shape::{AXES, SHAPES},
};
use crate::{
    AnswerId, Finding, PackedCase, Question,
    rules::{
        Decided, STORED,
        stored::{PLACES, Whole},
    },
};

/// Past the end, whatever it is joined with.
const OPEN: u16 = 1 << 13;

/// The row of sets of two findings: the lower bits, so many, are the first's.
const fn pair<const SETS: usize>(low: usize, bits: usize, high: usize) -> [u16; SETS] {
    let (low, high): ([u16; 1 << 5], [u16; 1 << 6]) = (digits(low), digits(high));
    let mut row = [OPEN; SETS];
    let mut sets = 0;
    while sets < SETS {
        row[sets] = low[sets & ((1 << bits) - 1)] | high[sets >> bits];
        sets += 1;
    }
    row
}

/// The digit of each set of a finding.
const fn digits<const SETS: usize>(axis: usize) -> [u16; SETS] {
    let mut row = [OPEN; SETS];
    let mut set = 0;
    while set < SETS {
        if let Some(digit) = digit(axis, set) {
            row[set] = (digit << SHIFTS[axis]) as u16;
        }
        set += 1;
    }
    row
}

const LIVER: usize = axis(Finding::LiverMetastases);
const SITE: usize = axis(Finding::PrimarySite);
const CHEMOTHERAPY: usize = axis(Finding::Chemotherapy);
const ECOG: usize = axis(Finding::Ecog);
const PRIMARY_TUMOUR: usize = axis(Finding::PrimaryTumour);
const PLATINUM: usize = axis(Finding::Platinum);

const fn axis(finding: Finding) -> usize {
    let mut axis = 0;
    while AXES[axis].place() != finding.place() {
        axis += 1;
    }
    axis
}

/// Site, liver and differentiation.
const SCOPES: [u16; 1 << 10] = {
    let mut row = [OPEN; 1 << 10];
    let mut sets = 0;
    while sets < row.len() {
        let (site, liver, differentiation) = (sets & 7, sets >> 3 & 7, sets >> 6);
        let out = is_out(SITE, site) || is_out(LIVER, liver) || differentiation == 1 << OUT;
        if out {
            row[sets] = (OUT << DIFFERENTIATION_SHIFT) as u16;
        } else if let (Some(site), Some(liver)) = (digit(SITE, site), digit(LIVER, liver))
            && differentiation.is_power_of_two()
        {
            let differentiation = differentiation.trailing_zeros() as usize;
            let inner = site << SHIFTS[SITE] | liver << SHIFTS[LIVER];
            row[sets] = (inner | differentiation << DIFFERENTIATION_SHIFT) as u16;
        }
        sets += 1;
    }
    row
};

/// Ki-67 and mitoses.
const GRADES: [u16; 1 << 10] = {
    let mut row = [OPEN; 1 << 10];
    let mut bits = 0;
    while bits < row.len() {
        let ranges = RANGES.places[bits];
        if ranges != NO_RANGES {
            let (mut kinds, mut cell) = (0_usize, 0);
            while cell < GRADED {
                if RANGES.cells[ranges as usize] >> cell & 1 != 0 {
                    kinds |= 1 << KINDS.0[cell];
                }
                cell += 1;
            }
            if kinds.is_power_of_two() {
                row[bits] = (kinds.trailing_zeros() as u16) << KINDS_SHIFT;
            }
        }
        bits += 1;
    }
    row
};

/// ECOG and the primary tumour.
const STATES: [u16; 1 << 11] = pair(ECOG, 5, PRIMARY_TUMOUR);

/// Chemotherapy and platinum.
const COURSES: [u16; 1 << 8] = pair(CHEMOTHERAPY, 4, PLATINUM);

/// The different answers, and the number of the one at each place: from 1 on. A place to which no case leads may have any.
struct Answers {
    all: [[Decided; STORED]; 128],
    len: usize,
    at: [u8; OPEN as usize],
}

impl Answers {
    const fn derive() -> Self {
        let mut this = Self { all: [[Decided::NONE; STORED]; 128], len: 0, at: [0; OPEN as usize] };
        let (mut cell, mut entered) = (0, 0_u32);
        while cell < PATHOLOGY_CELLS {
            let kind = KINDS.0[cell % GRADED];
            let start = kind << KINDS_SHIFT | (cell / GRADED) << DIFFERENTIATION_SHIFT;
            if entered >> (start >> KINDS_SHIFT) & 1 != 0 {
                cell += 1;
                continue;
            }
            entered |= 1 << (start >> KINDS_SHIFT);
            let class = CHOSEN.class(cell);
            let mut inner = 0;
            while inner < 1 << KINDS_SHIFT {
                // In most classes all cells are answered alike.
                let like = match class {
                    NEC => inner,
                    VERIFY => {
                        inner & ((1 << SHIFTS[PRIMARY_TUMOUR + 1]) - (1 << SHIFTS[PRIMARY_TUMOUR]))
                    }
                    _ => 0,
                };
                this.at[start | inner] = if like < inner {
                    this.at[start | like]
                } else {
                    match said(CHOSEN.grade(cell % GRADED), class, inner) {
                        Some(said) => this.number(&said),
                        None => 0,
                    }
                };
                inner += 1;
            }
            cell += 1;
        }
        this
    }

    const fn number(&mut self, said: &[Decided; STORED]) -> u8 {
        let mut number = 0;
        while number < self.len && !is_same_answer(&self.all[number], said) {
            number += 1;
        }
        if number == self.len {
            self.all[number] = *said;
            self.len += 1;
        }
        number as u8 + 1
    }
}

const fn is_same_answer(one: &[Decided; STORED], two: &[Decided; STORED]) -> bool {
    // What differs mostly, differs at the end.
    let mut decision = STORED;
    while decision > 0 {
        decision -= 1;
        if !one[decision].is(two[decision]) {
            return false;
        }
    }
    true
}

/// What is said of a cell of a class.
const fn said(grade: usize, class: usize, inner: usize) -> Option<[Decided; STORED]> {
    let mut said = [Decided::settled(grade as u32, 0); STORED];
    let mut part = 0;
    while part < PARTS {
        said[1 + part] = ALWAYS[class][part];
        part += 1;
    }
    let Some(digits) = digits_of(inner) else { return None };
    let mut lane = 0;
    while lane < AS_CHOSEN {
        if LANES[lane].class == class {
            let (mut entry, mut axis) = (SHAPES[lane].first, 0);
            while axis < AXES.len() {
                entry += TERMS[lane][axis][digits[axis]];
                axis += 1;
            }
            said[2 + LANES[lane].group] = ENTRIES[entry];
        }
        lane += 1;
    }
    Some(said)
}

/// The digits in a place, if each stands for something.
const fn digits_of(inner: usize) -> Option<[usize; AXES.len()]> {
    let (mut digits, mut axis) = ([0; AXES.len()], 0);
    while axis < AXES.len() {
        digits[axis] = inner >> SHIFTS[axis] & ((1 << (SHIFTS[axis + 1] - SHIFTS[axis])) - 1);
        if digits[axis] >= DIGITS.1[axis] {
            return None;
        }
        axis += 1;
    }
    Some(digits)
}

/// What each digit adds to the place of a lane's entry.
const TERMS: &[[[usize; OUTERS]; AXES.len()]; AS_CHOSEN] = &{
    let mut terms = [[[0; OUTERS]; AXES.len()]; AS_CHOSEN];
    let mut lane = 0;
    while lane < AS_CHOSEN {
        let (shape, mut axis) = (&SHAPES[lane], 0);
        while axis < AXES.len() {
            let mut digit = 0;
            while digit < DIGITS.1[axis] {
                let place = place_of(axis, digit);
                if place < shape.size[axis] {
                    terms[lane][axis][digit] =
                        ((1 << shape.bit[axis][place]) - 1) * shape.stride[axis];
                }
                digit += 1;
            }
            axis += 1;
        }
        lane += 1;
    }
    terms
};

const ANSWERS: &Answers = &Answers::derive();

/// How many different answers there are.
pub(in crate::rules) const COUNT: u8 = {
    assert!(ANSWERS.len <= u8::MAX as usize, "a number is one byte");
    ANSWERS.len as u8
};

/// All that is looked up, in one piece: so a processor keeps one address.
struct Tables {
    scopes: [u16; 1 << 10],
    grades: [u16; 1 << 10],
    states: [u16; 1 << 11],
    courses: [u16; 1 << 8],
    /// The number of the answer at each place; 0 where there is none, and where something is open.
    at: [u8; 2 * OPEN as usize],
    /// The answers by their numbers; there is none with the number 0.
    whole: [Whole; COUNT as usize + 1],
}

static TABLES: Tables = {
    let mut this = Tables {
        scopes: SCOPES,
        grades: GRADES,
        states: STATES,
        courses: COURSES,
        at: [0; 2 * OPEN as usize],
        whole: [Whole::new(&ANSWERS.all[0]); COUNT as usize + 1],
    };
    let (mut place, mut number) = (0, 1);
    while place < OPEN as usize {
        this.at[place] = ANSWERS.at[place];
        place += 1;
    }
    while number < this.whole.len() {
        this.whole[number] = Whole::new(&ANSWERS.all[number - 1]);
        number += 1;
    }
    this
};

impl Tables {
    /// The number of the answer at a place, if it has one.
    #[inline]
    fn number(&self, place: u16) -> Option<NonZeroU8> {
        NonZeroU8::new(self.at[usize::from(place) & (self.at.len() - 1)])
    }

    #[inline]
    fn whole(&self, number: NonZeroU8) -> Option<&Whole> {
        self.whole.get(usize::from(number.get()))
    }
}

/// The place of a case; past the end, if something is open that the pathway tells apart.
#[inline]
fn place(case: PackedCase) -> u16 {
    TABLES.scopes[case.part(Finding::PrimarySite, Finding::Differentiation)]
        | TABLES.grades[case.part(Finding::Ki67, Finding::Mitoses)]
        | TABLES.states[case.part(Finding::Ecog, Finding::PrimaryTumour)]
        | TABLES.courses[case.part(Finding::Chemotherapy, Finding::Platinum)]
}

/// The whole answer, if everything is known that the pathway tells apart.
#[inline]
pub(super) fn known(case: PackedCase) -> Option<&'static Whole> {
    TABLES.whole(TABLES.number(place(case))?)
}

/// Its number.
#[inline]
pub(in crate::rules) fn answer_id(case: PackedCase) -> Option<AnswerId> {
    TABLES.number(place(case)).map(AnswerId::numbered)
}

/// The answer with a number.
#[inline]
pub(in crate::rules) fn whole(id: AnswerId) -> &'static Whole {
    TABLES.whole.get(usize::from(id.get())).unwrap_or(&TABLES.whole[0])
}

/// Where a decision is stored.
pub(super) fn part(question: Question) -> usize {
    match question {
        Question::Grade => 0,
        Question::Pathway => 1,
        Question::Standing(therapy) => PLACES[therapy.place() as usize],
    }
}

/// The value of each decision by the number of the answer, as one bit.
pub(super) static SETTLED: [[u8; 256]; STORED] = {
    let mut all = [[0; 256]; STORED];
    let mut place = 0;
    while place < STORED {
        let mut number = 0;
        while number < ANSWERS.len {
            all[place][number + 1] = ANSWERS.all[number][place].possible();
            number += 1;
        }
        place += 1;
    }
    all
};
