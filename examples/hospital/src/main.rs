//! The service on 127.0.0.1: `nen-pathway-hospital [PORT]`, the port also from `PORT`, 8080 without either.

use std::{env, io, process::ExitCode};

use nen_pathway_hospital::service::serve;
use tokio::{net::TcpListener, signal};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nen-pathway-hospital: {error}");
            ExitCode::from(2)
        }
    }
}

#[tokio::main]
async fn run() -> Result<(), String> {
    // Who does not read the log is not waited for: its lines are dropped.
    let (log, _rest) = tracing_appender::non_blocking(io::stdout());
    tracing_subscriber::fmt().json().flatten_event(true).with_target(false).with_writer(log).init();
    let mut arguments = env::args_os().skip(1);
    let port = arguments.next().or_else(|| env::var_os("PORT")).unwrap_or_else(|| "8080".into());
    if let Some(other) = arguments.next() {
        return Err(format!(
            "argument `{}`; accepted: nen-pathway-hospital [PORT]",
            other.display()
        ));
    }
    let number = port.to_str().and_then(|port| port.parse::<u16>().ok());
    let accepted = "accepted: a number from 0 to 65535";
    let number = number.ok_or_else(|| format!("port `{}`; {accepted}", port.display()))?;
    let listener = TcpListener::bind(("127.0.0.1", number))
        .await
        .map_err(|error| format!("port {number}: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    tracing::info!(%address, "listening");
    serve(listener, stopped()).await.map_err(|error| error.to_string())?;
    tracing::info!("stopped");
    Ok(())
}

/// Until somebody asks it to end.
async fn stopped() {
    let interrupted = signal::ctrl_c();
    #[cfg(unix)]
    match signal::unix::signal(signal::unix::SignalKind::terminate()) {
        Ok(mut terminated) => {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
        }
        Err(_) => drop(interrupted.await),
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
}
