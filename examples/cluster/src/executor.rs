//! An executor: it reads its part of the files, and calls the functions.

use std::{
    error::Error,
    io::{self, Write},
    net::{Ipv4Addr, SocketAddrV4},
    path::PathBuf,
    pin::pin,
    sync::Arc,
};

use ballista_core::registry::BallistaFunctionRegistry;
use ballista_executor::{
    executor_process::{ExecutorProcessConfig, start_executor_process},
    terminate::sig_term,
};
use clap::Args;
use tempfile::TempDir;
use tokio::signal::ctrl_c;

use crate::{
    functions::functions,
    place::{HEARTBEAT, listen, reach},
};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Where the scheduler is.
    #[arg(long, value_name = "ADDRESS:PORT")]
    scheduler: SocketAddrV4,

    /// The address of this machine at which the others reach it.
    #[arg(long, default_value_t = Ipv4Addr::LOCALHOST)]
    host: Ipv4Addr,

    /// The port at which results are fetched; 0 for one that is free.
    #[arg(long, default_value_t = 0)]
    port: u16,

    /// The port at which the scheduler hands over work; 0 for one that is free.
    #[arg(long, default_value_t = 0)]
    work_port: u16,

    /// How many parts are worked on at a time; 0 for as many as there are cores.
    #[arg(long, default_value_t = 0)]
    cores: usize,

    /// Memory that all parts may keep, in MiB; what they must keep beyond goes to disk.
    #[arg(long, value_name = "MIB", default_value_t = 2048)]
    memory: u64,

    /// Where what is on its way between the parts of a query is kept, in a folder of its own.
    #[arg(long, value_name = "FOLDER", default_value_os_t = std::env::temp_dir())]
    folder: PathBuf,
}

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let scheduler = arguments.scheduler;
    reach(scheduler).await.map_err(|error| format!("scheduler `{scheduler}`: {error}"))?;
    let folder = TempDir::with_prefix_in("nen-pathway-executor-", &arguments.folder)
        .map_err(|error| format!("folder `{}`: {error}", arguments.folder.display()))?;
    let work_dir = folder
        .path()
        .to_str()
        .ok_or_else(|| format!("folder `{}`: no UTF-8", folder.path().display()))?;
    let mut registry = BallistaFunctionRegistry::default();
    for function in functions() {
        registry.scalar_functions.insert(function.name().to_owned(), Arc::new(function));
    }
    // Ballista takes ports, and says none: they are free, and two, as long as both are held.
    let results = listen(arguments.host, arguments.port)?;
    let work = listen(arguments.host, arguments.work_port)?;
    let config = ExecutorProcessConfig {
        bind_host: arguments.host.to_string(),
        external_host: Some(arguments.host.to_string()),
        port: results.local_addr()?.port(),
        grpc_port: work.local_addr()?.port(),
        scheduler_host: scheduler.ip().to_string(),
        scheduler_port: scheduler.port(),
        vcores: arguments.cores,
        memory_pool_size: Some(arguments.memory.saturating_mul(1 << 20)),
        work_dir: Some(work_dir.to_owned()),
        executor_heartbeat_interval_seconds: HEARTBEAT.as_secs(),
        override_function_registry: Some(Arc::new(registry)),
        ..ExecutorProcessConfig::default()
    };
    drop((results, work));
    writeln!(io::stdout(), "executor: {}", SocketAddrV4::new(arguments.host, config.port))?;
    let mut ended = pin!(start_executor_process(Arc::new(config)));
    // Ballista ends without an error whatever ended it.
    tokio::select! {
        biased;
        told = told_to_end() => {
            told?;
            Ok(ended.await?)
        }
        ended = &mut ended => {
            ended?;
            Err("ended by the scheduler, or for want of one".into())
        }
    }
}

/// By whoever started it.
async fn told_to_end() -> io::Result<()> {
    tokio::select! {
        told = ctrl_c() => told,
        told = sig_term() => told,
    }
}
