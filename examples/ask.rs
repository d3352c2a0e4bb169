//! Questions and answers: asks only what still matters, and stops when every decision is settled.
//!
//! `cargo run --example ask`, or with the answers piped, one a line:
//! `printf 'poor\nsigmoid_colon\nmultiple\n' | cargo run --example ask`.

#[path = "input/plain.rs"]
mod plain;

use std::{
    io::{self, BufRead, IsTerminal, Write},
    process::ExitCode,
};

use nen_pathway::*;

const HELP: &str = "\
Answer with a value or its number; with several, as `0 1`, where more than one is possible.
Enter alone: not known. `back`: to the question before. Ctrl-D: stop here.";

fn main() -> ExitCode {
    match dialogue(&mut io::stdin().lock(), &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ask: {error}");
            ExitCode::from(2)
        }
    }
}

fn dialogue(answers: &mut impl BufRead, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{HELP}\n")?;
    // The case so far, and what was asked: whoever gave two values has said what is known.
    let (mut now, mut before) = ((Case::NOT_ASSESSED, Set::EMPTY), Vec::new());
    while let Some(ask) = ask_except(&now.0, now.1) {
        let finding = ask.finding();
        writeln!(out, "{}? {}", finding.label(), finding.instructions())?;
        for answer in ask.answers() {
            let value = answer.case().told(finding).to_string();
            let number = number(finding, &value).map_or(String::new(), |it| format!("{it} "));
            let pathway = answer.recommendation().answer().pathway().possible();
            let settled = answer.settled();
            writeln!(out, "  {:<28} {settled:>2} of 16 settled; {pathway}", number + &value)?;
        }
        write!(out, "> ")?;
        out.flush()?;
        let Some(line) = next_line(answers)? else {
            writeln!(out, "\n\nStopped before the end.")?;
            break;
        };
        let line = plain::plain(&String::from_utf8_lossy(&line));
        if !io::stdin().is_terminal() {
            writeln!(out, "{line}")?;
        }
        if line == "back" {
            now = before.pop().unwrap_or(now);
            continue;
        }
        match stated(&now.0, finding, &line) {
            Ok(case) => {
                before.push(now);
                now = (case, now.1.or(finding.into()));
            }
            Err(problem) => writeln!(out, "  {problem}")?,
        }
    }
    writeln!(out, "\n\n{}\n", now.0)?;
    writeln!(out, "{}", Report::new(&now.0).explanation())
}

fn next_line(answers: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    let read = answers.read_until(b'\n', &mut line)?;
    Ok((read > 0).then(|| line.trim_ascii().to_vec()))
}

/// The number of a value among all of its finding, where numbers are not values themselves.
fn number(finding: Finding, value: &str) -> Option<usize> {
    let numbered = !matches!(finding, Finding::Ki67 | Finding::Mitoses | Finding::Ecog);
    let place = numbered.then(|| values(finding).position(|known| known == value))?;
    place.map(|place| place + 1)
}

fn values(finding: Finding) -> impl Iterator<Item = String> {
    let all = Ask::about(&Case::NOT_ASSESSED, finding).answers();
    all.map(move |answer| answer.case().told(finding).to_string())
}

/// An ECOG performance status as letters write it: `0-1`.
fn span(finding: Finding, word: &str) -> Option<String> {
    let (lowest, highest) = word.split_once(['-', '–']).filter(|_| finding == Finding::Ecog)?;
    let known: Vec<_> = values(finding).collect();
    let place = |end: &str| known.iter().position(|value| value == end);
    let span = known.get(place(lowest)?..=place(highest)?)?;
    (!span.is_empty()).then(|| span.join("|"))
}

/// The case with what was given; the same case if nothing was.
fn stated(case: &Case, finding: Finding, given: &str) -> Result<Case, String> {
    let value = |word: &str| {
        let is_meant =
            |value: &String| number(finding, value).is_some_and(|it| it.to_string() == word);
        let named = || values(finding).find(is_meant).unwrap_or_else(|| word.to_owned());
        span(finding, word).unwrap_or_else(named)
    };
    if given.is_empty() {
        return Ok(*case);
    }
    let text = match finding {
        Finding::Ki67 | Finding::Mitoses => given.to_owned(),
        _ => {
            let words = given.split([' ', ',', '|']).filter(|word| !word.is_empty());
            words.map(value).collect::<Vec<_>>().join("|")
        }
    };
    case.stating(finding, &text).map_err(|error| error.to_string())
}
