//! JSON: cases are read and written, reports are written (feature `serde`).

mod error;
mod names;
mod read;
mod write;

pub use self::{
    error::{CaseError, CaseProblem},
    read::CaseReader,
};

/// The JSON Schema (draft 2020-12) of a case. It accepts what the reader accepts, except that a schema
/// cannot compare the two numbers of a range.
pub const CASE_SCHEMA: &str = include_str!("wire/case.schema.json");

/// The JSON Schema (draft 2020-12) of a report.
pub const REPORT_SCHEMA: &str = include_str!("wire/report.schema.json");
