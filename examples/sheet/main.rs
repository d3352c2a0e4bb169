//! A tumour-board sheet: one case on one page, to print on A4.
//!
//! `cargo run --example sheet -- CASE.json > sheet.html` writes a page of HTML without scripts, complete in itself.

#[path = "../tumour_board/conditions.rs"]
mod conditions;
#[path = "../input/file.rs"]
mod file;
mod html;

use std::{env, error::Error, io, io::Write, process::ExitCode};

use file::plain;
use html::{Sheet, body, escaped};
use nen_pathway::Report;

const STYLE: &str = include_str!("sheet.css");

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
    io::stdout().write_all(page(&plain(&name), &Report::new(&case)).as_bytes())?;
    Ok(())
}

fn page(name: &str, report: &Report) -> String {
    let (name, rules) = (escaped(name), STYLE.trim_end());
    let Sheet { style, html } = body(report);
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>{name}: tumour-board sheet</title>\n<style>\n{rules}\n\
         </style>\n</head>\n<body class=\"sheet\">\n<header><h1><bdi>{name}</bdi></h1><p \
         class=\"notice\">{}</p></header>\n<main style=\"{style}\">\n{html}</main>\n</body>\n</html>\n",
        escaped(Report::NOTICE)
    )
}
