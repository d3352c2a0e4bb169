//! The main job: what the pathway says of one or more cases, as a report for a tumour board.
//!
//! `cargo run --example tumour_board` reports on a published case; `-- FILE…` on yours, each file one or
//! more JSON objects as in `examples/cases`. With `--source TEXT`, a copy of the source, the report shows
//! the source's own sentences; a copy of another edition is refused.

mod conditions;
#[path = "../input/mod.rs"]
mod input;
#[path = "../input/name.rs"]
mod name;
mod page;
mod sheet;

use std::{
    env,
    error::Error,
    ffi::{OsStr, OsString},
    fs,
    process::ExitCode,
};

use input::Object;
use name::plain;
use nen_pathway::{Report, SourceText};
use page::Page;

const USAGE: &str = "usage: tumour_board [--source TEXT] [FILE…]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tumour_board: {}", plain(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let (mut files, mut source) = (Vec::new(), None);
    let mut arguments = env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--source" {
            source = Some(read(&arguments.next().ok_or(USAGE)?)?);
        } else if argument.as_encoded_bytes().starts_with(b"--") {
            return Err(format!("unknown option {}; {USAGE}", argument.display()).into());
        } else {
            let json = read(&argument)?;
            files.push((argument, json));
        }
    }
    let source = source.as_deref().map(SourceText::check).transpose()?;
    if files.is_empty() {
        let built_in = include_bytes!("../cases/K07.json");
        files.push((OsString::from("the built-in case"), built_in.to_vec()));
    }
    let mut page = Page::new();
    for (file, json) in &files {
        report(&mut page, file, json, source.as_ref())?;
    }
    page.print()?;
    Ok(())
}

/// A report on each case of a file.
fn report(
    page: &mut Page,
    file: &OsStr,
    json: &[u8],
    source: Option<&SourceText<'_>>,
) -> Result<(), Box<dyn Error>> {
    let file = file.display();
    let text = name::text(json).map_err(|error| format!("{file}: {error}"))?;
    let mut cases = 0;
    for (place, input) in (1..).zip(serde_json::Deserializer::from_str(text).into_iter::<Object>())
    {
        let refused = |error: &dyn Error| format!("{file}, object {place}: {error}");
        let mut object = input.map_err(|error| refused(&error))?;
        let id = object.take_id().map_err(|error| refused(&error))?;
        let case = object.case().map_err(|error| refused(&error))?;
        let name = id.and_then(name::name).unwrap_or_else(|| format!("{file}, case {place}"));
        sheet::write(page, &plain(&name), &Report::new(&case), source);
        cases = place;
    }
    if cases == 0 { Err(format!("{file}: no case in it").into()) } else { Ok(()) }
}

fn read(file: &OsStr) -> Result<Vec<u8>, Box<dyn Error>> {
    fs::read(file).map_err(|error| format!("{}: {error}", file.display()).into())
}
