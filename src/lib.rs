//! One written treatment pathway as types and one pure function: [`recommend`] says what an unreviewed text
//! on metastatic high-grade neuroendocrine neoplasm of the sigmoid colon with liver metastases says of a
//! case, with the statements behind every answer. It supports clinicians and decides nothing for them.
//!
//! ```
//! use nen_pathway::*;
//!
//! // What is known; everything else stays not assessed.
//! let case = Case::NOT_ASSESSED
//!     .with_primary_site(PrimarySite::SigmoidColon)
//!     .with_liver_metastases(LiverMetastases::Multiple)
//!     .with_differentiation(Differentiation::Poor)
//!     .with_ki67(">80%".parse()?)
//!     .with_ecog(Ecog::Zero | Ecog::One)
//!     .with_chemotherapy(Chemotherapy::NotStarted);
//!
//! let recommendation = recommend(&case);
//! let Recommendation::Nec(NecPlan::FirstLine(plan)) = recommendation else { panic!("a carcinoma") };
//!
//! // Ruled out already, and which statements say so.
//! let tace = plan.answer().therapy(Therapy::Tace);
//! assert_eq!(tace.value(), Some(Standing::Avoid));
//! assert_eq!(tace.statements().to_string(), "S03 S25 S26 S27 S28 S44 S49");
//! assert!(Statement::S25.text().contains("appropriate"));
//!
//! // Open still, and what would settle it.
//! let cisplatin = plan.answer().therapy(Therapy::CisplatinEtoposide);
//! assert_eq!(cisplatin.possible().to_string(), "recommended or avoid");
//! assert_eq!(cisplatin.needs().to_string(), "platinum");
//!
//! // What must be shown beside the answer.
//! assert_eq!(plan.answer().gaps().to_string(), "symptom_control");
//! assert_eq!(readings(&case).to_string(), "complication_outranks_extent multiple_is_extensive");
//! # Ok::<(), RangeError>(())
//! ```
//!
//! # Scope
//!
//! A [`Case`] is nine [`Finding`]s, each a set of [`Possible`] values. [`recommend`] answers every case with
//! sixteen decisions: the WHO [`Grade`], the [`Pathway`], and the [`Standing`] of fourteen [`Therapy`]s. A
//! [`Decision`] is *settled* when it is the same however the missing findings turn out, and *open* otherwise;
//! an open one lists its possible values and exactly the findings that can change it. A settled one lists the
//! [`Statement`]s of the source it rests on.
//!
//! The source ([`SOURCE`]) is an unreviewed page of a public question-and-answer site and no guideline. It
//! contradicts itself and the WHO in places. Each place where it can be taken two ways is a [`Reading`];
//! [`readings`] says which ones an answer rests on and [`under`] answers the other way. Where it is silent,
//! a [`Gap`] says so; where published guidance differs, a [`Divergence`] says how, with citations, and changes
//! nothing.
//!
//! # The pathway
//!
//! ```text
//! another organ, no liver metastasis, mixed neoplasm     → outside the scope of the source
//! poorly differentiated    G3                            → NEC: platinum + etoposide; no colorectal regimen,
//!                                                          somatostatin analogue or liver-directed treatment
//!                          G1 or G2                      → verify the pathology first
//! moderately differentiated                              → verify the pathology first
//! well differentiated      G3                            → NET G3: the source leaves it out
//!                          G1 or G2                      → NET: somatostatin analogues, liver-directed
//!                                                          treatment, debulking
//! ```
//!
//! # Not covered
//!
//! Doses, cycles and monitoring; other diseases; what comes second in a NEC; NET G3; relief of an obstruction
//! without resection; treatment of hormone symptoms. No answer is a forecast for one patient.
//!
//! # Units
//!
//! [`Ki67`] is in percent, [`MitoticRate`] in mitoses per 2 mm², both as exact ranges in steps of a hundredth
//! ([`Hundredths`]): nothing is rounded, and no float takes part in a decision.
//!
//! # Where to go from here
//!
//! | for | see |
//! | --- | --- |
//! | a case from a report | [`Case`], [`Case::with_net_grade`], [`MitoticRate::from_count`], [`Case::merge`] |
//! | an answer by pathway, typed by what it can offer | [`Recommendation`], [`Plan`] |
//! | an answer as a table | [`Answer`], [`Decision`] |
//! | the conditions of an open decision | [`branches`] |
//! | what was planned or given, against the source | [`review`](review()) |
//! | the next finding to obtain, and what each is good for | [`ask`](ask()), [`account`] |
//! | every smallest change that alters a decision | [`what_if`](what_if()) |
//! | what hangs on a reading | [`stake`](stake()) |
//! | a text that anyone can check later | [`Receipt`] |
//! | everything that belongs into a report | [`Report`], [`Report::explanation`], [`Answer::order`], [`Ledger`] |
//! | a picture | [`Diagram`] |
//! | words for people | [`Label`], and `text` of [`Statement`], [`Reading`], [`Gap`], [`Divergence`] |
//! | the source's own sentences, from a copy | `SourceText` |
//!
//! # Features
//!
//! None is on by default; the crate is then `no_std` and allocates nothing. A feature never changes an answer.
//!
//! - `serde`: [`Case`] is read and written, [`Report`], [`Review`] and [`WhatIf`] are written, as JSON, strictly:
//!   see there and `CaseError`.
//! - `arbitrary-precision`: for builds in which some crate turns on that feature of `serde_json`.
//! - `source-text`: `SourceText` checks a copy of the source by SHA-256.
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

