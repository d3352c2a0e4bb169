//! The language of Mermaid.

use core::fmt::{self, Display};

use super::{
    Spot,
    lines::Language,
    notes::Notes,
    pen::{Mark, Pen},
};

pub(super) struct Mermaid<'f, 'b> {
    to: &'f mut fmt::Formatter<'b>,
    /// Edges are styled by their number.
    edges: u32,
}

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

/// The class of a mark, and its style.
const fn style(mark: Mark) -> Option<(&'static str, &'static str)> {
    match mark {
        Mark::Plain => None,
        Mark::Taken => Some(("taken", "stroke-width:4px")),
        Mark::Open => Some(("open", "stroke-width:2px,stroke-dasharray:6 4")),
        Mark::Closed => Some(("closed", "stroke:#999,color:#666,stroke-dasharray:1 4")),
    }
}

impl<'f, 'b> Mermaid<'f, 'b> {
    pub(super) const fn new(to: &'f mut fmt::Formatter<'b>) -> Self {
        Self { to, edges: 0 }
    }

    fn quoted(&mut self, text: &dyn Display) -> fmt::Result {
        self.to.write_str("\"")?;
        QUOTED.write(self.to, text)?;
        self.to.write_str("\"")
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
        write!(self.to, "  {id}{open}")?;
        self.quoted(text)?;
        writeln!(self.to, "{close}")?;
        style(mark).map_or(Ok(()), |(class, _)| writeln!(self.to, "  class {id} {class}"))
    }
}

impl Pen for Mermaid<'_, '_> {
    fn begin(&mut self, _: &Notes<'_>, across: bool) -> fmt::Result {
        writeln!(self.to, "flowchart {}", if across { "LR" } else { "TD" })?;
        let marks = [Mark::Taken, Mark::Open, Mark::Closed];
        let mut styles = marks.into_iter().filter_map(style);
        styles.try_for_each(|(class, style)| writeln!(self.to, "  classDef {class} {style}"))
    }

    fn question(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        self.shape(&id, ["{", "}"], text, mark)
    }

    fn leaf(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        self.shape(&id, ["[", "]"], text, mark)
    }

    fn edge(
        &mut self,
        from: Spot,
        to: Spot,
        text: Option<&dyn Display>,
        mark: Mark,
    ) -> fmt::Result {
        write!(self.to, "  {from} -->")?;
        if let Some(text) = text {
            self.to.write_str("|")?;
            self.quoted(text)?;
            self.to.write_str("|")?;
        }
        writeln!(self.to, " {to}")?;
        if let Some((_, style)) = style(mark) {
            writeln!(self.to, "  linkStyle {} {style}", self.edges)?;
        }
        self.edges = self.edges.saturating_add(1);
        Ok(())
    }

    fn end(&mut self, notes: &Notes<'_>) -> fmt::Result {
        // A comment would not be seen.
        self.shape(&"notes", ["[", "]"], notes, Mark::Plain)
    }
}
