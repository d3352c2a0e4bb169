//! A tumour-board sheet: one case on one page, to print on A4.
//!
//! `cargo run --example sheet -- CASE.json > sheet.html` writes a page of HTML without scripts, complete in itself.

#[path = "../tumour_board/conditions.rs"]
mod conditions;
#[path = "../input/file.rs"]
mod file;
mod html;

use std::{env, error::Error, io, io::Write, process::ExitCode};

use nen_pathway::Report;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sheet: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut files = env::args_os().skip(1);
    let (Some(file), None) = (files.next(), files.next()) else {
        return Err("usage: sheet CASE.json".into());
    };
    let (name, case) = file::case(&file)?;
    let page = html::page(&name, &Report::new(&case));
    io::stdout().write_all(page.as_bytes())?;
    Ok(())
}
