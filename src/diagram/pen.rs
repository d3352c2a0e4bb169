//! The two languages of drawings.

use core::fmt::{self, Display, Write};

use super::Spot;

/// How a case goes past a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// No case is drawn.
    Plain,
    /// The only way.
    Taken,
    /// One of several that are still open.
    Open,
    /// Ruled out.
    Closed,
}

impl Mark {
    pub(super) const fn of(reached: bool, only: bool) -> Self {
        match (reached, only) {
            (false, _) => Self::Closed,
            (true, true) => Self::Taken,
            (true, false) => Self::Open,
        }
    }
}

/// Draws shapes and what joins them. A newline in a text begins a line.
pub(super) trait Pen {
    /// `across`: from left to right instead of downwards.
    fn begin(&mut self, about: &dyn Display, across: bool) -> fmt::Result;
    fn question(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result;
    /// An end: a pathway, or what is told at a place.
    fn leaf(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result;
    /// Comes after the shape it goes from, and before the one it leads to unless that is a pathway.
    fn edge(&mut self, from: Spot, to: Spot, text: &dyn Display, mark: Mark) -> fmt::Result;
    fn end(&mut self) -> fmt::Result;
}

/// Graphviz.
pub(super) struct Dot<'f, 'b>(pub(super) &'f mut fmt::Formatter<'b>);

impl Dot<'_, '_> {
    fn label(&mut self, text: &dyn Display, newline: &'static str) -> fmt::Result {
        self.0.write_str("label=\"")?;
        write!(
            Escaped { to: self.0, column: 0, newline, quote: "\\\"", less: "<", more: ">" },
            "{text}"
        )?;
        self.0.write_str("\"")
    }

    /// The label and the style, and the end of the shape or edge.
    fn finish(&mut self, text: &dyn Display, newline: &'static str, mark: Mark) -> fmt::Result {
        self.label(text, newline)?;
        self.0.write_str(match mark {
            Mark::Plain => "]\n",
            Mark::Taken => ", penwidth=3]\n",
            Mark::Open => ", penwidth=2, style=dashed]\n",
            Mark::Closed => ", style=dotted, color=gray50, fontcolor=gray40]\n",
        })
    }
}

impl Pen for Dot<'_, '_> {
    fn begin(&mut self, about: &dyn Display, across: bool) -> fmt::Result {
        let font = "fontname=\"DejaVu Sans\", fontsize=11";
        writeln!(
            self.0,
            "digraph pathway {{\n  graph [{font}, labelloc=b, nodesep=0.3, ranksep=0.5, "
        )?;
        self.0.write_str("    ")?;
        self.label(about, "\\n")?;
        self.0.write_str(if across { ", rankdir=LR" } else { "" })?;
        writeln!(self.0, "]\n  node [{font}]\n  edge [{font}]")
    }

    fn question(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        write!(self.0, "  {id} [shape=diamond, ")?;
        self.finish(text, "\\n", mark)
    }

    fn leaf(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        write!(self.0, "  {id} [shape=box, ")?;
        self.finish(&format_args!("{text}\n"), "\\l", mark)
    }

    fn edge(&mut self, from: Spot, to: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        write!(self.0, "  {from} -> {to} [")?;
        self.finish(text, "\\n", mark)
    }

    fn end(&mut self) -> fmt::Result {
        self.0.write_str("}")
    }
}

/// Mermaid.
pub(super) struct Mermaid<'f, 'b>(pub(super) &'f mut fmt::Formatter<'b>);

impl Mermaid<'_, '_> {
    fn quoted(&mut self, text: &dyn Display) -> fmt::Result {
        self.0.write_str("\"")?;
        write!(
            Escaped {
                to: self.0,
                column: 0,
                newline: "<br/>",
                quote: "#quot;",
                less: "#lt;",
                more: "#gt;"
            },
            "{text}"
        )?;
        self.0.write_str("\"")
    }

    /// A text between the brackets that make the shape.
    fn shape(
        &mut self,
        id: Spot,
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
    fn begin(&mut self, about: &dyn Display, across: bool) -> fmt::Result {
        writeln!(self.0, "flowchart {}\n  %% {about}", if across { "LR" } else { "TD" })?;
        self.0.write_str(
            "  classDef taken stroke-width:4px\n  classDef open stroke-width:2px,stroke-dasharray:6 4\n  \
             classDef closed stroke:#999,color:#666,stroke-dasharray:1 4\n",
        )
    }

    fn question(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        self.shape(id, ["{", "}"], text, mark)
    }

    fn leaf(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        self.shape(id, ["[", "]"], text, mark)
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

    fn end(&mut self) -> fmt::Result {
        Ok(())
    }
}

/// A text with what the language would take for its own; lines break at a space once they are long.
struct Escaped<'f, 'b> {
    to: &'f mut fmt::Formatter<'b>,
    /// The letters of the line so far.
    column: usize,
    newline: &'static str,
    quote: &'static str,
    less: &'static str,
    more: &'static str,
}

/// After so many letters a line breaks at the next space.
const LONG: usize = 48;

impl Write for Escaped<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|letter| {
            let breaks = letter == '\n' || (letter == ' ' && self.column > LONG);
            self.column = if breaks { 0 } else { self.column.saturating_add(1) };
            match letter {
                '\n' => self.to.write_str(self.newline),
                ' ' if breaks => write!(self.to, "{}    ", self.newline),
                '"' => self.to.write_str(self.quote),
                '<' => self.to.write_str(self.less),
                '>' => self.to.write_str(self.more),
                letter => self.to.write_char(letter),
            }
        })
    }
}
