//! How far long work is, on standard error.

use std::{
    io::{IsTerminal, Write},
    sync::Arc,
    time::{Duration, Instant},
};

use datafusion::{
    common::{Result, stats::Precision},
    execution::SendableRecordBatchStream,
    physical_plan::{
        ExecutionPlan, StatisticsArgs, StatisticsContext, execute_stream,
        stream::RecordBatchStreamAdapter,
    },
    prelude::{DataFrame, SessionContext},
};
use futures::StreamExt;
use tokio::{task::JoinHandle, time::sleep};

/// Whether progress is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Where somebody looks: on a terminal.
    OnTerminal,
    /// Always.
    Shown,
    /// Never.
    Hidden,
}

impl Progress {
    /// The result of a query, batch by batch. While more is waited for, it is told how many rows of the file were read.
    ///
    /// # Errors
    /// The query cannot be run.
    pub async fn stream(
        self,
        context: &SessionContext,
        query: DataFrame,
    ) -> Result<SendableRecordBatchStream> {
        let plan = query.create_physical_plan().await?;
        let watch = self.watch(&plan);
        let batches = execute_stream(Arc::clone(&plan), context.task_ctx())?.inspect(move |_| {
            // As long as there are batches.
            let _ = &watch;
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(plan.schema(), batches)))
    }

    /// Tells how many rows were read for a plan, until what this gives is dropped.
    pub(crate) fn watch(self, plan: &Arc<dyn ExecutionPlan>) -> Watch {
        let is_terminal = std::io::stderr().is_terminal();
        let shown = match self {
            Self::OnTerminal => is_terminal,
            Self::Shown => true,
            Self::Hidden => false,
        };
        Watch(shown.then(|| tokio::spawn(tell(Arc::clone(plan), is_terminal))))
    }
}

/// Progress is told as long as there is this.
#[derive(Debug)]
pub(crate) struct Watch(Option<JoinHandle<()>>);

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(task) = &self.0 {
            task.abort();
        }
    }
}

const EVERY: Duration = Duration::from_secs(1);

async fn tell(plan: Arc<dyn ExecutionPlan>, is_terminal: bool) {
    let begun = Instant::now();
    let all = whole(plan.as_ref()).map_or_else(String::new, |all| format!(" of {}", grouped(all)));
    loop {
        sleep(EVERY).await;
        let rows = read(plan.as_ref());
        let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let rate = rows.saturating_mul(1_000).checked_div(milliseconds).unwrap_or(rows);
        let line = format!("{}{all} rows, {} rows/s", grouped(rows), grouped(rate));
        let (before, after) = if is_terminal { ("\r", "\x1b[K") } else { ("", "\n") };
        // Nobody may be there to read it.
        let _ = write!(std::io::stderr(), "{before}{line}{after}");
    }
}

/// Rows that came out of the files so far.
fn read(plan: &dyn ExecutionPlan) -> u64 {
    let children = plan.children();
    if children.is_empty() {
        let rows = plan.metrics().and_then(|it| it.output_rows()).unwrap_or(0);
        return u64::try_from(rows).unwrap_or(u64::MAX);
    }
    children.iter().fold(0, |sum: u64, child| sum.saturating_add(read(child.as_ref())))
}

/// All rows of the files, where these say it.
fn whole(plan: &dyn ExecutionPlan) -> Option<u64> {
    let children = plan.children();
    if children.is_empty() {
        let statistics = StatisticsContext::new().compute(plan, &StatisticsArgs::new()).ok()?;
        return match statistics.num_rows {
            Precision::Exact(rows) => u64::try_from(rows).ok(),
            Precision::Inexact(_) | Precision::Absent => None,
        };
    }
    children.iter().try_fold(0, |sum: u64, child| sum.checked_add(whole(child.as_ref())?))
}

/// In groups of three digits.
pub(crate) fn grouped(number: u64) -> String {
    match number.checked_div(1_000) {
        None | Some(0) => number.to_string(),
        Some(thousands) => format!("{},{:03}", grouped(thousands), number % 1_000),
    }
}
