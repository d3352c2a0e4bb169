//! The main job: what the pathway says of one or more cases, as a report for a tumour board.
//!
//! `cargo run --example tumour_board` reports on a published case; `-- FILE…` on yours, each file one or
//! more JSON objects as in `examples/cases`. With `--source TEXT`, a copy of the source, the report shows
//! the source's own sentences; a copy of another edition is refused.

mod conditions;
#[path = "../input/mod.rs"]
mod input;
mod page;
mod sheet;

use std::{env, error::Error, fs, process::ExitCode};

use input::Input;
use nen_pathway::{Report, SourceText};
use page::Page;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tumour_board: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let (mut files, mut source) = (Vec::new(), None);
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--source" => source = Some(read(&arguments.next().ok_or("--source needs a file")?)?),
            option if option.starts_with("--") => {
                return Err(format!(
                    "unknown option {option}; usage: tumour_board [--source TEXT] [FILE…]"
                )
                .into());
            }
            file => files.push((file.to_owned(), read(file)?)),
        }
    }
    let source = source.as_deref().map(SourceText::check).transpose()?;
    if files.is_empty() {
        let built_in = include_bytes!("../cases/K07.json");
        files.push(("examples/cases/K07.json".into(), built_in.to_vec()));
    }
    let mut page = Page::new();
    for (file, json) in &files {
        for case in serde_json::Deserializer::from_slice(json).into_iter::<Input>() {
            let refused = |error: &dyn Error| format!("{file}: {error}");
            let Input { id, case } = case.map_err(|error| refused(&error))?;
            let case = case.map_err(|error| refused(&error))?;
            let name = id.map_or(file.clone(), |id| id.get().trim_matches('"').to_owned());
            sheet::write(&mut page, &name, &Report::new(&case), source.as_ref());
        }
    }
    page.print()?;
    Ok(())
}

fn read(file: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    fs::read(file).map_err(|error| format!("{file}: {error}").into())
}
