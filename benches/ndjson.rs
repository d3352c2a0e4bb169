//! What the program `ndjson` takes for a line, as a multiple of what cannot be saved: `serde_json` reading the same line
//! to a value, and the answer written as it lies ready.
//!
//! `cargo bench --bench ndjson` prints nanoseconds and ratios of one run; only the ratios are worth comparing.

use std::{
    hint::black_box,
    io::{BufWriter, Write, sink},
};

#[path = "../tests/support/any.rs"]
mod any;
mod cases;
#[path = "../examples/ndjson/main.rs"]
#[expect(dead_code, reason = "a program, of which only the answering is wanted")]
mod ndjson;
mod timing;

use cases::{complete, forget, numbers, random};
use nen_pathway::*;
use timing::row;

fn main() {
    let complete = random(&complete(), 100_000);
    let partial: Vec<Case> = complete.iter().copied().enumerate().map(forget).collect();
    let sparse = unassessed(&complete);
    println!("{:<40} {:>12} {:>10}", "", "ns a line", "x bare");
    let sets: Vec<Case> = any::cases().take(100_000).collect();
    for (name, cases) in [
        ("complete", &complete),
        ("partial", &partial),
        ("a quarter not assessed", &sparse),
        ("any sets and ranges", &sets),
    ] {
        let numbered = (1..).zip(cases);
        let lines: Vec<String> =
            numbered.filter_map(|(id, case)| Some(line(id, &json(case)?))).collect();
        let answers: Vec<String> = (1..)
            .zip(cases)
            .filter_map(|(id, case)| Some(line(id, &json(&Report::new(case))?)))
            .collect();
        let whole = lines.concat();
        let bare = || {
            let mut output = BufWriter::with_capacity(1 << 16, sink());
            let told = lines.iter().zip(&answers).map(|(line, answer)| {
                let value: Option<serde_json::Value> = serde_json::from_str(black_box(line)).ok();
                let written = output.write_all(answer.as_bytes());
                u64::from(black_box(value).is_some() && written.is_ok())
            });
            told.sum()
        };
        let program = || {
            let input = black_box(whole.as_bytes());
            u64::from(ndjson::answer_all(ndjson::Mode::Recommend, input, sink()).is_ok())
        };
        row(&format!("bare, {name}"), (&bare, lines.len()), (&bare, lines.len()));
        row(&format!("ndjson, {name}"), (&bare, lines.len()), (&program, lines.len()));
    }
}

/// The same cases, each with every finding forgotten once in four times.
fn unassessed(cases: &[Case]) -> Vec<Case> {
    let mut numbers = numbers();
    let mut forgets = |_: &Finding| numbers.next().is_some_and(|number| number % 4 == 0);
    let forget = |case: &Case| {
        let forgotten = Finding::ALL.iter().copied().filter(&mut forgets).collect::<Set<_>>();
        forgotten.iter().fold(*case, |case, finding| case.replacing(finding, &Case::NOT_ASSESSED))
    };
    cases.iter().map(forget).collect()
}

fn json(value: &impl serde::Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

/// An object with an `id` before its other keys, in a line.
fn line(id: u32, object: &str) -> String {
    let comma = if object == "{}" { "" } else { "," };
    object.replacen('{', &format!("{{\"id\":{id}{comma}"), 1) + "\n"
}
