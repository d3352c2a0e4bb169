//! A receipt from an old report: is the answer to its case still what it says?
//!
//! `cargo run --example receipt < FILE` reads the two lines from standard input. Exits with 1 if it is not.

#[path = "input/plain.rs"]
mod plain;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use nen_pathway::*;

fn main() -> ExitCode {
    run().unwrap_or_else(|error| {
        eprintln!("receipt: {error}");
        ExitCode::from(2)
    })
}

fn run() -> io::Result<ExitCode> {
    let text = io::read_to_string(io::stdin())?;
    let mut out = io::stdout();
    match Receipt::check(&text) {
        Ok(case) => {
            writeln!(out, "The answer to this case is what the receipt says.\n{case}")?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            writeln!(out, "{}", plain::plain(&error.to_string()))?;
            Ok(ExitCode::from(1))
        }
    }
}
