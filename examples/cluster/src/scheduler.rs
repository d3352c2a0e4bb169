//! The scheduler: it plans with the functions, and works on nothing.

use std::{
    error::Error,
    io::{self, Write},
    net::{Ipv4Addr, SocketAddr, SocketAddrV4},
    sync::Arc,
    time::Duration,
};

use ballista_core::utils::default_session_builder;
use ballista_scheduler::{
    cluster::BallistaCluster,
    config::SchedulerConfig,
    scheduler_process::{create_scheduler, start_grpc_service_with_listener},
};
use clap::Args;
use datafusion::execution::FunctionRegistry;
use datafusion_proto::protobuf::{LogicalPlanNode, PhysicalPlanNode};
use tokio::net::TcpListener;

use crate::{
    functions::functions,
    place::{HEARTBEAT, SILENCE},
};

/// A result that nobody fetched to its end is removed after this: `ask` has it removed as soon as it was fetched. What was
/// on its way between parts goes when the query is over.
const KEPT: Duration = Duration::from_hours(1);

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The address of this machine at which executors and those who ask reach it.
    #[arg(long, default_value_t = Ipv4Addr::LOCALHOST)]
    host: Ipv4Addr,

    /// The port; 0 for one that is free.
    #[arg(long, default_value_t = 50050)]
    port: u16,
}

pub(crate) async fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let address = SocketAddrV4::new(arguments.host, arguments.port);
    let listener =
        TcpListener::bind(address).await.map_err(|error| format!("port `{address}`: {error}"))?;
    let address = listener.local_addr()?;
    let config = Arc::new(config(address));
    let cluster = BallistaCluster::new_from_config(&config).await?;
    let scheduler = create_scheduler::<LogicalPlanNode, PhysicalPlanNode>(cluster, config).await?;
    writeln!(io::stdout(), "scheduler: {address}")?;
    Ok(start_grpc_service_with_listener(listener, scheduler).await?)
}

fn config(address: SocketAddr) -> SchedulerConfig {
    SchedulerConfig {
        external_host: address.ip().to_string(),
        bind_host: address.ip().to_string(),
        bind_port: address.port(),
        executor_timeout_seconds: SILENCE.as_secs(),
        expire_dead_executor_interval_seconds: HEARTBEAT.as_secs(),
        // With nobody left to work, a query ends as soon as this.
        no_executors_grace_period_seconds: SILENCE.as_secs(),
        finished_job_data_clean_up_interval_seconds: KEPT.as_secs(),
        override_session_builder: Some(Arc::new(|config| {
            let mut state = default_session_builder(config)?;
            for function in functions() {
                state.register_udf(Arc::new(function))?;
            }
            Ok(state)
        })),
        ..SchedulerConfig::default()
    }
}
