//! The service under load beside a bare echo of axum, on the same cores, in turns: `cargo bench --bench load`.
//!
//! Both get the same requests over the same connections. Printed are requests per second, how long they took, the ratio of
//! the two and the most memory that the service ever had; where it took less than seven tenths of the echo's, it fails.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

const CONNECTIONS: usize = 16;
const ROUND: Duration = Duration::from_millis(1500);
const ROUNDS: usize = 5;

fn main() -> ExitCode {
    if env::args().any(|it| it == "--echo") {
        echo();
        return ExitCode::SUCCESS;
    }
    let service = Server::start(Command::new(env!("CARGO_BIN_EXE_nen-pathway-hospital")).arg("0"));
    let bare = Server::start(Command::new(env::current_exe().expect("this program")).arg("--echo"));
    let mut enough = true;
    for (hook, id) in [("patient-view", "nen-pathway-view"), ("order-sign", "nen-pathway-sign")] {
        let request = request(hook, id);
        let mut rounds: Vec<[Vec<Duration>; 2]> = (0..ROUNDS)
            .map(|_| [load(service.port, &request), load(bare.port, &request)])
            .collect();
        rounds.sort_by_key(ratio);
        let [ours, theirs] = &rounds[ROUNDS / 2];
        println!("{hook}, {} bytes, {CONNECTIONS} connections:", request.len());
        println!("  service {}", told(ours));
        println!("  echo    {}", told(theirs));
        let all: Vec<String> = rounds.iter().map(|it| ratio(it).to_string()).collect();
        println!("  service: {} % of the echo (of {})", ratio(&rounds[ROUNDS / 2]), all.join(", "));
        enough &= ratio(&rounds[ROUNDS / 2]) >= 70;
    }
    println!("most memory of the service: {} MB", service.most_memory() / 1000);
    if enough { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Requests of the service in a hundred of the echo's.
fn ratio([ours, theirs]: &[Vec<Duration>; 2]) -> usize {
    ours.len() * 100 / theirs.len()
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
    let file = |name: &str| -> Value {
        let path = format!("{}/bundles/{name}", env!("CARGO_MANIFEST_DIR"));
        serde_json::from_str(&fs::read_to_string(path).expect("an example")).expect("JSON")
    };
    let (bundle, order) = (file("nec.bundle.json"), file("nec.order.json"));
    let found = |kind: &str| {
        let all = bundle["entry"].as_array().expect("entries").iter();
        let entries: Vec<&Value> =
            all.filter(|it| it["resource"]["resourceType"] == kind).collect();
        json!({ "resourceType": "Bundle", "type": "searchset", "total": entries.len(), "entry": entries })
    };
    let body = json!({
        "hook": hook,
        "hookInstance": "6f1b4d2e-9f3a-4f0e-8a55-1c2d3e4f5a6b",
        "context": { "userId": "Practitioner/example", "patientId": "example", "draftOrders": order["draftOrders"] },
        "prefetch": {
            "conditions": found("Condition"), "observations": found("Observation"),
            "ordered": null, "given": null, "stated": null,
        },
    })
    .to_string();
    let head = format!(
        "POST /cds-services/{id} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.into_bytes(), body.into_bytes()].concat()
}

struct Server {
    process: Child,
    port: u16,
}

impl Server {
    /// Starts one that says its address in a line of its log.
    fn start(command: &mut Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the server starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its log")).lines();
        let line = lines.next().expect("a line").expect("text");
        let (_, rest) = line.split_once("127.0.0.1:").expect("an address");
        let port = rest
            .chars()
            .take_while(char::is_ascii_digit)
            .collect::<String>()
            .parse()
            .expect("a port");
        thread::spawn(move || lines.for_each(drop));
        Self { process, port }
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
    }
}

#[tokio::main]
async fn echo() {
    let echoed = axum::routing::post(|body: axum::body::Bytes| async move { body });
    let app = axum::Router::new().fallback(echoed);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    println!("{}", listener.local_addr().expect("an address"));
    axum::serve(listener, app).await.expect("it serves");
}
