//! `DuckDB`, in a process of its own: `duck.py`.

use std::{
    borrow::Borrow,
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
};

use nen_pathway::{Finding, Question};

use crate::{cells::Cell, peer::Failure};

/// Writes cases with what is settled of them, as `export cells` does.
pub(crate) fn write(file: &Path, cells: &[impl Borrow<Cell>]) -> Result<(), Failure> {
    let findings = Finding::NAMES.iter().map(|name| (*name).to_owned());
    let expected = Question::all().map(|question| format!("expected_{question}"));
    let heads = findings.chain(expected).collect::<Vec<_>>().join(",") + "\n";
    let lines = cells.iter().map(|cell| cell.borrow().line());
    Ok(fs::write(file, [heads].into_iter().chain(lines).collect::<String>())?)
}

/// Two queries over tables that are already filled.
pub(crate) struct Duck {
    process: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Duck {
    pub(crate) fn over(sample: &Path, short: &Path, python: &str) -> Result<Self, Failure> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/duck.py");
        let mut process = Command::new(python)
            .args(["-B", script, "serve"])
            .args([sample, short])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{python}: {error}"))?;
        let requests = process.stdin.take().ok_or("no way in")?;
        let answers = BufReader::new(process.stdout.take().ok_or("no way out")?);
        let mut duck = Self { process, requests, answers };
        match duck.answer()?.as_str() {
            "ready" => Ok(duck),
            other => Err(format!("duck.py says `{other}`, not `ready`").into()),
        }
    }

    /// Nanoseconds of a query, `exported` or `short`, on so many threads.
    pub(crate) fn nanoseconds(&mut self, query: &str, threads: usize) -> Result<u64, Failure> {
        // Where this fails the process has ended, and `answer` says how.
        drop(writeln!(self.requests, "{query} {threads}"));
        let answer = self.answer()?;
        answer.parse().map_err(|_| format!("duck.py says `{answer}`, not nanoseconds").into())
    }

    fn answer(&mut self) -> Result<String, Failure> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err(format!("duck.py ended: {}", self.process.wait()?).into());
        }
        Ok(line.trim().to_owned())
    }
}

impl Drop for Duck {
    fn drop(&mut self) {
        // It ends by itself where nothing more can be asked.
        drop(self.process.kill().and_then(|()| self.process.wait()));
    }
}
