//! The program `ndjson` on many lines: what it puts together is what the library writes, in bounded memory.

#[path = "support/any.rs"]
mod any;

use std::io::{BufReader, Read, Write, sink};

use allocation_counter::measure;
use any::cases;
use nen_pathway::*;

#[path = "../examples/ndjson/main.rs"]
#[expect(dead_code, reason = "a program, of which only the answering is wanted")]
mod ndjson;

use ndjson::{Mode, answer_all};

fn json(case: &Case) -> String {
    serde_json::to_string(case).unwrap()
}

#[test]
fn a_line_is_answered_alike_however_it_is_read() {
    let (mut lines, mut expected) = (Vec::new(), Vec::new());
    for (id, case) in cases().take(20_000).enumerate() {
        let answer = serde_json::to_string(&Report::new(&case)).unwrap();
        let object = json(&case);
        let (comma, rest) = if object == "{}" { ("", "}") } else { (",", &object[1..]) };
        // A key that does not stand there as it is: such lines are read key by key.
        for key in ["id", "\\u0069d"] {
            lines.push(format!("{{\"{key}\":{id}{comma}{rest}"));
            expected.push(format!("{{\"id\":{id},{}", &answer[1..]));
        }
        lines.push(object);
        expected.push(answer);
    }
    let mut answers = Vec::new();
    assert!(answer_all(Mode::Recommend, lines.join("\n").as_bytes(), &mut answers).unwrap());
    let answers = String::from_utf8(answers).unwrap();
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers.len(), expected.len());
    assert_eq!(answers.iter().zip(&expected).find(|(answer, expected)| answer != expected), None);
}

/// The lines of cases without end, as they are asked for.
struct Lines<I>(I, Vec<u8>);

impl<I: Iterator<Item = Case>> Read for Lines<I> {
    fn read(&mut self, mut buffer: &mut [u8]) -> std::io::Result<usize> {
        let Self(cases, rest) = self;
        if rest.is_empty() {
            rest.extend(cases.next().map(|case| json(&case) + "\n").unwrap_or_default().bytes());
        }
        let written = buffer.write(rest)?;
        rest.drain(..written);
        Ok(written)
    }
}

#[test]
fn memory_is_bounded() {
    const MOST: u64 = 2 << 20;
    let input = BufReader::new(Lines(cases().take(200_000), Vec::new()));
    let info = measure(|| assert!(answer_all(Mode::Recommend, input, sink()).unwrap()));
    println!("{} bytes at most", info.bytes_max);
    assert!(info.bytes_max < MOST, "{info:?}");
}
