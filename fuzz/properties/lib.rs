//! What must hold of every reader, whatever it is given: a function for each fuzz target. `tests/corpus.rs` of the
//! crate runs the same over the corpus, with any toolchain.

#![expect(clippy::missing_panics_doc, reason = "a property panics where it does not hold")]

mod case;
mod contract;
mod lines;
mod names;
mod ranges;
mod receipt;
mod refusal;
mod source;

pub use self::{
    case::case,
    lines::review,
    names::names,
    ranges::{ki67, mitoses},
    receipt::receipt,
    source::source,
};

/// The text that the bytes begin with: no reader of text can be given anything else.
fn text(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}
