//! The language of Graphviz.

use core::fmt::{self, Display};

use super::{
    Spot,
    lines::Language,
    notes::Notes,
    pen::{Mark, Pen},
};

pub(super) struct Dot<'f, 'b> {
    to: &'f mut fmt::Formatter<'b>,
    /// From left to right.
    across: bool,
    /// How many ends stand below the last question about what is open.
    ends: u32,
}

/// Lines in the middle of their shape.
const CENTRED: Language = Language { newline: "\\n", around: "", indent: "", long: 12, escape };

/// The same where every letter makes a column wider.
const NARROW: Language = Language { long: 4, ..CENTRED };

/// Lines beside an edge, which they would touch.
const BESIDE: Language =
    Language { newline: "  \\n  ", around: "  ", indent: "", long: 12, escape };

/// Lines within an edge, which ends before them and goes on after them.
const WITHIN: Language = Language { newline: " \\n ", around: " ", ..BESIDE };

/// Lines that begin at the left.
const LEFT: Language = Language { newline: "\\l", around: "", indent: "    ", long: 19, escape };

/// The same where every letter makes a column wider.
const NARROW_LEFT: Language = Language { long: 12, ..LEFT };

/// Below the drawing there is room.
const BELOW: Language = Language { newline: "\\n", around: "", indent: "", long: 60, escape };

const fn escape(letter: char) -> Option<&'static str> {
    match letter {
        '"' => Some("\\\""),
        '\\' => Some("\\\\"),
        '&' => Some("&amp;"),
        _ => None,
    }
}

impl<'f, 'b> Dot<'f, 'b> {
    pub(super) const fn new(to: &'f mut fmt::Formatter<'b>) -> Self {
        Self { to, across: false, ends: 0 }
    }

    /// The label and the style, and the end of the shape or edge.
    fn finish(&mut self, text: &dyn Display, language: &Language, mark: Mark) -> fmt::Result {
        self.label(text, language)?;
        self.to.write_str(match mark {
            Mark::Plain => "]\n",
            Mark::Taken => ", penwidth=3]\n",
            Mark::Open => ", penwidth=2, style=dashed]\n",
            Mark::Closed => ", style=dotted, color=gray50, fontcolor=gray40]\n",
        })
    }

    fn label(&mut self, text: &dyn Display, language: &Language) -> fmt::Result {
        self.to.write_str("label=\"")?;
        language.write(self.to, text)?;
        self.to.write_str("\"")
    }
}

impl Pen for Dot<'_, '_> {
    fn begin(&mut self, notes: &Notes<'_>, across: bool) -> fmt::Result {
        let font = "fontname=\"DejaVu Sans\", fontsize=12";
        writeln!(
            self.to,
            "digraph pathway {{\n  graph [{font}, labelloc=b, nodesep=0.15, ranksep={},",
            if across { "0.25" } else { "0.35" }
        )?;
        self.to.write_str("    ")?;
        self.label(&format_args!("\n{notes}"), &BELOW)?;
        self.across = across;
        self.to.write_str(if across { ", rankdir=LR" } else { "" })?;
        writeln!(self.to, "]\n  node [{font}, margin=\"0.08,0.05\"]\n  edge [{font}]")
    }

    fn question(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        write!(self.to, "  {id} [shape=diamond, ")?;
        self.finish(text, if self.across { &NARROW } else { &CENTRED }, mark)
    }

    fn leaf(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        write!(self.to, "  {id} [shape=box, ")?;
        let language = if self.across { &NARROW_LEFT } else { &LEFT };
        self.finish(&format_args!("{text}\n"), language, mark)
    }

    fn edge(
        &mut self,
        from: Spot,
        to: Spot,
        text: Option<&dyn Display>,
        mark: Mark,
    ) -> fmt::Result {
        if let Some(text) = text.filter(|_| self.across) {
            // Beside a line that runs across it would touch the line, or another.
            write!(self.to, "  {from} -> {to}_if [arrowhead=none, headport=w, ")?;
            self.finish(&"", &CENTRED, mark)?;
            write!(self.to, "  {to}_if [shape=plain, ")?;
            self.finish(text, &WITHIN, mark)?;
            write!(self.to, "  {to}_if -> {to} [tailport=e, ")?;
            return self.finish(&"", &CENTRED, mark);
        }
        write!(self.to, "  {from} -> {to} [")?;
        if let Spot::MayBe(..) = to {
            // One below the other like stairs, not all abreast.
            self.ends = self.ends.saturating_add(1);
            write!(self.to, "minlen={}, ", self.ends)?;
        } else {
            self.ends = 0;
        }
        if let Spot::Head(_) = from {
            // Level with its tree.
            self.to.write_str("weight=9, ")?;
        }
        match text {
            Some(text) => self.finish(text, &BESIDE, mark),
            None => self.finish(&"", &CENTRED, mark),
        }
    }

    fn end(&mut self, _: &Notes<'_>) -> fmt::Result {
        self.to.write_str("}")
    }
}
