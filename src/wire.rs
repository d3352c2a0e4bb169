//! JSON: cases are read and written, reports are written (feature `serde`).

mod entry;
mod error;
mod names;
mod read;
mod write;

pub use self::{
    error::{CaseError, CaseProblem},
    read::CaseReader,
};

/// The JSON Schema (draft 2020-12) of a case. It accepts what the reader accepts and, since a schema cannot see
/// them, a range whose first number is above its second, `1.0` for the ECOG `1`, and a key that is repeated.
pub const CASE_SCHEMA: &str = include_str!("wire/case.schema.json");

/// The JSON Schema (draft 2020-12) of a report.
pub const REPORT_SCHEMA: &str = include_str!("wire/report.schema.json");
