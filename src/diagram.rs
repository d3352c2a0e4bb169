//! The pathway drawn: its questions, its pathways, what each says of the therapies.

mod detail;
mod leaf;
mod pen;
mod whole;

use core::fmt::{self, Display};

use self::pen::{Dot, Mermaid, Pen};
use crate::{Case, Finding, Pathway, Report};

/// A drawing of the whole pathway, of one pathway in detail, or of one patient's way, as text for Graphviz
/// ([`dot`](Self::dot)) or Mermaid ([`mermaid`](Self::mermaid)).
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

/// A place of a tree, the same in every drawing: the cells of each finding.
struct PlaceId<'p>(&'static str, &'p Case);

impl Display for PlaceId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}q", self.0)?;
        Finding::ALL.iter().try_for_each(|finding| write!(f, "{:02x}", self.1.cells(*finding)))
    }
}
