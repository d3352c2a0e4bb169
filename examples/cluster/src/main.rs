//! The cohort's functions and SQL past one machine: a Ballista scheduler, executors, and the one who asks.

mod ask;
mod executor;
mod functions;
mod place;
mod scheduler;

use std::{
    error::Error,
    io::{self, Write},
    process::ExitCode,
};

use clap::Parser;

/// A cohort against the pathway, on a cluster. It supports clinicians and decides nothing for them.
///
/// Nothing on the wire is encrypted and nobody is asked who they are: loopback, or a network where everybody is trusted.
/// The status is 2 if the work failed.
#[derive(Debug, Parser)]
#[command(version)]
enum Role {
    /// Plan queries, and hand their parts to executors.
    Scheduler(scheduler::Arguments),
    /// Work on parts of queries.
    Executor(executor::Arguments),
    /// The result of a query on a file of cases.
    Ask(ask::Arguments),
}

#[tokio::main]
async fn main() -> ExitCode {
    let role = Role::parse();
    // What Ballista tells of tasks and of executors that are lost; `RUST_LOG` asks for more or for less.
    let told = match role {
        Role::Scheduler(_) | Role::Executor(_) => {
            "warn,ballista_scheduler=info,ballista_executor=info"
        }
        Role::Ask(_) => "off",
    };
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or(told)).init();
    match run(role).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody may be there to read it.
            let _ = writeln!(io::stderr(), "cluster: {error}");
            ExitCode::from(2)
        }
    }
}

async fn run(role: Role) -> Result<(), Box<dyn Error>> {
    match role {
        Role::Scheduler(arguments) => scheduler::run(&arguments).await,
        Role::Executor(arguments) => executor::run(&arguments).await,
        Role::Ask(arguments) => ask::run(&arguments).await,
    }
}
