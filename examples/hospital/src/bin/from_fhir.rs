//! One FHIR R4 Bundle on standard input; on standard output its case and an account of every record, or with `--answer`
//! the answer as FHIR.

use std::{
    env,
    ffi::OsString,
    io::{self, Read as _, Write},
    process::ExitCode,
};

use nen_pathway_hospital::{Json, Line, Read, Records, out};
use serde::Serialize;
use serde_json::Value;

#[derive(Serialize)]
#[serde(untagged)]
enum Said {
    Read { case: nen_pathway::Case, account: Vec<Line> },
    Answer(Value),
    Refused { error: String },
}

fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().skip(1).collect();
    let answer = match &arguments[..] {
        [] => false,
        [one] if one == "--answer" => true,
        _ => return failed("usage: from_fhir [--answer] < BUNDLE"),
    };
    let said = read(answer).unwrap_or_else(|error| Said::Refused { error });
    let status = match said {
        Said::Read { .. } | Said::Answer(_) => ExitCode::SUCCESS,
        Said::Refused { .. } => ExitCode::from(1),
    };
    let mut output = io::stdout().lock();
    match serde_json::to_writer(&mut output, &said)
        .map_err(io::Error::from)
        .and_then(|()| writeln!(output))
    {
        Ok(()) => status,
        Err(error) => failed(error),
    }
}

fn failed(why: impl std::fmt::Display) -> ExitCode {
    eprintln!("from_fhir: {why}");
    ExitCode::from(2)
}

/// The most that is read, in bytes.
const MOST: u64 = 32 << 20;

fn read(answer: bool) -> Result<Said, String> {
    let mut text = Vec::new();
    io::stdin().take(MOST + 1).read_to_end(&mut text).map_err(|error| error.to_string())?;
    if text.len() as u64 > MOST {
        return Err(format!("more than {MOST} bytes; accepted: one FHIR R4 Bundle"));
    }
    let json = Json::parse(&text).map_err(|error| error.to_string())?;
    let records = Records::of(&json).map_err(|error| error.to_string())?;
    let read = Read::of(&records);
    Ok(if answer {
        Said::Answer(out::bundle(&read))
    } else {
        Said::Read { case: read.case, account: read.account }
    })
}
