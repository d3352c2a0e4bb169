//! The panes that the library fills as a whole: the answer, the picture of a case, the sheet.

use nen_pathway::*;

use crate::{
    conditions::{joined, pathways},
    html::Html,
    sheet::{self, Sheet},
    therapies::{lines, statements, table},
};

/// The answer to the case: what comes first, each standing with its therapies, and more to unfold.
pub(crate) fn answer(report: &Report) -> Html {
    let mut html = Html::default();
    let answer = report.answer();
    for order in answer.order() {
        let urgent = order == Precedence::EmergencyFirst;
        html.leaf("p", &[("class", if urgent { "urgent" } else { "order" })], &order.text());
        statements(&mut html, order.as_str(), order.statements());
    }
    pathway(&mut html, answer);
    lines(&mut html, answer);
    html.element("details", &[("data-key", "table")], |html| {
        html.leaf("summary", &[], &"Each therapy by itself");
        table(html, answer);
    });
    html.element("details", &[("data-key", "explanation")], |html| {
        html.leaf("summary", &[], &"The answer in sentences");
        for line in report.explanation().to_string().lines().filter(|line| !line.is_empty()) {
            html.leaf("p", &[], &line);
        }
    });
    html
}

/// The pathways that are possible, each with its statements.
fn pathway(html: &mut Html, answer: &Answer) {
    html.element("div", &[("id", "pathways")], |html| {
        html.leaf("h3", &[], &"Pathway");
        html.element("ul", &[("class", "lines")], |html| {
            for (pathway, case) in pathways(answer.case()) {
                html.element("li", &[], |html| {
                    html.text(&pathway.label());
                    let rests = recommend(&case).answer().pathway().statements();
                    statements(html, &format!("pathway-{pathway}"), rests);
                });
            }
        });
        if let Decision::Open(open) = answer.pathway() {
            let needs = joined(open.needs(), ", ");
            html.leaf("p", &[], &format_args!("One of these; needs {needs}"));
        }
    });
}

/// What stands where links would be, while something is not read.
pub(crate) fn unread(findings: Set<Finding>) -> Html {
    let mut html = Html::default();
    html.leaf("p", &[], &format_args!("First what is not read: {}.", joined(findings, ", ")));
    html
}

/// The way of the case through the pathway.
pub(crate) fn diagram(report: &Report) -> Html {
    let mut html = Html::default();
    html.drawn(&Diagram::of_case(report.answer().case()).svg());
    html
}

/// The tumour-board sheet, to print, and its style.
pub(crate) fn sheet(report: &Report) -> (Html, String) {
    let Sheet { style, html: body } = sheet::body(report);
    let mut html = Html::default();
    html.element("header", &[], |html| {
        html.leaf("h1", &[], &"Tumour-board sheet");
        html.leaf("p", &[("class", "notice")], &Report::NOTICE);
    });
    html.drawn(&body);
    (html, style)
}
