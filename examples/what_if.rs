//! What keeps this patient out of the other pathway? Every smallest change that alters a decision.
//!
//! `cargo run --example what_if` asks about a case of its own; `-- FILE decision` about a complete case of yours.

#[path = "input/file.rs"]
mod file;

use std::{
    env,
    error::Error,
    io::{self, Write},
    process::ExitCode,
};

use nen_pathway::*;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("what_if: {}", file::plain(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1);
    let (case, question): (Case, Question) =
        match (arguments.next(), arguments.next(), arguments.next()) {
            (Some(file), Some(decision), None) => {
                (file::case(&file)?.1, decision.display().to_string().parse()?)
            }
            (Some(_), ..) => return Err("usage: what_if [FILE DECISION]".into()),
            (None, ..) => {
                let case = Case::NOT_ASSESSED
                    .with_primary_site(PrimarySite::SigmoidColon)
                    .with_liver_metastases(LiverMetastases::Multiple)
                    .with_differentiation(Differentiation::Poor)
                    .with_ki67("90%".parse()?)
                    .with_mitoses("15/2mm2".parse()?)
                    .with_ecog(Ecog::One)
                    .with_primary_tumour(PrimaryTumour::Uncomplicated)
                    .with_chemotherapy(Chemotherapy::NotStarted)
                    .with_platinum(Platinum::Either);
                (case, Question::Pathway)
            }
        };
    let what_if = what_if(&case, question)?;
    let mut out = io::stdout().lock();
    writeln!(out, "{case}\n\n{question} is {}; it would be", what_if.from())?;
    for change in what_if.changes() {
        writeln!(out, "  {} with {}", change.outcome(), change.told())?;
    }
    Ok(writeln!(out, "\n{}", Report::NOTICE)?)
}
