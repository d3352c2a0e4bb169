//! The exported tables on CEL and zen-engine: do they agree with the library, and what does a decision take beside it?
//!
//! `peers check|check-all FOLDER` asks both for the cases in `FOLDER/cells.csv`, few or all of them, and writes what
//! `duck.py` needs: those with a finding not assessed to `FOLDER/unknown.csv`, the shortened tables to
//! `FOLDER/short.json`. `peers figures FOLDER PYTHON` measures them, and `DuckDB` by that Python.

#[path = "../../cases/mod.rs"]
#[expect(dead_code, reason = "only the random numbers are wanted")]
mod cases;
mod cel;
mod cells;
mod duck;
mod faults;
mod figures;
mod peer;
mod short;
mod sql;
mod tables;
#[path = "../../work/mod.rs"]
#[expect(dead_code, reason = "only complete cases are answered here")]
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
    let forms = Forms { short: short::of(&tables, &all), exported: tables };
    match (what, words.get(2)) {
        ("check", None) => check(&forms, &cells::few(&all), &all, folder),
        ("check-all", None) => check(&forms, &all, &all, folder),
        ("figures", Some(python)) => figures::print(&forms, &all, folder, python),
        _ => Err(USAGE.into()),
    }
}

/// The tables as they are exported, in which exactly one row fits a complete case; and as short as they can be written for
/// such cases alone.
struct Forms {
    exported: Vec<Table>,
    short: Vec<Table>,
}

/// Whether both engines agree in these cases, and planted faults show in some case of all.
fn check(forms: &Forms, cells: &[Cell], all: &[Cell], folder: &Path) -> Result<bool, Failure> {
    let few = cells::few(all);
    let unknown: Vec<Cell> = few.iter().step_by(4).flat_map(Cell::unknown).collect();
    duck::write(&folder.join("unknown.csv"), &unknown)?;
    fs::write(folder.join("short.json"), sql::document(&forms.short).to_string())?;
    println!("{} complete cases with {} different answers", cells.len(), cells::answers(cells));
    for (form, tables) in [("exported", &forms.exported), ("short", &forms.short)] {
        let rows = tables.iter().map(|table| table.rows.len()).sum::<usize>();
        let tests = tables.iter().flat_map(|table| &table.rows).map(|row| row.tests.len());
        println!("{form}: {} tables, {rows} rows, {} tests", tables.len(), tests.sum::<usize>());
    }
    let cel = passes::<Cel>(forms, cells, all, &unknown)?;
    let zen = passes::<Zen>(forms, cells, all, &unknown)?;
    let gaps = zen::analysis(&forms.exported)?;
    Ok(cel && zen && gaps)
}

/// Whether the engine agrees in complete cases, and does not where a fault is planted; and, from the exported tables, tells
/// nothing wrong in some with a null. The short ones are not written for these: what they tell wrong is counted.
fn passes<P: Peer>(
    forms: &Forms,
    cells: &[Cell],
    all: &[Cell],
    unknown: &[Cell],
) -> Result<bool, Failure> {
    let exported = agrees::<P>("exported", &forms.exported, cells, all)?;
    let silent = tells::<P>("exported", &forms.exported, unknown)? == 0;
    let short = agrees::<P>("short", &forms.short, cells, all)?;
    tells::<P>("short", &forms.short, unknown)?;
    Ok(exported && silent && short)
}

fn agrees<P: Peer>(
    form: &str,
    tables: &[Table],
    cells: &[Cell],
    all: &[Cell],
) -> Result<bool, Failure> {
    let (name, decisions, peer) = (P::NAME, Question::all().count(), P::of(tables)?);
    let known = Tally::of(&peer, cells);
    let planted = if known.agrees() { planted(&peer, tables, all)? } else { Default::default() };
    let (caught, missed) = planted;
    println!(
        "{name}, {form}: {} complete cases, {decisions} decisions, {} disagreements; \
         {caught} of {} planted faults caught",
        cells.len(),
        known.settled - known.alike + known.otherwise,
        caught + missed.len(),
    );
    for fault in &missed {
        println!("  not caught: {fault}");
    }
    Ok(known.agrees() && caught > 0 && missed.is_empty())
}

/// How many values the engine tells otherwise than the library in cases with a null.
fn tells<P: Peer>(form: &str, tables: &[Table], unknown: &[Cell]) -> Result<usize, Failure> {
    let Tally { settled, alike, otherwise, failed } = Tally::of(&P::of(tables)?, unknown);
    println!(
        "{}, {form}: {} cases with a null, {otherwise} disagreements \
         ({alike} values told of {settled} settled); errors in {failed} cases",
        P::NAME,
        unknown.len(),
    );
    Ok(otherwise)
}

fn text(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}
