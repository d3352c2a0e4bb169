//! Questions and answers: asks only what still matters, and stops when every decision is settled.
//!
//! `cargo run --example ask`, or with the answers piped, one a line:
//! `printf 'poor\nsigmoid_colon\nmultiple\n' | cargo run --example ask`. An answer is a value, or the number of
//! a choice where choices are numbered; several with spaces between; nothing, where it is not known.

use std::io::{self, BufRead, IsTerminal, Write};

use nen_pathway::*;

fn main() -> io::Result<()> {
    let (mut answers, mut out) = (io::stdin().lock().lines(), io::stdout().lock());
    let (mut case, mut unknown, mut known) = (Case::NOT_ASSESSED, Set::EMPTY, 0);
    while let Some(ask) = ask_except(&case, unknown) {
        let finding = ask.finding();
        let choices: Vec<String> =
            ask.answers().map(|answer| answer.case().told(finding).to_string()).collect();
        writeln!(out, "{}?", finding.label())?;
        for (number, choice) in (1..).zip(&choices) {
            let number = if is_numbered(finding) { format!("{number} ") } else { String::new() };
            writeln!(out, "  {number}{choice}")?;
        }
        write!(out, "> ")?;
        out.flush()?;
        let Some(given) = answers.next().transpose()? else { break };
        if !io::stdin().is_terminal() {
            writeln!(out, "{given}")?;
        }
        match stated(&case, finding, &given, &choices) {
            Ok(same) if same == case => unknown.extend([finding]),
            Ok(more) => (case, known) = (more, known + 1),
            Err(problem) => writeln!(out, "  {problem}")?,
        }
    }
    writeln!(out, "\n\n{known} answers: {case}\n")?;
    writeln!(out, "{}", Report::new(&case).explanation())
}

/// Where a choice may be given by its number: not where numbers are values themselves.
const fn is_numbered(finding: Finding) -> bool {
    !matches!(finding, Finding::Ki67 | Finding::Mitoses | Finding::Ecog)
}

/// The case with what was given; the same case if nothing was.
fn stated(case: &Case, finding: Finding, given: &str, choices: &[String]) -> Result<Case, String> {
    let choice = |word: &str| match word.parse::<usize>() {
        Ok(number) if is_numbered(finding) => {
            let choice = number.checked_sub(1).and_then(|place| choices.get(place));
            choice.cloned().ok_or(format!("there is no choice {number}"))
        }
        Ok(_) | Err(_) => Ok(word.to_owned()),
    };
    let given = given.trim();
    if given.is_empty() {
        return Ok(*case);
    }
    let values = match finding {
        Finding::Ki67 | Finding::Mitoses => given.to_owned(),
        _ => given.split_whitespace().map(choice).collect::<Result<Vec<_>, _>>()?.join("|"),
    };
    let stated = Case::NOT_ASSESSED.stating(finding, &values).map_err(|error| error.to_string())?;
    case.merge(&stated).map_err(|error| error.to_string())
}
