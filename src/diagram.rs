//! The pathway drawn: its questions, its pathways, what each says of the therapies.

mod detail;
mod leaf;
mod pen;
mod svg;
mod whole;

use core::fmt::{self, Display};

use self::{
    pen::{Dot, Mermaid, Pen},
    svg::{Nowhere, Svg},
};
use crate::{Case, Finding, Pathway, Report};

/// A drawing of the whole pathway, of one pathway in detail, or of one patient's way: as text for Graphviz
/// ([`dot`](Self::dot)) or Mermaid ([`mermaid`](Self::mermaid)), or as a picture ([`svg`](Self::svg)).
///
/// It is made by asking [`recommend`](crate::recommend), so that it shows what the rules say and follows them
/// when they change. In the drawing of a case the way taken is bold; where a finding is missing every way that
/// is still open is dashed; what is ruled out stays, dotted and grey.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED.with_differentiation(Differentiation::Mixed);
/// let text = Diagram::of_case(&case).dot().to_string();
/// assert!(text.starts_with("digraph pathway {"));
/// assert!(text.contains("outside the scope of the source"));
/// assert!(Diagram::WHOLE.mermaid().to_string().starts_with("flowchart TD"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Diagram(About);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About {
    Whole,
    Pathway(Pathway),
    Case(Case),
}

impl Diagram {
    /// Every question, every pathway, and what each recommends, permits and rules out.
    pub const WHOLE: Self = Self(About::Whole);

    /// One pathway: for each therapy, what its standing depends on.
    pub const fn of(pathway: Pathway) -> Self {
        Self(About::Pathway(pathway))
    }

    /// The whole pathway with one patient's way through it, and the answer where it leads.
    pub const fn of_case(case: &Case) -> Self {
        Self(About::Case(*case))
    }

    /// As text in the language of Graphviz.
    #[must_use]
    pub const fn dot(&self) -> impl Display + use<> {
        Dotted(*self)
    }

    /// As text in the language of Mermaid.
    #[must_use]
    pub const fn mermaid(&self) -> impl Display + use<> {
        Charted(*self)
    }

    /// As a picture that needs no other program: an outline, a line for each question and each end, for a page of
    /// HTML. It has the colour of the text around it and no style sheet of its own. What a pathway says of the
    /// therapies is left to the text beside it.
    ///
    /// ```
    /// use nen_pathway::*;
    ///
    /// let picture = Diagram::of_case(&Case::NOT_ASSESSED).svg().to_string();
    /// assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>"));
    /// ```
    #[must_use]
    pub const fn svg(&self) -> impl Display + use<> {
        Pictured(*self)
    }

    fn draw(&self, pen: &mut impl Pen) -> fmt::Result {
        pen.begin(&Report::NOTICE, matches!(self.0, About::Pathway(_)))?;
        match self.0 {
            About::Whole => whole::draw(pen, None),
            About::Case(case) => whole::draw(pen, Some(case)),
            About::Pathway(pathway) => detail::draw(pen, pathway),
        }?;
        pen.end()
    }
}

struct Dotted(Diagram);

impl Display for Dotted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.draw(&mut Dot(f))
    }
}

struct Charted(Diagram);

impl Display for Charted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.draw(&mut Mermaid(f))
    }
}

struct Pictured(Diagram);

impl Display for Pictured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The size comes first in the text, and is known last.
        let mut nowhere = Nowhere;
        let mut measured = Svg::new(&mut nowhere);
        self.0.draw(&mut measured)?;
        let size = measured.size();
        self.0.draw(&mut Svg::sized(f, size))
    }
}

/// What a shape stands for; it has the same name in every drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// A place of a tree: the cells of each finding.
    Place(&'static str, Case),
    Pathway(Pathway),
}

impl Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Place(tree, place) => {
                write!(f, "{tree}q")?;
                let mut findings = Finding::ALL.iter();
                findings.try_for_each(|finding| write!(f, "{:02x}", place.cells(*finding)))
            }
            Self::Pathway(pathway) => write!(f, "p_{pathway}"),
        }
    }
}
