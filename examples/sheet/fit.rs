//! How small a sheet is set, so that it is one page of A4.

/// The parts of a sheet, as they stand on paper.
pub(crate) struct Page {
    pub(crate) left: String,
    pub(crate) right: String,
    /// Below these, as wide as the page.
    pub(crate) across: String,
    /// Below all, in two columns.
    pub(crate) beside: String,
    /// After these, on paper only where there is room.
    pub(crate) statements: String,
    pub(crate) last: String,
}

// In tenths of a point: what is left of A4 between the margins and below the head.
const WIDTH: usize = 5500;
const COLUMN: usize = 2650;
const HEIGHT: usize = 6680;

/// The sizes of type that are tried, in tenths of a point.
const SIZES: std::ops::RangeInclusive<usize> = 45..=100;
/// With the statements on paper it is not set smaller than this.
const ROOM: usize = 62;

// In hundredths of the size of type: what a line is high, a letter wide, and the space of a row.
const LINE: usize = 120;
const LETTER: usize = 54;

impl Page {
    /// Whether a word stands on it.
    pub(crate) fn names(&self, word: &str) -> bool {
        [&self.left, &self.across, &self.beside].into_iter().any(|part| part.contains(word))
    }

    pub(crate) fn html(&self) -> String {
        let Self { left, right, across, beside, statements, last } = self;
        let largest = |paper: &str| SIZES.rev().find(|size| self.height(paper, *size) <= HEIGHT);
        let all = largest(&[&**beside, statements, last].concat()).filter(|size| *size >= ROOM);
        let (size, shown) = match all {
            Some(size) => (size, ""),
            None => (
                largest(&[&**beside, last].concat()).unwrap_or(*SIZES.start()),
                " class=\"screen\"",
            ),
        };
        format!(
            "<div class=\"sized\" style=\"--size:{}.{}pt;--picture:{}\">\n<div class=\"pair\">\n<div>\n{left}</div>\n{right}</div>\n\
             {across}<div class=\"beside\">\n{beside}<div{shown}>\n{statements}</div>\n{last}</div>\n</div>\n",
            size / 10,
            size % 10,
            self.picture()
        )
    }

    /// How high the picture is, in sizes of type: as its own letters have 13, they are a little smaller than the text.
    fn picture(&self) -> usize {
        let height = self.right.split(" height=\"").nth(1).and_then(|rest| rest.split('"').next());
        height.and_then(|height| height.parse::<usize>().ok()).unwrap_or(0) / 16
    }

    /// How high it is in a size of type.
    fn height(&self, beside: &str, size: usize) -> usize {
        let high = |lines: usize| lines * size * LINE / 10_000;
        let rows = self.across.split("</tr>").map(|row| {
            let cells = row.split("<td>").skip(1).zip([WIDTH * 23 / 100, WIDTH * 62 / 100]);
            cells
                .map(|(cell, width)| lines(cell, width, size) + 15 * cell.matches("</li>").count())
                .max()
                .unwrap_or(0)
                .max(100)
                + 30
        });
        let pair = high(lines(&self.left, COLUMN, size)).max(self.picture() * size);
        pair + high(rows.sum()) + high(lines(beside, COLUMN, size)) / 2
    }
}

/// How many hundredths of a line a text takes in a width: what it would fill, and for each paragraph half a line that it
/// leaves empty.
fn lines(html: &str, width: usize, size: usize) -> usize {
    let ends = ["</li>", "</p>", "</h2>", "</dt>", "</dd>", "</pre>"];
    let paragraphs: usize = ends.iter().map(|end| html.matches(end).count()).sum();
    let texts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    let letters: usize = texts.map(|text| text.chars().count()).sum();
    letters * size * LETTER / width + 28 * paragraphs + 140 * html.matches("</section>").count()
}
