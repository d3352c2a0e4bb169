//! The CSV tables of any version, read back: columns are known, thresholds and names are not.

use std::fmt;

use nen_pathway::{Finding, Hundredths, Ki67, MitoticRate, RangeError};

use crate::{csv::header, space::Column, table::Output};

const COLUMNS: usize = Column::ALL.len();

/// Some decisions that are always answered alike.
pub(crate) struct Written {
    pub(crate) decisions: Vec<String>,
    pub(crate) rows: Vec<WrittenRow>,
}

pub(crate) struct WrittenRow {
    /// Where it was read.
    pub(crate) line: usize,
    pub(crate) says: Says,
}

/// What a row says, wherever it stands.
#[derive(PartialEq, Eq)]
pub(crate) struct Says {
    pub(crate) conditions: [Condition; COLUMNS],
    pub(crate) output: Output,
}

/// What fits a column.
#[derive(PartialEq, Eq)]
pub(crate) enum Condition {
    Any,
    /// One of these, in the library's order.
    Names(Vec<String>),
    /// The lowest and the highest hundredth.
    Range(u32, u32),
}

/// The tables of a text. An error names the line, the text, and what is accepted.
pub(crate) fn read(text: &str) -> Result<Vec<Written>, String> {
    // Spreadsheets put a byte order mark before the first line.
    let mut lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    let heads = lines.next().map_or("", |(_, line)| line);
    if heads != header() {
        return Err(format!("line 1 {}: not the columns; accepted: {}", Quoted(heads), header()));
    }
    let mut tables: Vec<Written> = Vec::new();
    for (line, text) in lines {
        add(&mut tables, line, text).map_err(|problem| format!("line {line} {problem}"))?;
    }
    Ok(tables)
}

fn add(tables: &mut Vec<Written>, line: usize, text: &str) -> Result<(), String> {
    let fields: Vec<&str> = text.split(',').collect();
    let count = || {
        let accepted = COLUMNS + 5;
        format!("{}: fields: {}; accepted: {accepted}, those of line 1", Quoted(text), fields.len())
    };
    let [number, decisions, columns @ .., value, statements, findings] = fields.as_slice() else {
        return Err(count());
    };
    let columns: [&str; COLUMNS] = columns.try_into().map_err(|_| count())?;
    let mut decisions = names("decisions", decisions, ' ')?;
    decisions.sort_unstable();
    let mut conditions = [const { Condition::Any }; COLUMNS];
    for ((condition, column), text) in conditions.iter_mut().zip(Column::ALL).zip(columns) {
        *condition = Condition::of(column, text)?;
    }
    let output = Output {
        value: single("value", value)?,
        statements: sorted("statements", statements)?,
        findings: sorted("findings", findings)?,
    };
    let table = continued(tables, decisions)?;
    let expected = (table.rows.len() + 1).to_string();
    if *number != expected {
        return Err(format!("row {}: not the next one; accepted: {expected}", Quoted(number)));
    }
    table.rows.push(WrittenRow { line, says: Says { conditions, output } });
    Ok(())
}

/// The last table, if it is that of these decisions; else a new one.
fn continued(tables: &mut Vec<Written>, decisions: Vec<String>) -> Result<&mut Written, String> {
    let last = tables.pop_if(|table| table.decisions == decisions);
    let known = |it: &&String| tables.iter().any(|table| table.decisions.contains(it));
    if let Some(twice) = decisions.iter().find(known).filter(|_| last.is_none()) {
        let accepted = "the rows of a decision together";
        return Err(format!("decisions {}: in two tables; accepted: {accepted}", Quoted(twice)));
    }
    Ok(tables.push_mut(last.unwrap_or(Written { decisions, rows: Vec::new() })))
}

impl Condition {
    fn of(column: Column, text: &str) -> Result<Self, String> {
        let ends = |lowest: Hundredths, highest: Hundredths| Self::Range(lowest.0, highest.0);
        let range = match column {
            _ if text.is_empty() => return Ok(Self::Any),
            Column::Finding(Finding::Ki67) => {
                text.parse().map(|range: Ki67| ends(range.lowest(), range.highest()))
            }
            Column::Finding(Finding::Mitoses) => {
                text.parse().map(|range: MitoticRate| ends(range.lowest(), range.highest()))
            }
            _ => {
                let mut names = names(column.name(), text, '|')?;
                let place = |name: &String| column.names().iter().position(|it| it == name);
                names.sort_by_cached_key(|name| (place(name).is_none(), place(name), name.clone()));
                return Ok(Self::Names(names));
            }
        };
        range.map_err(|error: RangeError| error.to_string())
    }

    /// As the tables write it.
    pub(crate) fn text(&self, column: Column) -> String {
        match self {
            Self::Any => String::new(),
            Self::Names(names) => names.join("|"),
            Self::Range(lowest, highest) => {
                let range = column.spanning(*lowest, *highest);
                range.map_or(String::new(), |(range, unit)| range.wire(unit))
            }
        }
    }
}

/// The names in a field, none twice.
fn names(field: &str, text: &str, separator: char) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = Vec::new();
    for name in text.split(separator) {
        let name = single(field, name).map_err(|error| {
            if name == text { error } else { format!("{error}, separated by `{separator}`") }
        })?;
        if names.contains(&name) {
            return Err(format!("{field} {}: twice; accepted: each once", Quoted(&name)));
        }
        names.push(name);
    }
    Ok(names)
}

/// A name such as `net_g3`, `S01` or `a:b`.
fn single(field: &str, name: &str) -> Result<String, String> {
    let fits = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == ':';
    if name.is_empty() || !name.chars().all(fits) {
        let accepted = "letters, digits, `_` and `:`";
        return Err(format!("{field} {}: not a name; accepted: {accepted}", Quoted(name)));
    }
    Ok(name.to_owned())
}

/// The names in a field that may be empty; their order says nothing.
fn sorted(field: &str, text: &str) -> Result<String, String> {
    if text.is_empty() {
        return Ok(String::new());
    }
    let mut names = names(field, text, ' ')?;
    names.sort_unstable();
    Ok(names.join(" "))
}

/// An offending text, its beginning if it is long.
struct Quoted<'t>(&'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 120;
        match self.0.char_indices().nth(MOST) {
            None => write!(f, "`{}`", self.0.escape_debug()),
            Some((end, _)) => {
                write!(f, "`{}…`", self.0.get(..end).unwrap_or_default().escape_debug())
            }
        }
    }
}
