//! A file as the engine reads it.

use std::{fs, io, path::Path};

use datafusion::{
    arrow::datatypes::{DataType, Field, Schema},
    prelude::{CsvReadOptions, DataFrame, ParquetReadOptions, SessionContext},
};
use url::Url;

use super::{
    PACKED, TableError, names,
    quotes::{self, Wrong},
};

pub(super) async fn read(context: &SessionContext, path: &Path) -> Result<DataFrame, TableError> {
    let not_open = |error| TableError::Io(path.into(), error);
    let kind = || TableError::Kind(path.into());
    let whole = path.canonicalize().map_err(not_open)?;
    let ends = |end: &str| path.extension().is_some_and(|it| it.eq_ignore_ascii_case(end));
    // A link may be named otherwise than what it leads to.
    let extension = whole.extension().and_then(|it| it.to_str()).unwrap_or_default();
    let url = |url: Result<Url, ()>| url.map(String::from).map_err(|()| kind());
    Ok(if whole.is_dir() {
        check_folder(&whole).map_err(not_open)??;
        let folder = url(Url::from_directory_path(&whole))?;
        context.read_parquet(folder, ParquetReadOptions::default()).await?
    } else if ends("parquet") {
        let options = ParquetReadOptions::default().file_extension(extension);
        context.read_parquet(url(Url::from_file_path(&whole))?, options).await?
    } else if ends("csv") {
        check_csv(path).map_err(not_open)??;
        let names = head(path).map_err(not_open)?;
        names::check(&names)?;
        let schema = schema(&names);
        let options = CsvReadOptions::new().schema(&schema).newlines_in_values(true);
        let options = options.file_extension(extension);
        context.read_csv(url(Url::from_file_path(&whole))?, options).await?
    } else {
        return Err(kind());
    })
}

/// Every column is text: `1` and `01` are not the same, and nothing is guessed from the first rows. Packed cases are
/// numbers.
fn schema(names: &[String]) -> Schema {
    let is_packed = super::is_packed(names);
    let kind = |name: &String| {
        if is_packed && name == PACKED { DataType::UInt64 } else { DataType::Utf8 }
    };
    Schema::new(names.iter().map(|name| Field::new(name, kind(name), true)).collect::<Vec<_>>())
}

/// The engine reads what ends in `.parquet` and passes over all else: cases of which nobody would know. What begins with a
/// dot or an underscore is what engines leave beside their files.
fn check_folder(folder: &Path) -> io::Result<Result<(), TableError>> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?.path();
        let is_folder = fs::metadata(&entry)?.is_dir();
        let name = entry.file_name().unwrap_or_default().to_string_lossy();
        let is_read = !is_folder && name.ends_with(".parquet");
        if !is_read && (is_folder || !name.starts_with(['.', '_'])) {
            return Ok(Err(TableError::Entry(entry)));
        }
    }
    Ok(Ok(()))
}

fn check_csv(path: &Path) -> io::Result<Result<(), TableError>> {
    let (line, wrong) = match quotes::check(path)? {
        None => return Ok(Ok(())),
        Some(Wrong::Open(line)) => (line, "a quote that is never closed"),
        Some(Wrong::Behind(line)) => (line, "a cell that goes on behind its closing quote"),
        Some(Wrong::Empty(line)) => return Ok(Err(TableError::Empty(path.into(), line))),
    };
    Ok(Err(TableError::Quote { path: path.into(), line, wrong }))
}

/// The first line of CSV.
fn head(path: &Path) -> io::Result<Vec<String>> {
    let mut reader = csv::Reader::from_path(path)?;
    let names: Vec<String> = reader.headers()?.iter().map(str::to_owned).collect();
    if names.is_empty() {
        return Err(io::Error::other("empty; accepted: the names of the columns, then the cases"));
    }
    Ok(names)
}
