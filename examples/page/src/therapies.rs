//! The table of the therapies: what the source says of each, with its statements, or what is needed to tell.

use nen_pathway::*;

use crate::html::Html;

/// The fourteen therapies.
pub(crate) fn table(answer: &Answer) -> Html {
    let mut html = Html::default();
    html.element("table", &[], |html| {
        html.leaf("caption", &[], &"What the source says of each therapy");
        html.element("thead", &[], |html| {
            html.element("tr", &[], |html| {
                html.leaf("th", &[("scope", "col")], &"Therapy");
                html.leaf("th", &[("scope", "col")], &"Standing, and what it rests on or needs");
            });
        });
        html.element("tbody", &[], |html| {
            answer.therapies().for_each(|(therapy, decision)| row(html, therapy, &decision));
        });
    });
    html
}

fn row(html: &mut Html, therapy: Therapy, decision: &Decision<Standing>) {
    html.element("tr", &[("data-therapy", therapy.as_str())], |html| {
        let label = decision.value().map_or(therapy.label(), |it| therapy.label_with(it));
        html.leaf("th", &[("scope", "row")], &label);
        html.element("td", &[], |html| match decision {
            Decision::Settled(settled) => {
                standing(html, settled.value());
                if !settled.findings().is_empty() {
                    html.leaf("p", &[], &"The patient cannot receive it.");
                }
                statements(html, therapy.as_str(), settled.statements());
            }
            Decision::Open(open) => {
                html.element("p", &[("class", "standing open")], |html| {
                    html.leaf("span", &[("class", "mark"), ("aria-hidden", "true")], &"…");
                    html.text(&"open: ");
                    html.text(&joined(open.possible().iter(), " or "));
                });
                let needed = joined(open.needs().iter(), ", ");
                html.leaf("p", &[], &format_args!("Needed: {needed}"));
            }
        });
    });
}

/// A standing in words, with a mark for those who look a table over.
fn standing(html: &mut Html, standing: Standing) {
    let mark = match standing {
        Standing::Recommended => "✔",
        Standing::Option => "○",
        Standing::Consider => "◐",
        Standing::Avoid => "✕",
        Standing::VerifyFirst => "‖",
        Standing::NotApplicable => "–",
        Standing::NotAddressed => "?",
    };
    let class = format!("standing {}", standing.as_str());
    html.element("p", &[("class", &class)], |html| {
        html.leaf("span", &[("class", "mark"), ("aria-hidden", "true")], &mark);
        html.text(&standing.label());
    });
}

/// Statements by their numbers, with their texts to unfold. The key tells one place of the page from another.
pub(crate) fn statements(html: &mut Html, key: &str, statements: Set<Statement>) {
    if statements.is_empty() {
        return;
    }
    html.element("details", &[("data-key", key)], |html| {
        html.leaf("summary", &[], &statements);
        html.element("ul", &[], |html| {
            for statement in statements {
                html.element("li", &[], |html| {
                    html.leaf("b", &[], &statement);
                    html.text(&format_args!(" {}", statement.text()));
                });
            }
        });
    });
}

/// The words of values.
pub(crate) fn joined<V: Label>(values: impl Iterator<Item = V>, between: &str) -> String {
    values.map(Label::label).collect::<Vec<_>>().join(between)
}
