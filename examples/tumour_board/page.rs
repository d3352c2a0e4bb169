//! Lines on a terminal: colour and width adapt to it, and piped output is plain.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use nen_pathway::{Set, Statement};
use textwrap::{Options, WordSeparator, WordSplitter};

use crate::conditions::named;

/// The widest a line of text gets; where no terminal tells a width, it is 80.
const WIDTH: usize = 100;
/// From this width on, a row has two columns.
const TWO_COLUMNS: usize = 64;

pub(crate) const STRONG: Style = Style::new().bold();
pub(crate) const FAINT: Style = Style::new().dimmed();
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
pub(crate) const ASK: Style = AnsiColor::Yellow.on_default().bold();

/// A page that is being written.
pub(crate) struct Page {
    text: String,
    width: usize,
}

impl Page {
    pub(crate) fn new() -> Self {
        Self { text: String::new(), width: textwrap::termwidth().clamp(30, WIDTH) }
    }

    /// The heading of a case.
    pub(crate) fn title(&mut self, text: &str) {
        let used = text.chars().count().saturating_add(1);
        let rule = "─".repeat(self.width.saturating_sub(used));
        self.push(&format!("{STRONG}{text}{STRONG:#} {FAINT}{rule}{FAINT:#}"));
    }

    /// The heading of a section.
    pub(crate) fn section(&mut self, style: Style, text: &str) {
        let lines = textwrap::fill(text, self.options());
        self.push(&format!("\n{style}{lines}{style:#}"));
    }

    /// A paragraph, indented.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.hanging("  ", "  ", text);
    }

    /// One of several points.
    pub(crate) fn point(&mut self, text: &str) {
        self.hanging("  • ", "    ", text);
    }

    /// A point below a point.
    pub(crate) fn subpoint(&mut self, text: &str) {
        self.hanging("      ", "        ", text);
    }

    /// Lines that are copied from here: whole, however long.
    pub(crate) fn verbatim(&mut self, text: &str) {
        self.push(text);
    }

    /// A name and what belongs to it: in two columns where there is room.
    pub(crate) fn row(&mut self, name: &str, text: &str) {
        if self.width < TWO_COLUMNS {
            self.paragraph(&format!("{name}: {text}"));
        } else {
            self.hanging(&format!("  {name:<34}"), &" ".repeat(36), text);
        }
    }

    /// Where the page ends now.
    pub(crate) const fn end(&self) -> usize {
        self.text.len()
    }

    /// Every statement that is named from there on.
    pub(crate) fn named_since(&self, start: usize) -> Set<Statement> {
        named(self.text.get(start..).unwrap_or_default())
    }

    pub(crate) fn blank(&mut self) {
        self.push("");
    }

    pub(crate) fn print(self) -> io::Result<()> {
        let mut output = anstream::stdout().lock();
        output.write_all(self.text.as_bytes())?;
        output.flush()
    }

    fn hanging(&mut self, first: &str, rest: &str, text: &str) {
        let options = self.options().initial_indent(first).subsequent_indent(rest);
        self.push(&textwrap::fill(text, options));
    }

    /// Lines break at spaces only, so that a DOI stays whole.
    fn options(&self) -> Options<'static> {
        Options::new(self.width)
            .break_words(false)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}
