//! A receipt from an old report: is the answer to its case still what it says?
//!
//! `cargo run --example receipt < FILE` reads the two lines from standard input. Exits with 1 if it is not.

use std::{
    io::{self, Read},
    process::ExitCode,
};

use nen_pathway::*;

fn main() -> ExitCode {
    let mut text = String::new();
    if let Err(error) = io::stdin().read_to_string(&mut text) {
        eprintln!("receipt: {error}");
        return ExitCode::from(2);
    }
    match Receipt::check(&text) {
        Ok(case) => {
            println!("The answer to this case is what the receipt says.\n{case}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            println!("{error}");
            ExitCode::from(1)
        }
    }
}
