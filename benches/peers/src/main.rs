//! The exported tables on CEL and zen-engine: do they agree with the library, and what does a decision take beside it?
//!
//! `peers check|check-all FOLDER` asks both for the cases in `FOLDER/cells.csv`, few or all of them, and writes
//! those with a finding not assessed to `FOLDER/unknown.csv`; `peers figures FOLDER PYTHON` measures them, and
//! `DuckDB` by that Python.

#[path = "../../cases/mod.rs"]
#[expect(dead_code, reason = "only the random numbers are wanted")]
mod cases;
mod cel;
mod cells;
mod duck;
mod faults;
mod figures;
mod peer;
mod tables;
#[path = "../../work/mod.rs"]
mod work;
mod zen;

use std::{env, fs, path::Path, process::ExitCode};

use cel::Cel;
use cells::Cell;
use nen_pathway::{CONTRACT, Question};
use peer::{Failure, Peer, Tally, planted};
use tables::Table;
use zen::Zen;

const USAGE: &str = "usage: peers check|check-all FOLDER, or peers figures FOLDER PYTHON";

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("peers: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, Failure> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (what, folder) =
        words.split_first().and_then(|(what, rest)| Some((*what, rest.first()?))).ok_or(USAGE)?;
    let folder = Path::new(folder);
    let exported = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/export");
    let tables = tables::read(&text(&exported.join(format!("answers-{CONTRACT}.csv")))?)?;
    let all = cells::read(&text(&folder.join("cells.csv"))?)?;
    match (what, words.get(2)) {
        ("check", None) => check(&tables, &cells::few(&all), &all, folder),
        ("check-all", None) => check(&tables, &all, &all, folder),
        ("figures", Some(python)) => figures::print(&tables, &all, folder, python),
        _ => Err(USAGE.into()),
    }
}

/// Whether both engines agree in these cases, and planted faults show in some case of all.
fn check(tables: &[Table], cells: &[Cell], all: &[Cell], folder: &Path) -> Result<bool, Failure> {
    let few = cells::few(all);
    let unknown: Vec<Cell> = few.iter().step_by(4).flat_map(Cell::unknown).collect();
    duck::write(&folder.join("unknown.csv"), &unknown)?;
    println!("{} complete cases with {} different answers", cells.len(), cells::answers(cells));
    let cel = passes::<Cel>(tables, cells, all, &unknown)?;
    let zen = passes::<Zen>(tables, cells, all, &unknown)?;
    zen::analysis(tables)?;
    Ok(cel && zen)
}

/// Whether the engine agrees in complete cases and in some with a null, and does not where a fault is planted.
fn passes<P: Peer>(
    tables: &[Table],
    cells: &[Cell],
    all: &[Cell],
    unknown: &[Cell],
) -> Result<bool, Failure> {
    let (name, decisions, peer) = (P::NAME, Question::all().count(), P::of(tables)?);
    let known = Tally::of(&peer, cells);
    let planted = if known.agrees() { planted(&peer, tables, all)? } else { Default::default() };
    let (caught, missed) = planted;
    println!(
        "{name}: {} complete cases, {decisions} decisions, {} disagreements; {caught} planted faults caught",
        cells.len(),
        known.settled - known.alike + known.otherwise,
    );
    for fault in &missed {
        println!("  not caught: {fault}");
    }
    let Tally { settled, alike, otherwise, failed } = Tally::of(&peer, unknown);
    println!(
        "{name}: {} cases with a null, {otherwise} disagreements ({alike} values told of {settled} settled); \
         errors in {failed} cases",
        unknown.len(),
    );
    Ok(known.agrees() && otherwise == 0 && missed.is_empty())
}

fn text(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}
