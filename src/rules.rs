//! The rules: read this file beside the source.
//!
//! First the grade and the pathway, then the therapies, pathway by pathway. A rule takes findings that
//! are known, one value each, and the first arm that fits answers: with a value, and with the statements
//! of the source that it rests on. They stand on these lines of the source:
//!
//! ```text
//! S01        line 1     S16 S17      line 13    S27  line 24    S38 S39  line 38
//! S02 - S04  line 2     S18          line 15    S28  line 25    S40      line 39
//! S05        line 4     S19          line 16    S29  line 27    S41      line 41
//! S06 - S08  line 5     S20          line 17    S30  line 28    S42      line 42
//! S09 S10    line 6     S21          line 18    S31  line 29    S43      line 43
//! S11 S12    line 7     S22 - S24    line 19    S32  line 31    S44      line 44
//! S13        line 10    S25          line 22    S33  line 32    S45      line 45
//! S14        line 11    S26          line 23    S34  line 33    S46 S47  line 47
//! S15        line 12                            S35  line 34    S48      line 48
//!                                               S36  line 36    S49      line 49
//!                                               S37  line 37    S50 S51  line 50
//! ```
//!
//! Where the text can be taken two ways, a [`Reading`] says which way is taken and why. The way that was
//! rejected stands in place, as an arm with `if other.way(Reading::…)`: it fits only when somebody asks
//! for that other way, and then rests on the statements of the reading, so it names none of its own. To
//! read the rules as chosen, skip these arms.
//!
//! A value that no case of a pathway has (a NEC elsewhere, a NET above 20 %) stands beside its neighbour,
//! since a match leaves none out.

#![expect(clippy::match_same_arms, reason = "one arm for each line that a reviewer compares")]

mod answer;
mod beside;
mod branches;
mod columns;
mod decision;
mod engine;
mod order;
mod plan;
mod row;
mod stored;

use self::row::{
    Other, Row, avoid, avoid_because_of, consider, not_addressed, not_applicable, option,
    recommended, verify_first,
};
use self::stored::{Decided, STORED};
pub use self::{
    answer::Answer,
    beside::Prognosis,
    branches::{Branch, branches},
    columns::{AnswerId, ColumnError, answer_ids, possible_values},
    decision::{Decision, Open, Settled},
    engine::{readings, recommend, under},
    order::Precedence,
    plan::{NecPlan, Offer, Plan, Recommendation, RuledOut, Strength},
};
pub(crate) use self::{branches::parts, decision::CANNOT_RECEIVE};
use crate::{
    Chemotherapy::{self, *},
    Differentiation::{self, *},
    Ecog::{self, *},
    Finding,
    Grade::{self, *},
    LiverMetastases::{self, *},
    Pathway,
    Platinum::{self, *},
    PrimarySite::{self, *},
    PrimaryTumour::{self, *},
    Reading, Standing,
    Statement::{self, *},
    Therapy,
    cells::{
        Ki67Band::{self, Below3, Exactly20, From3Below10, From10Below20},
        MitosesBand::{self, Below2, From2To20},
    },
};

/// Nine findings that are known.
#[derive(Debug, Clone, Copy)]
struct Findings {
    primary_site: PrimarySite,
    liver_metastases: LiverMetastases,
    differentiation: Differentiation,
    ki67: Ki67Band,
    mitoses: MitosesBand,
    ecog: Ecog,
    primary_tumour: PrimaryTumour,
    chemotherapy: Chemotherapy,
    platinum: Platinum,
}

// ---------------------------------------------------------------- grade (WHO; lines 5, 6, 41)

/// The grade, by WHO the higher of the two; the source draws the line at Ki-67 20 % only.
const fn grade(ki67: Ki67Band, mitoses: MitosesBand, other: Other) -> Grade {
    let by_ki67 = match ki67 {
        Below3 => G1,
        From3Below10 | From10Below20 | Exactly20 => G2,
        Ki67Band::Above20 => G3,
    };
    let by_mitoses = match mitoses {
        Below2 => G1,
        From2To20 => G2,
        MitosesBand::Above20 => G3,
    };
    match (by_ki67, by_mitoses) {
        (by_ki67, _) if other.way(Reading::GradeIsTheHigher) => by_ki67,
        (G3, _) | (_, G3) => G3,
        (G2, _) | (_, G2) => G2,
        (G1, G1) => G1,
    }
}

// ---------------------------------------------------------------- pathway (lines 1, 4–6, 41, 50)

