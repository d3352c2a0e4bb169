//! How many instructions a thousand answers take: the same number whatever else the machine does, with this compiler on
//! this kind of processor (x86-64), so that a slower answer turns CI red. The limits are a tenth above what was counted.

#[path = "../cases/mod.rs"]
mod cases;
#[path = "../work/mod.rs"]
#[expect(
    dead_code,
    reason = "the floor is a matter of time, and values are among what is possible"
)]
mod work;

use std::hint::black_box;

use cases::{complete as all, forget, random};
use gungraun::{
    Callgrind, EventKind, LibraryBenchmarkConfig, library_benchmark, library_benchmark_group, main,
};
use nen_pathway::*;
use work::{folded, stated};

const COUNT: usize = 1_000;

fn complete() -> Vec<Case> {
    random(&all(), COUNT)
}

fn partial() -> Vec<Case> {
    complete().into_iter().enumerate().map(forget).collect()
}

fn packed() -> (Vec<PackedCase>, Vec<Option<AnswerId>>) {
    (complete().iter().map(PackedCase::from).collect(), vec![None; COUNT])
}

/// Cases, and a column for each decision.
type Batch = (Vec<PackedCase>, [[u8; COUNT]; 16]);

fn complete_columns() -> Batch {
    (complete().iter().map(PackedCase::from).collect(), [[0; COUNT]; 16])
}

fn partial_columns() -> Batch {
    (partial().iter().map(PackedCase::from).collect(), [[0; COUNT]; 16])
}

fn at_most(instructions: u64) -> LibraryBenchmarkConfig {
    let mut callgrind = Callgrind::default();
    callgrind.hard_limits([(EventKind::Ir, instructions)]);
    LibraryBenchmarkConfig::default().tool(callgrind).clone()
}

#[library_benchmark(config = at_most(102_500))]
#[bench::complete(setup = complete)]
fn recommend_complete(cases: Vec<Case>) -> u64 {
    cases.iter().map(folded).fold(0, u64::wrapping_add)
}

#[library_benchmark(config = at_most(671_500))]
#[bench::partial(setup = partial)]
fn recommend_partial(cases: Vec<Case>) -> u64 {
    cases.iter().map(folded).fold(0, u64::wrapping_add)
}

#[library_benchmark(config = at_most(1_403_000))]
#[bench::partial(setup = partial)]
fn readings_partial(cases: Vec<Case>) -> u64 {
    cases.iter().map(|case| readings(black_box(case)).bits()).fold(0, u64::wrapping_add)
}

#[library_benchmark(config = at_most(1_340_000))]
#[bench::complete(setup = complete)]
fn readings_complete(cases: Vec<Case>) -> u64 {
    cases.iter().map(|case| readings(black_box(case)).bits()).fold(0, u64::wrapping_add)
}

#[library_benchmark(config = at_most(146_500))]
#[bench::partial(setup = partial)]
fn stating(cases: Vec<Case>) -> u64 {
    cases.iter().map(|case| PackedCase::from(&stated(case)).bits()).fold(0, u64::wrapping_add)
}

#[library_benchmark(config = at_most(25_200))]
#[bench::packed(setup = packed)]
fn ids((cases, mut ids): (Vec<PackedCase>, Vec<Option<AnswerId>>)) -> bool {
    answer_ids(black_box(&cases), &mut ids).is_ok() && black_box(ids).len() == COUNT
}

#[library_benchmark(config = at_most(131_900))]
#[bench::complete(setup = complete_columns)]
fn sixteen_complete(batch: Batch) -> bool {
    sixteen(batch)
}

#[library_benchmark(config = at_most(553_200))]
#[bench::partial(setup = partial_columns)]
fn sixteen_partial(batch: Batch) -> bool {
    sixteen(batch)
}

fn sixteen((cases, mut columns): Batch) -> bool {
    let columns = Question::all().zip(&mut columns);
    let mut columns: Vec<_> =
        columns.map(|(question, column)| (question, &mut column[..])).collect();
    possible_values(black_box(&cases), &mut columns).is_ok() && black_box(columns).len() == 16
}

library_benchmark_group!(
    name = answers,
    benchmarks = [
        recommend_complete,
        recommend_partial,
        readings_complete,
        readings_partial,
        stating,
        ids,
        sixteen_complete,
        sixteen_partial
    ]
);
main!(library_benchmark_groups = answers);
