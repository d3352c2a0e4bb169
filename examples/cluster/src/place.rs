//! Where processes listen.

use std::{
    io,
    net::{Ipv4Addr, SocketAddrV4, TcpListener},
    time::Duration,
};

use tokio::{net::TcpStream, time::timeout};

/// How often an executor says that it is there.
pub(crate) const HEARTBEAT: Duration = Duration::from_secs(2);

/// One that was silent for so long is taken as lost, and its parts are worked on by the others. A machine that is short of
/// memory may be silent for many seconds.
pub(crate) const SILENCE: Duration = Duration::from_secs(30);

/// How long a connection may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// At the port that was asked for; for 0 at one that is free.
pub(crate) fn listen(host: Ipv4Addr, port: u16) -> Result<TcpListener, String> {
    let address = SocketAddrV4::new(host, port);
    TcpListener::bind(address).map_err(|error| format!("port `{address}`: {error}"))
}

/// Whether somebody listens there.
pub(crate) async fn reach(scheduler: SocketAddrV4) -> Result<(), io::Error> {
    timeout(PATIENCE, TcpStream::connect(scheduler)).await??;
    Ok(())
}