/// The pathway: which part of the source speaks to the tumour, if any does. Mixed neoplasms are another
/// disease than the one in line 1. A well differentiated G3 is in neither class of lines 5 and 6.
const fn pathway(f: &Findings, other: Other) -> Row<Pathway> {
    match (f.primary_site, f.liver_metastases, f.differentiation, grade(f.ki67, f.mitoses, other)) {
        (Elsewhere, _, _, _) | (_, Absent, _, _) | (_, _, Mixed, _) => {
            Row::new(Pathway::OutsideScope, &[S01])
        }
        (OtherColorectal, _, _, _) if other.way(Reading::RulesReachOtherColorectalSites) => {
            Row::new(Pathway::OutsideScope, &[])
        }
        (_, Solitary, _, _) if other.way(Reading::RulesReachASolitaryMetastasis) => {
            Row::new(Pathway::OutsideScope, &[])
        }
        (_, _, Poor, G3) => Row::new(Pathway::Nec, &[S05, S06, S41, S50]),
        (_, _, Poor, G1 | G2) if other.way(Reading::DiscordanceIsVerified) => {
            Row::new(Pathway::Nec, &[])
        }
        (_, _, Poor, G1 | G2) => Row::new(Pathway::VerifyPathology, &[S41, S50]),
        (_, _, Moderate, G3) if other.way(Reading::ModerateIsVerified) => {
            Row::new(Pathway::NetG3, &[])
        }
        (_, _, Moderate, G1 | G2) if other.way(Reading::ModerateIsVerified) => {
            Row::new(Pathway::Net, &[])
        }
        (_, _, Moderate, G1 | G2 | G3) => Row::new(Pathway::VerifyPathology, &[S41, S50]),
        (_, _, Well, _) if matches!(f.ki67, Exactly20) && other.way(Reading::TwentyIsG2) => {
            Row::new(Pathway::VerifyPathology, &[])
        }
        (_, _, Well, G3) if other.way(Reading::NetG3IsLeftOut) => Row::new(Pathway::Nec, &[]),
        (_, _, Well, G3) => Row::new(Pathway::NetG3, &[S06, S09, S41, S50, S51]),
        (_, _, Well, G1 | G2) => Row::new(Pathway::Net, &[S05, S09, S41, S50]),
    }
}

/// What the source says of a therapy on a pathway. It says nothing of NET G3, and silence is not filled.
const fn standing(therapy: Therapy, pathway: Pathway, f: &Findings, other: Other) -> Row<Standing> {
    match pathway {
        Pathway::Nec => nec(therapy, f, other),
        Pathway::Net => net(therapy, f, other),
        Pathway::VerifyPathology => verify_pathology(therapy, f),
        Pathway::NetG3 | Pathway::OutsideScope => not_addressed(),
    }
}

// ---------------------------------------------------------------- nothing settled (lines 41, 50)

/// Nothing starts before the pathology is settled. How a bowel emergency yields to that, the source does
/// not say: so resection is not addressed then, neither advised nor held back.
const fn verify_pathology(therapy: Therapy, f: &Findings) -> Row<Standing> {
    match (therapy, f.primary_tumour) {
        (Therapy::PrimaryResection, Obstructing | Bleeding | PerforationRisk) => not_addressed(),
        (Therapy::PrimaryResection, Resected | Uncomplicated | ComplicationImminent)
        | (
            Therapy::CisplatinEtoposide
            | Therapy::CarboplatinEtoposide
            | Therapy::Folfox
            | Therapy::FolfoxBevacizumab
            | Therapy::Folfiri
            | Therapy::OtherColorectalRegimen
            | Therapy::Lanreotide
            | Therapy::Octreotide
            | Therapy::Tae
            | Therapy::Tace
            | Therapy::Tare
            | Therapy::Ablation
            | Therapy::Debulking,
            _,
        ) => verify_first(&[S41, S50]),
    }
}

// ---------------------------------------------------------------- NET (lines 2, 6, 23, 27–29, 31)

/// A NET G1 or G2.
const fn net(therapy: Therapy, f: &Findings, other: Other) -> Row<Standing> {
    match therapy {
        Therapy::Lanreotide | Therapy::Octreotide => option(&[S04, S10, S32]),
        Therapy::Tae | Therapy::Tace | Therapy::Tare | Therapy::Ablation => {
            net_liver_directed(f, other)
        }
        Therapy::Debulking => option(&[S10]),
        Therapy::CisplatinEtoposide
        | Therapy::CarboplatinEtoposide
        | Therapy::Folfox
        | Therapy::FolfoxBevacizumab
        | Therapy::Folfiri
        | Therapy::OtherColorectalRegimen
        | Therapy::PrimaryResection => not_addressed(),
    }
}

