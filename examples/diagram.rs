//! The pathway as a picture, made from the decisions of the library.
//!
//! `cargo run --example diagram -- [--format dot|mermaid] [--pathway NAME | --case FILE]` writes the whole pathway, one
//! pathway in detail, or one case's way through it; `| dot -Tsvg` draws it.

#[path = "input/file.rs"]
mod file;

use std::{env, error::Error, process::ExitCode};

use nen_pathway::{Diagram, Pathway};

const USAGE: &str = "usage: diagram [--format dot|mermaid] [--pathway NAME | --case FILE]";

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
    let (mut diagram, mut mermaid) = (None, None);
    let mut arguments = env::args_os().skip(1);
    while let Some(option) = arguments.next() {
        let value = arguments.next().ok_or(USAGE)?;
        let drawn = match (option.to_str(), value.to_str()) {
            (Some("--format"), Some("dot")) if mermaid.is_none() => {
                mermaid = Some(false);
                continue;
            }
            (Some("--format"), Some("mermaid")) if mermaid.is_none() => {
                mermaid = Some(true);
                continue;
            }
            (Some("--pathway"), Some(name)) => Diagram::of(name.parse::<Pathway>()?),
            (Some("--case"), _) => Diagram::of_case(&file::case(&value)?),
            _ => return Err(USAGE.into()),
        };
        if diagram.replace(drawn).is_some() {
            return Err(USAGE.into());
        }
    }
    let diagram = diagram.unwrap_or(Diagram::WHOLE);
    Ok(if mermaid == Some(true) {
        diagram.mermaid().to_string()
    } else {
        diagram.dot().to_string()
    })
}
