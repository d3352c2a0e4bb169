//! One object a line in, one answer a line out, in the same order.
//!
//! `cargo run --example ndjson -- [recommend|review|what_if] [FILE]` reads the file, or standard input:
//!
//! - `recommend` (or nothing): a case, as `{"ecog":1}`;
//! - `review`: `{"case":{…},"given":["folfox"]}`;
//! - `what_if`: `{"case":{…},"decision":"pathway"}`, with a complete case.
//!
//! An `id` (a text or an integer) comes back first. A line that is wrong gets `{"error":…}` in its place, and
//! the exit status is 1 if there was one; a usage or I/O failure exits with 2. Memory holds one line at a time, whole, and
//! what little answers are made of.

#[path = "../input/mod.rs"]
mod input;
mod quick;
mod strict;
mod texts;

use std::{
    env,
    error::Error,
    ffi::OsString,
    fs::File,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    process::ExitCode,
};

use quick::Numbered;
use strict::answer;
use texts::Texts;

/// What is asked of each line.
#[derive(Clone, Copy)]
pub(crate) enum Mode {
    Recommend,
    Review,
    WhatIf,
}

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1).peekable();
    let named = arguments.peek().and_then(|argument| match argument.to_str()? {
        "recommend" => Some(Mode::Recommend),
        "review" => Some(Mode::Review),
        "what_if" => Some(Mode::WhatIf),
        _ => None,
    });
    let mode = named.inspect(|_| drop(arguments.next())).unwrap_or(Mode::Recommend);
    let (file, rest) = (arguments.next(), arguments.next());
    let done = match rest {
        None => open(file).and_then(|input| answer_all(mode, input, io::stdout())),
        Some(_) => Err("usage: ndjson [recommend|review|what_if] [FILE]".into()),
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

/// What is read and written at a time, in bytes.
const ROOM: usize = 1 << 16;

/// Answers every line; whether all of them could be answered.
pub(crate) fn answer_all(
    mode: Mode,
    input: impl Read,
    output: impl Write,
) -> Result<bool, Box<dyn Error>> {
    let (mut input, mut output) =
        (BufReader::with_capacity(ROOM, input), BufWriter::with_capacity(ROOM, output));
    let (mut line, mut number, mut all_good) = (Vec::new(), 0_u64, true);
    let mut texts = Texts::default();
    while input.read_until(b'\n', &mut line)? > 0 {
        number += 1;
        let json = line.strip_suffix(b"\n").unwrap_or(&line);
        let quick = match mode {
            Mode::Recommend => Numbered::read(json),
            Mode::Review | Mode::WhatIf => None,
        };
        if let Some(numbered) = quick {
            texts.tell(&numbered, &mut output)?;
        } else {
            let answer = answer(mode, json, number);
            all_good &= answer.is_good();
            serde_json::to_writer(&mut output, &answer)?;
            output.write_all(b"\n")?;
        }
        line.clear();
        // Whoever waits for an answer before the next question gets it.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(all_good)
}
