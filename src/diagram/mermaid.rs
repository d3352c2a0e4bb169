//! The language of Mermaid.

use core::fmt::{self, Display};

use super::{
    Spot,
    lines::Language,
    notes::Notes,
    pen::{Mark, Pen},
};

pub(super) struct Mermaid<'f, 'b>(pub(super) &'f mut fmt::Formatter<'b>);

const QUOTED: Language = Language { newline: "<br/>", around: "", indent: "", long: 40, escape };

const fn escape(letter: char) -> Option<&'static str> {
    match letter {
        '"' => Some("#quot;"),
        '<' => Some("#lt;"),
        '>' => Some("#gt;"),
        '&' => Some("#amp;"),
        '#' => Some("#35;"),
        // Two of them begin a directive, wherever they stand.
        '%' => Some("#37;"),
        '`' => Some("#96;"),
        _ => None,
    }
}

impl Mermaid<'_, '_> {
    fn quoted(&mut self, text: &dyn Display) -> fmt::Result {
        self.0.write_str("\"")?;
        QUOTED.write(self.0, text)?;
        self.0.write_str("\"")
    }

    /// A text between the brackets that make the shape.
    fn shape(
        &mut self,
        id: &dyn Display,
        brackets: [&str; 2],
        text: &dyn Display,
        mark: Mark,
    ) -> fmt::Result {
        let [open, close] = brackets;
        write!(self.0, "  {id}{open}")?;
        self.quoted(text)?;
        self.0.write_str(close)?;
        let class = match mark {
            Mark::Plain => return self.0.write_str("\n"),
            Mark::Taken => "taken",
            Mark::Open => "open",
            Mark::Closed => "closed",
        };
        writeln!(self.0, "\n  class {id} {class}")
    }
}

impl Pen for Mermaid<'_, '_> {
    fn begin(&mut self, _: &Notes<'_>, across: bool) -> fmt::Result {
        writeln!(self.0, "flowchart {}", if across { "LR" } else { "TD" })?;
        self.0.write_str(
            "  classDef taken stroke-width:4px\n  classDef open stroke-width:2px,stroke-dasharray:6 4\n  \
             classDef closed stroke:#999,color:#666,stroke-dasharray:1 4\n",
        )
    }

    fn question(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        self.shape(&id, ["{", "}"], text, mark)
    }

    fn leaf(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        self.shape(&id, ["[", "]"], text, mark)
    }

    fn edge(&mut self, from: Spot, to: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        let arrow = match mark {
            Mark::Plain => "-->",
            Mark::Taken => "==>",
            Mark::Open | Mark::Closed => "-.->",
        };
        write!(self.0, "  {from} {arrow}|")?;
        self.quoted(text)?;
        writeln!(self.0, "| {to}")
    }

    fn end(&mut self, notes: &Notes<'_>) -> fmt::Result {
        // A comment would not be seen.
        self.shape(&"notes", ["[", "]"], notes, Mark::Plain)
    }
}
