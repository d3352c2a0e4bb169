//! Cards of CDS Hooks 2.0.

use std::{
    fmt::{self, Display, Write},
    sync::LazyLock,
};

use nen_pathway::{Citation, Deviation, Divergence, Label, Report, SOURCE, Set};
use serde::Serialize;
use uuid::Uuid;

/// A card, as an EHR shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// By which feedback names it.
    pub uuid: String,
    /// One sentence, shorter than 140 characters.
    pub summary: String,
    /// More, in the Markdown of GitHub.
    pub detail: String,
    /// How much it matters.
    pub indicator: Indicator,
    /// What speaks.
    pub source: Source,
    /// Why somebody may go another way.
    pub override_reasons: &'static [Coding],
    /// What published guidance was read beside the source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<&'static Link>,
}

/// How much a card matters; nothing here is critical, for nothing is decided here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Indicator {
    /// Worth knowing.
    Info,
    /// What is about to be done is not what the source says.
    Warning,
}

/// What speaks in a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Its name.
    pub label: &'static str,
}

/// A code with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coding {
    /// Whose code it is.
    pub system: &'static str,
    /// The code.
    pub code: &'static str,
    /// Its words.
    pub display: &'static str,
}

/// A link to what can be read elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What is there.
    pub label: &'static str,
    /// Where.
    pub url: String,
    /// That the address is whole.
    #[serde(rename = "type")]
    pub kind: &'static str,
}

/// The system of the reasons for which a card is overridden.
pub(crate) const DEVIATIONS: &str = "urn:nen-pathway:deviation";

/// What every card comes from.
const LABEL: &str = "nen-pathway: what one unreviewed text says, no guideline; it decides nothing";

impl Card {
    /// A card, with links to the guidance that differs; `name` is no other's.
    #[must_use]
    pub fn new(
        name: &str,
        indicator: Indicator,
        summary: Summary,
        detail: Detail,
        divergences: Set<Divergence>,
    ) -> Self {
        Self {
            uuid: Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).to_string(),
            summary: summary.0,
            detail: detail.0,
            indicator,
            source: Source { label: LABEL },
            override_reasons: &REASONS,
            links: links(divergences),
        }
    }
}

static REASONS: LazyLock<Vec<Coding>> = LazyLock::new(|| {
    let reason =
        |it: &Deviation| Coding { system: DEVIATIONS, code: it.as_str(), display: it.label() };
    Deviation::ALL.iter().map(reason).collect()
});

/// Where the guidance can be read that differs from the answer.
fn links(divergences: Set<Divergence>) -> Vec<&'static Link> {
    static ALL: LazyLock<Vec<(Divergence, Link)>> = LazyLock::new(|| {
        let link = |it: &Citation| {
            Some(Link { label: it.text, url: address(it.link?)?, kind: "absolute" })
        };
        let of = |it: &Divergence| {
            let divergence = *it;
            it.citations().iter().filter_map(link).map(move |link| (divergence, link))
        };
        Divergence::ALL.iter().flat_map(of).collect()
    });
    let mut links: Vec<&Link> = Vec::new();
    for (_, link) in ALL.iter().filter(|(it, _)| divergences.contains(*it)) {
        if links.iter().all(|it| it.url != link.url) {
            links.push(link);
        }
    }
    links
}

/// The address of the first register in which a publication has a number.
fn address(numbers: &str) -> Option<String> {
    let number = numbers.split(", ").next()?;
    let registers = [
        ("https://", "https://"),
        ("doi:", "https://doi.org/"),
        ("PMID ", "https://pubmed.ncbi.nlm.nih.gov/"),
        ("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/PMC"),
        ("NCT", "https://clinicaltrials.gov/study/NCT"),
    ];
    registers
        .iter()
        .find_map(|(name, address)| Some(format!("{address}{}", number.strip_prefix(name)?)))
}

/// One sentence that fits: parts are left out from the end, the first never.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary(String);

impl Summary {
    /// The most that CDS Hooks allows.
    pub const MOST: usize = 139;

    /// Begins with what has to be said.
    #[must_use]
    pub fn new(text: impl Display) -> Self {
        Self(text.to_string().chars().take(Self::MOST).collect())
    }

    /// And what may be said, if it fits.
    #[must_use]
    pub fn and(mut self, text: impl Display) -> Self {
        let longer = format!("{}{text}", self.0);
        if longer.chars().count() <= Self::MOST {
            self.0 = longer;
        }
        self
    }
}

/// Markdown, in lists under headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail(String);

impl Detail {
    /// Nothing yet.
    pub(crate) fn new() -> Self {
        Self(String::with_capacity(8 << 10))
    }

    /// A heading.
    pub fn heading(&mut self, text: impl Display) {
        let gap = if self.0.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.0, "{gap}**{text}**\n");
    }

    /// A line of a list, in a text of the library.
    pub fn text(&mut self, text: &str) {
        self.0.push_str("- ");
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// A line of a list, in words of this crate.
    pub fn line(&mut self, text: impl Display) {
        let _ = writeln!(self.0, "- {text}");
    }

    /// A line of a list, in words of anybody.
    pub fn foreign_line(&mut self, text: impl Display) {
        self.line(Plain(text));
    }

    /// What every card says of itself, at its end.
    #[must_use]
    pub fn with_notice(mut self) -> Self {
        let _ =
            write!(self.0, "\n{} The source: {}, {}.", Report::NOTICE, SOURCE.kind, SOURCE.place);
        self
    }
}

/// A text on one line, whose signs mean nothing in Markdown and HTML.
struct Plain<T>(T);

impl<T: Display> Display for Plain<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(Escaping(f), "{}", self.0)
    }
}

struct Escaping<'e, 'f>(&'e mut fmt::Formatter<'f>);

impl Write for Escaping<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let is_sign = |byte: u8| {
            matches!(byte, b'\\' | b'`' | b'*' | b'<' | b'&' | b'[' | b']' | b'~' | b'|')
        };
        // A control, or the first byte of one beyond ASCII.
        let may_matter = |byte: u8| is_sign(byte) || byte.is_ascii_control() || byte == 0xC2;
        let mut rest = text;
        while let Some(place) = rest.bytes().position(may_matter) {
            let (plain, from) = rest.split_at_checked(place).unwrap_or((rest, ""));
            self.0.write_str(plain)?;
            let mut letters = from.chars();
            match letters.next() {
                Some(letter) if letter.is_control() => self.0.write_char(' ')?,
                Some(letter) if letter.is_ascii() => write!(self.0, "\\{letter}")?,
                Some(letter) => self.0.write_char(letter)?,
                None => {}
            }
            rest = letters.as_str();
        }
        self.0.write_str(rest)
    }
}
