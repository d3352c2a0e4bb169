//! The picture itself, one line of text a shape, so that nothing has to be laid out.

use core::fmt::{self, Display, Write};

use super::{
    Spot,
    cohort::Cohort,
    leaf::Stands,
    notes::{COUNTED, LEGEND, Notes},
    pen::{Mark, Pen},
};
use crate::Label;

/// Draws an outline from top to bottom. What is joined to a shape stands below it and further in.
pub(super) struct Svg<'w> {
    to: &'w mut dyn Write,
    /// The shapes from the outermost to the last one, with their lines.
    spots: [Option<(Spot, u32)>; DEEPEST],
    /// An edge has begun the line of the shape that comes next.
    begun: bool,
    /// How far the lines reach.
    lines: u32,
    columns: u32,
    column: u32,
}

/// More than the findings that can be asked one after another.
const DEEPEST: usize = 12;

/// In lines and columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    lines: u32,
    columns: u32,
}

// In units of the picture, which are pixels unless it is scaled.
const LINE: u32 = 20;
const STEP: u32 = 24;
/// More than most letters take at the size of the text.
const COLUMN: u32 = 8;

impl<'w> Svg<'w> {
    pub(super) fn new(to: &'w mut dyn Write) -> Self {
        Self { to, spots: [None; DEEPEST], begun: false, lines: 0, columns: 0, column: 0 }
    }

    /// What was needed.
    pub(super) const fn size(&self) -> Size {
        Size { lines: self.lines, columns: self.columns }
    }

    /// How far in a shape stands that follows these.
    fn depth(&self) -> u32 {
        (0..)
            .zip(&self.spots)
            .filter(|(_, spot)| spot.is_some())
            .map(|(at, _)| at)
            .max()
            .unwrap_or(0)
    }

    /// Begins a line, below another shape or as the first.
    fn begin_line(&mut self, spot: Spot, below: Option<Spot>, mark: Mark) -> fmt::Result {
        self.lines = self.lines.saturating_add(1);
        let place = self.spots.iter().position(|it| it.map(|(spot, _)| spot) == below);
        let from = place.and_then(|place| self.spots.get(place).copied().flatten());
        let keep = from.and(place).map_or(0, |place| place.saturating_add(1));
        self.spots.iter_mut().skip(keep).for_each(|spot| *spot = None);
        if let Some(free) = self.spots.get_mut(keep) {
            *free = Some((spot, self.lines));
        }
        let (x, y) = (x(self.depth()), y(self.lines));
        if let Some((_, line)) = from {
            let (above, beside) = (x.saturating_sub(STEP), x.saturating_sub(8));
            writeln!(
                self.to,
                "<path d=\"M{above} {}V{y}H{beside}\" fill=\"none\"{}/>",
                self::y(line).saturating_add(8),
                Stroke(mark)
            )?;
        }
        self.begin_text(x, mark)?;
        self.column = self.depth().saturating_mul(3).saturating_add(4);
        Ok(())
    }

    /// Begins the text beside a shape.
    fn begin_text(&mut self, shape: u32, mark: Mark) -> fmt::Result {
        let (x, y) = (shape.saturating_add(14), y(self.lines).saturating_add(5));
        let faint = if mark == Mark::Closed { " opacity=\".65\"" } else { "" };
        write!(self.to, "<text x=\"{x}\" y=\"{y}\"{faint}>")
    }

    /// Whether a shape is one that others can be drawn below.
    fn stands(&self, spot: Spot) -> bool {
        self.spots.iter().flatten().any(|(it, _)| *it == spot)
    }

    /// An end that stands in one line with the others of its question.
    fn beside(&mut self, from: Spot, to: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        let before = self.spots.iter().rev().flatten().next();
        let square = if matches!(before, Some((Spot::MayBe(..), _))) {
            let square = self.column.saturating_add(3).saturating_mul(COLUMN);
            self.begin_text(square, mark)?;
            self.column = self.column.saturating_add(5);
            square
        } else {
            self.begin_line(to, Some(from), mark)?;
            x(self.depth())
        };
        self.text(text)?;
        self.symbol(Shape::Square, square, mark)
    }

