//! How far long work is, on standard error.

use std::{
    io::{self, IsTerminal, Write},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
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
        // Whoever has a batch may print it.
        let batches = execute_stream(Arc::clone(&plan), context.task_ctx())?;
        let batches = batches.inspect(move |_| watch.line.clear(State::Empty));
        Ok(Box::pin(RecordBatchStreamAdapter::new(plan.schema(), batches)))
    }

    /// Tells how many of so many rows were counted, until what this gives is dropped.
    #[must_use]
    pub fn counter(self, all: u64) -> Counter {
        let rows = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&rows);
        let told = move || counted.load(Ordering::Relaxed);
        Counter { rows, _watch: self.begin(move || Some(all), told) }
    }

    /// Tells how many rows were read for a plan, until what this gives is dropped.
    pub(crate) fn watch(self, plan: &Arc<dyn ExecutionPlan>) -> Watch {
        let (all, rows) = (Arc::clone(plan), Arc::clone(plan));
        self.begin(move || whole(all.as_ref()), move || read(rows.as_ref()))
    }

    fn begin(
        self,
        all: impl FnOnce() -> Option<u64> + Send + 'static,
        rows: impl Fn() -> u64 + Send + Sync + 'static,
    ) -> Watch {
        let is_terminal = io::stderr().is_terminal();
        let shown = match self {
            Self::OnTerminal => is_terminal,
            Self::Shown => true,
            Self::Hidden => false,
        };
        let line = Arc::new(Line { is_terminal, state: Mutex::new(State::Empty) });
        let task = shown.then(|| tokio::spawn(tell(Arc::clone(&line), all, rows)));
        Watch { line, task }
    }
}

/// Counts rows, so that it can be told how far their number is.
#[derive(Debug)]
pub struct Counter {
    rows: Arc<AtomicU64>,
    _watch: Watch,
}

impl Counter {
    /// So many more.
    pub fn add(&self, rows: usize) {
        self.rows.fetch_add(u64::try_from(rows).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

/// Progress is told as long as there is this.
#[derive(Debug)]
pub(crate) struct Watch {
    line: Arc<Line>,
    task: Option<JoinHandle<()>>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(task) = &self.task {
            task.abort();
        }
        self.line.clear(State::Ended);
    }
}

/// The line on standard error. On a terminal it is written again and again, and taken away before anything else is printed.
#[derive(Debug)]
struct Line {
    is_terminal: bool,
    state: Mutex<State>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Empty,
    Written,
    Ended,
}

impl Line {
    fn write(&self, text: &str) {
        let mut state = self.state();
        if *state != State::Ended {
            *state = State::Written;
            let (before, after) = if self.is_terminal { ("\r", "\x1b[K") } else { ("", "\n") };
            // Nobody may be there to read it.
            let _ = write!(io::stderr(), "{before}{text}{after}");
        }
    }

    /// Takes the line away, for now or for good.
    fn clear(&self, next: State) {
        let mut state = self.state();
        if *state == State::Written && self.is_terminal {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
        *state = next;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const EVERY: Duration = Duration::from_secs(1);

async fn tell(line: Arc<Line>, all: impl FnOnce() -> Option<u64>, rows: impl Fn() -> u64) {
    let begun = Instant::now();
    let all = all().map_or_else(String::new, |all| format!(" of {}", grouped(all)));
    loop {
        sleep(EVERY).await;
        let rows = rows();
        let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        let rate = rows.saturating_mul(1_000).checked_div(milliseconds).unwrap_or(rows);
        line.write(&format!("{}{all} rows, {} rows/s", grouped(rows), grouped(rate)));
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
