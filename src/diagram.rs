//! The pathway drawn: its questions, its pathways, what each says of the therapies.

mod cohort;
mod detail;
mod dot;
mod grounds;
mod leaf;
mod lines;
mod mermaid;
mod notes;
mod open;
mod pen;
mod said;
mod svg;
mod told;
mod whole;

use core::fmt::{self, Display};

use self::{
    cohort::Cohort,
    dot::Dot,
    mermaid::Mermaid,
    notes::Notes,
    pen::Pen,
    svg::{Nowhere, Svg},
    told::Told,
};
use crate::{Case, Finding, Pathway, Standing, Therapy};

/// A drawing of the whole pathway, of one pathway in detail, of one patient's way, or of the ways of a cohort: as text for
/// Graphviz ([`dot`](Self::dot)) or Mermaid ([`mermaid`](Self::mermaid)), or as a picture ([`svg`](Self::svg)).
///
/// It is made by asking [`recommend`](crate::recommend), so that it shows what the rules say and follows them
/// when they change. In the drawing of a case the way taken is bold; where a finding is missing or not exact every
/// way that is still open is dashed; what is ruled out stays, dotted and grey. Below the pathway that is reached
/// stand the therapies that are still open, each with the findings it hangs on, what is known of them (not in the
/// outline, whose lines it would make very long), and every standing it may have.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::SigmoidColon)
///     .with_liver_metastases(LiverMetastases::Multiple)
///     .with_differentiation(Differentiation::Well)
///     .with_ki67("5-15%".parse()?)
///     .with_mitoses("<2/2mm2".parse()?);
/// let text = Diagram::of_case(&case).named("ward 7").dot().to_string();
/// assert!(text.starts_with("digraph pathway {") && text.contains("case ward 7"));
/// assert!(text.contains("open_tae [shape=diamond, label=\"Ki-67?\\n5–15"));
/// assert!(text.contains("open_tae -> open_tae_option [minlen=1, label=\"  5–9.99"));
/// assert!(text.contains("open_tae_option [shape=box, label=\"an option [S04 "));
/// assert!(Diagram::WHOLE.mermaid().to_string().starts_with("flowchart TD"));
/// # Ok::<(), RangeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Diagram<'n> {
    about: About<'n>,
    name: &'n str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About<'n> {
    Whole,
    Pathway(Pathway),
    Case(Case),
    Cohort(Cohort<'n>),
}

impl Diagram<'static> {
    /// Every question, every pathway, and what each recommends, permits and rules out.
    pub const WHOLE: Self = Self { about: About::Whole, name: "" };

    /// One pathway: for each therapy, what its standing depends on.
    pub const fn of(pathway: Pathway) -> Self {
        Self { about: About::Pathway(pathway), name: "" }
    }

    /// The whole pathway with one patient's way through it, the answer where it leads, and what is still open.
    pub const fn of_case(case: &Case) -> Self {
        Self { about: About::Case(*case), name: "" }
    }
}

impl<'n> Diagram<'n> {
    /// The whole pathway with the number of cases on each of its ways: those that certainly go there. A case whose answer to
    /// a question is open goes no further than that question. The pathway itself counts every case of which it is settled,
    /// such a one too: a mixed neoplasm is outside the scope whatever its site.
    ///
    /// Each case stands with how often it occurs. Only the findings on which a pathway depends make a difference.
    ///
    /// ```
    /// use nen_pathway::*;
    ///
    /// let other = Case::NOT_ASSESSED.with_primary_site(PrimarySite::Elsewhere);
    /// let picture = Diagram::of_cohort(&[(other, 1_203), (Case::NOT_ASSESSED, 4)]).named("2019").svg().to_string();
    /// assert!(picture.contains("primary site? n = 1,207, open here: 4"));
    /// assert!(picture.contains("another organ, n = 1,203 → "));
    /// ```
    pub const fn of_cohort(cases: &'n [(Case, u64)]) -> Self {
        Self { about: About::Cohort(Cohort(cases)), name: "" }
    }

