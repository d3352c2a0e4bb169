//! A file as tables: `cases` as it is, `readable` without the rows that cannot be read.

mod file;
mod names;
mod quotes;

use std::{
    io,
    path::{Path, PathBuf},
};

use datafusion::{
    arrow::datatypes::DataType,
    common::{Column, DataFusionError, ScalarValue},
    execution::FunctionRegistry,
    logical_expr::{Expr, lit, when},
    prelude::{DataFrame, SessionContext},
};
use nen_pathway::{Finding, Set};

use crate::{
    call::{Told, accepted},
    plain::Plain,
};

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
    /// In a folder, and not read.
    #[error(
        "`{0}`: would not be read; accepted: a folder of files that end in `.parquet`, no folders in it"
    )]
    Entry(PathBuf),
    /// Quotes that do not begin and end a cell.
    #[error(
        "file `{path}`, line {line}: {wrong}; accepted: a cell without quotes, or wholly between `\"`, each `\"` in it twice"
    )]
    Quote {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong.
        wrong: &'static str,
    },
    /// A line without anything, which is no row, in a file of one column.
    #[error(
        "file `{0}`, line {1}: empty, in a file of one column; accepted: a value, or `\"\"` where nothing is known"
    )]
    Empty(PathBuf, u64),
    /// No column of any finding: another file, or one whose columns are not parted by commas.
    #[error(
        "file `{0}`: no column of a finding; accepted: one or more of {names}, or `packed`",
        names = Finding::NAMES.join(", ")
    )]
    NoFinding(PathBuf),
    /// A packed case, and findings beside it.
    #[error(
        "column `packed`: beside `{0}`; accepted: columns of findings, or `packed` without them"
    )]
    Packed(&'static str),
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
    /// A column of a type that is not read.
    #[error("column `{name}`: of type {kind}; accepted: {accepted}")]
    Type {
        /// Its name.
        name: String,
        /// Its type.
        kind: DataType,
        /// The types that are read.
        accepted: &'static str,
    },
    /// The engine could not read it.
    #[error(transparent)]
    Engine(#[from] DataFusionError),
}

/// What the columns of a file tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// The findings that it has no column of: they are not assessed in any case.
    pub missing: Set<Finding>,
    /// Whether it has a column of what was given.
    pub has_given: bool,
    /// The columns that are kept and not read.
    pub others: Vec<String>,
}

/// The column of what was given.
pub(crate) const GIVEN: &str = "given";
/// The column of packed cases: in `readable`, or in a file in place of the findings.
const PACKED: &str = "packed";
/// A name for what `nen_error` says of a row; no file is likely to have it.
const ERROR: &str = "nen_pathway error";

impl Cohort {
    /// Makes a file known to a session that has the functions: as the table `cases`, one column for each finding and
    /// `given` (those that the file lacks are null), and as the table `readable`: the rows without an error, with their
    /// packed case as `packed`. A file may have `packed` in place of the findings.
    ///
    /// CSV is read as text, an empty field is a null; Parquet is read as it is typed.
    ///
    /// # Errors
    /// No file of cases, a column whose name is nearly that of a finding, or one of another type.
    pub async fn open(context: &SessionContext, path: &Path) -> Result<Self, TableError> {
        let file = file::read(context, path).await?;
        let names = names_of(&file);
        names::check(&names)?;
        let has = |name: &str| names.iter().any(|it| it == name);
        match Finding::NAMES.iter().find(|name| has(name)) {
            Some(finding) if has(PACKED) => return Err(TableError::Packed(finding)),
            None if !has(PACKED) => return Err(TableError::NoFinding(path.into())),
            _ => {}
        }
        let read: Vec<&str> = given_and_case(&names).collect();
        check_types(&file, &read)?;
        let lacking = read.iter().filter(|name| !has(name));
        let nulls = lacking.clone().map(|name| lit(ScalarValue::Utf8View(None)).alias(*name));
        let columns: Vec<Expr> = names.iter().map(|name| column(name)).chain(nulls).collect();
        let is_missing = |finding: &Finding| lacking.clone().any(|name| *name == finding.as_str());
        let told = Self {
            missing: Finding::ALL.iter().copied().filter(is_missing).collect(),
            has_given: has(GIVEN),
            others: names.iter().filter(|name| !read.contains(&name.as_str())).cloned().collect(),
        };
        let cases = file.select(columns)?;
        context.register_table("cases", cases.clone().into_view())?;
        context.register_table("readable", readable(context, cases)?.into_view())?;
        Ok(told)
    }

