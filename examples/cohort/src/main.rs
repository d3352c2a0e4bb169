//! A cohort against the pathway: the standard report on a file of cases, or the result of a query.

use std::{
    error::Error,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{ArgGroup, Parser};
use datafusion::{common::DataFusionError, prelude::SessionContext};
use nen_pathway::Diagram;
use nen_pathway_cohort::{
    Cohort, Format, Line, Output, Plain, Progress, Refused, Report, Text, reading, session,
    synthetic, synthetic_schema, unreadable, write_whole,
};
use tokio::signal;

/// A cohort against the pathway. It supports clinicians and decides nothing for them.
///
/// FILE has a row for each case and a column for each finding of the contract; `given` has names with `;` between. The
/// status is 1 if a row could not be read, 2 if it could not be told; only with status 0 are rows all of them.
#[derive(Debug, Parser)]
#[command(version, group = ArgGroup::new("rows").args(["sql", "synthesise"]))]
struct Arguments {
    /// A file that ends in `.csv` or `.parquet`, or a folder of Parquet files.
    #[arg(required_unless_present = "synthesise")]
    file: Option<PathBuf>,

    /// A query instead of the report, on the tables `cases` and `readable`.
    #[arg(long, value_name = "QUERY", conflicts_with = "picture")]
    sql: Option<String>,

    /// How it is printed.
    #[arg(long, value_enum, default_value_t = Format::Text, conflicts_with = "output")]
    format: Format,

    /// Write the rows to a `.csv` or a `.parquet` file instead.
    #[arg(long, value_name = "FILE", requires = "rows")]
    output: Option<PathBuf>,

    /// Draw the pathway with the counts of the cohort: `.svg`, `.dot` or `.mmd`.
    #[arg(long, value_name = "FILE")]
    picture: Option<PathBuf>,

    /// Memory that a query may keep, in MiB. What is sorted or grouped goes to disk beyond; what cannot is an error.
    #[arg(long, value_name = "MIB", default_value_t = 2048)]
    memory: usize,

    /// Tell how far it is, even where standard error is no terminal.
    #[arg(long)]
    progress: bool,

    /// Write so many invented rows to the output: nobody's findings, in invented proportions.
    #[arg(long, value_name = "ROWS", requires = "output", conflicts_with_all = ["file", "sql", "picture"])]
    synthesise: Option<u64>,

    /// Which invented rows.
    #[arg(long, default_value_t = 1, requires = "synthesise")]
    seed: u64,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // What has begun is dropped with the work, and so taken away.
    let done = tokio::select! {
        // It is heard before anything begins.
        biased;
        stopped = stopped() => Err(stopped.map_or_else(Into::into, |()| "interrupted".into())),
        done = run(&arguments) => done,
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(error) => {
            let refused = refused(error.as_ref());
            let told = refused.map_or_else(|| error.to_string(), ToString::to_string);
            // Nobody may be there to read it.
            let _ = writeln!(io::stderr(), "cohort: {}", Plain(&told));
            ExitCode::from(if matches!(refused, Some(Refused::Row(_))) { 1 } else { 2 })
        }
    }
}

/// Asked to end.
async fn stopped() -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut terminated = signal::unix::signal(signal::unix::SignalKind::terminate())?;
        tokio::select! {
            interrupted = signal::ctrl_c() => interrupted,
            _ = terminated.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    signal::ctrl_c().await
}

/// Whether every row could be read.
async fn run(arguments: &Arguments) -> Result<bool, Box<dyn Error>> {
    let memory = arguments.memory.saturating_mul(1 << 20);
    let context = session(memory, None)?;
    let progress = if arguments.progress { Progress::Shown } else { Progress::OnTerminal };
    let (Some(file), None) = (&arguments.file, arguments.synthesise) else {
        synthesise(arguments, progress).await?;
        return Ok(true);
    };
    let picture = arguments.picture.as_deref().map(Picture::of).transpose()?;
    let cohort = Cohort::open(&context, file).await?;
    for line in cohort.lacks() {
        writeln!(io::stderr(), "cohort: {line}")?;
    }
    if let Some(sql) = &arguments.sql {
        query(&context, sql, arguments, progress).await?;
        return Ok(true);
    }
    let report = Report::of(&cohort, &context, progress).await?;
    let not_read = report.count(Line::Unreadable);
    let first = if not_read == 0 {
        Vec::new()
    } else {
        let in_order = session(memory, Some(1))?;
        Cohort::open(&in_order, file).await?;
        let most = usize::try_from(not_read).map_or(MOST, |not_read| not_read.min(MOST));
        unreadable(&in_order, most, progress).await?
    };
    print(&report, &cohort, &first, arguments.format)?;
    if let Some(picture) = picture {
        picture.draw(&report, file)?;
    }
    Ok(not_read == 0)
}

/// How many of the rows that could not be read are told one by one.
const MOST: usize = 10;

async fn query(
    context: &SessionContext,
    sql: &str,
    arguments: &Arguments,
    progress: Progress,
) -> Result<(), Box<dyn Error>> {
    let frame = context.sql_with_options(sql, reading()).await?;
    let batches = progress.stream(context, frame).await?;
    let output = Output::of(arguments.output.as_deref(), arguments.format, batches.schema())?;
    Ok(output.write_all(batches).await?)
}

async fn synthesise(arguments: &Arguments, progress: Progress) -> Result<(), Box<dyn Error>> {
    let (Some(rows), Some(path)) = (arguments.synthesise, &arguments.output) else {
        return Err("synthesise: accepted: a number of rows, and an output".into());
    };
    let mut output = Output::file(path, synthetic_schema())?;
    let counter = progress.counter(rows);
    for batch in synthetic(rows, arguments.seed) {
        let batch = batch?;
        counter.add(batch.num_rows());
        output.write(batch)?;
        // It may be asked to end.
        tokio::task::yield_now().await;
    }
    drop(counter);
    Ok(output.finish()?)
}

/// Where a picture goes, and what its name says that it is.
struct Picture<'p> {
    path: &'p Path,
    drawn: fn(&Diagram) -> String,
}

