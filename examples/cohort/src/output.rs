//! Rows written as they come: tables on the terminal, CSV, or a file that is there only when it is whole.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::ValueEnum;
use datafusion::{
    arrow::{
        array::RecordBatch,
        csv,
        datatypes::SchemaRef,
        util::{display::FormatOptions, pretty::pretty_format_batches_with_options},
    },
    common::{DataFusionError, Result},
    execution::SendableRecordBatchStream,
    parquet::{arrow::ArrowWriter, basic::Compression, file::properties::WriterProperties},
};
use futures::TryStreamExt;
use tempfile::NamedTempFile;

use crate::plain::Plain;

/// How rows are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For machines.
    Csv,
}

/// Where rows go.
#[derive(Debug)]
pub struct Output(Kind);

#[derive(Debug)]
enum Kind {
    Table(Table),
    Csv(csv::Writer<io::Stdout>),
    CsvFile(csv::Writer<NamedTempFile>, PathBuf),
    ParquetFile(Box<ArrowWriter<NamedTempFile>>, PathBuf),
}

impl Output {
    /// A file, if there is one, or standard output.
    ///
    /// # Errors
    /// Those of [`Output::file`], or nobody reads it.
    pub fn of(file: Option<&Path>, format: Format, schema: SchemaRef) -> Result<Self> {
        match (file, format) {
            (Some(path), _) => Self::file(path, schema),
            (None, Format::Text) => Ok(Self::table(schema)),
            (None, Format::Csv) => Self::csv(schema),
        }
    }

    const fn table(schema: SchemaRef) -> Self {
        Self(Kind::Table(Table { schema, batches: Vec::new(), rows: 0, is_first: true }))
    }

    fn csv(schema: SchemaRef) -> Result<Self> {
        let mut writer = csv::Writer::new(io::stdout());
        // The names, even if no row comes.
        writer.write(&RecordBatch::new_empty(schema))?;
        Ok(Self(Kind::Csv(writer)))
    }

    /// A file that ends in `.csv` or `.parquet`. Until it is whole it has another name.
    ///
    /// # Errors
    /// Another ending, or no place to write to.
    pub fn file(path: &Path, schema: SchemaRef) -> Result<Self> {
        let ends = |end: &str| path.extension().is_some_and(|it| it.eq_ignore_ascii_case(end));
        if ends("csv") {
            let mut writer = csv::Writer::new(unfinished(path)?);
            writer.write(&RecordBatch::new_empty(schema))?;
            Ok(Self(Kind::CsvFile(writer, path.into())))
        } else if ends("parquet") {
            let packed = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
            let writer = ArrowWriter::try_new(unfinished(path)?, schema, Some(packed))?;
            Ok(Self(Kind::ParquetFile(Box::new(writer), path.into())))
        } else {
            let error = format!("output `{}`: accepted: `.csv`, `.parquet`", path.display());
            Err(DataFusionError::Configuration(error))
        }
    }

    /// Writes some rows.
    ///
    /// # Errors
    /// They cannot be written, or are of a type that the format lacks.
    pub fn write(&mut self, batch: RecordBatch) -> Result<()> {
        match &mut self.0 {
            Kind::Table(table) => table.add(batch)?,
            Kind::Csv(writer) => writer.write(&batch)?,
            Kind::CsvFile(writer, _) => writer.write(&batch)?,
            Kind::ParquetFile(writer, _) => writer.write(&batch)?,
        }
        Ok(())
    }

    /// Writes all rows of a result as they come, and finishes.
    ///
    /// # Errors
    /// The query fails, or its rows cannot be written.
    pub async fn write_all(mut self, mut batches: SendableRecordBatchStream) -> Result<()> {
        while let Some(batch) = batches.try_next().await? {
            self.write(batch)?;
        }
        // No more progress is told.
        drop(batches);
        self.finish()
    }

    /// Writes the rest, and gives a file its name.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn finish(self) -> Result<()> {
        match self.0 {
            Kind::Table(mut table) if table.is_first || table.rows > 0 => table.print(),
            Kind::Table(_) => Ok(()),
            Kind::Csv(writer) => Ok(writer.into_inner().flush()?),
            Kind::CsvFile(writer, path) => name(writer.into_inner(), &path),
            Kind::ParquetFile(writer, path) => name(writer.into_inner()?, &path),
        }
    }
}

/// A result that is longer than a table has the head again.
#[derive(Debug)]
struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    rows: usize,
    is_first: bool,
}

const LONGEST: usize = 10_000;

impl Table {
    fn add(&mut self, batch: RecordBatch) -> Result<()> {
        self.rows = self.rows.saturating_add(batch.num_rows());
        self.batches.push(batch);
        if self.rows < LONGEST { Ok(()) } else { self.print() }
    }

    fn print(&mut self) -> Result<()> {
        // With the names, even if no row came.
        self.batches.push(RecordBatch::new_empty(Arc::clone(&self.schema)));
        let batches = std::mem::take(&mut self.batches);
        let options = FormatOptions::default().with_null("NULL").with_display_error(false);
        let table = pretty_format_batches_with_options(&batches, &options)?;
        (self.rows, self.is_first) = (0, false);
        let table = table.to_string();
        Ok(table.lines().try_for_each(|line| writeln!(io::stdout(), "{}", Plain(line)))?)
    }
}

/// A file that is there only when it is whole.
///
/// # Errors
/// It cannot be written.
pub fn write_whole(path: &Path, text: &str) -> Result<()> {
    let mut file = unfinished(path)?;
    file.write_all(text.as_bytes())?;
    name(file, path)
}

/// In the same folder, so that it can be renamed.
fn unfinished(path: &Path) -> Result<NamedTempFile> {
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".unfinished-");
    // As any file that a program makes.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    Ok(builder.tempfile_in(folder.unwrap_or(Path::new(".")))?)
}

fn name(file: NamedTempFile, path: &Path) -> Result<()> {
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
