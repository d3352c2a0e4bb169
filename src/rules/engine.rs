//! The rules asked of sets: every possible value, exactly what is needed, what all rest on.
//!
//! Nothing here decides anything. At compile time the rules are asked on every cell, and the answers
//! are kept as *boards*: a bit for each cell, set where a row of the rules answers, and a bit for
//! each pair of neighbours (two cells that differ in one finding) that are answered differently. At
//! run time a case is a set of cells, so a value is possible where the two sets meet, and a finding is
//! needed where a pair of neighbours lies within the case.
//!
//! Two steps keep the boards small. The pathway splits into *scope* (site, liver) and *class*
//! (differentiation, Ki-67, mitoses: 60 cells). Within a class a therapy asks only site, liver,
//! chemotherapy and ECOG (48 cells) and at most one *outer* finding. `tests/every_case.rs` compares the
//! result with an independent encoding on all 7,560,000 cases of section 7.

#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    reason = "fixed tables: every index is a constant, a loop over the table, or a set of as many bits \
              as the table has entries for"
)]

mod axis;
mod board;
mod view;

use self::{
    axis::{INNER_CELLS, PATHOLOGY_CELLS, TYPICAL, inner_findings, pathology_findings},
    board::{Ask, Board, Boards, Reasons, Spread, bits, boards},
    view::{CLASSES, Class, NEC, NET_HIGH, NET_LOW, OUTSIDE, VERIFY, View, neighbours, set},
};
use super::{
    Other, Row,
    answer::{Decided, GROUPS},
    pathway, standing,
};
use crate::{
    Answer, AnyLineNecTherapy, Case, Chemotherapy, Finding, FirstLineNecTherapy, LaterNecTherapy,
    NetTherapy, NoTherapy, Pathway, PrimaryTumour, Reading, Recommendation, Set, Standing, Therapy,
    cells::Ki67Band,
};

/// What the pathway says of this case: every decision with its reasons, what is open with what it
/// needs.
///
/// Pure and total: the same case always has the same answer, and no case fails.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::SigmoidColon)
///     .with_liver_metastases(LiverMetastases::Multiple)
///     .with_differentiation(Differentiation::Poor)
///     .with_ki67(Ki67::percent::<80>())
///     .with_chemotherapy(Chemotherapy::NotStarted)
///     .with_ecog(Ecog::One);
///
/// let Recommendation::Nec(NecPlan::FirstLine(plan)) = recommend(&case) else { panic!("a NEC") };
/// // Which platinum drug the patient can receive is not known, so nothing is offered yet …
/// assert_eq!(plan.offers().count(), 0);
/// let Decision::Open(open) = plan.answer().therapy(Therapy::CisplatinEtoposide) else { panic!("open") };
/// assert_eq!(open.needs().to_string(), "platinum");
/// // … but somatostatin analogues are ruled out already.
/// assert!(plan.rules_out().any(|ruled_out| ruled_out.therapy() == Therapy::Lanreotide));
/// ```
pub fn recommend(case: &Case) -> Recommendation {
    Recommendation::new(answer(case, Other::NONE))
}

/// What the pathway would say with one reading taken the other way.
///
/// The same rules with another argument. A decision that changes rests on the statements of the
/// reading.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::SigmoidColon)
///     .with_liver_metastases(LiverMetastases::Multiple)
///     .with_differentiation(Differentiation::Moderate);
/// let as_chosen = recommend(&case);
/// assert_eq!(as_chosen.answer().pathway().value(), Some(Pathway::VerifyPathology));
/// let otherwise = under(&case, Reading::ModerateIsVerified);
/// assert_eq!(otherwise.pathway().possible().to_string(), "net or net_g3");
/// ```
pub fn under(case: &Case, reading: Reading) -> Answer {
    answer(case, Other(Some(reading)))
}

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
    let chosen = Asked::new(case, Other::NONE).possible();
    let differs = |reading: &Reading| Asked::new(case, Other(Some(*reading))).possible() != chosen;
    Reading::ALL.iter().copied().filter(differs).collect()
}

static CISPLATIN: Boards<4> = boards!(CisplatinEtoposide, Nec, Above20, ChemotherapyFitnessIsAsked);
static CARBOPLATIN: Boards<4> =
    boards!(CarboplatinEtoposide, Nec, Above20, ChemotherapyFitnessIsAsked);
static REGIMEN: Boards<1> = boards!(Folfox, Nec, Above20, RegimenBanHoldsInEveryLine);
static REGIMEN_WITH_BEVACIZUMAB: Boards<1> =
    boards!(FolfoxBevacizumab, Nec, Above20, RegimenBanHoldsInEveryLine);
static ANALOGUE: Boards<1> = boards!(Lanreotide, Nec, Above20, OtherBansHoldInEveryLine);
static LIVER_DIRECTED: Boards<1> =
    boards!(Tae, Nec, Above20, LiverConditionsAreAlternatives, OtherBansHoldInEveryLine);
static TARE: Boards<1> =
    boards!(Tare, Nec, Above20, LiverConditionsAreAlternatives, OtherBansHoldInEveryLine);
