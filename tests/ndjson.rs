//! The program `ndjson` on many lines: what was written before is what would be written now, in bounded memory.

#[path = "support/any.rs"]
mod any;
#[path = "support/complete.rs"]
mod complete;

use std::{
    collections::{HashMap, HashSet},
    io::{BufReader, Read, Write, sink},
};

use allocation_counter::measure;
use any::cases;
use complete::complete;
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

/// A text that was written for one case serves for every other with the same key.
#[test]
fn reports_with_the_same_key_have_the_same_text() {
    let mut texts = HashMap::new();
    let mut told = |case: &Case| {
        let report = Report::new(case);
        let text = serde_json::to_string(&report).unwrap();
        assert_eq!(*texts.entry(report.key()).or_insert_with(|| text.clone()), text, "{case}");
        texts.len()
    };
    let keys = complete().iter().map(&mut told).max().unwrap();
    assert!(keys < 1_000, "{keys} keys");
    cases().take(100_000).for_each(|case| {
        told(&case);
    });
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
    const MOST: u64 = 48 << 20;
    let mut different = HashSet::new();
    let mut kept = 0;
    for report in cases().take(200_000).map(|case| Report::new(&case)) {
        if different.insert(report.key()) {
            kept += u64::try_from(serde_json::to_vec(&report).unwrap().len()).unwrap();
        }
    }
    assert!(kept > MOST * 3 / 2, "{kept} bytes are no strain");
    let input = BufReader::new(Lines(cases().take(200_000), Vec::new()));
    let info = measure(|| assert!(answer_all(Mode::Recommend, input, sink()).unwrap()));
    assert!(info.bytes_max < MOST, "{info:?}");
}