// Words: closed vocabularies, sets of them, texts of errors.
mod excerpt;
mod name;
mod set;
mod vocabulary;

// What the source is, and what it says.
mod source;

// What is found in a patient; nothing here knows what is advised.
mod case;
mod cells;
mod grade;
mod packed;

// What can be answered.
mod divergence;
mod gap;
mod pathway;
mod reading;
mod therapy;

// The rules, and the answers they give: `case` goes in, `Recommendation` comes out.
mod question;
mod rules;

// Around an answer: the next question, what would change it, what was given, what hangs on a reading.
mod ask;
mod review;
mod stake;
mod what_if;

// What is shown and sent.
mod diagram;
mod explain;
mod label;
mod ledger;
mod receipt;
mod report;
#[cfg(feature = "serde")]
mod wire;

#[cfg(feature = "source-text")]
pub use self::source::{SourceMismatch, SourceText};
#[cfg(feature = "serde")]
pub use self::wire::{CASE_SCHEMA, CaseError, CaseProblem, CaseReader, REPORT_SCHEMA};
pub use self::{
    ask::{Account, Answered, Ask, account, ask, ask_except},
    case::{
        Case, Chemotherapy, Contradiction, Differentiation, Ecog, Finding, Hundredths, Ki67,
        LiverMetastases, MitoticRate, Platinum, PrimarySite, PrimaryTumour, RangeError,
        RangeProblem, ValueError,
    },
    diagram::Diagram,
    divergence::{Citation, Divergence},
    excerpt::Excerpt,
    explain::Explanation,
    gap::Gap,
    grade::Grade,
    label::Label,
    ledger::Ledger,
    name::NameError,
    packed::{PackedCase, PackedError},
    pathway::Pathway,
    question::{Outcome, Question},
    reading::Reading,
    receipt::{CONTRACT, Receipt, ReceiptError},
    report::Report,
    review::{Concordance, Deviation, Given, NotReviewed, Review, ReviewError, review},
    rules::{
        Answer, AnswerId, Branch, ColumnError, Decision, NecPlan, Offer, Open, Plan, Precedence,
        Prognosis, Recommendation, RuledOut, Settled, Strength, answer_ids, branches,
        possible_values, readings, recommend, under,
    },
    set::{Iter, Possible, Set},
    source::{Entry, Provenance, SOURCE, Section, Statement},
    stake::{Stake, stake},
    therapy::{
        AnyLineNecTherapy, FirstLineNecTherapy, LaterNecTherapy, NetTherapy, NoTherapy, NotOffered,
        Offered, Standing, Therapy,
    },
    vocabulary::Vocabulary,
    what_if::{Change, NotComplete, WhatIf, what_if},
};

#[cfg(doctest)]
mod unrepresentable;

/// The project's papers.
#[cfg(any(doc, doctest))]
pub mod papers {
    #[doc = include_str!("../DESIGN.md")]
    pub mod design {}

    #[doc = include_str!("../HAZARDS.md")]
    pub mod hazards {}

    #[doc = include_str!("../examples/export/answers.md")]
    pub mod answers {}

    #[doc = include_str!("../examples/export/statements.md")]
    pub mod statements {}

    #[doc = include_str!("../CHANGELOG.md")]
    pub mod changelog {}
}

/// The README's programs compile, and the first one runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
