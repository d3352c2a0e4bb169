//! The pathway as functions of `DataFusion`, over ordinary columns: a row of a cohort in, a decision out. It supports
//! clinicians and decides nothing for them.
//!
//! ```no_run
//! # async fn answer() -> datafusion::error::Result<()> {
//! let context = datafusion::prelude::SessionContext::new();
//! nen_pathway_cohort::register(&context);
//! let frame = context.sql("SELECT nen_pathway(NULL, NULL, 'mixed', NULL, NULL, NULL, NULL, NULL, NULL)").await?;
//! frame.show().await
//! # }
//! ```
//!
//! The findings stand in the order of the contract, or one column of packed cases
//! ([`PackedCase::bits`](nen_pathway::PackedCase::bits)) stands in their place. A null is not assessed.
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
    clippy::disallowed_types
)]

// A call: how many arguments, of which types; the function itself.
mod call;
mod function;

// Columns read: the distinct texts of one, a finding, what was given, all of the nine.
mod column;
mod finding;
mod findings;
mod given;

// Columns told.
mod told;

// A file as tables, the report on it, and what is written.
mod output;
mod plain;
mod progress;
mod report;
mod session;
mod synthetic;
mod tables;

pub use self::{
    column::Refused,
    function::{functions, register},
    output::{Format, Output, write_whole},
    plain::Plain,
    progress::{Counter, Progress},
    report::{Line, Reasons, Report, Step, Text, Values, unreadable},
    session::{reading, session},
    synthetic::{synthetic, synthetic_schema},
    tables::{Cohort, TableError},
};
