//! Texts of decisions and lists that were written before: there are few different ones, and answers are made of them.

use std::{
    collections::hash_map::Entry,
    hash::Hash,
    io::{self, Write},
};

use super::quick::Numbered;
use nen_pathway::{
    Decision, Divergence, Gap, Grade, Pathway, Prognosis, Reading, Report, Set, Standing,
};
use rustc_hash::FxHashMap;
use serde::Serialize;

#[derive(Default)]
pub(crate) struct Texts {
    grades: Kept<Decision<Grade>>,
    pathways: Kept<Decision<Pathway>>,
    standings: Kept<Decision<Standing>>,
    gaps: Kept<Set<Gap>>,
    readings: Kept<Set<Reading>>,
    divergences: Kept<Set<Divergence>>,
    prognoses: Kept<Option<Prognosis>>,
    /// The line that is written.
    line: Vec<u8>,
}

impl Texts {
    /// The `id` and the report, the same text as that of [`Report`].
    pub(crate) fn tell(&mut self, asked: &Numbered<'_>, output: &mut impl Write) -> io::Result<()> {
        let report = Report::new(&asked.case);
        let answer = report.answer();
        let line = &mut self.line;
        line.clear();
        line.extend(b"{");
        if let Some(id) = asked.id {
            line.extend(b"\"id\":");
            line.extend(id.get().as_bytes());
            line.extend(b",");
        }
        line.extend(b"\"grade\":");
        match answer.grade().value() {
            // It rests on no statement.
            Some(grade) => write!(line, "{{\"settled\":\"{grade}\"}}")?,
            None => self.grades.write(answer.grade(), line)?,
        }
        line.extend(b",\"pathway\":");
        self.pathways.write(answer.pathway(), line)?;
        line.extend(b",\"therapies\":");
        for (place, (therapy, decision)) in answer.therapies().enumerate() {
            line.extend(if place == 0 { b"{\"" } else { b",\"" });
            line.extend(therapy.as_str().as_bytes());
            line.extend(b"\":");
            self.standings.write(decision, line)?;
        }
        line.extend(b"},\"gaps\":");
        self.gaps.write(answer.gaps(), line)?;
        line.extend(b",\"readings\":");
        self.readings.write(report.readings(), line)?;
        line.extend(b",\"divergences\":");
        self.divergences.write(answer.divergences(), line)?;
        line.extend(b",\"prognosis\":");
        self.prognoses.write(answer.prognosis(), line)?;
        line.extend(b"}\n");
        output.write_all(line)
    }
}

/// Each text once.
struct Kept<T>(FxHashMap<T, Box<str>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<T: Copy + Eq + Hash + Serialize> Kept<T> {
    fn write(&mut self, part: T, line: &mut Vec<u8>) -> io::Result<()> {
        let text = match self.0.entry(part) {
            Entry::Occupied(kept) => kept.into_mut(),
            Entry::Vacant(free) => free.insert(serde_json::to_string(&part)?.into()),
        };
        line.extend(text.as_bytes());
        Ok(())
    }
}
