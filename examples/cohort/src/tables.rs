//! A file as tables: `cases` as it is, `readable` without the rows that cannot be read.

use std::{
    io,
    path::{Path, PathBuf},
};

use datafusion::{
    arrow::datatypes::{DataType, Field, Schema},
    common::{Column, DataFusionError, ScalarValue},
    execution::FunctionRegistry,
    logical_expr::{Expr, ScalarUDF, lit, when},
    prelude::{CsvReadOptions, DataFrame, ParquetReadOptions, SessionContext},
};
use nen_pathway::{Finding, Set};
use url::Url;

use crate::call::Told;

/// Why a file is no cohort.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// Of another kind than is read.
    #[error(
        "file `{0}`: of no kind that is read; accepted: `.csv`, `.parquet`, a folder of Parquet files"
    )]
    Kind(PathBuf),
    /// Not there, or not open to us.
    #[error("file `{0}`: {1}")]
    Io(PathBuf, io::Error),
    /// No column of any finding: another file, or one whose columns are not parted by commas.
    #[error("file `{0}`: no column of a finding; accepted: one or more of {names}", names = Finding::NAMES.join(", "))]
    NoFinding(PathBuf),
    /// Nearly the name of a column that would be read.
    #[error("column `{name}`: not the name of a column that is read; accepted: `{accepted}`")]
    Name {
        /// The name in the file.
        name: String,
        /// The name that is read.
        accepted: &'static str,
    },
    /// Two columns of one name.
    #[error("column `{0}`: more than one of that name; accepted: one")]
    Repeated(String),
    /// The engine could not read it.
    #[error(transparent)]
    Engine(#[from] DataFusionError),
}

/// The column of what was given.
pub(crate) const GIVEN: &str = "given";
/// The column of packed cases, in `readable`.
const PACKED: &str = "packed";
/// A name for what `nen_error` says of a row; no file is likely to have it.
const ERROR: &str = "nen_pathway error";

/// Makes a file known to a session that has the functions: as the table `cases`, one column for each finding and `given`
/// (those that the file lacks are null), and as the table `readable`: the rows without an error, with their packed case as
/// `packed`.
///
/// CSV is read as text, an empty field is a null; Parquet is read as it is typed. Told are the findings that the file has no
/// column of; they are not assessed in any case.
///
/// # Errors
/// No file of cases, or a column whose name is nearly that of a finding.
pub async fn open(context: &SessionContext, path: &Path) -> Result<Set<Finding>, TableError> {
    let file = read(context, path).await?;
    let names: Vec<String> =
        file.schema().fields().iter().map(|field| field.name().clone()).collect();
    check(&names)?;
    let has = |name: &str| names.iter().any(|it| it == name);
    if !Finding::NAMES.iter().any(|name| has(name)) {
        return Err(TableError::NoFinding(path.into()));
    }
    let lacking = read_columns().filter(|name| !has(name));
    let nulls = lacking.map(|name| lit(ScalarValue::Utf8View(None)).alias(name));
    let columns: Vec<Expr> = names.iter().map(|name| column(name)).chain(nulls).collect();
    let cases = file.select(columns)?;
    context.register_table("cases", cases.clone().into_view())?;
    context.register_table("readable", readable(context, cases)?.into_view())?;
    Ok(Finding::ALL.iter().copied().filter(|finding| !has(finding.as_str())).collect())
}

fn read_columns() -> impl Iterator<Item = &'static str> {
    Finding::NAMES.iter().copied().chain([GIVEN])
}

/// By its very name, whatever it has in it.
pub(crate) fn column(name: &str) -> Expr {
    Expr::Column(Column::from_name(name))
}

async fn read(context: &SessionContext, path: &Path) -> Result<DataFrame, TableError> {
    let whole = path.canonicalize().map_err(|error| TableError::Io(path.into(), error))?;
    let kind = || TableError::Kind(path.into());
    let ends = |end: &str| whole.extension().is_some_and(|it| it.eq_ignore_ascii_case(end));
    let extension = whole.extension().and_then(|it| it.to_str()).unwrap_or_default();
    let url = |url: Result<Url, ()>| url.map(String::from).map_err(|()| kind());
    Ok(if whole.is_dir() {
        let folder = url(Url::from_directory_path(&whole))?;
        context.read_parquet(folder, ParquetReadOptions::default()).await?
    } else if ends("parquet") {
        let options = ParquetReadOptions::default().file_extension(extension);
        context.read_parquet(url(Url::from_file_path(&whole))?, options).await?
    } else if ends("csv") {
        let names = head(&whole).map_err(|error| TableError::Io(path.into(), error))?;
        check(&names)?;
        // Every column is text: `1` and `01` are not the same, and nothing is guessed from the first rows.
        let fields = names.iter().map(|name| Field::new(name, DataType::Utf8, true));
        let schema = Schema::new(fields.collect::<Vec<_>>());
        let options = CsvReadOptions::new().schema(&schema).newlines_in_values(true);
        let options = options.file_extension(extension);
        context.read_csv(url(Url::from_file_path(&whole))?, options).await?
    } else {
        return Err(kind());
    })
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

/// A name that is nearly one that is read would go unseen, and its findings be taken as not assessed.
fn check(names: &[String]) -> Result<(), TableError> {
    let bare = |text: &str| {
        let letters = text.chars().filter(|it| it.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    names.iter().try_for_each(|name| {
        let accepted = read_columns().find(|read| bare(read) == bare(name));
        match accepted.filter(|accepted| *accepted != name) {
            Some(accepted) => {
                Err(TableError::Name { name: name.escape_debug().to_string(), accepted })
            }
            None if names.iter().filter(|it| *it == name).count() > 1 => {
                Err(TableError::Repeated(name.to_owned()))
            }
            None => Ok(()),
        }
    })
}

/// The engine may ask a query's own filter first, of the rows too that are not readable: what they say is taken away.
fn readable(context: &SessionContext, cases: DataFrame) -> Result<DataFrame, DataFusionError> {
    let names: Vec<String> =
        cases.schema().fields().iter().map(|field| field.name().clone()).collect();
    let findings = || Finding::NAMES.iter().map(|name| column(name));
    let error = context.udf(Told::Error.name())?;
    let error = error.call([column(GIVEN)].into_iter().chain(findings()).collect());
    let packed = context.udf(Told::Packed.name())?.call(findings().collect());
    let if_readable = |expression| when(column(ERROR).is_null(), expression).end();
    let kept = |name: &String| match read_columns().find(|read| read == name) {
        Some(read) => if_readable(column(read)).map(|it| it.alias(read)),
        None => Ok(column(name)),
    };
    let mut columns: Vec<Expr> =
        names.iter().filter(|name| *name != PACKED).map(kept).collect::<Result<_, _>>()?;
    columns.push(if_readable(packed)?.alias(PACKED));
    cases.with_column(ERROR, error)?.filter(column(ERROR).is_null())?.select(columns)
}

pub(crate) fn call(told: Told, arguments: impl Iterator<Item = Expr>) -> Expr {
    ScalarUDF::from(crate::function::Function::new(told)).call(arguments.collect())
}