/// Liver-directed treatment of a NET: the bound of line 28, 10–20 %, is soft; from exactly 10 % on it is
/// a judgement.
const fn net_liver_directed(f: &Findings, other: Other) -> Row<Standing> {
    match (f.ki67, f.chemotherapy) {
        (_, NotStarted | UnderWay | ProgressedAfter)
            if other.way(Reading::LiverConditionsAreAlternatives) =>
        {
            not_addressed()
        }
        (Below3 | From3Below10, _) => option(&[S04, S10, S26, S29, S30]),
        (From10Below20 | Exactly20 | Ki67Band::Above20, _)
            if other.way(Reading::SoftBoundAtTen) =>
        {
            option(&[])
        }
        (From10Below20 | Exactly20 | Ki67Band::Above20, _) => consider(&[S04, S10, S26, S29, S30]),
    }
}

// ---------------------------------------------------------------- NEC (lines 2, 5, 10–34, 38, 42–49)

/// A NEC. "First line" is until the first platinum doublet has been judged: not started or under
/// way; afterwards the disease is indolent or has progressed.
const fn nec(therapy: Therapy, f: &Findings, other: Other) -> Row<Standing> {
    match therapy {
        Therapy::CisplatinEtoposide => {
            nec_platinum(matches!(f.platinum, Either | CisplatinOnly), f, other)
        }
        Therapy::CarboplatinEtoposide => {
            nec_platinum(matches!(f.platinum, Either | CarboplatinOnly), f, other)
        }
        Therapy::Folfox | Therapy::Folfiri | Therapy::OtherColorectalRegimen => {
            nec_colorectal_regimen(&[S16, S17, S46, S47], f, other)
        }
        Therapy::FolfoxBevacizumab => {
            nec_colorectal_regimen(&[S16, S17, S38, S39, S46, S47], f, other)
        }
        Therapy::Lanreotide | Therapy::Octreotide => nec_somatostatin_analogue(f, other),
        Therapy::Tare => nec_liver_directed(&[S25, S26, S27, S28, S49], f, other),
        Therapy::Tae | Therapy::Tace | Therapy::Ablation => {
            nec_liver_directed(&[S25, S26, S27, S28, S44, S49], f, other)
        }
        Therapy::PrimaryResection => nec_primary_resection(f, other),
        Therapy::Debulking => nec_debulking(f, other),
    }
}

/// Cisplatin or carboplatin with etoposide (lines 2, 5, 10–12, 42). The text sets no limit of ECOG;
/// practice does, so ECOG 3–4 is left to the tumour board.
const fn nec_platinum(can_receive: bool, f: &Findings, other: Other) -> Row<Standing> {
    let reasons: &[Statement] = match (f.primary_site, f.liver_metastases) {
        (SigmoidColon, Multiple) => &[S02, S08, S13, S14, S15, S42],
        (OtherColorectal | Elsewhere, _) | (_, Absent | Solitary) => &[S08, S13, S14, S15, S42],
    };
    match (f.chemotherapy, f.ecog) {
        (NotStarted | UnderWay, _) if !can_receive => avoid_because_of(Finding::Platinum),
        (NotStarted | UnderWay, Zero | One | Two) => recommended(reasons),
        (NotStarted | UnderWay, Three | Four) if other.way(Reading::ChemotherapyFitnessIsAsked) => {
            recommended(&[])
        }
        (NotStarted | UnderWay, Three | Four) => consider(reasons),
        (IndolentAfter | ProgressedAfter, _) => not_addressed(),
    }
}

/// FOLFOX and its like (lines 13, 38, 47).
const fn nec_colorectal_regimen(
    reasons: &[Statement],
    f: &Findings,
    other: Other,
) -> Row<Standing> {
    match f.chemotherapy {
        IndolentAfter | ProgressedAfter if other.way(Reading::RegimenBanHoldsInEveryLine) => {
            not_addressed()
        }
        NotStarted | UnderWay | IndolentAfter | ProgressedAfter => avoid(reasons),
    }
}

