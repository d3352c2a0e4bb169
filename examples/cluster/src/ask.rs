//! The one who asks: the same tables, functions and SQL as on one machine.

use std::{
    cell::OnceCell,
    error::Error,
    io::{self, Write},
    net::SocketAddrV4,
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use ballista::prelude::SessionContextExt;
use ballista_core::{
    JobId,
    config::{BALLISTA_CLIENT_PULL, BALLISTA_SCHEDULER_MAX_PARTITIONS_PER_TASK},
    execution_plans::DistributedQueryExec,
    extension::SessionConfigExt,
    serde::protobuf::{
        CancelJobParams, CleanJobDataParams, scheduler_grpc_client::SchedulerGrpcClient,
    },
};
use clap::Args;
use datafusion::{
    execution::SessionStateBuilder,
    physical_plan::{ExecutionPlan, execute_stream},
    prelude::{SessionConfig, SessionContext},
};
use datafusion_proto::protobuf::LogicalPlanNode;
use nen_pathway_cohort::{Cohort, Format, Output, reading};
use tokio::{signal, time::timeout};

use crate::{
    functions::functions,
    place::{PATIENCE, reach},
};

/// One that is asked whether it is there may take so long to answer: it may be short of memory, or of a core.
const ANSWER: Duration = Duration::from_secs(20);

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// A file that ends in `.csv` or `.parquet`, or a folder of Parquet files: under the same name on every machine.
    file: PathBuf,

    /// Where the scheduler is.
    #[arg(long, value_name = "ADDRESS:PORT")]
    scheduler: SocketAddrV4,

    /// A query on the tables `cases` and `readable`.
    #[arg(long, value_name = "QUERY")]
    sql: String,

    /// How the result is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Write the result to a `.csv` or a `.parquet` file instead: it is there only if it is whole.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// In how many parts the work is cut, at most; a part is whole row groups.
    #[arg(long, default_value_t = 16, value_parser = clap::value_parser!(u16).range(1..))]
    parts: u16,

    /// Give up after so many seconds.
    #[arg(long, value_name = "SECONDS")]
    within: Option<u64>,
}

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let scheduler = arguments.scheduler;
    reach(scheduler).await.map_err(|error| format!("scheduler `{scheduler}`: {error}"))?;
    let within = arguments.within.map_or(Duration::MAX, Duration::from_secs);
    let query = OnceCell::new();
    // What is dropped here takes an unfinished file with it.
    let told = tokio::select! {
        told = timeout(within, tell(arguments, &query)) => {
            told.unwrap_or_else(|_| Err(format!("no answer within {} s", within.as_secs()).into()))
        }
        stopped = signal::ctrl_c() => Err(stopped.map_or_else(Into::into, |()| "interrupted".into())),
    };
    // A scheduler that is killed may take connections a moment longer, and answers none: it is asked for something first.
    let left = match query.get().and_then(job) {
        Some(job) => {
            let gone = timeout(PATIENCE, let_go(scheduler, &job, told.is_ok())).await;
            let left = gone.unwrap_or_else(|late| Err(late.into())).err();
            left.map(|error| format!("query `{job}` is still in the cluster: {error}"))
        }
        None => None,
    };
    match told {
        Err(error) if reach(scheduler).await.is_err() => {
            Err(format!("scheduler `{scheduler}` is lost: {error}").into())
        }
        told => {
            if let Some(left) = left {
                // Nobody may be there to read it.
                let _ = writeln!(io::stderr(), "cluster: {left}");
            }
            told
        }
    }
}

type Query = Arc<dyn ExecutionPlan>;

async fn tell(arguments: &Arguments, query: &OnceCell<Query>) -> Result<(), Box<dyn Error>> {
    let context = context(arguments).await?;
    for finding in Cohort::open(&context, &arguments.file).await?.missing {
        writeln!(io::stderr(), "cluster: no column `{finding}`: not assessed in any case")?;
    }
    let frame = context.sql_with_options(&arguments.sql, reading()).await?;
    let task = Arc::new(frame.task_ctx());
    let planned = frame.create_physical_plan().await?;
    let batches = execute_stream(Arc::clone(query.get_or_init(|| planned)), task)?;
    let output = Output::of(arguments.output.as_deref(), arguments.format, batches.schema())?;
    Ok(output.write_all(batches).await?)
}

/// A session whose queries are run by the cluster.
async fn context(arguments: &Arguments) -> Result<SessionContext, Box<dyn Error>> {
    let config = SessionConfig::new_with_ballista()
        .with_target_partitions(arguments.parts.into())
        // A task is one part, so that the others take over from a lost executor part by part.
        .set_str(BALLISTA_SCHEDULER_MAX_PARTITIONS_PER_TASK, "1")
        // The scheduler says at once what it calls the query, so that it can be called off.
        .set_bool(BALLISTA_CLIENT_PULL, true)
        // Whoever hangs is missed: the scheduler, and an executor whose results are fetched.
        .with_ballista_override_create_grpc_client_endpoint(Arc::new(|endpoint| {
            Ok(endpoint
                .connect_timeout(PATIENCE)
                .http2_keep_alive_interval(PATIENCE)
                .keep_alive_timeout(ANSWER))
        }));
    let state = SessionStateBuilder::new().with_default_features().with_config(config).build();
    let context =
        SessionContext::remote_with_state(&format!("df://{}", arguments.scheduler), state).await?;
    for function in functions() {
        context.register_udf(function);
    }
    Ok(context)
}

/// What the scheduler calls it, once it has said so.
fn job(query: &Query) -> Option<JobId> {
    match query.downcast_ref::<DistributedQueryExec<LogicalPlanNode>>() {
        Some(query) => query.job_id(),
        None => query.children().into_iter().find_map(job),
    }
}

/// Nobody waits for the query any more: its result is removed, and what is still done for it ends.
async fn let_go(scheduler: SocketAddrV4, job: &JobId, is_told: bool) -> Result<(), Box<dyn Error>> {
    let mut scheduler = SchedulerGrpcClient::connect(format!("http://{scheduler}")).await?;
    let job_id = job.to_string();
    if is_told {
        let every_stage = CleanJobDataParams { job_id, remove_stage_ids: Vec::new() };
        scheduler.clean_job_data(every_stage).await?;
    } else {
        scheduler.cancel_job(CancelJobParams { job_id }).await?;
    }
    Ok(())
}
