//! Where published guidance differs from the source, with the citations, as one document.
//!
//! `cargo run --example ledger`

use std::{
    io::{self, Write},
    process::ExitCode,
};

use nen_pathway::{Ledger, Report};

fn main() -> ExitCode {
    match writeln!(io::stdout(), "{}\n\n{}", Ledger::ALL, Report::NOTICE) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ledger: {error}");
            ExitCode::from(2)
        }
    }
}
