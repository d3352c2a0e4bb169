//! Text for people.

use std::fmt::{self, Display, Write};

/// A text of which nothing moves the cursor, ends the line, cannot be seen or looks like another space: such letters are
/// written as escapes.
#[derive(Debug, Clone, Copy)]
pub struct Plain<'t>(pub &'t str);

impl Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|letter| {
            let is_space = letter.is_whitespace() && letter != ' ';
            if is_space || letter.is_control() || is_unseen(letter) {
                write!(f, "{}", letter.escape_default())
            } else {
                f.write_char(letter)
            }
        })
    }
}

/// Marks of direction, joiners.
const fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}
