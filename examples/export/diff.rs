//! Two versions of the tables: which cases changed, and what version follows.

use std::fmt;

use crate::{
    read::{Condition, Written, WrittenRow},
    space::{Cell, Column},
    table::Output,
    tables::{AS_CHOSEN, NOT_LISTED},
    version::{Ready, Space, Version},
};

/// What changed between two versions.
pub(crate) struct Difference {
    /// The complete cases that both know, and how many of them are answered otherwise.
    cases: usize,
    changed: usize,
    /// The decisions that changed.
    decisions: Vec<Changed>,
    /// The cases that only one of them knows.
    lone: Vec<Lone>,
    /// The rows that only one of them has.
    gone: Vec<String>,
    new: Vec<String>,
}

struct Changed {
    decision: String,
    cases: usize,
    /// Which version has it, if not both.
    only: Option<&'static str>,
}

struct Lone {
    version: &'static str,
    cases: usize,
    /// The findings with the values that the other version does not have.
    values: String,
}

impl Difference {
    /// Answers every complete case by both. The cases are cut wherever either version has a threshold. An error unless
    /// each version answers each of its cases by one row.
    pub(crate) fn between(old: &[Written], new: &[Written]) -> Result<Self, String> {
        let space = Space::of([old, new])?;
        let versions = [Version::of("OLD", old, &space)?, Version::of("NEW", new, &space)?];
        let [before, after] = &versions;
        let mut decisions = Decision::all(&versions);
        let same = decisions.iter().all(|decision| decision.unmoved);
        let (mut cases, mut changed, mut lone) = (0, 0, [0; 2]);
        for cell in space.cells() {
            let knows = versions.each_ref().map(|version| version.knows(&cell));
            if knows != [true; 2] {
                lone.iter_mut().zip(knows).for_each(|(count, it)| *count += usize::from(it));
                continue;
            }
            cases += 1;
            if !same {
                let derived = [before.derived(cell, &space)?, after.derived(cell, &space)?];
                changed += usize::from(change(&mut decisions, &derived, &space)?);
            }
        }
        let decisions = decisions.iter().filter(|it| it.cases > 0).map(|it| it.told(&versions));
        let decisions = decisions.collect();
        let sides = [(before, after), (after, before)].into_iter().zip(lone);
        let sides = sides.filter(|(_, cases)| *cases > 0);
        let lone = sides.map(|((version, other), cases)| Lone {
            version: version.name,
            cases,
            values: version.beyond(other, &space),
        });
        let lone = lone.collect();
        let (gone, new) = (missing(old, new), missing(new, old));
        Ok(Self { cases, changed, decisions, lone, gone, new })
    }

    pub(crate) const fn is_any(&self) -> bool {
        self.changed > 0 || !self.lone.is_empty()
    }
}

/// A decision that some version has, while the cases are counted that it changes in.
struct Decision<'v, 'w> {
    name: &'w str,
    tables: [Option<&'v Ready<'w>>; 2],
    /// The value that says nothing: that of a version without the table.
    silent: Option<&'static str>,
    /// Whether both versions have the same rows.
    unmoved: bool,
    cases: usize,
}

impl<'v, 'w> Decision<'v, 'w> {
    fn all(versions: &'v [Version<'w>; 2]) -> Vec<Self> {
        let [old, new] = versions;
        let added = new.decisions().filter(|name| old.table(name).is_none());
        let names = old.decisions().chain(added);
        let of = |name| {
            let tables = versions.each_ref().map(|version| version.table(name));
            let [old, new] = tables.map(|table| table.map(Ready::says));
            Self { name, tables, silent: silent(name), unmoved: old == new, cases: 0 }
        };
        names.map(of).collect()
    }

    /// What each version says of a case, given what it derives.
    fn said(&self, derived: &[Cell; 2], space: &Space) -> Result<[Option<&'w Output>; 2], String> {
        let mut said = [None; 2];
        for ((said, table), cell) in said.iter_mut().zip(self.tables).zip(derived) {
            let output = table.map(|table| table.output(cell, space)).transpose()?;
            *said = output.filter(|output| self.silent != Some(&*output.value));
        }
        Ok(said)
    }

    fn told(&self, versions: &[Version<'w>; 2]) -> Changed {
        let lacking = self.tables.iter().any(Option::is_none) && self.silent.is_none();
        let mut having = versions.iter().zip(self.tables).filter(|(_, table)| table.is_some());
        let only = having.next().filter(|_| lacking).map(|(version, _)| version.name);
        Changed { decision: self.name.to_owned(), cases: self.cases, only }
    }
}

fn silent(decision: &str) -> Option<&'static str> {
    let listed = ["gap_", "divergence_"].iter().any(|list| decision.starts_with(list));
    if decision.contains(':') { Some(AS_CHOSEN) } else { listed.then_some(NOT_LISTED) }
}

/// Whether a case is answered otherwise by the second version, given what each derives; each decision counts it.
fn change(
    decisions: &mut [Decision<'_, '_>],
    derived: &[Cell; 2],
    space: &Space,
) -> Result<bool, String> {
    let [was, is] = derived;
    let mut any = false;
    for decision in decisions.iter_mut().filter(|it| !it.unmoved || was != is) {
        let [old, new] = decision.said(derived, space)?;
        decision.cases += usize::from(old != new);
        any |= old != new;
    }
    Ok(any)
}

/// The rows of some tables that others do not have.
fn missing(tables: &[Written], others: &[Written]) -> Vec<String> {
    let has = |decisions: &[String], row: &WrittenRow| {
        let mut others = others.iter().filter(|table| table.decisions == decisions);
        others.any(|table| table.rows.iter().any(|other| other.says == row.says))
    };
    let rows = tables.iter().flat_map(|table| table.rows.iter().map(move |row| (table, row)));
    let rows = rows.filter(|(table, row)| !has(&table.decisions, row));
    rows.map(|(table, row)| format!("{}: {}", table.decisions.join(" "), line(row))).collect()
}

fn line(row: &WrittenRow) -> String {
    let conditions = Column::ALL.into_iter().zip(&row.says.conditions);
    let asked = conditions.filter(|(_, condition)| **condition != Condition::Any);
    let asked = asked.map(|(column, it)| format!("{} {}", column.name(), it.text(column)));
    let output = &row.says.output;
    let grounds = output.grounds();
    let because = if grounds.is_empty() { String::new() } else { format!(" [{grounds}]") };
    format!("{} -> {}{because}", asked.collect::<Vec<_>>().join(", "), output.value)
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} of {} complete cases changed", self.changed, self.cases)?;
        for Changed { decision, cases, only } in &self.decisions {
            let only = only.map_or(String::new(), |name| format!(", only {name} decides it"));
            writeln!(f, "  {decision}: {cases} cases{only}")?;
        }
        for Lone { version, cases, values } in &self.lone {
            writeln!(f, "{cases} more that only {version} knows, not compared: {values}")?;
        }
        self.gone.iter().try_for_each(|row| writeln!(f, "- {row}"))?;
        self.new.iter().try_for_each(|row| writeln!(f, "+ {row}"))?;
        f.write_str(if self.is_any() {
            "what follows: a version that may break (after 0.1 comes 0.2, after 1 comes 2), CONTRACT one higher, and a \
             star in the CHANGELOG\n"
        } else {
            "what follows: nothing, the answers are the same in every complete case\n"
        })
    }
}
