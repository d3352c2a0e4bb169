//! The one who asks: the same tables, functions and SQL as on one machine.

use std::{
    error::Error,
    io::{self, Write},
    net::SocketAddrV4,
    path::PathBuf,
    time::Duration,
};

use ballista::prelude::SessionContextExt;
use ballista_core::{
    config::{
        BALLISTA_CLIENT_GRPC_HTTP2_KEEPALIVE_INTERVAL_SECONDS,
        BALLISTA_SCHEDULER_MAX_PARTITIONS_PER_TASK,
    },
    extension::SessionConfigExt,
};
use clap::{Args, ValueEnum};
use datafusion::{
    execution::{SessionStateBuilder, context::SQLOptions},
    prelude::{SessionConfig, SessionContext},
};
use futures::TryStreamExt;
use nen_pathway_cohort::{Output, open, register};
use tokio::{signal, time::timeout};

use crate::place::reach;

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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For machines.
    Csv,
}

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let scheduler = arguments.scheduler;
    reach(scheduler).await.map_err(|error| format!("scheduler `{scheduler}`: {error}"))?;
    let within = arguments.within.map_or(Duration::MAX, Duration::from_secs);
    // What is dropped here takes an unfinished file with it.
    let told = tokio::select! {
        told = timeout(within, tell(arguments)) => {
            told.map_err(|_| format!("no answer within {} s", within.as_secs()))?
        }
        stopped = signal::ctrl_c() => Err(stopped.map_or_else(Into::into, |()| "interrupted".into())),
    };
    match told {
        Err(error) if reach(scheduler).await.is_err() => {
            Err(format!("scheduler `{scheduler}` is lost: {error}").into())
        }
        told => told,
    }
}

async fn tell(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let context = context(arguments).await?;
    for finding in open(&context, &arguments.file).await? {
        writeln!(io::stderr(), "cluster: no column `{finding}`: not assessed in any case")?;
    }
    query(&context, arguments).await
}

/// A session whose queries are run by the cluster.
async fn context(arguments: &Arguments) -> Result<SessionContext, Box<dyn Error>> {
    let config = SessionConfig::new_with_ballista()
        .with_target_partitions(arguments.parts.into())
        // A task is one part, so that the others take over from a lost executor part by part.
        .set_str(BALLISTA_SCHEDULER_MAX_PARTITIONS_PER_TASK, "1")
        // A scheduler whose machine is gone is missed.
        .set_str(BALLISTA_CLIENT_GRPC_HTTP2_KEEPALIVE_INTERVAL_SECONDS, "5");
    let state = SessionStateBuilder::new().with_default_features().with_config(config).build();
    let context =
        SessionContext::remote_with_state(&format!("df://{}", arguments.scheduler), state).await?;
    register(&context);
    Ok(context)
}

async fn query(context: &SessionContext, arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let reading =
        SQLOptions::new().with_allow_ddl(false).with_allow_dml(false).with_allow_statements(false);
    let frame = context.sql_with_options(&arguments.sql, reading).await?;
    let mut batches = frame.execute_stream().await?;
    let schema = batches.schema();
    let mut output = match (&arguments.output, arguments.format) {
        (Some(path), _) => Output::file(path, schema)?,
        (None, Format::Text) => Output::table(schema),
        (None, Format::Csv) => Output::csv(schema)?,
    };
    while let Some(batch) = batches.try_next().await? {
        output.write(batch)?;
    }
    Ok(output.finish()?)
}
