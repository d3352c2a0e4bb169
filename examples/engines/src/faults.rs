//! A decision model that is wrong in one place.

use std::collections::BTreeSet;

/// A wrong model, and what was done to it.
pub(crate) struct Fault {
    pub(crate) told: String,
    pub(crate) model: String,
}

/// Each rule taken away, with another output, standing a second time with another output, and with a bound that leaves
/// out a hundredth; and each decision that is answered as another, answered always alike.
pub(crate) fn of(model: &str) -> Vec<Fault> {
    // The export writes a rule on a line.
    let lines: Vec<&str> = model.lines().collect();
    let mut faults = Vec::new();
    let mut place = 0;
    for table in lines.chunk_by(|one, next| output(one).is_some() == output(next).is_some()) {
        let outputs: BTreeSet<_> = table.iter().filter_map(|line| output(line)).collect();
        for line in table {
            let (before, after) = (&lines[..place], &lines[place + 1..]);
            faults.extend(wrong(line, &outputs).into_iter().map(|instead| Fault {
                told: format!("{instead:?} for {line}"),
                model: [before, &[&instead], after].concat().join("\n"),
            }));
            place += 1;
        }
    }
    faults
}

/// What may stand wrongly for a line.
fn wrong(line: &str, outputs: &BTreeSet<&str>) -> Vec<String> {
    if let Some(value) = output(line) {
        let other =
            outputs.iter().find(|other| **other != value).expect("a table tells two values");
        let changed = replaced(line, value, other);
        let twice = format!("{line}\n{changed}");
        let narrower = inputs(line).flat_map(|entry| {
            narrower(entry).into_iter().map(move |narrower| replaced(line, entry, &narrower))
        });
        [String::new(), changed, twice].into_iter().chain(narrower).collect()
    } else {
        let same = within(line, "<literalExpression><text>", "</text>");
        same.map(|same| replaced(line, same, "\"avoid\"")).into_iter().collect()
    }
}

/// The line with another content of the first element of text that has this one.
fn replaced(line: &str, content: &str, other: &str) -> String {
    line.replacen(&format!("<text>{content}</text>"), &format!("<text>{other}</text>"), 1)
}

/// What a rule puts out, in quotes.
fn output(line: &str) -> Option<&str> {
    within(line, "<outputEntry><text>", "</text>")
}

/// What a rule asks for.
fn inputs(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split("<inputEntry>").skip(1);
    parts.filter_map(|part| within(part, "<text>", "</text>"))
}

fn within<'t>(text: &'t str, start: &str, end: &str) -> Option<&'t str> {
    Some(text.split_once(start)?.1.split_once(end)?.0)
}

/// A test of numbers with one bound a hundredth further in.
fn narrower(entry: &str) -> Vec<String> {
    let (low, high) = match entry.split_once("..") {
        Some(ends) => ends,
        None if entry.starts_with("&gt;") => (entry, ""),
        None if entry.starts_with("&lt;") => ("", entry),
        None => return Vec::new(),
    };
    let [low, high] = [low, high].map(|end| end.trim_matches(|it: char| !it.is_ascii_digit()));
    let up = low.parse::<u32>().map(|it| entry.replacen(low, &format!("{it}.01"), 1));
    let down = high.parse::<u32>().map(|it| entry.replacen(high, &format!("{}.99", it - 1), 1));
    up.into_iter().chain(down).collect()
}