impl<'p> Picture<'p> {
    fn of(path: &'p Path) -> Result<Self, String> {
        let drawn: fn(&Diagram) -> String = match path.extension().and_then(|it| it.to_str()) {
            Some("svg") => |diagram| diagram.svg().to_string(),
            Some("dot") => |diagram| diagram.dot().to_string(),
            Some("mmd") => |diagram| diagram.mermaid().to_string(),
            _ => {
                let path = path.display();
                return Err(format!("picture `{path}`: accepted: `.svg`, `.dot`, `.mmd`"));
            }
        };
        Ok(Self { path, drawn })
    }

    fn draw(&self, report: &Report, file: &Path) -> Result<(), Box<dyn Error>> {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let ways = report.ways();
        Ok(write_whole(self.path, &(self.drawn)(&Diagram::of_cohort(&ways).named(&name)))?)
    }
}

fn print(
    report: &Report,
    cohort: &Cohort,
    unreadable: &[(u64, String)],
    format: Format,
) -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    if format == Format::Text {
        return Ok(write!(out, "{}", Text { report, cohort, unreadable })?);
    }
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["section", "key", "value", "cases"])?;
    for (line, count) in report.lines() {
        let [section, key, value] = line.cells();
        writer.write_record([section, key, value, count.to_string()])?;
    }
    for (row, error) in unreadable {
        writer.write_record(["unreadable", &row.to_string(), error, "1"])?;
    }
    Ok(writer.flush()?)
}

/// The value that was refused, if that is what ended it.
fn refused<'e>(error: &'e (dyn Error + 'static)) -> Option<&'e Refused> {
    if let Some(engine) = error.downcast_ref::<DataFusionError>() {
        return match engine.find_root() {
            DataFusionError::External(cause) => cause.downcast_ref(),
            _ => None,
        };
    }
    error.downcast_ref().or_else(|| refused(error.source()?))
}
