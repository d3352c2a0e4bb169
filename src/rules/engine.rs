//! The rules asked of sets: every possible value, exactly what is needed, what all rest on.
//!
//! Nothing here decides anything. At compile time the rules are asked on every cell, and what they say of every set of
//! values that they tell apart is worked out from that. At run time a case is looked up.
//!
//! Two steps keep the tables small. The pathway splits into *scope* (site, liver) and *class* (differentiation,
//! Ki-67, mitoses: 60 cells). Within a class a therapy asks only site, liver, chemotherapy and ECOG (48 cells) and at
//! most one *outer* finding. `tests/every_case.rs` compares the result with an independent encoding on all 7,560,000
//! cases of section 7.

#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "fixed tables: every index is a constant, a loop over the table, or a set of as many bits \
              as the table has entries for"
)]

mod axis;
mod batch;
mod board;
mod classes;
mod digits;
mod entry;
mod found;
mod known;
mod lane;
mod pathology;
mod proof;
mod readings;
mod reasons;
mod seen;
mod shape;
mod terms;
mod under;
mod values;

pub use self::readings::readings;
pub(super) use self::{
    batch::fill,
    known::{COUNT, answer_id, whole},
};
pub(super) use self::{board::Reasons, reasons::REASONS};
use self::{
    classes::{Places, with_grade},
    known::known,
    pathology::{Pathology, within_scope},
    seen::Seen,
};
use super::{
    Other,
    stored::{Decided, STORED, Said},
};
use crate::{Answer, Case, PackedCase, Reading, Recommendation};

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
#[expect(
    clippy::inline_always,
    reason = "most callers take the answer alone: the branch that picks the plan by its pathway then falls away"
)]
#[inline(always)]
pub fn recommend(case: &Case) -> Recommendation {
    let said = match known(case.packed()) {
        Some(whole) => Said::Whole(whole),
        None => Said::Parts(derived(case.packed())),
    };
    Recommendation::new(Answer::new(*case, said))
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
    Answer::new(*case, Said::Parts(under::derived(case.packed().into(), reading)))
}

/// What is said of a case, as chosen.
// Cold, so that what is done with an answer that was looked up stays short; the rest is long whatever stands before it.
#[cold]
#[inline(never)]
fn derived(case: PackedCase) -> [Decided; STORED] {
    let case = Seen::from(case);
    let pathology = Pathology::chosen(case);
    let places = Places::of(within_scope(case, Other::NONE));
    with_grade(&pathology, places.over_classes(&pathology))
}
