//! What the library draws and writes as a whole: the picture of a case, the answer in sentences, the sheet.

use nen_pathway::{Diagram, Report};

use crate::{html::Html, sheet};

/// The way of the case through the pathway.
pub(crate) fn diagram(report: &Report) -> Html {
    let mut html = Html::default();
    html.drawn(&Diagram::of_case(report.answer().case()).svg());
    html
}

/// The answer to the case.
pub(crate) fn answer(report: &Report) -> Html {
    let mut html = Html::default();
    html.element("details", &[("data-key", "explanation")], |html| {
        html.leaf("summary", &[], &"The answer in sentences");
        for line in report.explanation().to_string().lines().filter(|line| !line.is_empty()) {
            html.leaf("p", &[], &line);
        }
    });
    html
}

/// The tumour-board sheet, to print.
pub(crate) fn sheet(report: &Report) -> Html {
    let mut html = Html::default();
    html.drawn(&sheet::body(report));
    html
}
