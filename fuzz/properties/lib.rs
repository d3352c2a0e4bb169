//! What must hold of every reader, whatever it is given: a function for each fuzz target. `tests/corpus.rs` of the
//! crate runs the same over the corpus, with any toolchain.

mod case;
mod contract;
mod names;
mod ranges;
mod receipt;
mod refusal;
mod review;
mod source;

pub use self::{
    case::case,
    names::names,
    ranges::{ki67, mitoses},
    receipt::receipt,
    review::review,
    source::source,
};

/// Every target by its name: that of its file, and of its folder in the corpus.
pub const TARGETS: [(&str, fn(&[u8])); 7] = [
    ("ki67", ki67),
    ("mitoses", mitoses),
    ("names", names),
    ("case", case),
    ("review", review),
    ("receipt", receipt),
    ("source", source),
];

/// The text that the bytes begin with: no reader of text can be given anything else.
fn text(bytes: &[u8]) -> &str {
    bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())
}
