//! The pathway's side of a case: which classes its pathology can be in, and which of them are neighbours.

use super::{
    axis::{PATHOLOGY_CELLS, TYPICAL, pathology_findings},
    board::Reasons,
    found::{
        DIFFERENTIATION_CELLS, FOUND, Found, GRADES_SHIFT, LINES, NEEDS_SHIFT, PAIRS, PAIRS_SHIFT,
        RANGES,
    },
    seen::Seen,
};
use crate::{
    Finding, Grade, LiverMetastases, Pathway, PrimarySite, Reading,
    cells::Ki67Band,
    rules::{Findings, Other, grade, pathway},
};

/// A class of pathology: its pathway, and for a NET the side of 10 % on which Ki-67 lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Class {
    pub(super) pathway: Pathway,
    pub(super) ki67: Ki67Band,
}

impl Class {
    const fn new(pathway: Pathway, ki67: Ki67Band) -> Self {
        Self { pathway, ki67 }
    }

    /// Within a pathway other than NET, Ki-67 changes nothing any more.
    const fn holds(self, pathway: Pathway, ki67: Ki67Band) -> bool {
        let same_side = matches!(self.ki67, Ki67Band::From3Below10)
            == matches!(ki67, Ki67Band::Below3 | Ki67Band::From3Below10);
        pathway.place() == self.pathway.place()
            && (same_side || !matches!(self.pathway, Pathway::Net))
    }
}

/// The places of the classes; a case out of scope belongs to the first.
pub(super) const OUTSIDE: usize = 0;
pub(super) const VERIFY: usize = 1;
pub(super) const NEC: usize = 2;
pub(super) const NET_LOW: usize = 4;
pub(super) const NET_HIGH: usize = 5;

/// The classes, in the order of their places.
pub(super) const CLASSES: [Class; 6] = [
    Class::new(Pathway::OutsideScope, Ki67Band::Above20),
    Class::new(Pathway::VerifyPathology, Ki67Band::Above20),
    Class::new(Pathway::Nec, Ki67Band::Above20),
    Class::new(Pathway::NetG3, Ki67Band::Above20),
    Class::new(Pathway::Net, Ki67Band::From3Below10),
    Class::new(Pathway::Net, Ki67Band::From10Below20),
];

/// What the completions of each class rest on for their pathway.
pub(super) const PATHWAY_REASONS: [Reasons; CLASSES.len()] = {
    let mut all = [Reasons::ALL; CLASSES.len()];
    let mut cell = 0;
    while cell < PATHOLOGY_CELLS {
        let findings = pathology_findings(cell);
        let row = pathway(&findings, Other::NONE);
        let mut class = 0;
        while class < CLASSES.len() {
            if CLASSES[class].holds(row.value, findings.ki67) {
                all[class] = all[class].and(Reasons::of(&row));
            }
            class += 1;
        }
        cell += 1;
    }
    all
};

/// What the pathway rules say under one reading: the cells of each class, and the scope.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    /// The cells of pathology of each class.
    pub(super) classes: [u64; CLASSES.len()],
    /// The cells Ki-67 × mitoses of each grade.
    pub(super) grades: [u64; Grade::ALL.len()],
    /// The sites within scope, as bits of [`PrimarySite::ALL`].
    sites: u8,
    /// The liver findings within scope, as bits of [`LiverMetastases::ALL`].
    livers: u8,
}

impl Rules {
    const fn derive(other: Other) -> Self {
        let (classes, grades) = ([0; CLASSES.len()], [0; Grade::ALL.len()]);
        let mut this = Self { classes, grades, sites: 0, livers: 0 };
        let mut cell = 0;
        while cell < PATHOLOGY_CELLS {
            let findings = pathology_findings(cell);
            let grade = grade(findings.ki67, findings.mitoses, other);
            this.grades[grade.place() as usize] |= 1 << cell;
            let pathway = pathway(&findings, other).value;
            let mut class = 0;
            while class < CLASSES.len() {
                if CLASSES[class].holds(pathway, findings.ki67) {
                    this.classes[class] |= 1 << cell;
                }
                class += 1;
            }
            cell += 1;
        }
        let mut value = 0;
        while value < 3 {
            let site = Findings { primary_site: PrimarySite::ALL[value], ..TYPICAL };
            if !matches!(pathway(&site, other).value, Pathway::OutsideScope) {
                this.sites |= 1 << value;
            }
            let liver = Findings { liver_metastases: LiverMetastases::ALL[value], ..TYPICAL };
            if !matches!(pathway(&liver, other).value, Pathway::OutsideScope) {
                this.livers |= 1 << value;
            }
            value += 1;
        }
        this
    }

    /// The class of a cell of pathology.
    pub(super) const fn class(&self, cell: usize) -> usize {
        part_with(&self.classes, cell)
    }

    /// The grade of a cell of Ki-67 and mitoses.
    pub(super) const fn grade(&self, cell: usize) -> usize {
        part_with(&self.grades, cell)
    }
}

/// The place of the part to which a cell belongs.
const fn part_with(parts: &[u64], cell: usize) -> usize {
    let mut part = 0;
    while parts[part] >> cell & 1 == 0 {
        part += 1;
    }
    part
}

pub(super) const CHOSEN: Rules = Rules::derive(Other::NONE);

/// As chosen first, then each reading taken the other way.
static RULES: [Rules; 1 + Reading::ALL.len()] = {
    let mut all = [Rules::derive(Other::NONE); 1 + Reading::ALL.len()];
    let mut reading = 0;
    while reading < Reading::ALL.len() {
        all[1 + reading] = Rules::derive(Other(Some(Reading::ALL[reading])));
        reading += 1;
    }
    all
};

