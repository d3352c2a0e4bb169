//! Time as a multiple of other work, measured in turn with it.
//!
//! criterion and divan measure one thing after the other; on a busy machine the ratio of two of their figures says as much of
//! the minute in which each was measured as of the work.

#![expect(clippy::disallowed_types, reason = "time is measured here, nothing is decided")]

use std::{hint::black_box, time::Instant};

const ROUNDS: usize = 15;

/// Work, and on how many cases.
type Timed<'w> = (&'w dyn Fn() -> u64, usize);

/// Prints what a case takes, and how often what it takes in the base: of the median round.
pub(crate) fn row(name: &str, base: Timed<'_>, own: Timed<'_>) {
    let (mut nanoseconds, mut ratios) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let base = time(base);
        let own = time(own);
        nanoseconds.push(own);
        ratios.push(own / base);
    }
    println!("{name:<40} {:>12.1} {:>10.2}", median(nanoseconds), median(ratios));
}

fn time((work, count): Timed<'_>) -> f64 {
    let start = Instant::now();
    black_box(work());
    let nanoseconds = u32::try_from(start.elapsed().as_nanos()).map_or(f64::MAX, f64::from);
    nanoseconds / u32::try_from(count).map_or(1.0, f64::from)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
