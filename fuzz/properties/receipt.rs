//! Receipts.

use nen_pathway::{Receipt, ReceiptError, Report, ValueError};

use super::{case::carried, refusal, text};

/// Receipts: what is accepted is, but for what is free, the receipt of its case.
pub fn receipt(bytes: &[u8]) {
    let text = text(bytes);
    match Receipt::check(text) {
        Ok(case) => {
            let made = Report::new(&case).receipt().to_string();
            assert_eq!(but_for_what_is_free(text), but_for_what_is_free(&made));
            let (with, answer) = made.split_once('\n').unwrap();
            let version = with.split(' ').nth(1).unwrap();
            let free = format!("{}\r\n{answer}\r\n", with.replacen(version, "12.0.3-rc.1+b", 1));
            assert_eq!(Receipt::check(&free), Ok(case));
            carried(&case);
        }
        Err(error) => {
            let message = error.to_string();
            refusal::accepted(&message);
            let offending = match error {
                ReceiptError::Form { text, .. }
                | ReceiptError::Case { text, .. }
                | ReceiptError::Contract { text }
                | ReceiptError::Source { text }
                | ReceiptError::Answer { text, .. } => {
                    assert!(message.starts_with(&format!("receipt `{text}`: ")), "{message}");
                    text
                }
                ReceiptError::Key(error) | ReceiptError::Value(ValueError::Name(error)) => {
                    *error.text()
                }
                ReceiptError::Value(ValueError::Range(error)) => *error.text(),
                error => panic!("a new way to refuse a receipt: {error}"),
            };
            assert!(message.contains(&format!("`{offending}`")), "{message}");
            // A long list is shown from where it differs.
            let mut shown = offending.as_str().split("=…");
            assert!(shown.all(|part| text.contains(part)), "{offending} is not in {text}");
        }
    }
}

/// The words of both lines, without the version of the crate, a last newline, and what a newline may follow.
fn but_for_what_is_free(receipt: &str) -> Vec<Vec<&str>> {
    let lines = receipt.strip_suffix('\n').unwrap_or(receipt).split('\n');
    let mut words: Vec<Vec<_>> =
        lines.map(|line| line.strip_suffix('\r').unwrap_or(line).split(' ').collect()).collect();
    words[0].remove(1);
    words
}
