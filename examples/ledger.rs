//! Where published guidance differs from the source, with the citations, as one document.
//!
//! `cargo run --example ledger`

use nen_pathway::{Ledger, Report};

fn main() {
    println!("{}\n\n{}", Ledger::ALL, Report::NOTICE);
}