static RESECTION: Boards<6> = boards!(
    PrimaryResection,
    Nec,
    Above20,
    ComplicationOutranksExtent,
    FitnessIsRequired,
    FitIsEcogZeroToTwo,
    MultipleIsExtensive
);
static DEBULKING: Boards<1> = boards!(Debulking, Nec, Above20, MultipleIsExtensive);
static RESECTION_UNVERIFIED: Boards<6> = boards!(PrimaryResection, VerifyPathology, Above20);
static NET_BELOW_10: Boards<1> = boards!(Tae, Net, From3Below10, LiverConditionsAreAlternatives);
static NET_FROM_10: Boards<1> =
    boards!(Tae, Net, From10Below20, LiverConditionsAreAlternatives, SoftBoundAtTen);

/// What the rules say of a therapy within a class.
#[derive(Debug, Clone, Copy)]
enum Rule {
    Always(Row<Standing>),
    Inner(&'static Boards<1>),
    ByPlatinum(&'static Boards<4>),
    ByTumour(&'static Boards<6>),
}

/// For each group and each class.
static RULES: [[Rule; CLASSES.len()]; GROUPS.len()] = [
    rules(Therapy::CisplatinEtoposide, Rule::ByPlatinum(&CISPLATIN)),
    rules(Therapy::CarboplatinEtoposide, Rule::ByPlatinum(&CARBOPLATIN)),
    rules(Therapy::Folfox, Rule::Inner(&REGIMEN)),
    rules(Therapy::FolfoxBevacizumab, Rule::Inner(&REGIMEN_WITH_BEVACIZUMAB)),
    rules(Therapy::Lanreotide, Rule::Inner(&ANALOGUE)),
    rules(Therapy::Tae, Rule::Inner(&LIVER_DIRECTED)),
    rules(Therapy::Tare, Rule::Inner(&TARE)),
    rules(Therapy::PrimaryResection, Rule::ByTumour(&RESECTION)),
    rules(Therapy::Debulking, Rule::Inner(&DEBULKING)),
];

/// The rules of a therapy in each of [`CLASSES`]; what a class asks beyond NEC is named here.
const fn rules(therapy: Therapy, nec: Rule) -> [Rule; CLASSES.len()] {
    let mut rules = [nec; CLASSES.len()];
    let mut class = 0;
    while class < CLASSES.len() {
        rules[class] = match (therapy, class) {
            (_, NEC) => nec,
            (Therapy::PrimaryResection, VERIFY) => Rule::ByTumour(&RESECTION_UNVERIFIED),
            (Therapy::Tae | Therapy::Tare, NET_LOW) => Rule::Inner(&NET_BELOW_10),
            (Therapy::Tae | Therapy::Tare, NET_HIGH) => Rule::Inner(&NET_FROM_10),
            (_, class) => {
                let Class { pathway, ki67 } = CLASSES[class];
                let mut findings = TYPICAL;
                findings.ki67 = ki67;
                Rule::Always(standing(therapy, pathway, &findings, Other::NONE))
            }
        };
        class += 1;
    }
    rules
}

/// What the completions of each class rest on for their pathway.
static PATHWAY_REASONS: [Reasons; CLASSES.len()] = {
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

const _: () = prove_that_plans_hold_what_is_offered();

/// Proof, when the crate is compiled, that no rule offers what its plan cannot hold.
const fn prove_that_plans_hold_what_is_offered() {
    let mut therapy = 0;
    while therapy < Therapy::ALL.len() {
        let mut place = 0;
        while place < CLASSES.len() * PrimaryTumour::ALL.len() * INNER_CELLS {
            let (cell, rest) = (place % INNER_CELLS, place / INNER_CELLS);
            let Class { pathway, ki67 } = CLASSES[rest % CLASSES.len()];
            let ask = Ask { therapy: Therapy::ALL[therapy], pathway, ki67 };
            let first_line = matches!(
                inner_findings(cell).chemotherapy,
                Chemotherapy::NotStarted | Chemotherapy::UnderWay
            );
            let held = match pathway {
                Pathway::Nec if first_line => FirstLineNecTherapy::BITS,
                Pathway::Nec => LaterNecTherapy::BITS,
                Pathway::Net => NetTherapy::BITS,
                Pathway::NetG3 | Pathway::VerifyPathology | Pathway::OutsideScope => {
                    NoTherapy::BITS
                }
            };
            let offered = ask.row(rest / CLASSES.len(), cell, Other::NONE).value.is_offered();
            assert!(!offered || held >> therapy & 1 != 0, "a rule offers what no plan can hold");
            place += 1;
        }
        therapy += 1;
    }
    let in_both = FirstLineNecTherapy::BITS & LaterNecTherapy::BITS;
    assert!(AnyLineNecTherapy::BITS == in_both, "offered in whatever line is offered in both");
}

impl Rule {
    fn spread(&self, view: &View) -> Spread {
        match self {
            Self::Always(row) => Spread::only(row.value.place()),
            Self::Inner(boards) => boards.under(view.other).spread(view, None),
            Self::ByPlatinum(boards) => {
                boards.under(view.other).spread(view, Some((Finding::Platinum, view.platinum)))
            }
            Self::ByTumour(boards) => boards
                .under(view.other)
                .spread(view, Some((Finding::PrimaryTumour, view.primary_tumour))),
        }
    }

    fn reasons(&self, view: &View, value: u32) -> Reasons {
        match self {
            Self::Always(row) if row.value.place() == value => Reasons::of(row),
            Self::Always(_) => Reasons::ALL,
            Self::Inner(boards) => boards.under(view.other).reasons(view, 1, value),
            Self::ByPlatinum(boards) => {
                boards.under(view.other).reasons(view, view.platinum, value)
            }
            Self::ByTumour(boards) => {
                boards.under(view.other).reasons(view, view.primary_tumour, value)
            }
        }
    }
}

/// A case under one reading, and what every decision may be.
struct Asked {
    view: View,
    grade: Spread,
    pathway: Spread,
    groups: [Spread; GROUPS.len()],
}

/// A decision that rests on statements.
#[derive(Debug, Clone, Copy)]
enum Decides {
    Pathway,
    Group(usize),
}

impl Asked {
    fn new(case: &Case, other: Other) -> Self {
        let view = View::new(case, other);
        let pathway = |class: usize| Spread::only(CLASSES[class].pathway.place());
        Self {
            grade: grade(&view),
            pathway: across(&view, pathway),
            groups: RULES
                .each_ref()
                .map(|rules| across(&view, |class: usize| rules[class].spread(&view))),
            view,
        }
    }

    /// The possible values of every decision.
    fn possible(&self) -> (u8, u8, [u8; GROUPS.len()]) {
        (self.grade.possible, self.pathway.possible, self.groups.map(|spread| spread.possible))
    }

    const fn spread(&self, what: Decides) -> Spread {
        match what {
            Decides::Pathway => self.pathway,
            Decides::Group(group) => self.groups[group],
        }
    }

    /// What the completions with this value have in common.
    fn reasons(&self, what: Decides, value: u32) -> Reasons {
        let of_class = |class: usize| match what {
            Decides::Pathway if CLASSES[class].pathway.place() == value => PATHWAY_REASONS[class],
            Decides::Pathway => Reasons::ALL,
            Decides::Group(group) => RULES[group][class].reasons(&self.view, value),
        };
        self.view.all_classes().map(of_class).fold(Reasons::ALL, Reasons::and)
    }

    /// The decision as it is told; `chosen` where a reading is taken the other way.
    fn decided(&self, what: Decides, chosen: Option<&(Reading, Self)>) -> Decided {
        let Spread { possible, needs } = self.spread(what);
        if !possible.is_power_of_two() {
            return Decided { possible, findings: needs, statements: 0 };
        }
        let value = possible.trailing_zeros();
        let Reasons { statements, findings } = self.reasons(what, value);
        let statements = chosen.map_or(statements, |(reading, chosen)| {
            // A completion whose value the reading changes rests on the reading, others, if there are any, on their row.
            let changed = chosen.spread(what).possible != possible;
            let others = chosen.reasons(what, value).statements;
            others & if changed { reading.statements().bits() } else { u64::MAX }
        });
        Decided { possible, findings, statements }
    }
}

/// A decision that is one thing in each class, over the classes of a case.
fn across(view: &View, of_class: impl Fn(usize) -> Spread) -> Spread {
    let outside = of_class(OUTSIDE);
    let mut by_class = [outside; CLASSES.len()];
    let mut within = Spread::default();
    for class in bits(view.classes) {
        by_class[class] = of_class(class);
        within = within.or(by_class[class]);
    }
    // Leaving the scope changes the value, unless all are answered the same: then no needs are told.
    within.needs |= view.leaving;
    for (finding, neighbours) in &view.neighbours {
        let differs = |one: usize| {
            let mut beside = bits(view.classes & neighbours[one]);
            beside.any(|two| one != two && by_class[one].differs(by_class[two]))
        };
        within.needs |= u16::from(bits(view.classes).any(differs)) << finding.place();
    }
    if view.outside { within.or(outside) } else { within }
}

/// The grade reads Ki-67 and mitoses only.
fn grade(view: &View) -> Spread {
    let found = view.pathology.grades.map(|cells| cells & view.grade);
    let mut spread = Spread { possible: set(found.map(|cells| cells != 0)), needs: 0 };
    for (finding, neighbours) in neighbours(&found) {
        let several = (0..).zip(neighbours).any(|(grade, sharing)| sharing & !(1 << grade) != 0);
        spread.needs |= u16::from(several) << finding.place();
    }
    spread
}

fn answer(case: &Case, other: Other) -> Answer {
    let asked = Asked::new(case, other);
    let chosen = other.0.map(|reading| (reading, Asked::new(case, Other::NONE)));
    let decided = |what: Decides| asked.decided(what, chosen.as_ref());
    let Spread { possible, needs } = asked.grade;
    let grade = Decided { possible, findings: needs, statements: 0 };
    let groups = core::array::from_fn(|group| decided(Decides::Group(group)));
    Answer::new(*case, grade, decided(Decides::Pathway), groups)
}
