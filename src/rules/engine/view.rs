//! A case as the boards see it: sets of cells.

use super::board::bits;
use crate::{
    Case, Chemotherapy, Differentiation, Ecog, Finding, Grade, LiverMetastases, Pathway, Platinum,
    PrimarySite, PrimaryTumour, Reading,
    cells::{Ki67Band, MitosesBand},
    rules::{Findings, Other, grade, pathway},
};

/// The inner cells: ECOG × chemotherapy × site within scope × liver within scope.
pub(super) const INNER_CELLS: usize = 48;

/// A step from a cell to one that differs in one finding only.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) finding: Finding,
    pub(super) stride: usize,
    /// The cells of the finding's lowest value, repeated: its digit is `cell / digit % size`.
    digit: usize,
    size: usize,
}

impl Step {
    const fn new(finding: Finding, digit: usize, size: usize, by: usize) -> Self {
        Self { finding, stride: digit * by, digit, size }
    }

    /// Whether the step from this cell stays within the finding.
    pub(super) const fn applies(self, cell: usize) -> bool {
        cell / self.digit % self.size + self.stride / self.digit < self.size
    }
}

/// The steps between two values of each inner finding.
pub(super) const INNER: [Step; 7] = [
    Step::new(Finding::LiverMetastases, 1, 2, 1),
    Step::new(Finding::PrimarySite, 2, 2, 1),
    Step::new(Finding::Chemotherapy, 4, 4, 1),
    Step::new(Finding::Chemotherapy, 4, 4, 2),
    Step::new(Finding::Chemotherapy, 4, 4, 3),
    Step::new(Finding::Ecog, 16, 3, 1),
    Step::new(Finding::Ecog, 16, 3, 2),
];

/// The cells from which each step applies.
const INNER_FROM: [u64; INNER.len()] = {
    let mut from = [0; INNER.len()];
    let mut step = 0;
    while step < INNER.len() {
        let mut cell = 0;
        while cell < INNER_CELLS {
            if INNER[step].applies(cell) {
                from[step] |= 1 << cell;
            }
            cell += 1;
        }
        step += 1;
    }
    from
};

/// The findings of an inner cell; no rule tells ECOG 0 from 1, or 3 from 4.
pub(super) const fn inner_findings(cell: usize) -> Findings {
    const ECOG: [Ecog; 3] = [Ecog::One, Ecog::Two, Ecog::Three];
    const SITE: [PrimarySite; 2] = [PrimarySite::SigmoidColon, PrimarySite::OtherColorectal];
    const LIVER: [LiverMetastases; 2] = [LiverMetastases::Solitary, LiverMetastases::Multiple];
    Findings {
        primary_site: SITE[cell / 2 % 2],
        liver_metastases: LIVER[cell % 2],
        chemotherapy: Chemotherapy::ALL[cell / 4 % 4],
        ecog: ECOG[cell / 16 % 3],
        ..TYPICAL
    }
}

