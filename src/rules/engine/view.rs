//! A case as the boards see it: sets of cells.

use super::{
    axis::{
        Axis, CHEMOTHERAPY, DIFFERENTIATION, ECOG, INNER_CELLS, KI67, LIVER, MITOSES,
        PATHOLOGY_CELLS, SITE, STEPS, TYPICAL, ecog_bands, pathology_findings,
    },
    board::bits,
};
use crate::{
    Case, Finding, Grade, LiverMetastases, Pathway, PrimarySite, Reading,
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
    /// The cells of pathology of each class.
    classes: [u64; CLASSES.len()],
    /// The cells Ki-67 × mitoses of each grade.
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

static LIVER_CELLS: [u64; 4] = LIVER.sets(INNER_CELLS);
static SITE_CELLS: [u64; 4] = SITE.sets(INNER_CELLS);
static CHEMOTHERAPY_CELLS: [u64; 16] = CHEMOTHERAPY.sets(INNER_CELLS);
static ECOG_CELLS: [u64; 8] = ECOG.sets(INNER_CELLS);
static MITOSES_CELLS: [u64; 8] = MITOSES.sets(PATHOLOGY_CELLS);
static KI67_CELLS: [u64; 32] = KI67.sets(PATHOLOGY_CELLS);
static DIFFERENTIATION_CELLS: [u64; 16] = DIFFERENTIATION.sets(PATHOLOGY_CELLS);

/// A case as sets of cells, under one reading.
#[derive(Debug)]
pub(super) struct View {
    pub(super) other: Other,
    pub(super) pathology: &'static Pathology,
    /// The inner cells within scope.
    pub(super) inner: u64,
    /// For each step, the inner cells whose neighbour is also within the case.
    pub(super) inner_pairs: [u64; STEPS.len()],
    pub(super) primary_tumour: u8,
    pub(super) platinum: u8,
    /// The cells of pathology with this Ki-67 and these mitoses, whatever the differentiation.
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
        let mut inner_pairs = [0; STEPS.len()];
        for (pairs, step) in inner_pairs.iter_mut().zip(&STEPS) {
            *pairs = inner & inner >> step.stride() & step.from;
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
            grade,
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

/// The findings along which two classes or two grades can be neighbours, and their lowest cells.
const LINES: [(Axis, u64); 3] = [
    (DIFFERENTIATION, DIFFERENTIATION.sets::<2>(PATHOLOGY_CELLS)[1]),
    (KI67, KI67.sets::<2>(PATHOLOGY_CELLS)[1]),
    (MITOSES, MITOSES.sets::<2>(PATHOLOGY_CELLS)[1]),
];

/// The neighbours where there is one class only.
const ALONE: [(Finding, [u8; CLASSES.len()]); LINES.len()] =
    [(Finding::Differentiation, [0; CLASSES.len()]); LINES.len()];

/// For each finding and each part of the cells, the parts that share a line with it: one bit each.
pub(super) fn neighbours<const PARTS: usize>(
    parts: &[u64; PARTS],
) -> [(Finding, [u8; PARTS]); LINES.len()] {
    LINES.map(|(axis, lowest)| {
        let along =
            |cells: u64| (1..axis.size).fold(cells, |all, by| all | cells >> (axis.stride * by));
        let lines = parts.map(|cells| along(cells) & lowest);
        (axis.finding, lines.map(|one| set(lines.map(|two| one & two != 0))))
    })
}

/// One bit for each that is true.
pub(super) fn set<const N: usize>(members: [bool; N]) -> u8 {
    (0..).zip(members).fold(0, |set, (place, member)| set | u8::from(member) << place)
}
