//! What a decision takes: the same random complete cases in each engine, in turn, round after round.

#![expect(clippy::disallowed_types, reason = "time is measured here, nothing is decided")]

use std::{fs, hint::black_box, path::Path, thread, time::Instant};

use nen_pathway::Case;

use crate::{
    Forms,
    cases::numbers,
    cel::Cel,
    cells::Cell,
    duck::{self, Duck},
    peer::{Failure, Peer},
    tables::Table,
    work::{Plain, summed},
    zen::Zen,
};

const ROUNDS: usize = 9;
const CASES: usize = 1_000_000;
/// Of which an engine that takes microseconds gets the first.
const FEW: usize = 20_000;

/// An engine with the rules and with cases in its form.
struct Ready<P: Peer>(P, Vec<P::Input>);

pub(crate) fn print(
    forms: &Forms,
    all: &[Cell],
    folder: &Path,
    python: &str,
) -> Result<bool, Failure> {
    let cores = thread::available_parallelism()?.get();
    let before = load();
    let sample: Vec<&Cell> = numbers().map(|number| &all[number % all.len()]).take(CASES).collect();
    let cases: Vec<Case> = sample.iter().map(|cell| cell.case).collect();
    let plain: Vec<Plain> = cases.iter().map(Plain::of).collect();
    let few = &sample[..FEW];
    let [cel, short_cel] = [ready::<Cel>(&forms.exported, few)?, ready(&forms.short, few)?];
    let [zen, short_zen] = [ready::<Zen>(&forms.exported, few)?, ready(&forms.short, few)?];
    let file = folder.join("sample.csv");
    duck::write(&file, &sample)?;
    let mut duck = Duck::over(&file, &folder.join("short.json"), python)?;
    let mut duck = |query, threads| duck.nanoseconds(query, threads).map(|ns| per_case(ns, CASES));

    let mut rounds = Vec::new();
    for _ in 0..ROUNDS {
        rounds.push([
            time(&plain, |case| u64::from(case.pathway())),
            time(&cases, summed),
            cel.time(),
            short_cel.time(),
            zen.time(),
            short_zen.time(),
            duck("exported", 1)?,
            duck("short", 1)?,
            duck("short", cores)?,
        ]);
    }
    let names = [
        "a hand-written `match`, the pathway only".to_owned(),
        "`recommend`, all sixteen decisions, folded".to_owned(),
        format!("{}, exported", Cel::NAME),
        format!("{}, short", Cel::NAME),
        format!("{}, exported", Zen::NAME),
        format!("{}, short", Zen::NAME),
        "DuckDB, exported, 1 thread".to_owned(),
        "DuckDB, short, 1 thread".to_owned(),
        format!("DuckDB, short, {cores} threads"),
    ];
    println!(
        "| {:<42} | {:>11} | {:>9} | {:>9} |",
        "one case, all sixteen decisions", "ns", "x ours", "x match"
    );
    println!("| {:-<42} | {:->11} | {:->9} | {:->9} |", "", ":", ":", ":");
    for (row, name) in names.iter().enumerate() {
        let over = |base: usize| median(rounds.iter().map(|round| round[row] / round[base]));
        let ns = median(rounds.iter().map(|round| round[row]));
        println!("| {name:<42} | {ns:>11.1} | {:>9.2} | {:>9.2} |", over(1), over(0));
    }
    println!("\n{cores} cores; load {before} before, {} after", load());
    Ok(true)
}

fn ready<P: Peer>(tables: &[Table], cells: &[&Cell]) -> Result<Ready<P>, Failure> {
    let peer = P::of(tables)?;
    let inputs = cells.iter().map(|cell| peer.input(cell)).collect();
    Ok(Ready(peer, inputs))
}

impl<P: Peer> Ready<P> {
    fn time(&self) -> f64 {
        time(&self.1, |input| decided(&self.0, input))
    }
}

/// How many processes wanted to run in the last minute, where the system says so.
fn load() -> String {
    let said = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    said.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("not known").to_owned()
}

/// The lengths of all that is told.
fn decided<P: Peer>(peer: &P, input: &P::Input) -> u64 {
    let mut sum = 0;
    let decided =
        peer.decide(input, |place, value| sum += u64::try_from(place + value.len()).unwrap_or(0));
    sum + u64::from(decided.is_err())
}

fn time<T>(inputs: &[T], work: impl Fn(&T) -> u64) -> f64 {
    let start = Instant::now();
    black_box(inputs.iter().map(|input| work(black_box(input))).fold(0, u64::wrapping_add));
    per_case(u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX), inputs.len())
}

#[expect(clippy::cast_precision_loss, reason = "a time needs no more digits")]
fn per_case(nanoseconds: u64, cases: usize) -> f64 {
    nanoseconds as f64 / cases as f64
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
