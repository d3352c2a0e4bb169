//! Two versions of the tables: which cases changed, and what version follows.

use std::fmt;

use crate::{
    read::{Condition, Written, WrittenRow},
    space::Column,
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
        let (before, after) = (Version::of("OLD", old, &space)?, Version::of("NEW", new, &space)?);
        let mut decisions: Vec<&str> = before.decisions().collect();
        decisions.extend(after.decisions().filter(|name| before.table(name).is_none()));
        let pairs: Vec<_> =
            decisions.iter().map(|name| (before.table(name), after.table(name))).collect();
        let unmoved: Vec<_> =
            pairs.iter().map(|(old, new)| old.map(Ready::says) == new.map(Ready::says)).collect();
        let same = unmoved.iter().all(|unmoved| *unmoved);
        let mut counts = vec![0_usize; decisions.len()];
        let (mut cases, mut changed, mut lone) = (0, 0, [0; 2]);
        for cell in space.cells() {
            match [&before, &after].map(|version| version.knows(&cell)) {
                [true, true] => cases += 1,
                knows => {
                    lone.iter_mut().zip(knows).for_each(|(count, it)| *count += usize::from(it));
                    continue;
                }
            }
            if same {
                continue;
            }
            let (was, is) = (before.derived(cell, &space)?, after.derived(cell, &space)?);
            let mut any = false;
            for (((old, new), unmoved), count) in pairs.iter().zip(&unmoved).zip(&mut counts) {
                if *unmoved && was == is {
                    continue;
                }
                let old = old.map(|table| table.output(&was, &space)).transpose()?;
                let new = new.map(|table| table.output(&is, &space)).transpose()?;
                any |= old != new;
                *count += usize::from(old != new);
            }
            changed += usize::from(any);
        }
        let only = |pair: &(Option<_>, Option<_>)| match pair {
            (Some(_), None) => Some(before.name),
            (None, Some(_)) => Some(after.name),
            _ => None,
        };
        let decisions = decisions.iter().zip(&pairs).zip(counts).filter(|(_, cases)| *cases > 0);
        let decisions = decisions.map(|((name, pair), cases)| Changed {
            decision: (*name).to_owned(),
            cases,
            only: only(pair),
        });
        let decisions = decisions.collect();
        let sides = [(&before, &after), (&after, &before)].into_iter().zip(lone);
        let sides = sides.filter(|(_, cases)| *cases > 0);
        let lone = sides.map(|((version, other), cases)| Lone {
            version: version.name,
            cases,
            values: version.beyond(other, &space),
        });
        let lone = lone.collect();
        Ok(Self {
            cases,
            changed,
            decisions,
            lone,
            gone: missing(old, new),
            new: missing(new, old),
        })
    }

    pub(crate) const fn is_any(&self) -> bool {
        self.changed > 0 || !self.lone.is_empty()
    }
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
            "what follows: nothing, the answers are the same\n"
        })
    }
}
