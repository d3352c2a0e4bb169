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

/// The query over a table that is already filled.
pub(crate) struct Duck {
    process: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Duck {
    pub(crate) fn over(file: &Path, python: &str) -> Result<Self, Failure> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/duck.py");
        let mut process = Command::new(python)
            .args(["-B", script, "serve"])
            .arg(file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let requests = process.stdin.take().ok_or("no way in")?;
        let answers = BufReader::new(process.stdout.take().ok_or("no way out")?);
        let mut duck = Self { process, requests, answers };
        duck.answer()?;
        Ok(duck)
    }

    /// Nanoseconds of one query on so many threads, 0 for as many as the engine takes by itself.
    pub(crate) fn nanoseconds(&mut self, threads: u8) -> Result<u64, Failure> {
        writeln!(self.requests, "{threads}")?;
        Ok(self.answer()?.parse()?)
    }

    fn answer(&mut self) -> Result<String, Failure> {
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }
}

impl Drop for Duck {
    fn drop(&mut self) {
        // It ends by itself where nothing more can be asked.
        drop(self.process.kill().and_then(|()| self.process.wait()));
    }
}