    /// The same drawing with the name of the case or the cohort below it. Any text will do: it is escaped, and stays one line
    /// or is broken at its spaces.
    ///
    /// ```
    /// use nen_pathway::*;
    ///
    /// let picture = Diagram::of_case(&Case::NOT_ASSESSED).named("A & B").svg().to_string();
    /// assert!(picture.contains("case A &amp; B"));
    /// ```
    pub const fn named(self, name: &'n str) -> Self {
        Self { about: self.about, name }
    }

    /// As text in the language of Graphviz.
    #[must_use]
    pub const fn dot(&self) -> impl Display + use<'n> {
        Dotted(*self)
    }

    /// As text in the language of Mermaid.
    #[must_use]
    pub const fn mermaid(&self) -> impl Display + use<'n> {
        Charted(*self)
    }

    /// As a picture that needs no other program: an outline, a line for each question and each end, for a page of
    /// HTML. It has the colour of the text around it and no style sheet of its own; its description tells the way
    /// to those who do not see it. What a pathway says of the therapies is left to the text beside it, except for
    /// what is still open.
    ///
    /// ```
    /// use nen_pathway::*;
    ///
    /// let picture = Diagram::of_case(&Case::NOT_ASSESSED).svg().to_string();
    /// assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>"));
    /// ```
    #[must_use]
    pub const fn svg(&self) -> impl Display + use<'n> {
        Pictured(*self)
    }

    fn notes(&self) -> Notes<'n> {
        let (marked, cohort) = match self.about {
            About::Case(_) => (true, None),
            About::Cohort(cohort) => (false, Some(cohort)),
            About::Whole | About::Pathway(_) => (false, None),
        };
        Notes { name: self.name, marked, cohort }
    }

    fn draw(&self, pen: &mut impl Pen) -> fmt::Result {
        pen.begin(&self.notes(), matches!(self.about, About::Pathway(_)))?;
        match self.about {
            About::Whole => whole::draw(pen, None),
            About::Case(case) => whole::draw(pen, Some(case)),
            About::Cohort(cohort) => whole::draw_cohort(pen, cohort),
            About::Pathway(pathway) => detail::draw(pen, pathway),
        }?;
        pen.end(&self.notes())
    }
}

struct Dotted<'n>(Diagram<'n>);

impl Display for Dotted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.draw(&mut Dot::new(f))
    }
}

struct Charted<'n>(Diagram<'n>);

impl Display for Charted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.draw(&mut Mermaid::new(f))
    }
}

struct Pictured<'n>(Diagram<'n>);

impl Display for Pictured<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The size comes first in the text, and is known last.
        let mut nowhere = Nowhere;
        let mut measured = Svg::new(&mut nowhere);
        self.0.draw(&mut measured)?;
        svg::open(f, measured.size(), &self.0.notes())?;
        f.write_str("<desc>")?;
        self.0.draw(&mut Told { to: f, counted: matches!(self.0.about, About::Cohort(_)) })?;
        f.write_str("</desc>\n")?;
        self.0.draw(&mut Svg::new(f))?;
        f.write_str("</svg>")
    }
}

/// What a shape stands for; it has the same name in every drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// A place of a tree: the cells of each finding.
    Place(&'static str, Case),
    Pathway(Pathway),
    /// The head of a tree about some therapies, of which this is the first.
    Head(Therapy),
    /// What is open of some therapies, of which this is the first.
    Open(Therapy),
    /// What that therapy may turn out to be.
    MayBe(Therapy, Standing),
}

impl Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(tree, place) => {
                write!(f, "{tree}q")?;
                let mut findings = Finding::ALL.iter();
                findings.try_for_each(|finding| write!(f, "{:02x}", place.bands(*finding)))
            }
            Self::Pathway(pathway) => write!(f, "p_{pathway}"),
            Self::Head(therapy) => write!(f, "t_{therapy}"),
            Self::Open(therapy) => write!(f, "open_{therapy}"),
            Self::MayBe(therapy, standing) => write!(f, "open_{therapy}_{standing}"),
        }
    }
}
