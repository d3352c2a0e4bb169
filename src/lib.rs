//! One written treatment pathway as types and one pure function: [`recommend`] says what an
//! unreviewed text on metastatic high-grade neuroendocrine neoplasm of the sigmoid colon with liver
//! metastases says of a case, with the statement behind every answer. It supports clinicians and
//! decides nothing for them.
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]
// A library that cannot fail: no way to panic, no unchecked arithmetic, no float, no arm nobody chose.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::todo,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::as_conversions,
    clippy::arithmetic_side_effects,
    clippy::float_arithmetic,
    clippy::disallowed_types,
    clippy::wildcard_enum_match_arm,
    clippy::std_instead_of_core
)]

#[cfg(feature = "serde")]
extern crate alloc;

mod case;
mod cells;
mod divergence;
mod excerpt;
mod gap;
mod grade;
mod label;
mod name;
mod pathway;
mod question;
mod reading;
mod report;
mod rules;
mod set;
mod source;
mod therapy;
#[cfg(doctest)]
mod unrepresentable;
mod vocabulary;
#[cfg(feature = "serde")]
mod wire;

#[cfg(feature = "source-text")]
pub use self::source::{SourceMismatch, SourceText};
#[cfg(feature = "serde")]
pub use self::wire::{CASE_SCHEMA, CaseError, CaseProblem, CaseReader, REPORT_SCHEMA};
pub use self::{
    case::{
        Case, Chemotherapy, Contradiction, Differentiation, Ecog, Finding, Ki67, LiverMetastases,
        MitoticRate, Platinum, PrimarySite, PrimaryTumour, RangeError, RangeProblem,
    },
    divergence::{Citation, Divergence},
    excerpt::Excerpt,
    gap::Gap,
    grade::Grade,
    label::Label,
    name::NameError,
    pathway::Pathway,
    question::{Question, Value},
    reading::Reading,
    report::Report,
    rules::{
        Answer, Decision, NecPlan, Offer, Open, Plan, Precedence, Prognosis, Recommendation,
        RuledOut, Settled, Strength, branches, readings, recommend, under,
    },
    set::{Possible, Set},
    source::{Entry, Provenance, SOURCE, Section, Statement},
    therapy::{
        AnyLineNecTherapy, FirstLineNecTherapy, LaterNecTherapy, NetTherapy, NoTherapy, Offered,
        Standing, Therapy,
    },
    vocabulary::Vocabulary,
};
