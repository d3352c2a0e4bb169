//! The whole decision as tables that anyone can read, run and compare.
//!
//! `cargo run --example export -- markdown|csv|sql|dmn|cells` writes one of them to standard output, `-- all FOLDER`
//! the first four and the statements with what rests on them to files; `-- diff OLD [NEW]` compares two versions' CSV
//! tables (or one and this crate's), says how many cases changed and what version follows. See `README.md` here.

mod bounds;
mod coverage;
mod csv;
mod diff;
mod dmn;
#[path = "../input/file.rs"]
mod file;
mod markdown;
mod read;
mod space;
mod sql;
mod table;
mod tables;
mod version;

use std::{
    env,
    error::Error,
    ffi::OsStr,
    fs,
    io::{self, Write},
    path::Path,
    process::ExitCode,
};

use nen_pathway::CONTRACT;

use self::{
    diff::Difference,
    read::{Written, read},
};

const USAGE: &str =
    "usage: export markdown|csv|sql|dmn|cells, export all FOLDER, or export diff OLD [NEW]";

fn main() -> ExitCode {
    match run() {
        Ok(status) => status,
        Err(error) => {
            eprintln!("export: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let words: Vec<&OsStr> = arguments.iter().map(AsRef::as_ref).collect();
    let what = words.first().and_then(|word| word.to_str()).ok_or(USAGE)?;
    let text = match (what, words.as_slice()) {
        ("markdown", [_]) => markdown::write(&tables::all()),
        ("csv", [_]) => csv::write(&tables::all()),
        ("sql", [_]) => sql::write(&tables::all()),
        ("dmn", [_]) => dmn::write(&tables::all()),
        ("cells", [_]) => csv::cells(),
        ("all", [_, folder]) => return all(Path::new(folder)),
        ("diff", [_, old]) => {
            return compare(&version(old)?, &read(&csv::write(&tables::all()))?);
        }
        ("diff", [_, old, new]) => return compare(&version(old)?, &version(new)?),
        _ => return Err(USAGE.into()),
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the tables in each form, last what needs the project's tests. A table of answers is never replaced by others.
fn all(folder: &Path) -> Result<ExitCode, Box<dyn Error>> {
    let tables = tables::all();
    let (answers, csv) = (format!("answers-{CONTRACT}.csv"), csv::write(&tables));
    let file = folder.join(&answers);
    if file.exists() && text(&file)?.replace("\r\n", "\n") != csv {
        let file = file.display();
        return Err(format!(
            "{file}: other answers; accepted: these, none yet, or a higher CONTRACT"
        )
        .into());
    }
    let save = |name: &str, text: String| {
        let file = folder.join(name);
        fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))
    };
    save("answers.md", markdown::write(&tables))?;
    save(&answers, csv)?;
    save("answers.sql", sql::write(&tables))?;
    save("answers.dmn", dmn::write(&tables))?;
    save("statements.md", coverage::write(&tables, Path::new(env!("CARGO_MANIFEST_DIR")))?)?;
    Ok(ExitCode::SUCCESS)
}

/// Status 1 if any answer changed.
fn compare(old: &[Written], new: &[Written]) -> Result<ExitCode, Box<dyn Error>> {
    let difference = Difference::between(old, new)?;
    io::stdout().write_all(difference.to_string().as_bytes())?;
    Ok(ExitCode::from(u8::from(difference.is_any())))
}

fn version(file: &OsStr) -> Result<Vec<Written>, Box<dyn Error>> {
    let file = Path::new(file);
    Ok(read(&text(file)?).map_err(|error| format!("{}: {error}", file.display()))?)
}

fn text(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}
