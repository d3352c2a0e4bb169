//! A part of the rows: those that are alike are answered once.

use datafusion::{
    arrow::{array::RecordBatch, compute::cast},
    common::{HashMap, Result},
    execution::SendableRecordBatchStream,
    logical_expr::ColumnarValue,
};
use futures::TryStreamExt;

use super::{Line, Report, tally::Row};
use crate::{call::Told, findings::Findings, given};

/// Rows that were read and not yet counted.
#[derive(Debug)]
pub(super) struct Part {
    report: Report,
    alike: HashMap<Row, u64>,
}

/// How many different ones are kept: as many as lie near the processor.
const MOST: usize = 1 << 16;

impl Part {
    /// Counts rows of what was given and the findings.
    pub(super) async fn of(mut batches: SendableRecordBatchStream) -> Result<Report> {
        let mut part = Self { report: Report::default(), alike: HashMap::new() };
        while let Some(batch) = batches.try_next().await? {
            part.read(&batch)?;
        }
        part.count()?;
        Ok(part.report)
    }

    fn read(&mut self, batch: &RecordBatch) -> Result<()> {
        let types: Vec<_> = batch.columns().iter().map(|it| it.data_type().clone()).collect();
        let read = Told::Error.types(&types)?;
        let columns = batch.columns().iter().zip(&read);
        let columns = columns.map(|(column, kind)| Ok(ColumnarValue::Array(cast(column, kind)?)));
        let columns: Vec<_> = columns.collect::<Result<_>>()?;
        let (given, findings) = Told::Error.split(&columns)?;
        let given = given.map(given::read).transpose()?;
        let findings = Findings::read(findings, batch.num_rows())?;
        for row in 0..batch.num_rows() {
            match Row::read(&findings, given.as_ref(), row) {
                Ok(row) => {
                    let count = self.alike.entry(row).or_default();
                    *count = count.saturating_add(1);
                }
                Err(_) => self.report.add(Line::Unreadable, 1),
            }
        }
        if self.alike.len() < MOST { Ok(()) } else { self.count() }
    }

    fn count(&mut self) -> Result<()> {
        self.alike.drain().try_for_each(|(row, count)| self.report.add_row(&row, count))
    }
}
