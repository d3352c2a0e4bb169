//! One case a line in, one answer a line out, in the same order: the JSON of the contract.
//!
//! `cargo run --example ndjson -- [recommend] [FILE]` reads the file, or standard input. A line that is no
//! case gets `{"error":…}` in its place, and the exit status is 1 if there was one; a usage or I/O
//! failure exits with 2.

mod input;

use std::{
    env,
    error::Error,
    ffi::OsString,
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    process::ExitCode,
};

use input::{Input, InputError, without_place};
use nen_pathway::Report;
use serde::Serialize;
use serde_json::value::RawValue;

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1).peekable();
    let modes = ["recommend", "review", "what_if"];
    let mode = arguments.next_if(|argument| modes.iter().any(|mode| argument == mode));
    let (file, rest) = (arguments.next(), arguments.next());
    let recommend = mode.as_ref().is_none_or(|mode| mode == "recommend");
    let done = match (recommend, rest) {
        (true, None) => open(file).and_then(|input| answer_all(input, io::stdout())),
        (false, None) => Err("review and what_if are not part of this version".into()),
        (_, Some(_)) => Err("usage: ndjson [recommend] [FILE]".into()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            eprintln!("ndjson: {error}");
            ExitCode::from(2)
        }
    }
}

fn open(file: Option<OsString>) -> Result<Box<dyn Read>, Box<dyn Error>> {
    let Some(file) = file else { return Ok(Box::new(io::stdin())) };
    let named = |error: io::Error| format!("{}: {error}", file.display());
    let opened = File::open(&file).map_err(named)?;
    if opened.metadata().map_err(named)?.is_dir() {
        return Err(named(io::ErrorKind::IsADirectory.into()).into());
    }
    Ok(Box::new(opened))
}

/// Answers every line; whether all of them were cases.
fn answer_all(input: impl Read, output: impl Write) -> Result<bool, Box<dyn Error>> {
    let (mut input, mut output) = (BufReader::new(input), BufWriter::new(output));
    let (mut line, mut number, mut all_good) = (Vec::new(), 0_u64, true);
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        let (id, answer) = answer(line.strip_suffix(b"\n").unwrap_or(&line), number);
        all_good &= matches!(answer, Outcome::Answer(_));
        serde_json::to_writer(&mut output, &Line { id, answer })?;
        output.write_all(b"\n")?;
        line.clear();
        // Whoever waits for an answer before the next question gets it.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(all_good)
}

fn answer(line: &[u8], number: u64) -> (Option<Box<RawValue>>, Outcome) {
    let refused = |message: String| Outcome::Refused { error: Refusal::new(number, message) };
    let text = match std::str::from_utf8(line) {
        Ok(text) if text.starts_with('\u{feff}') => {
            return (None, refused("a byte-order mark; accepted: one JSON object".into()));
        }
        Ok(text) if text.trim_ascii().is_empty() => {
            return (None, refused("an empty line; accepted: one JSON object".into()));
        }
        Ok(text) => text,
        Err(error) => {
            let byte = error.valid_up_to() + 1;
            return (
                None,
                refused(format!("invalid UTF-8 at byte {byte}; accepted: one JSON object")),
            );
        }
    };
    match serde_json::from_str::<Input>(text) {
        Ok(Input { id, case: Ok(case) }) => (id, Outcome::Answer(Report::new(&case))),
        Ok(Input { id, case: Err(error) }) => {
            (id, Outcome::Refused { error: Refusal::of(number, &error) })
        }
        Err(error) if error.column() > 0 => {
            let (what, column) = (without_place(&error), error.column());
            (None, refused(format!("not one JSON object: {what} at column {column}")))
        }
        Err(error) => (None, refused(format!("not one JSON object: {}", without_place(&error)))),
    }
}

#[derive(Serialize)]
struct Line {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Box<RawValue>>,
    #[serde(flatten)]
    answer: Outcome,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outcome {
    Answer(Report),
    Refused { error: Refusal },
}

#[derive(Serialize, Default)]
struct Refusal {
    line: u64,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<String>,
}

impl Refusal {
    fn new(line: u64, message: String) -> Self {
        Self { line, message, ..Self::default() }
    }

    fn of(line: u64, error: &InputError) -> Self {
        let (key, text, accepted) = match error {
            InputError::Case(error) => (
                error.key().to_string(),
                error.text().map(ToString::to_string),
                Some(error.accepted().to_string()),
            ),
            InputError::Value { key, text, .. } => (key.clone(), Some(text.clone()), None),
            InputError::Id(text) => {
                ("id".into(), Some(text.clone()), Some("a text or an integer".into()))
            }
            InputError::RepeatedId => ("id".into(), None, Some("each key at most once".into())),
        };
        let key = Some(key);
        Self { line, message: error.to_string(), key, text, accepted }
    }
}
