//! FHIR in, CDS Hooks out.
//!
//! ```text
//! Bundle ─ json ─ records ─┬ observation ──┬─ read: case + account ─┬─ from_fhir
//!                          ├ condition     │                        ├─ out: GuidanceResponse, RequestGroup
//!                          └ chemotherapy ─┘                        └─ hooks: cards ─ service
//!                                               drafts: therapies ──┘
//! ```

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
    clippy::float_arithmetic
)]

mod call;
mod card;
mod chemotherapy;
mod codes;
mod condition;
mod discovery;
mod drafts;
mod drug;
#[cfg(feature = "service")]
mod feedback;
mod fhir;
mod gather;
mod hooks;
mod json;
mod liver;
mod medication;
mod morphology;
mod observation;
pub mod out;
mod patient;
mod read;
mod reason;
mod records;
#[cfg(feature = "service")]
pub mod service;
mod standing;
mod told;
mod value;
mod when;
mod words;

pub use self::{
    card::{Card, Indicator},
    discovery::{SERVICES, Service},
    hooks::{Fault, cards},
    json::{Json, JsonError},
    read::{Line, Read},
    records::{Records, Refused},
};
