//! The standard report on a cohort: one pass over the rows.

mod attrition;
mod line;
mod part;
mod tally;
mod text;

use datafusion::{
    arrow::array::AsArray,
    common::{DataFusionError, HashMap, Result, internal_datafusion_err},
    logical_expr::Partitioning,
    physical_plan::execute_stream_partitioned,
    prelude::SessionContext,
};
use futures::{TryStreamExt, future::try_join_all};
use nen_pathway::Case;
use tokio::task::JoinError;

use self::part::Part;
pub use self::{
    attrition::Step,
    line::{Line, Reasons, Values},
    text::Text,
};
use crate::{
    call::Told,
    progress::Progress,
    tables::{Cohort, call, read_of},
};

/// How many cases there are of everything that is told of them.
#[derive(Debug, Clone, Default)]
pub struct Report {
    counts: HashMap<Line, u64>,
    /// Cases by what the pathway asks for, for the picture.
    ways: HashMap<Case, u64>,
}

impl Report {
    /// Reads the table `cases` once. Of a cohort without a column of what was given nothing is told of that.
    ///
    /// # Errors
    /// The file cannot be read. A row that cannot be is counted.
    pub async fn of(cohort: &Cohort, context: &SessionContext, progress: Progress) -> Result<Self> {
        let parts = context.state().config().target_partitions();
        let cases = context.table("cases").await?;
        let read = read_of(&cases);
        let rows = cases.select(read)?;
        let rows = rows.repartition(Partitioning::RoundRobinBatch(parts))?;
        let plan = rows.create_physical_plan().await?;
        let _watch = progress.watch(&plan);
        let parts = execute_stream_partitioned(plan, context.task_ctx())?;
        let parts = parts.into_iter().map(|batches| tokio::spawn(Part::of(batches)));
        let mut report = Self::begin();
        for part in try_join_all(parts).await.map_err(join)? {
            report.add_all(part?);
        }
        let is_of_given = |line: &Line| matches!(line, Line::GivenNotKnown | Line::Concordance(_));
        report.counts.retain(|line, _| cohort.has_given || !is_of_given(line));
        Ok(report)
    }

    /// How many there are of each, in the order of a report.
    #[must_use]
    pub fn lines(&self) -> Vec<(Line, u64)> {
        let mut lines: Vec<_> = self.counts.iter().map(|(line, count)| (*line, *count)).collect();
        lines.sort_unstable_by(|(one, so_many), (other, as_many)| match (one, other) {
            // What is missing most often comes first.
            (Line::NotAssessed(_), Line::NotAssessed(_)) | (Line::Needed(_), Line::Needed(_)) => {
                as_many.cmp(so_many).then(one.cmp(other))
            }
            _ => one.cmp(other),
        });
        lines
    }

    /// Cases and how many are like each, as far as the pathway tells them apart: for a drawing.
    #[must_use]
    pub fn ways(&self) -> Vec<(Case, u64)> {
        self.ways.iter().map(|(case, count)| (*case, *count)).collect()
    }

    /// How many there are of one.
    #[must_use]
    pub fn count(&self, line: Line) -> u64 {
        self.counts.get(&line).copied().unwrap_or(0)
    }

    fn add_all(&mut self, other: Self) {
        for (line, count) in other.counts {
            self.add(line, count);
        }
        for (case, count) in other.ways {
            let ways = self.ways.entry(case).or_default();
            *ways = ways.saturating_add(count);
        }
    }
}

fn join(error: JoinError) -> DataFusionError {
    DataFusionError::ExecutionJoin(Box::new(error))
}

/// The first rows of `cases` that cannot be read, by their number from 1, and why. The session reads one part after the
/// other: it has one partition.
///
/// # Errors
/// The file cannot be read.
pub async fn unreadable(
    context: &SessionContext,
    most: usize,
    progress: Progress,
) -> Result<Vec<(u64, String)>> {
    let cases = context.table("cases").await?;
    let error = call(context, Told::Error, read_of(&cases))?;
    let mut batches = progress.stream(context, cases.select(vec![error])?).await?;
    let (mut first, mut row) = (Vec::new(), 0_u64);
    while let Some(batch) = batches.try_next().await? {
        let errors = batch.column_by_name(batch.schema().field(0).name());
        let errors = errors.ok_or_else(|| internal_datafusion_err!("one column"))?;
        for error in errors.as_string_view() {
            row = row.saturating_add(1);
            first.extend(error.map(|error| (row, error.to_owned())));
            if first.len() >= most {
                return Ok(first);
            }
        }
    }
    Ok(first)
}
