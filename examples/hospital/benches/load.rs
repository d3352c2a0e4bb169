//! The service under load beside two bare echoes of axum, on the same cores, in turns: `cargo bench --bench load`.
//!
//! One echo reads JSON to a value and writes it, as any service of JSON does that does nothing; the other hands the bytes
//! back unread. All get the same requests over as many connections. Printed are requests per second, how long they took,
//! what the service does in a hundred of theirs (the median of the rounds), and the most memory that it ever had.

use std::{
    env,
    fs::{self, File},
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, Command},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

#[path = "../tests/hooks/request.rs"]
mod request;

use self::request::file;

const CONNECTIONS: usize = 16;
const ROUND: Duration = Duration::from_millis(1500);
const ROUNDS: usize = 5;

fn main() {
    if let Some(kind) = env::args().find_map(|it| it.strip_prefix("--echo=").map(str::to_owned)) {
        return echo(&kind);
    }
    let echo_of = |kind: &str| {
        let this = env::current_exe().expect("this program");
        Server::start(Command::new(this).arg(format!("--echo={kind}")))
    };
    let service = Server::start(Command::new(env!("CARGO_BIN_EXE_nen-pathway-hospital")).arg("0"));
    let servers = [&service, &echo_of("json"), &echo_of("bytes")];
    for (hook, id) in [("patient-view", "nen-pathway-view"), ("order-sign", "nen-pathway-sign")] {
        let request = request(hook, id);
        let rounds: Vec<[Vec<Duration>; 3]> =
            (0..ROUNDS).map(|_| servers.map(|server| load(server.port, &request))).collect();
        println!("{hook}, {} bytes, {CONNECTIONS} connections:", request.len());
        for (place, name) in ["service", "echo of JSON", "echo of bytes"].iter().enumerate() {
            let mut ratios: Vec<usize> =
                rounds.iter().map(|it| it[0].len() * 100 / it[place].len()).collect();
            ratios.sort_unstable();
            println!(
                "  {name:<13} {}; service: {} %",
                told(&rounds[ROUNDS / 2][place]),
                ratios[ROUNDS / 2]
            );
        }
    }
    println!("most memory of the service: {} MB", service.most_memory() / 1000);
}

fn told(took: &[Duration]) -> String {
    let within = |percent: usize| took[(took.len() - 1) * percent / 100].as_micros();
    let per_second = took.len() * 1000 / usize::try_from(ROUND.as_millis()).expect("a short time");
    format!(
        "{per_second:>6} requests/s, half within {} µs, 99 of 100 within {} µs",
        within(50),
        within(99)
    )
}

/// What took how long, in order of that.
fn load(port: u16, request: &[u8]) -> Vec<Duration> {
    let mut all: Vec<Duration> = thread::scope(|scope| {
        let clients: Vec<_> =
            (0..CONNECTIONS).map(|_| scope.spawn(|| client(port, request))).collect();
        clients.into_iter().flat_map(|it| it.join().expect("a client")).collect()
    });
    all.sort();
    all
}

fn client(port: u16, request: &[u8]) -> Vec<Duration> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
    stream.set_nodelay(true).expect("no delay");
    let mut answers = BufReader::new(stream.try_clone().expect("a second handle"));
    let begun = Instant::now();
    let mut all = Vec::new();
    let mut body = Vec::new();
    while begun.elapsed() < ROUND {
        let sent = Instant::now();
        stream.write_all(request).expect("the service takes it");
        let mut length = 0;
        let mut line = String::new();
        loop {
            let first = line.is_empty();
            line.clear();
            answers.read_line(&mut line).expect("the head of an answer");
            assert!(
                !first || !line.starts_with("HTTP") || line.starts_with("HTTP/1.1 200"),
                "{line}"
            );
            let lower = line.to_ascii_lowercase();
            if let Some(value) = lower.strip_prefix("content-length:") {
                length = value.trim().parse().expect("a length");
            }
            if line == "\r\n" {
                break;
            }
        }
        body.resize(length, 0);
        answers.read_exact(&mut body).expect("the answer");
        all.push(sent.elapsed());
    }
    all
}

/// A call with everything prefetched, as bytes of HTTP.
fn request(hook: &str, id: &str) -> Vec<u8> {
    let context = file("nec.order.json");
    let body = request::request(hook, &file("nec.bundle.json"), &context).to_string();
    let head = format!(
        "POST /cds-services/{id} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body.into_bytes()].concat()
}

struct Server {
    process: Child,
    port: u16,
    log: PathBuf,
}

impl Server {
    /// Starts one that says its address in the first line of its log, which is a file.
    fn start(command: &mut Command) -> Self {
        static LOGS: AtomicUsize = AtomicUsize::new(0);
        let number = LOGS.fetch_add(1, Ordering::Relaxed);
        let log =
            env::temp_dir().join(format!("nen-pathway-load-{}-{number}.log", std::process::id()));
        let process =
            command.stdout(File::create(&log).expect("a log")).spawn().expect("the server starts");
        let port = loop {
            let said = fs::read_to_string(&log).expect("its log");
            if let Some((_, rest)) = said.split_once("127.0.0.1:")
                && let Some(end) = rest.find(|letter: char| !letter.is_ascii_digit())
            {
                break rest[..end].parse().expect("a port");
            }
            thread::sleep(Duration::from_millis(20));
        };
        Self { process, port, log }
    }

    /// In kilobytes.
    fn most_memory(&self) -> u64 {
        let status =
            fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:")).unwrap_or_default();
        line.split_whitespace().next().and_then(|it| it.parse().ok()).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_file(&self.log);
    }
}

#[tokio::main]
async fn echo(kind: &str) {
    let bytes = axum::routing::post(|body: axum::body::Bytes| async move { body });
    let json = axum::routing::post(|body: axum::Json<serde_json::Value>| async move { body });
    let app = axum::Router::new().fallback(if kind == "json" { json } else { bytes });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!("{}", listener.local_addr().expect("an address"));
    axum::serve(listener, app).await.expect("it serves");
}