    /// What it lacks, a line for each; and what it has that is not read, among which it may be by another name.
    #[must_use]
    pub fn lacks(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.missing.is_empty() {
            lines.push(format!("{}: no column, so not assessed in any case", self.missing));
        }
        if !self.has_given {
            lines.push(format!("{GIVEN}: no column, so not known in any case"));
        }
        if !(lines.is_empty() || self.others.is_empty()) {
            let others = self.others.iter().map(|name| format!("`{}`", Plain(name)));
            lines.push(format!("{}: not read", others.collect::<Vec<_>>().join(" ")));
        }
        lines
    }
}

/// A column that cannot be read would end each query, under the name of a function that nobody called.
fn check_types(file: &DataFrame, read: &[&str]) -> Result<(), TableError> {
    let mut fields = file.schema().fields().iter();
    fields.try_for_each(|field| match (field.name(), field.data_type()) {
        (name, kind) if read.contains(&name.as_str()) => accepted(name, kind).map_err(|accepted| {
            TableError::Type { name: name.clone(), kind: kind.clone(), accepted }
        }),
        _ => Ok(()),
    })
}

/// Whether packed cases stand in place of the findings.
fn is_packed(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|it| it == name);
    has(PACKED) && !Finding::NAMES.iter().any(|name| has(name))
}

/// The columns that are read of a file with such columns: what was given, then the findings or the packed case.
fn given_and_case(names: &[String]) -> impl Iterator<Item = &'static str> {
    let case = if is_packed(names) { &[PACKED][..] } else { Finding::NAMES };
    [GIVEN].into_iter().chain(case.iter().copied())
}

/// The columns of `cases` that are read.
pub(crate) fn read_of(cases: &DataFrame) -> Vec<Expr> {
    given_and_case(&names_of(cases)).map(column).collect()
}

fn names_of(cases: &DataFrame) -> Vec<String> {
    cases.schema().fields().iter().map(|field| field.name().clone()).collect()
}

/// By its very name, whatever it has in it.
fn column(name: &str) -> Expr {
    Expr::Column(Column::from_name(name))
}

/// The engine may ask a query's own filter first, of the rows too that are not readable: what they say is taken away.
fn readable(context: &SessionContext, cases: DataFrame) -> Result<DataFrame, DataFusionError> {
    let names = names_of(&cases);
    let read = read_of(&cases);
    let packed = call(context, Told::Packed, read.iter().skip(1).cloned().collect())?;
    let if_readable = |expression| when(column(ERROR).is_null(), expression).end();
    let kept = |name: &String| match column(name) {
        known if read.contains(&known) => if_readable(known).map(|it| it.alias(name)),
        other => Ok(other),
    };
    let mut columns: Vec<Expr> =
        names.iter().filter(|name| *name != PACKED).map(kept).collect::<Result<_, _>>()?;
    columns.push(if_readable(packed)?.alias(PACKED));
    let error = call(context, Told::Error, read)?;
    cases.with_column(ERROR, error)?.filter(column(ERROR).is_null())?.select(columns)
}

/// A function, as the session has it.
pub(crate) fn call(
    context: &SessionContext,
    told: Told,
    arguments: Vec<Expr>,
) -> Result<Expr, DataFusionError> {
    Ok(context.udf(told.name())?.call(arguments))
}
