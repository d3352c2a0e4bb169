//! The report for people.

use std::{
    collections::BTreeMap,
    fmt::{self, Display},
};

use nen_pathway::Report as OfOne;

use super::{Line, Report};
use crate::{plain::Plain, progress::grouped, tables::Cohort};

/// A report for people.
#[derive(Debug, Clone, Copy)]
pub struct Text<'r> {
    /// What was counted.
    pub report: &'r Report,
    /// What the columns of the file tell.
    pub cohort: &'r Cohort,
    /// The first rows that could not be read, by their number, and why.
    pub unreadable: &'r [(u64, String)],
}

/// The sections of which each line has a key and a count.
const SECTIONS: [(&str, &str); 9] = [
    ("pathway", "Pathway"),
    ("grade", "Grade"),
    ("not_assessed", "Not assessed"),
    ("needed", "Needed to settle a decision"),
    ("concordance", "What was given, against the source"),
    ("ruled_out", "Given although ruled out, by what"),
    ("omitted", "Recommended before chemotherapy starts, and not given"),
    ("disputed_by", "Readings under which that would not be so"),
    ("unsupported", "Given while open, and offered in no completion"),
];

impl Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (read, not_read) = (self.report.count(Line::Case), self.report.count(Line::Unreadable));
        writeln!(f, "{}\n", OfOne::NOTICE)?;
        writeln!(f, "{:<60}{:>15}", "Cases that were read", grouped(read))?;
        if not_read > 0 {
            writeln!(f, "{:<60}{:>15}", "Rows that could not be read", grouped(not_read))?;
            writeln!(
                f,
                "The first {} of them, numbered from 1 after the names",
                self.unreadable.len()
            )?;
            for (row, error) in self.unreadable {
                writeln!(f, "  row {row}: {}", Plain(error))?;
            }
        }
        for line in self.cohort.lacks() {
            writeln!(f, "{line}")?;
        }
        let mut sections: BTreeMap<String, Vec<(String, String, u64)>> = BTreeMap::new();
        for (line, count) in self.report.lines() {
            let [section, key, value] = line.cells();
            sections.entry(section).or_default().push((key, value, count));
        }
        let lines = |section: &str| sections.get(section).map_or(&[][..], Vec::as_slice);
        writeln!(f, "\nOn the way to each pathway")?;
        beside(f, lines("attrition"), |value| value)?;
        for (section, title) in SECTIONS {
            if lines(section).is_empty() {
                continue;
            }
            writeln!(f, "\n{title}")?;
            for (key, value, count) in lines(section) {
                let key = format!("{key} {value}").trim_end().replace(';', " or ");
                writeln!(f, "  {key:<58}{:>15}{:>9}", grouped(*count), Share(*count, read))?;
            }
        }
        writeln!(f, "\nWhat the source says of each therapy")?;
        beside(f, lines("standing"), |value| if value.contains(';') { "open" } else { value })
    }
}

/// Lines of one key beside each other, those that are named alike as one.
fn beside(
    f: &mut fmt::Formatter<'_>,
    lines: &[(String, String, u64)],
    name: impl Fn(&str) -> &str,
) -> fmt::Result {
    for group in lines.chunk_by(|(one, ..), (other, ..)| one == other) {
        let mut told: Vec<(&str, u64)> = Vec::new();
        for (_, value, count) in group {
            match told.last_mut().filter(|(last, _)| *last == name(value)) {
                Some((_, sum)) => *sum = sum.saturating_add(*count),
                None => told.push((name(value), *count)),
            }
        }
        let told = told.iter().map(|(name, count)| format!("{name} {}", grouped(*count)));
        let key = group.first().map_or("", |(key, ..)| key);
        writeln!(f, "  {key:<26}{}", told.collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}

/// So many of all, to the nearest tenth of a percent.
struct Share(u64, u64);

impl Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(count, of) = self;
        let (count, of) = (u128::from(*count), u128::from(*of));
        let tenths = count.saturating_mul(1_000).saturating_add(of / 2).checked_div(of);
        let text = tenths.map(|tenths| format!("{}.{} %", tenths / 10, tenths % 10));
        f.pad(&text.unwrap_or_default())
    }
}
