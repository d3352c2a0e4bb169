//! How small a sheet is set, and what is left out on paper, so that it is one page of A4.

use nen_pathway::{Set, Statement};

use crate::conditions::named;

/// What stands below the head of a sheet.
pub(crate) struct Sheet {
    /// The size of its letters and the width of the picture, for the element around it.
    pub(crate) style: String,
    pub(crate) html: String,
}

/// The parts of a sheet, as they stand on paper.
pub(crate) struct Page {
    pub(crate) left: String,
    pub(crate) picture: String,
    /// Below these, in two columns on paper; on a screen as wide as the page.
    pub(crate) across: String,
    /// Below all, in two columns.
    pub(crate) beside: String,
    pub(crate) statements: String,
    pub(crate) last: String,
}

/// What is told on a screen and, where there is no room for it, not on paper: it ends with the next `</span>`.
pub(crate) const LONG: &str = "<span class=\"long\">";

/// The sizes of type that are tried, in tenths of a point.
const SIZES: std::ops::RangeInclusive<usize> = 50..=100;
/// Something is left out rather than set smaller than this.
const READABLE: usize = 66;
/// The letters of the picture, and the least of what is small.
const SMALLEST: usize = 60;

// In tenths of a point: what is left of A4 between the margins and below the head, and the gap of two columns.
const WIDTH: usize = 5600;
const HEIGHT: usize = 7740;
const GAP: usize = 120;
const COLUMN: usize = (WIDTH - GAP) / 2;

// In hundredths of the size of type: what a line is high, and the space below a paragraph and a section.
const LINE: usize = 110;
const BELOW: usize = 4;
const SECTION: usize = 45;
/// How much of a line stays empty where it breaks.
const BREAK: usize = 220;

impl Page {
    /// The statements that are named on it.
    pub(crate) fn named(&self) -> Set<Statement> {
        [&self.left, &self.across, &self.beside].into_iter().flat_map(|part| named(part)).collect()
    }

    pub(crate) fn set(&self) -> Sheet {
        let Self { left, picture, across, beside, statements, last } = self;
        // Where it is very wide it is smaller, as what is beside it needs room too.
        let (width, height) = (self.drawn("width").min(WIDTH * 5 / 6), self.drawn("height"));
        let told = [&**across, beside, last].concat();
        let whole = [&told, &**statements].concat();
        let size = |left: &str, flow: &str| {
            let (left, flow) = (Text::of(left), Text::of(flow));
            let fits = |size: &usize| {
                let pair = left.height(WIDTH - GAP - width, *size).max(height + 2 * size);
                pair + flow.height(COLUMN, *size) / 2 + 2 * size <= HEIGHT
            };
            SIZES.rev().find(fits).unwrap_or(*SIZES.start())
        };
        // All of it, or without the words of the statements, or without what is long too: the first that is readable.
        let fuller = [("whole", size(left, &whole)), ("brief", size(left, &told))];
        let readable = fuller.into_iter().find(|(_, size)| *size >= READABLE);
        let (class, size) = readable.unwrap_or_else(|| ("bare", size(&short(left), &short(&told))));
        Sheet {
            style: format!("--size:{}pt;--way:{}pt", points(size), points(width)),
            html: format!(
                "<div class=\"sized {class}\">\n<div class=\"pair\">\n<div>\n{left}</div>\n{picture}</div>\n<div class=\"flow\">\n\
                 {across}<div class=\"beside\">\n{beside}{statements}{last}</div>\n</div>\n</div>\n"
            ),
        }
    }

    /// How wide or high the picture is, in tenths of a point: its own letters have 13.
    fn drawn(&self, side: &str) -> usize {
        let side = self.picture.split(&format!(" {side}=\"")).nth(1);
        let side = side.and_then(|rest| rest.split('"').next()).and_then(|it| it.parse().ok());
        side.unwrap_or(0) * SMALLEST / 13
    }
}

fn points(tenths: usize) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn short(html: &str) -> String {
    let mut parts = html.split(LONG);
    let first = parts.next().unwrap_or_default();
    let others = parts.map(|part| part.split_once("</span>").map_or(part, |(_, rest)| rest));
    first.to_owned() + &others.collect::<String>()
}

/// How wide a paragraph is on one line, what is of the size of the text and what is small, in hundredths of the size.
struct Letters {
    text: usize,
    small: usize,
}

impl Letters {
    fn of(html: &str) -> Self {
        let parts = html.split('<').map(|part| part.split_once('>').unwrap_or(("", part)));
        let parts = parts.map(|(tag, text)| (tag, text.trim().chars().map(wide).sum()));
        let is_small =
            |(tag, _): &(&str, usize)| tag.starts_with("small") || tag.starts_with("pre");
        let (small, text): (Vec<_>, Vec<_>) = parts.partition(is_small);
        let sum = |parts: Vec<(&str, usize)>| parts.iter().map(|(_, width)| width).sum();
        Self { text: sum(text), small: sum(small) }
    }

    fn lines(&self, width: usize, size: usize) -> usize {
        let small = (size * 85 / 100).max(SMALLEST);
        (self.text * size + self.small * small)
            .div_ceil((width * 100).saturating_sub(size * BREAK).max(1))
    }
}

/// Of a wide font.
const fn wide(letter: char) -> usize {
    match letter {
        'i' | 'j' | 'l' | ' ' | '.' | ',' | ':' | ';' | '|' | '/' | '\'' => 30,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '-' => 40,
        'm' | 'w' | 'M' | 'W' | '%' | '=' | '<' | '>' | '→' => 85,
        'A'..='Z' => 70,
        _ => 61,
    }
}

/// What a text takes room by.
struct Text {
    paragraphs: Vec<Letters>,
    sections: usize,
}

impl Text {
    fn of(html: &str) -> Self {
        // An item of what runs on has no break after it.
        let ends = ["</p>", "</h2>", "</div>", "</pre>", "</tr>", "<ul>", "</li>\n"];
        let lines = ends.iter().fold(html.to_owned(), |html, end| html.replace(end, "\0"));
        let paragraphs = lines.split('\0').map(Letters::of);
        Self {
            paragraphs: paragraphs.filter(|it| it.text + it.small > 0).collect(),
            sections: html.matches("</section>").count(),
        }
    }

    /// How high it is in a column, in tenths of a point.
    fn height(&self, width: usize, size: usize) -> usize {
        let lines = self.paragraphs.iter().map(|it| it.lines(width, size)).sum::<usize>();
        let space = BELOW * self.paragraphs.len() + SECTION * self.sections;
        (lines * LINE + space) * size / 100
    }
}
