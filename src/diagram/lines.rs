//! A text in a language of drawings: broken into lines, and escaped.

use core::fmt::{self, Display, Write};

/// What a language takes for its own.
pub(super) struct Language {
    pub(super) newline: &'static str,
    /// Before the text and after it.
    pub(super) around: &'static str,
    /// Before what is left of a line that was broken.
    pub(super) indent: &'static str,
    /// After so many letters a line breaks at the next space.
    pub(super) long: usize,
    /// A letter that has to be written otherwise.
    pub(super) escape: fn(char) -> Option<&'static str>,
}

impl Language {
    pub(super) fn write(&self, to: &mut fmt::Formatter<'_>, text: &dyn Display) -> fmt::Result {
        to.write_str(self.around)?;
        write!(Escaped { to, column: 0, language: self }, "{text}")?;
        to.write_str(self.around)
    }
}

struct Escaped<'f, 'b, 'l> {
    to: &'f mut fmt::Formatter<'b>,
    /// The letters of the line so far.
    column: usize,
    language: &'l Language,
}

impl Write for Escaped<'_, '_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let Language { newline, indent, long, escape, .. } = *self.language;
        text.char_indices().try_for_each(|(at, letter)| {
            // A word of two letters that ends a label does not stand alone.
            let alone = text.len().saturating_sub(at) == 3;
            let breaks = letter == '\n' || (letter == ' ' && self.column > long && !alone);
            self.column = if breaks { 0 } else { self.column.saturating_add(1) };
            match letter {
                '\n' => self.to.write_str(newline),
                ' ' if breaks => write!(self.to, "{newline}{indent}"),
                letter => match escape(letter) {
                    Some(otherwise) => self.to.write_str(otherwise),
                    None => self.to.write_char(letter),
                },
            }
        })
    }
}