    fn end_line(&mut self, shape: Shape, text: &dyn Display, mark: Mark) -> fmt::Result {
        self.to.write_str("<tspan font-weight=\"bold\">")?;
        self.text(text)?;
        self.to.write_str("</tspan>")?;
        self.symbol(shape, x(self.depth()), mark)
    }

    /// Ends a text, with the shape before it.
    fn symbol(&mut self, shape: Shape, x: u32, mark: Mark) -> fmt::Result {
        self.to.write_str("</text>\n")?;
        self.columns = self.columns.max(self.column);
        let y = y(self.lines);
        let fill = if mark == Mark::Taken { "currentColor" } else { "none" };
        let (left, up) = (x.saturating_sub(7), y.saturating_sub(7));
        match shape {
            Shape::Diamond => write!(self.to, "<path d=\"M{left} {y}l7 -7 7 7 -7 7z\""),
            Shape::Square => write!(self.to, "<path d=\"M{left} {up}h14v14h-14z\""),
        }?;
        writeln!(self.to, " fill=\"{fill}\"{}/>", Stroke(mark))
    }

    fn shape(&mut self, shape: Shape, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        if !core::mem::take(&mut self.begun) {
            self.begin_line(id, None, mark)?;
        }
        self.end_line(shape, text, mark)
    }

    fn text(&mut self, text: &dyn Display) -> fmt::Result {
        write!(Escaped { to: self.to, column: &mut self.column, asked: false }, "{text}")
    }

    /// A line for each mark that says how it is drawn.
    fn legend(&mut self) -> fmt::Result {
        LEGEND.iter().try_for_each(|(mark, _, means)| {
            self.lines = self.lines.saturating_add(1);
            let y = y(self.lines);
            writeln!(self.to, "<path d=\"M5 {y}h40\" fill=\"none\"{}/>", Stroke(*mark))?;
            self.line(53, 7, means)
        })
    }

    /// A line of its own.
    fn note(&mut self, text: &dyn Display) -> fmt::Result {
        self.lines = self.lines.saturating_add(1);
        self.line(5, 1, text)
    }

    /// A text without a shape.
    fn line(&mut self, x: u32, column: u32, text: &dyn Display) -> fmt::Result {
        write!(self.to, "<text x=\"{x}\" y=\"{}\">", y(self.lines).saturating_add(5))?;
        self.column = column;
        self.text(text)?;
        self.columns = self.columns.max(self.column);
        self.to.write_str("</text>\n")
    }
}

#[derive(Debug, Clone, Copy)]
enum Shape {
    /// A question.
    Diamond,
    /// An end.
    Square,
}

/// The picture's beginning, up to its description.
pub(super) fn open(to: &mut dyn Write, size: Size, notes: &Notes<'_>) -> fmt::Result {
    let title = match notes.cohort {
        Some(_) => "The ways of a cohort through the pathway",
        None if notes.marked => "One case's way through the pathway",
        None => "The pathway: questions, and where their answers lead",
    };
    let (width, height) = (size.columns.saturating_mul(COLUMN), y(size.lines).saturating_add(LINE));
    writeln!(
        to,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" font-family=\"Verdana, &quot;DejaVu Sans&quot;, sans-serif\" \
         font-size=\"13\" fill=\"currentColor\"><title>{title}</title>"
    )
}

