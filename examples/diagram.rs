//! The pathway as a picture, made from the decisions of the library.
//!
//! `cargo run --example diagram -- [--format dot|mermaid|svg] [--pathway NAME | --case FILE]` writes the whole pathway,
//! one pathway in detail, or one case's way through it, with the name of the case; `| dot -Tsvg` draws it. With
//! `--format svg` it is an outline that needs no other program.

#[path = "input/file.rs"]
mod file;

use std::{
    env,
    error::Error,
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};

use file::plain;
use nen_pathway::{Diagram, Pathway};

const USAGE: &str = "usage: diagram [--format dot|mermaid|svg] [--pathway NAME | --case FILE]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("diagram: {}", plain(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let Options { format, pathway, case } = Options::read(env::args_os().skip(1))?;
    let write = format.unwrap_or(|diagram| diagram.dot().to_string());
    let text = match (pathway, case) {
        (Some(pathway), _) => write(&Diagram::of(pathway)),
        (None, Some(file)) => {
            let (name, case) = file::case(&file)?;
            write(&Diagram::of_case(&case).named(&plain(&name)))
        }
        (None, None) => write(&Diagram::WHOLE),
    };
    let mut out = io::stdout().lock();
    let written = writeln!(out, "{text}").and_then(|()| out.flush());
    written.map_err(|error| format!("standard output: {error}").into())
}

#[derive(Default)]
struct Options {
    format: Option<Written>,
    pathway: Option<Pathway>,
    case: Option<OsString>,
}

impl Options {
    fn read(mut arguments: impl Iterator<Item = OsString>) -> Result<Self, Box<dyn Error>> {
        let mut options = Self::default();
        while let Some(option) = arguments.next() {
            let name = option.display();
            let known = ["--format", "--pathway", "--case"].iter().any(|it| option == **it);
            if !known {
                return Err(format!("`{name}`: no such option; {USAGE}").into());
            }
            let value = arguments.next().ok_or(format!("{name}: its value is missing; {USAGE}"))?;
            let text = value.display().to_string();
            let twice = if option == "--format" {
                options.format.replace(written_as(&text)?).is_some()
            } else if option == "--pathway" {
                options.pathway.replace(text.parse()?).is_some()
            } else {
                options.case.replace(value).is_some()
            };
            if twice {
                return Err(format!("{name}: given twice; {USAGE}").into());
            }
        }
        if options.pathway.is_some() && options.case.is_some() {
            return Err(format!("--pathway and --case: only one of them; {USAGE}").into());
        }
        Ok(options)
    }
}

type Written = fn(&Diagram) -> String;

fn written_as(format: &str) -> Result<Written, Box<dyn Error>> {
    Ok(match format {
        "dot" => |diagram| diagram.dot().to_string(),
        "mermaid" => |diagram| diagram.mermaid().to_string(),
        "svg" => |diagram| diagram.svg().to_string(),
        _ => return Err(format!("--format `{format}`; accepted: dot, mermaid, svg").into()),
    })
}
