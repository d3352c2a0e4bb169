//! The pathway as a picture, made from the decisions of the library.
//!
//! `cargo run --example diagram -- [--format dot|mermaid|svg] [--pathway NAME | --case FILE]` writes the whole pathway, one
//! pathway in detail, or one case's way through it; `| dot -Tsvg` draws it. With `--format svg` it is an
//! outline that needs no other program.

#[path = "input/file.rs"]
mod file;

use std::{env, error::Error, process::ExitCode};

use nen_pathway::{Diagram, Pathway};

const USAGE: &str = "usage: diagram [--format dot|mermaid|svg] [--pathway NAME | --case FILE]";

fn main() -> ExitCode {
    match run() {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("diagram: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<String, Box<dyn Error>> {
    let (mut diagram, mut format) = (None, None);
    let mut arguments = env::args_os().skip(1);
    while let Some(option) = arguments.next() {
        let value = arguments.next().ok_or(USAGE)?;
        let twice = match (option.to_str(), value.to_str()) {
            (Some("--format"), Some(name)) => format.replace(written_as(name)?).is_some(),
            (Some("--pathway"), Some(name)) => {
                diagram.replace(Diagram::of(name.parse::<Pathway>()?)).is_some()
            }
            (Some("--case"), _) => {
                diagram.replace(Diagram::of_case(&file::case(&value)?.1)).is_some()
            }
            _ => return Err(USAGE.into()),
        };
        if twice {
            return Err(USAGE.into());
        }
    }
    let write = format.unwrap_or(|diagram| diagram.dot().to_string());
    Ok(write(&diagram.unwrap_or(Diagram::WHOLE)))
}

type Written = fn(&Diagram) -> String;

fn written_as(format: &str) -> Result<Written, Box<dyn Error>> {
    Ok(match format {
        "dot" => |diagram| diagram.dot().to_string(),
        "mermaid" => |diagram| diagram.mermaid().to_string(),
        "svg" => |diagram| diagram.svg().to_string(),
        _ => return Err(format!("format `{format}`; accepted: dot, mermaid, svg").into()),
    })
}