/// What a case's pathology and scope can be, under one reading.
#[derive(Debug)]
pub(super) struct Pathology {
    found: Found,
    /// Whether some completion is within scope.
    within: bool,
    /// The possible classes, one bit each, within scope and outside.
    pub(super) classes: u8,
    /// The findings by which a completion within scope can leave it.
    pub(super) leaving: u16,
}

impl Pathology {
    #[inline]
    pub(super) fn chosen(case: Seen) -> Self {
        let [ranges, differentiations] = places(case);
        Self::with(case, &CHOSEN, FOUND[ranges][differentiations])
    }

    pub(super) fn of(case: Seen, other: Other) -> Self {
        let rules = &RULES[other.place()];
        let differentiation = DIFFERENTIATION_CELLS[usize::from(case.differentiations)];
        let graded = RANGES.cells[usize::from(case.ranges)];
        Self::with(case, rules, Found::of(rules, differentiation, graded))
    }

    #[inline]
    fn with(case: Seen, rules: &Rules, found: Found) -> Self {
        let (sites, livers) = (case.sites, case.livers);
        let within = sites & rules.sites != 0 && livers & rules.livers != 0;
        let (sites_out, livers_out) = (sites & !rules.sites != 0, livers & !rules.livers != 0);
        let leaves = |out: bool, finding: Finding| u16::from(within && out) << finding.place();
        let classes = if within { found.0 as u8 & ((1 << CLASSES.len()) - 1) } else { 0 };
        Self {
            found,
            within,
            classes: classes | u8::from(sites_out || livers_out) << OUTSIDE,
            leaving: leaves(sites_out, Finding::PrimarySite)
                | leaves(livers_out, Finding::LiverMetastases),
        }
    }

    /// The possible classes under the rules of a reading that draws the scope otherwise, and the part within it.
    pub(super) fn rescoped(&self, case: Seen, other: Other) -> (Seen, u8) {
        let rules = &RULES[other.place()];
        let Self { classes, .. } = Self::with(case, rules, self.found);
        (within_scope(case, other), classes)
    }

    /// Every class, if some completion is within scope, or none.
    pub(super) const fn inside(&self) -> u8 {
        if self.within { u8::MAX } else { 0 }
    }

    /// The class outside, if some completion is.
    pub(super) const fn outside(&self) -> u8 {
        self.classes & 1 << OUTSIDE
    }

    /// The possible grades, one bit each.
    pub(super) const fn grades(&self) -> u8 {
        (self.found.0 >> GRADES_SHIFT) as u8 & ((1 << Grade::ALL.len()) - 1)
    }

    /// The findings that can change the grade.
    pub(super) const fn grade_needs(&self) -> u16 {
        findings(self.found.0 >> NEEDS_SHIFT)
    }

    /// Pairs of classes with the findings that lead from one to the other.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize, u16)> {
        let mut left = self.found.0 >> PAIRS_SHIFT;
        core::iter::from_fn(move || {
            let pair = left.trailing_zeros() as usize / LINES.len();
            let (one, two) = *PAIRS.get(pair)?;
            let findings = findings(left >> (pair * LINES.len()));
            left &= !(((1 << LINES.len()) - 1) << (pair * LINES.len()));
            Some((one, two, findings))
        })
    }
}

/// The findings of [`LINES`], which follow each other.
const fn findings(lines: u64) -> u16 {
    (lines as u16 & ((1 << LINES.len()) - 1)) << Finding::Differentiation.place()
}

/// The readings that draw the classes or the grades otherwise.
pub(super) const REDRAWING: [Reading; 5] = [
    Reading::GradeIsTheHigher,
    Reading::TwentyIsG2,
    Reading::DiscordanceIsVerified,
    Reading::ModerateIsVerified,
    Reading::NetG3IsLeftOut,
];

/// Under each of them, for each two ranges and every set of differentiations: the possible classes and grades.
static REDRAWN: [[[u16; REDRAWING.len()]; 16]; RANGES.cells.len()] = {
    let mut all = [[[0; REDRAWING.len()]; 16]; RANGES.cells.len()];
    let mut reading = 0;
    while reading < REDRAWING.len() {
        let rules = &RULES[Other(Some(REDRAWING[reading])).place()];
        let mut ranges = 0;
        while ranges < all.len() {
            let mut set = 1;
            while set < 16 {
                let all_but_one = set & (set - 1);
                all[ranges][set][reading] = if all_but_one == 0 {
                    let differentiation = DIFFERENTIATION_CELLS[set];
                    Found::possible(rules, differentiation, RANGES.cells[ranges]) as u16
                } else {
                    all[ranges][set - all_but_one][reading] | all[ranges][all_but_one][reading]
                };
                set += 1;
            }
            ranges += 1;
        }
        reading += 1;
    }
    all
};

/// What is found within scope under each of the readings that draw otherwise: the possible classes and grades.
#[inline]
pub(super) fn redrawn(case: Seen) -> [(u8, u8); REDRAWING.len()] {
    let [ranges, differentiations] = places(case);
    REDRAWN[ranges][differentiations]
        .map(|word| (word as u8 & ((1 << CLASSES.len()) - 1), (word >> GRADES_SHIFT) as u8))
}

/// Where a case stands in the tables.
#[inline]
fn places(case: Seen) -> [usize; 2] {
    [usize::from(case.ranges), usize::from(case.differentiations & 15)]
}

/// The part of a case that is within scope.
#[inline]
pub(super) fn within_scope(case: Seen, other: Other) -> Seen {
    let rules = &RULES[other.place()];
    Seen { sites: case.sites & rules.sites, livers: case.livers & rules.livers, ..case }
}
