//! The table of the therapies: what the source says of each, with its statements, or what is needed to tell.

use nen_pathway::*;

use crate::html::Html;

/// The fourteen therapies.
pub(crate) fn table(answer: &Answer) -> Html {
    let mut html = Html::default();
    // Roles are named, because on a phone the rows are stacked and some browsers then see no table.
    html.element("table", &[("role", "table")], |html| {
        html.leaf("caption", &[], &"What the source says of each therapy");
        html.element("thead", &[("role", "rowgroup")], |html| {
            html.element("tr", &[("role", "row")], |html| {
                let head = [("scope", "col"), ("role", "columnheader")];
                html.leaf("th", &head, &"Therapy");
                html.leaf("th", &head, &"Standing, and what it rests on or needs");
            });
        });
        html.element("tbody", &[("role", "rowgroup")], |html| {
            answer.therapies().for_each(|(therapy, decision)| row(html, therapy, &decision));
        });
    });
    html
}

fn row(html: &mut Html, therapy: Therapy, decision: &Decision<Standing>) {
    html.element("tr", &[("role", "row"), ("data-therapy", therapy.as_str())], |html| {
        let label = decision.value().map_or(therapy.label(), |it| therapy.label_with(it));
        html.leaf("th", &[("scope", "row"), ("role", "rowheader")], &label);
        html.element("td", &[("role", "cell")], |html| match decision {
            Decision::Settled(settled) => {
                standing(html, settled.value());
                if !settled.findings().is_empty() {
                    html.leaf("p", &[], &"The patient cannot receive it.");
                }
                statements(html, therapy.as_str(), settled.statements());
            }
            Decision::Open(open) => {
                marked(html, "open", "…", "open");
                let possible = joined(open.possible().iter(), " or ");
                html.leaf("p", &[], &format_args!("It may be {possible}."));
                let needed = joined(open.needs().iter(), ", ");
                html.leaf("p", &[("class", "about")], &format_args!("Needed: {needed}"));
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
    marked(html, standing.as_str(), mark, standing.label());
}

fn marked(html: &mut Html, class: &str, mark: &str, words: &str) {
    html.element("p", &[("class", &format!("standing {class}"))], |html| {
        html.leaf("span", &[("class", "mark"), ("aria-hidden", "true")], &mark);
        html.text(&words);
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
