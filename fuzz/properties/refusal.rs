//! What every message of a refusal tells.

/// The message names what was read and the offending text, and says what is accepted.
pub(super) fn tells(message: &str, subject: &str, text: &str) {
    let beginning = format!("{subject} `{}`: ", excerpt(text));
    assert!(message.starts_with(&beginning), "{message} does not begin with {beginning}");
    accepted(message);
}

/// The message says what is accepted.
pub(super) fn accepted(message: &str) {
    let after = message.rsplit_once("; accepted: ").map(|(_, after)| after.trim());
    assert!(after.is_some_and(|after| !after.is_empty()), "nothing is accepted in {message}");
}

/// A text as a message quotes it: whole up to 60 bytes, then as many letters as fit, and `…`.
fn excerpt(text: &str) -> String {
    let ends = text.char_indices().map(|(start, letter)| start + letter.len_utf8());
    let end = ends.take_while(|end| *end <= 60).last().unwrap_or(0);
    format!("{}{}", &text[..end], if end < text.len() { "…" } else { "" })
}
