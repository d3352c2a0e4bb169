//! The service over a socket: what an EHR may send it, and what nobody should.

use std::{
    io::{BufRead, BufReader, ErrorKind, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;

struct Service {
    process: Child,
    port: u16,
    log: mpsc::Receiver<String>,
}

impl Service {
    fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_nen-pathway-hospital"))
            .arg("0")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let listening: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        let address = listening["address"].as_str().unwrap();
        let port = address.strip_prefix("127.0.0.1:").unwrap().parse().unwrap();
        let (sender, log) = mpsc::channel();
        thread::spawn(move || lines.map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { process, port, log }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// Sends these bytes and reads to the end; the head and the body of what came.
    fn raw(&self, bytes: &[u8]) -> (String, String) {
        let mut stream = self.connect();
        // What is refused at its head is not read to its end.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8(answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        (head.to_owned(), body.to_owned())
    }

    fn send(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> (u16, String, String) {
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n"
        );
        let (head, text) = self.raw(&[head.as_bytes(), body].concat());
        (head.split(' ').nth(1).unwrap().parse().unwrap(), head, text)
    }

    fn post(&self, path: &str, body: &[u8]) -> (u16, String) {
        let (status, _, text) = self.send("POST", path, "Content-Type: application/json\r\n", body);
        (status, text)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The text of the one issue of an `OperationOutcome`.
fn diagnostics(body: &str) -> String {
    let outcome: Value = serde_json::from_str(body).unwrap_or_else(|_| panic!("no JSON: {body}"));
    assert_eq!(outcome["resourceType"], "OperationOutcome", "{body}");
    assert_eq!(outcome["issue"][0]["severity"], "error");
    outcome["issue"][0]["diagnostics"].as_str().unwrap().to_owned()
}

const VIEW: &str = "/cds-services/nen-pathway-view";

#[test]
fn what_is_no_request_is_an_outcome_that_says_what_is_accepted() {
    let service = Service::start();
    let deep = "[".repeat(200_000);
    let nested = format!("{}1{}", r#"{"a":"#.repeat(5000), "}".repeat(5000));
    let objects: [(&[u8], u16, &str); 12] = [
        (b"", 400, "not JSON"),
        (b"null", 400, "hook"),
        (b"[]", 400, "hook"),
        (b"1e999999", 400, "hook"),
        (b"\"text\"", 400, "hook"),
        (b"{\"hook\"", 400, "not JSON"),
        (b"{\"hook\":\"patient-view\",\"hook\":\"patient-view\"}", 400, "`hook` twice"),
        (b"{\"a\":\"\xff\"}", 400, "not JSON"),
        (b"\xef\xbb\xbf{}", 400, "not JSON"),
        (deep.as_bytes(), 400, "not JSON"),
        (nested.as_bytes(), 400, "not JSON"),
        (br#"{"$serde_json::private::Number":"1"}"#, 400, "reserved"),
    ];
    for (body, status, text) in objects {
        let (got, outcome) = service.post(VIEW, body);
        assert_eq!(got, status, "{outcome}");
        let said = diagnostics(&outcome);
        assert!(said.contains(text) && said.contains("accepted: "), "{said}");
    }
}

#[test]
fn other_addresses_methods_and_types_are_named() {
    let service = Service::start();
    for (method, path, headers, status) in [
        ("GET", "/", "", 404),
        ("GET", "/cds-services/", "", 404),
        ("POST", "/cds-services/other", "", 404),
        ("POST", "/cds-services/other/feedback", "", 404),
        ("POST", "/cds-services/%ff%fe", "", 404),
        ("DELETE", "/cds-services", "", 405),
        ("GET", VIEW, "", 405),
        ("POST", VIEW, "Content-Type: text/xml\r\n", 415),
        ("POST", VIEW, "Content-Type: \u{fc}\r\n", 415),
    ] {
        let (got, _, body) = service.send(method, path, headers, b"{}");
        assert_eq!(got, status, "{method} {path}");
        assert!(diagnostics(&body).contains("accepted: "));
    }
    // None is taken for JSON.
    let (status, _, body) = service.send("POST", VIEW, "", b"{}");
    assert_eq!(
        (status, diagnostics(&body).as_str()),
        (400, "hook: missing; accepted: a text that is not empty")
    );
}

#[test]
fn a_body_that_is_too_long_is_refused_before_it_is_read() {
    let service = Service::start();
    let (status, body) = service.post(VIEW, &vec![b' '; (2 << 20) + 1]);
    assert_eq!((status, diagnostics(&body).contains("2097152")), (413, true));
    let announced = format!(
        "POST {VIEW} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 99999999999\r\n\r\n"
    );
    let (head, _) = service.raw(announced.as_bytes());
    assert!(head.starts_with("HTTP/1.1 413 "), "{head}");
    // In pieces without a length, and without an end.
    let mut stream = service.connect();
    let head = format!("POST {VIEW} HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let piece = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    let taken = (0..100).take_while(|_| stream.write_all(piece.as_bytes()).is_ok()).count();
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    assert!(taken < 100 || answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[test]
fn whoever_is_slow_holds_nobody_up() {
    let service = Service::start();
    let begun = Instant::now();
    let head = format!("POST {VIEW} HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n{{");
    let slow: Vec<TcpStream> = (0..50)
        .map(|number| {
            let mut stream = service.connect();
            // Some stop within the body, some within the head, some say nothing.
            let sent = [head.len(), 20, 0][number % 3];
            stream.write_all(&head.as_bytes()[..sent]).unwrap();
            stream
        })
        .collect();
    let (status, _, _) = service.send("GET", "/cds-services", "", b"");
    assert_eq!(status, 200);
    assert!(begun.elapsed() < Duration::from_secs(5), "the others wait");
    for (number, mut stream) in slow.into_iter().enumerate() {
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        if number % 3 == 0 {
            assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        }
    }
    assert!(begun.elapsed() < Duration::from_secs(25), "none is let go");
}

#[test]
fn who_does_not_read_is_let_go() {
    let service = Service::start();
    let mut stream = service.connect();
    stream.set_write_timeout(Some(Duration::from_millis(100))).unwrap();
    let begun = Instant::now();
    // He asks for more than his pipe holds, again and again, until nobody listens.
    let asking = "GET /cds-services HTTP/1.1\r\nHost: h\r\n\r\n";
    loop {
        match stream.write_all(asking.as_bytes()) {
            Err(error) if error.kind() != ErrorKind::WouldBlock => break,
            _ => assert!(begun.elapsed() < Duration::from_secs(30), "he is heard for ever"),
        }
    }
    assert_eq!(service.send("GET", "/cds-services", "", b"").0, 200);
}

#[test]
fn a_body_that_is_somewhat_too_long_is_answered() {
    let service = Service::start();
    let (status, body) = service.post(VIEW, &vec![b' '; 3 << 20]);
    assert_eq!((status, diagnostics(&body).contains("2097152")), (413, true));
}

#[test]
fn only_http_1_is_spoken() {
    let (head, _) = Service::start().raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    assert!(!head.contains("200"), "{head}");
}

#[test]
fn the_log_has_nothing_of_a_patient() {
    let service = Service::start();
    let body = br#"{"hook":"patient-view","hookInstance":"SECRET-1","context":{"patientId":"SECRET-2","userId":"SECRET-3"},
        "prefetch":{"conditions":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Condition","id":"SECRET-4",
        "code":{"text":"neuroendocrine SECRET-5"},"subject":{"reference":"Patient/SECRET-2"}}}]},"observations":null}}"#;
    let (status, answer) = service.post(VIEW, body);
    assert_eq!(status, 200, "{answer}");
    assert!(answer.contains("SECRET-4"), "the answer speaks of the record: {answer}");
    let feedback = br#"{"feedback":[{"card":"6f1b4d2e-9f3a-4f0e-8a55-1c2d3e4f5a6b","outcome":"overridden",
        "outcomeTimestamp":"2026-11-30T10:05:31Z","overrideReason":{"reason":{"system":"urn:nen-pathway:deviation",
        "code":"patient_wish"},"userComment":"SECRET-6"}}]}"#;
    assert_eq!(service.post(&format!("{VIEW}/feedback"), feedback).0, 200);
    service.post("/cds-services/SECRET-7", b"{}");
    thread::sleep(Duration::from_millis(300));
    let log: Vec<String> = service.log.try_iter().collect();
    assert!(log.iter().any(|line| line.contains("patient_wish")), "{log:#?}");
    assert!(log.iter().any(|line| line.contains("\"cards\":1")), "{log:#?}");
    assert!(!log.iter().any(|line| line.contains("SECRET")), "{log:#?}");
    for line in log {
        assert!(serde_json::from_str::<Value>(&line).is_ok(), "no JSON: {line}");
    }
}

#[test]
fn feedback_of_another_shape_is_refused() {
    let service = Service::start();
    for body in [
        r"{}",
        r#"{"feedback":[]}"#,
        r#"{"feedback":[{"card":"x","outcome":"overridden","outcomeTimestamp":"t"}]}"#,
        r#"{"feedback":[{"card":"6f1b4d2e-9f3a-4f0e-8a55-1c2d3e4f5a6b","outcome":"ignored","outcomeTimestamp":"t"}]}"#,
        r#"{"feedback":[{"card":"6f1b4d2e-9f3a-4f0e-8a55-1c2d3e4f5a6b","outcome":"accepted"}]}"#,
        r#"{"feedback":[{"card":"6f1b4d2e-9f3a-4f0e-8a55-1c2d3e4f5a6b","outcome":"accepted","outcomeTimestamp":"yesterday"}]}"#,
    ] {
        let (status, outcome) = service.post(&format!("{VIEW}/feedback"), body.as_bytes());
        assert_eq!(status, 400, "{body}");
        assert!(diagnostics(&outcome).starts_with("feedback"));
    }
}

#[cfg(unix)]
#[test]
fn who_has_begun_is_served_before_it_stops() {
    let mut service = Service::start();
    let body = br#"{"hook":"patient-view"}"#;
    let mut stream = service.connect();
    let head = format!(
        "POST {VIEW} HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    thread::sleep(Duration::from_millis(200));
    let stopped = Command::new("kill").arg(service.process.id().to_string()).status().unwrap();
    assert!(stopped.success());
    thread::sleep(Duration::from_millis(200));
    assert!(TcpStream::connect(("127.0.0.1", service.port)).is_err(), "nobody new is served");
    stream.write_all(body).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 "), "{answer}");
    assert!(service.process.wait().unwrap().success());
}
