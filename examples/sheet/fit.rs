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
        let largest = |paper: String| {
            let height = self.height(&paper);
            SIZES.rev().find(|size| height(*size) <= HEIGHT)
        };
        let all = largest([&**beside, statements, last].concat()).filter(|size| *size >= ROOM);
        let (size, shown) = if let Some(size) = all {
            (size, "")
        } else {
            let size = largest([&**beside, last].concat());
            (size.unwrap_or(*SIZES.start()), " class=\"screen\"")
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
    fn height(&self, beside: &str) -> impl Fn(usize) -> usize + use<> {
        let [left, beside] = [&self.left, beside].map(Text::of);
        let rows = self.across.split("</tr>");
        let rows = rows.map(|row| row.split("<td>").skip(1).take(2).map(Text::of).collect());
        let rows: Vec<Vec<Text>> = rows.collect();
        let picture = self.picture();
        move |size| {
            let high = |lines: usize| lines * size * LINE / 10_000;
            let row = |cells: &Vec<Text>| {
                let cells = cells.iter().zip([WIDTH * 23 / 100, WIDTH * 62 / 100]);
                let lines = cells.map(|(cell, width)| cell.lines(width, size) + 15 * cell.items);
                lines.max().unwrap_or(0).max(100) + 30
            };
            let pair = high(left.lines(COLUMN, size)).max(picture * size);
            let rows = high(rows.iter().map(row).sum());
            pair + rows + high(beside.lines(COLUMN, size)) / 2
        }
    }
}

/// What a text takes room by.
struct Text {
    letters: usize,
    items: usize,
    paragraphs: usize,
    sections: usize,
}

impl Text {
    fn of(html: &str) -> Self {
        let count = |end: &str| html.matches(end).count();
        let items = count("</li>");
        let others = ["</p>", "</h2>", "</dt>", "</dd>", "</pre>"].map(count);
        let texts = html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        Self {
            letters: texts.map(|text| text.chars().count()).sum(),
            items,
            paragraphs: items + others.iter().sum::<usize>(),
            sections: count("</section>"),
        }
    }

    /// How many hundredths of a line it takes in a width: what it would fill, and for each paragraph a part of a line that
    /// it leaves empty.
    fn lines(&self, width: usize, size: usize) -> usize {
        self.letters * size * LETTER / width + 28 * self.paragraphs + 140 * self.sections
    }
}