/// Findings to start from where a question leaves some open: a NEC within scope.
pub(super) const TYPICAL: Findings = Findings {
    primary_site: PrimarySite::SigmoidColon,
    liver_metastases: LiverMetastases::Multiple,
    differentiation: Differentiation::Poor,
    ki67: Ki67Band::Above20,
    mitoses: MitosesBand::Above20,
    ecog: Ecog::One,
    primary_tumour: PrimaryTumour::Uncomplicated,
    chemotherapy: Chemotherapy::NotStarted,
    platinum: Platinum::Either,
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
    pub(super) const fn holds(self, pathway: Pathway, ki67: Ki67Band) -> bool {
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

/// What the pathway rules say under one reading: the cells of each class, and the scope.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pathology {
    /// Of the 60 cells differentiation × Ki-67 × mitoses, those of each class.
    classes: [u64; CLASSES.len()],
    /// Of the 15 cells Ki-67 × mitoses, those of each grade.
    pub(super) grades: [u64; Grade::ALL.len()],
    /// The sites within scope, as bits of [`PrimarySite::ALL`].
    sites: u8,
    /// The liver findings within scope, as bits of [`LiverMetastases::ALL`].
    livers: u8,
}

impl Pathology {
    const fn derive(other: Other) -> Self {
        let (classes, grades) = ([0; CLASSES.len()], [0; Grade::ALL.len()]);
        let mut this = Self { classes, grades, sites: 0, livers: 0 };
        let mut cell = 0;
        while cell < 60 {
            let findings = pathology_findings(cell);
            if cell < 15 {
                let grade = grade(findings.ki67, findings.mitoses, other);
                this.grades[grade.place() as usize] |= 1 << cell;
            }
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
}

/// The findings of a cell differentiation × Ki-67 × mitoses.
pub(super) const fn pathology_findings(cell: usize) -> Findings {
    Findings {
        differentiation: Differentiation::ALL[cell / 15],
        ki67: Ki67Band::ALL[cell / 3 % 5],
        mitoses: MitosesBand::ALL[cell % 3],
        ..TYPICAL
    }
}

/// As chosen first, then each reading taken the other way.
static PATHOLOGY: [Pathology; 1 + Reading::ALL.len()] = {
    let mut all = [Pathology::derive(Other::NONE); 1 + Reading::ALL.len()];
    let mut reading = 0;
    while reading < Reading::ALL.len() {
        all[1 + reading] = Pathology::derive(Other(Some(Reading::ALL[reading])));
        reading += 1;
    }
    all
};

/// For each set of a finding's values: the cells whose digit is in the set.
const fn cells<const SETS: usize>(all: usize, digit: usize, size: usize) -> [u64; SETS] {
    let mut cells = [0; SETS];
    let mut set = 0;
    while set < SETS {
        let mut cell = 0;
        while cell < all {
            if set >> (cell / digit % size) & 1 != 0 {
                cells[set] |= 1 << cell;
            }
            cell += 1;
        }
        set += 1;
    }
    cells
}

static LIVER_CELLS: [u64; 4] = cells(INNER_CELLS, 1, 2);
static SITE_CELLS: [u64; 4] = cells(INNER_CELLS, 2, 2);
static CHEMOTHERAPY_CELLS: [u64; 16] = cells(INNER_CELLS, 4, 4);
static ECOG_CELLS: [u64; 8] = cells(INNER_CELLS, 16, 3);
static MITOSES_CELLS: [u64; 8] = cells(60, 1, 3);
static KI67_CELLS: [u64; 32] = cells(60, 3, 5);
static DIFFERENTIATION_CELLS: [u64; 16] = cells(60, 15, 4);

/// A case as sets of cells, under one reading.
#[derive(Debug)]
pub(super) struct View {
    pub(super) other: Other,
    pub(super) pathology: &'static Pathology,
    /// The inner cells within scope.
    pub(super) inner: u64,
    /// For each step, the inner cells whose neighbour is also within the case.
    pub(super) inner_pairs: [u64; INNER.len()],
    pub(super) primary_tumour: u8,
    pub(super) platinum: u8,
    /// The cells Ki-67 × mitoses, 3 to a Ki-67 band.
    pub(super) grade: u64,
    /// The classes possible within scope, one bit each; 0 if nothing is within scope.
    pub(super) classes: u8,
    /// Whether some completion is out of scope by its site or its liver.
    pub(super) outside: bool,
    /// The findings by which a completion within scope can leave it.
    pub(super) leaving: u16,
    /// For differentiation, Ki-67 and mitoses: the classes one step away from each class.
    pub(super) neighbours: [(Finding, [u8; CLASSES.len()]); 3],
}

impl View {
    pub(super) fn new(case: &Case, other: Other) -> Self {
        let pathology = &PATHOLOGY[other.0.map_or(0, |reading| 1 + reading.place() as usize)];
        let (sites, livers) = (case.primary_site().bits(), case.liver_metastases().bits());
        let (sites_in, livers_in) = (sites & pathology.sites, livers & pathology.livers);
        let (sites_out, livers_out) = (sites & !pathology.sites, livers & !pathology.livers);
        let within = sites_in != 0 && livers_in != 0;
        let leaves = |out: u8, finding: Finding| u16::from(within && out != 0) << finding.place();

        let inner = SITE_CELLS[usize::from(sites_in)]
            & LIVER_CELLS[usize::from(livers_in >> 1)]
            & CHEMOTHERAPY_CELLS[usize::from(case.chemotherapy().bits())]
            & ECOG_CELLS[ecog_bands(case.ecog().bits())];
        let mut inner_pairs = [0; INNER.len()];
        for ((pairs, step), from) in inner_pairs.iter_mut().zip(INNER).zip(INNER_FROM) {
            *pairs = inner & inner >> step.stride & from;
        }

        let grade = KI67_CELLS[usize::from(case.cells(Finding::Ki67))]
            & MITOSES_CELLS[usize::from(case.cells(Finding::Mitoses))];
        let cells = grade & DIFFERENTIATION_CELLS[usize::from(case.differentiation().bits())];
        let found = pathology.classes.map(|class| class & cells);
        let classes = set(found.map(|cells| cells != 0));
        Self {
            other,
            pathology,
            inner,
            inner_pairs,
            primary_tumour: case.primary_tumour().bits(),
            platinum: case.platinum().bits(),
            grade: grade & 0x7fff,
            classes: if within { classes } else { 0 },
            outside: sites_out != 0 || livers_out != 0,
            leaving: leaves(sites_out, Finding::PrimarySite)
                | leaves(livers_out, Finding::LiverMetastases),
            neighbours: if classes.is_power_of_two() { ALONE } else { neighbours(&found) },
        }
    }
}

impl View {
    /// The places of the classes possible in this case, within scope and outside.
    pub(super) fn all_classes(&self) -> impl Iterator<Item = usize> {
        bits(self.classes | u8::from(self.outside) << OUTSIDE)
    }
}

/// The neighbours where there is one class only.
const ALONE: [(Finding, [u8; CLASSES.len()]); LINES.len()] =
    [(Finding::Differentiation, [0; CLASSES.len()]); LINES.len()];

/// The lines along a finding: its lowest cells, and the shifts to the others.
const LINES: [(Finding, u64, &[u32]); 3] = [
    (Finding::Differentiation, cells::<2>(60, 15, 4)[1], &[15, 30, 45]),
    (Finding::Ki67, cells::<2>(60, 3, 5)[1], &[3, 6, 9, 12]),
    (Finding::Mitoses, cells::<2>(60, 1, 3)[1], &[1, 2]),
];

/// For each finding and each part of the cells, the parts that share a line with it: one bit each.
pub(super) fn neighbours<const PARTS: usize>(
    parts: &[u64; PARTS],
) -> [(Finding, [u8; PARTS]); LINES.len()] {
    LINES.map(|(finding, line, shifts)| {
        let lines =
            parts.map(|cells| shifts.iter().fold(cells, |all, by| all | cells >> by) & line);
        let sharing = lines.map(|one| set(lines.map(|two| one & two != 0)));
        (finding, sharing)
    })
}

/// One bit for each that is true.
pub(super) fn set<const N: usize>(members: [bool; N]) -> u8 {
    (0..).zip(members).fold(0, |set, (place, member)| set | u8::from(member) << place)
}

/// ECOG 0–1, 2, 3–4, one bit each.
fn ecog_bands(ecog: u8) -> usize {
    let any = |values: u8| usize::from(ecog & values != 0);
    any(0b0_0011) | any(0b0_0100) << 1 | any(0b1_1000) << 2
}
