//! What cannot be written. Each block that must not compile has a twin, one token away, that does.
//!
//! A NEC plan that offers a somatostatin analogue:
//! ```compile_fail,E0599
//! let offered = nen_pathway::FirstLineNecTherapy::Lanreotide;
//! ```
//! ```
//! let offered = nen_pathway::NetTherapy::Lanreotide;
//! ```
//!
//! Not after chemotherapy either:
//! ```compile_fail,E0599
//! let offered = nen_pathway::LaterNecTherapy::Octreotide;
//! ```
//! ```
//! let offered = nen_pathway::NetTherapy::Octreotide;
//! ```
//!
//! A NEC plan that offers a colorectal regimen:
//! ```compile_fail,E0599
//! let offered = nen_pathway::FirstLineNecTherapy::Folfox;
//! ```
//! ```
//! let ruled_out = nen_pathway::Therapy::Folfox;
//! ```
//!
//! A NEC plan that offers liver-directed treatment before chemotherapy:
//! ```compile_fail,E0599
//! let offered = nen_pathway::FirstLineNecTherapy::Tace;
//! ```
//! ```
//! let offered = nen_pathway::LaterNecTherapy::Tace;
//! ```
//!
//! What a NEC plan offers, taken for what a NET plan offers:
//! ```compile_fail,E0308
//! use nen_pathway::*;
//! fn offers(plan: &Plan<FirstLineNecTherapy>) -> Option<NetTherapy> {
//!     plan.offers().next().map(|offer| offer.therapy())
//! }
//! ```
//! ```
//! use nen_pathway::*;
//! fn offers(plan: &Plan<NetTherapy>) -> Option<NetTherapy> {
//!     plan.offers().next().map(|offer| offer.therapy())
//! }
//! ```
//!
//! A plan built outside the rules, from an answer of the rules:
//! ```compile_fail,E0624
//! use nen_pathway::*;
//! let answer = *recommend(&Case::NOT_ASSESSED).answer();
//! let plan: Plan<NetTherapy> = Plan::new(answer);
//! ```
//! ```
//! use nen_pathway::*;
//! let answer = *recommend(&Case::NOT_ASSESSED).answer();
//! let plan: Report = Report::new(answer.case());
//! ```
//!
//! A plan with a default, or an answer read from elsewhere:
//! ```compile_fail,E0277
//! fn default<T: Default>() -> Option<T> { None }
//! let plan = default::<nen_pathway::Recommendation>();
//! ```
//! ```
//! fn default<T: Clone>() -> Option<T> { None }
//! let plan = default::<nen_pathway::Recommendation>();
//! ```
//!
//! A drug in an answer that asks to verify the pathology:
//! ```compile_fail,E0308
//! use nen_pathway::*;
//! fn drug(plan: &Plan<NoTherapy>) -> Option<FirstLineNecTherapy> {
//!     plan.offers().next().map(|offer| offer.therapy())
//! }
//! ```
//! ```
//! use nen_pathway::*;
//! fn drug(plan: &Plan<NoTherapy>) -> Option<NoTherapy> {
//!     plan.offers().next().map(|offer| offer.therapy())
//! }
//! ```
//!
//! Any value of the type that such an answer offers:
//! ```compile_fail,E0599
//! let offered = nen_pathway::NoTherapy::CisplatinEtoposide;
//! ```
//! ```
//! let offered = nen_pathway::FirstLineNecTherapy::CisplatinEtoposide;
//! ```
//!
//! A Ki-67 index above 100 %:
//! ```compile_fail,E0080
//! let ki67 = nen_pathway::Ki67::percent::<101>();
//! ```
//! ```
//! let ki67 = nen_pathway::Ki67::percent::<100>();
//! ```
//!
//! More than 600 mitoses per 2 mm²:
//! ```compile_fail,E0080
//! let mitoses = nen_pathway::MitoticRate::per_2mm2::<601>();
//! ```
//! ```
//! let mitoses = nen_pathway::MitoticRate::per_2mm2::<600>();
//! ```
//!
//! A Ki-67 index as a float:
//! ```compile_fail,E0308
//! let ki67 = nen_pathway::Hundredths(20.0);
//! ```
//! ```
//! let ki67 = nen_pathway::Hundredths(2000);
//! ```
//!
//! An ECOG performance status of 5:
//! ```compile_fail,E0599
//! let ecog = nen_pathway::Ecog::Five;
//! ```
//! ```
//! let ecog = nen_pathway::Ecog::Four;
//! ```
//!
//! A Ki-67 index without its unit:
//! ```compile_fail,E0308
//! let ki67 = nen_pathway::Ki67::exactly(80);
//! ```
//! ```
//! let ki67 = nen_pathway::Ki67::exactly(nen_pathway::Hundredths(80));
//! ```
//!
//! A finding without a possible value:
//! ```compile_fail,E0308
//! let case = nen_pathway::Case::NOT_ASSESSED.with_mitoses(None);
//! ```
//! ```
//! let case = nen_pathway::Case::NOT_ASSESSED.with_mitoses(nen_pathway::MitoticRate::NOT_ASSESSED);
//! ```
//!
//! A set of possible values over a vocabulary that has too many:
//! ```compile_fail,E0080
//! let possible = nen_pathway::Possible::from(nen_pathway::Therapy::Tace);
//! ```
//! ```
//! let listed = nen_pathway::Set::from(nen_pathway::Therapy::Tace);
//! ```
//!
//! A `match` that forgets a pathway:
//! ```compile_fail,E0004
//! use nen_pathway::*;
//! match recommend(&Case::NOT_ASSESSED) {
//!     Recommendation::Nec(_) | Recommendation::Net(_) | Recommendation::VerifyPathology(_) => {}
//!     Recommendation::OutsideScope(_) | Recommendation::Open(_) => {}
//! }
//! ```
//! ```
//! use nen_pathway::*;
//! match recommend(&Case::NOT_ASSESSED) {
//!     Recommendation::Nec(_) | Recommendation::Net(_) | Recommendation::VerifyPathology(_) => {}
//!     Recommendation::OutsideScope(_) | Recommendation::Open(_) | Recommendation::NetG3(_) => {}
//! }
//! ```
