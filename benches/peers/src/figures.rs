//! What a decision takes: the same random complete cases in each engine, in turn, round after round.

#![expect(clippy::disallowed_types, reason = "time is measured here, nothing is decided")]

use std::{hint::black_box, path::Path, time::Instant};

use nen_pathway::Case;

use crate::{
    cases::numbers,
    cel::Cel,
    cells::Cell,
    duck::{self, Duck},
    peer::{Failure, Peer},
    tables::Table,
    work::{Plain, folded},
    zen::Zen,
};

const ROUNDS: usize = 9;
const CASES: usize = 1_000_000;
/// Of which an engine that takes microseconds gets the first.
const FEW: usize = 20_000;

/// A row of figures: its name, and its nanoseconds a case in each round.
type Row = (&'static str, Vec<f64>);

pub(crate) fn print(
    tables: &[Table],
    all: &[Cell],
    folder: &Path,
    python: &str,
) -> Result<bool, Failure> {
    let sample: Vec<&Cell> = numbers().map(|number| &all[number % all.len()]).take(CASES).collect();
    let cases: Vec<Case> = sample.iter().map(|cell| cell.case).collect();
    let plain: Vec<Plain> = cases.iter().map(Plain::of).collect();
    let (cel, zen) = (Cel::of(tables)?, Zen::of(tables)?);
    let for_cel: Vec<_> = sample[..FEW].iter().map(|cell| cel.input(cell)).collect();
    let for_zen: Vec<_> = sample[..FEW].iter().map(|cell| zen.input(cell)).collect();
    let file = folder.join("sample.csv");
    duck::write(&file, &sample)?;
    let mut duck = Duck::over(&file, python)?;

    let mut rows: [Row; 6] = [
        ("a hand-written `match`, the pathway only", Vec::new()),
        ("`recommend`, all sixteen decisions, folded", Vec::new()),
        (Cel::NAME, Vec::new()),
        (Zen::NAME, Vec::new()),
        ("DuckDB, one thread", Vec::new()),
        ("DuckDB, its own number of threads", Vec::new()),
    ];
    for _ in 0..ROUNDS {
        let round = [
            time(&plain, |case| u64::from(case.pathway())),
            time(&cases, folded),
            time(&for_cel, |input| decided(&cel, input)),
            time(&for_zen, |input| decided(&zen, input)),
            per_case(duck.nanoseconds(1)?, CASES),
            per_case(duck.nanoseconds(0)?, CASES),
        ];
        rows.iter_mut().zip(round).for_each(|((_, rounds), time)| rounds.push(time));
    }
    println!(
        "| {:<42} | {:>11} | {:>9} | {:>9} |",
        "one case, all sixteen decisions", "ns", "x ours", "x match"
    );
    println!("| {:-<42} | {:->11} | {:->9} | {:->9} |", "", ":", ":", ":");
    for (name, rounds) in &rows {
        let over = |base: &Row| median(rounds.iter().zip(&base.1).map(|(own, base)| own / base));
        let ns = median(rounds.iter().copied());
        println!("| {name:<42} | {ns:>11.1} | {:>9.2} | {:>9.2} |", over(&rows[1]), over(&rows[0]));
    }
    Ok(true)
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
