//! The exported DMN model on the Decision Toolkit (`dsntk`), held against the library in every complete case.
//!
//! `cargo run -- [MODEL]` reads `../export/answers.dmn` unless another model is named. Then the model is made wrong in
//! one place after another, and each time that must show.

mod cells;
mod engine;
mod faults;
mod gather;

use std::{env, error::Error, fs, path::PathBuf, process::ExitCode};

use engine::Engine;
use gather::gather;
use nen_pathway::Question;

fn main() -> ExitCode {
    match run() {
        Ok(status) => status,
        Err(error) => {
            eprintln!("engines: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, Box<dyn Error>> {
    let exported = concat!(env!("CARGO_MANIFEST_DIR"), "/../export/answers.dmn");
    let file = env::args_os().nth(1).map_or(PathBuf::from(exported), PathBuf::from);
    let model =
        fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let engine = Engine::of(&model)?;
    let wrong = gather(cells::COUNT, |number| engine.disagreements(number).collect());
    let faults = if wrong.is_empty() { faults::of(&model) } else { Vec::new() };
    let missed = gather(faults.len(), |number| {
        let engine = Engine::of(&faults[number].model).expect("a wrong model is a model");
        let shows = (0..cells::COUNT).any(|cell| engine.disagreements(cell).next().is_some());
        if shows { Vec::new() } else { vec![format!("not caught: {}", faults[number].told)] }
    });
    println!(
        "dsntk {}: {} cells, {} decisions, {} disagreements; {} planted faults caught",
        engine::VERSION,
        cells::COUNT,
        Question::all().count(),
        wrong.len(),
        faults.len() - missed.len(),
    );
    for line in wrong.iter().take(10).chain(&missed) {
        println!("  {line}");
    }
    let passed = wrong.is_empty() && missed.is_empty();
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