/// Lanreotide and octreotide against the tumour (lines 2, 32, 34, 45, 49).
const fn nec_somatostatin_analogue(f: &Findings, other: Other) -> Row<Standing> {
    match (f.chemotherapy, f.primary_site, f.liver_metastases) {
        (NotStarted | UnderWay, SigmoidColon, Multiple) => avoid(&[S03, S33, S35, S45, S49]),
        (NotStarted | UnderWay, _, _) => avoid(&[S33, S35, S45, S49]),
        (IndolentAfter | ProgressedAfter, _, _) if other.way(Reading::OtherBansHoldInEveryLine) => {
            not_addressed()
        }
        (IndolentAfter | ProgressedAfter, _, _) => avoid(&[S33]),
    }
}

/// TAE, TACE, TARE, ablation (lines 2, 22–25, 27, 29, 44, 49); line 44 does not name TARE.
const fn nec_liver_directed(reasons: &[Statement], f: &Findings, other: Other) -> Row<Standing> {
    match (f.chemotherapy, f.primary_site, f.liver_metastases) {
        (NotStarted | UnderWay, SigmoidColon, Multiple) => avoid(reasons).and(S03),
        (NotStarted | UnderWay, _, _) => avoid(reasons),
        (IndolentAfter, _, _) if other.way(Reading::LiverConditionsAreAlternatives) => avoid(&[]),
        (IndolentAfter, _, _) => consider(&[S29, S31]),
        (ProgressedAfter, _, _) if other.way(Reading::OtherBansHoldInEveryLine) => not_addressed(),
        (ProgressedAfter, _, _) => avoid(&[S25, S26, S27]),
    }
}

/// Resection of the primary tumour (lines 15–19, 43). Obstruction, bleeding and perforation are what
/// line 16 calls symptoms; a complication that is imminent is in line 17 alone.
const fn nec_primary_resection(f: &Findings, other: Other) -> Row<Standing> {
    match f.primary_tumour {
        Resected => not_applicable(),
        Uncomplicated => nec_uncomplicated_primary(f, other),
        ComplicationImminent => nec_complicated_primary(&[S18, S20, S21, S23, S24, S43], f, other),
        Obstructing | Bleeding | PerforationRisk => {
            nec_complicated_primary(&[S18, S19, S20, S21, S23, S24, S43], f, other)
        }
    }
}

/// Resection of a primary that causes no complication (lines 19, 43).
const fn nec_uncomplicated_primary(f: &Findings, other: Other) -> Row<Standing> {
    match (f.liver_metastases, f.primary_site, f.chemotherapy) {
        (Multiple, OtherColorectal, _) if other.way(Reading::MultipleIsExtensive) => {
            not_addressed()
        }
        (Multiple, SigmoidColon, NotStarted | UnderWay) => avoid(&[S22, S24, S43]),
        (Multiple, SigmoidColon, IndolentAfter | ProgressedAfter) => avoid(&[S24, S43]),
        (Multiple, OtherColorectal, NotStarted | UnderWay) => avoid(&[S22, S24]),
        (Multiple, OtherColorectal, IndolentAfter | ProgressedAfter)
        | (Absent | Solitary, _, _)
        | (_, Elsewhere, _) => not_addressed(),
    }
}

/// Palliative resection of a primary with a complication (lines 15–19, 43): the source speaks of the
/// sigmoid primary, and asks for fitness (line 18). Without it the advice of lines 15–17 does not hold, but
/// nothing is forbidden either.
const fn nec_complicated_primary(
    reasons: &[Statement],
    f: &Findings,
    other: Other,
) -> Row<Standing> {
    match (f.primary_site, f.ecog) {
        (OtherColorectal | Elsewhere, _) => not_addressed(),
        (SigmoidColon, _)
            if matches!((f.liver_metastases, f.chemotherapy), (Multiple, NotStarted))
                && other.way(Reading::ComplicationOutranksExtent) =>
        {
            avoid(&[])
        }
        (SigmoidColon, Two) if other.way(Reading::FitIsEcogZeroToTwo) => consider(&[]),
        (SigmoidColon, Zero | One | Two) => recommended(reasons),
        (SigmoidColon, Three | Four) if other.way(Reading::FitnessIsRequired) => recommended(&[]),
        (SigmoidColon, Three | Four) => consider(&[S21, S24, S43]),
    }
}

/// Debulking (lines 19, 48).
const fn nec_debulking(f: &Findings, other: Other) -> Row<Standing> {
    match (f.liver_metastases, f.chemotherapy) {
        (Multiple, _) if other.way(Reading::MultipleIsExtensive) => not_addressed(),
        (Multiple, NotStarted | UnderWay) => avoid(&[S22, S23, S48]),
        (Multiple, ProgressedAfter) => avoid(&[S48]),
        (Multiple, IndolentAfter) | (Absent | Solitary, _) => not_addressed(),
    }
}