impl Pen for Svg<'_> {
    fn begin(&mut self, _: &Notes<'_>, _across: bool) -> fmt::Result {
        Ok(())
    }

    fn question(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        self.shape(Shape::Diamond, id, text, mark)
    }

    fn open(&mut self, id: Spot, text: &dyn Display, _known: &dyn Display) -> fmt::Result {
        // It would make the line very long. Where one finding decides, the ends tell it.
        self.question(id, text, Mark::Open)
    }

    fn leaf(&mut self, id: Spot, text: &dyn Display, mark: Mark) -> fmt::Result {
        match id {
            // It has been drawn where an edge leads to it.
            Spot::Pathway(_) | Spot::MayBe(..) => Ok(()),
            Spot::Head(_) | Spot::Place(..) | Spot::Open(_) => {
                self.shape(Shape::Square, id, text, mark)
            }
        }
    }

    fn edge(
        &mut self,
        from: Spot,
        to: Spot,
        text: Option<&dyn Display>,
        mark: Mark,
    ) -> fmt::Result {
        if let (Spot::MayBe(therapy, standing), None) = (to, text) {
            return self.beside(from, to, &Stands(therapy, standing), mark);
        }
        if let Spot::Pathway(pathway) = from
            && !self.stands(from)
        {
            // What is open below it stands apart from the ways that lead to it.
            self.begin_line(from, None, Mark::Taken)?;
            self.end_line(Shape::Square, &pathway.label(), Mark::Taken)?;
        }
        self.begin_line(to, Some(from), mark)?;
        if let Some(text) = text {
            self.text(&format_args!("{text} → "))?;
        }
        match to {
            Spot::Pathway(pathway) => self.end_line(Shape::Square, &pathway.label(), mark),
            Spot::MayBe(therapy, standing) => {
                self.end_line(Shape::Square, &Stands(therapy, standing), mark)
            }
            Spot::Head(_) | Spot::Place(..) | Spot::Open(_) => {
                self.begun = true;
                Ok(())
            }
        }
    }

    fn end(&mut self, notes: &Notes<'_>) -> fmt::Result {
        if notes.marked {
            self.legend()?;
        }
        notes.title().map_or(Ok(()), |title| self.note(&title))?;
        let mut totals = notes.cohort.into_iter().flat_map(Cohort::totals);
        totals.try_for_each(|(what, count)| self.note(&format_args!("{what}: {count}")))?;
        notes.cohort.map_or(Ok(()), |_| self.note(&COUNTED))
    }
}

const fn x(depth: u32) -> u32 {
    depth.saturating_mul(STEP).saturating_add(12)
}

const fn y(line: u32) -> u32 {
    line.saturating_mul(LINE).saturating_sub(LINE / 2)
}

/// How a mark looks, without colour.
struct Stroke(Mark);

impl Display for Stroke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(" stroke=\"currentColor\"")?;
        f.write_str(match self.0 {
            Mark::Plain => "",
            Mark::Taken => " stroke-width=\"3\"",
            Mark::Open => " stroke-width=\"2\" stroke-dasharray=\"6 4\"",
            Mark::Closed => " stroke-dasharray=\"1 4\" opacity=\".65\"",
        })
    }
}

/// A text with what XML would take for its own; lines become one.
pub(super) struct Escaped<'s> {
    pub(super) to: &'s mut dyn Write,
    pub(super) column: &'s mut u32,
    /// After a question mark.
    pub(super) asked: bool,
}

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.chars().try_for_each(|letter| {
            *self.column = self.column.saturating_add(if letter == '\n' { 2 } else { 1 });
            let asked = core::mem::replace(&mut self.asked, letter == '?');
            match letter {
                '\n' if asked => self.to.write_char(' '),
                '\n' => self.to.write_str(", "),
                '<' => self.to.write_str("&lt;"),
                '>' => self.to.write_str("&gt;"),
                '&' => self.to.write_str("&amp;"),
                letter => self.to.write_char(letter),
            }
        })
    }
}

/// Takes a text and keeps nothing.
pub(super) struct Nowhere;

impl Write for Nowhere {
    fn write_str(&mut self, _: &str) -> fmt::Result {
        Ok(())
    }
}
