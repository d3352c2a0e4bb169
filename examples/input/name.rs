//! The name of a case, and texts that come from outside.

use serde_json::value::RawValue;

/// An `id` as people read it: a text without its quotes, a number as it is written; none where nothing of it is seen.
pub(crate) fn name(id: &RawValue) -> Option<String> {
    let name = serde_json::from_str(id.get()).unwrap_or_else(|_| id.get().to_owned());
    let is_seen = |letter: char| !letter.is_whitespace() && !steers(letter) && !is_nothing(letter);
    name.chars().any(is_seen).then_some(name)
}

/// Without what would steer a terminal, or turn the line round.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|letter| if steers(letter) { '\u{fffd}' } else { letter }).collect()
}

/// Control characters, and those that turn the direction of what follows.
fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Letters without a width.
fn is_nothing(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
