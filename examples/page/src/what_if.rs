//! What would change a decision: every smallest change, of a complete case.

use nen_pathway::*;

use crate::{conditions::joined, html::Html, link};

/// The smallest changes that alter a decision, each with a link to the case it makes.
pub(crate) fn changes(case: &Case, question: Question) -> Html {
    let mut html = Html::default();
    match what_if(case, question) {
        Ok(what_if) => told(&mut html, &what_if),
        Err(error) => {
            let missing = joined(error.findings(), ", ");
            html.leaf("p", &[], &"This needs a complete case. Not yet down to one value:");
            html.leaf("p", &[("class", "missing")], &missing);
            html.element("p", &[("class", "about")], |html| {
                html.prose(&format!("Complete is {}.", NotComplete::ACCEPTED));
            });
        }
    }
    html
}

fn told(html: &mut Html, what_if: &WhatIf) {
    let (question, from) = (what_if.question().label(), what_if.from().label());
    html.element("p", &[], |html| {
        html.text(&format_args!("Now, {question}: "));
        html.leaf("b", &[], &from);
        html.text(&". It would be:");
    });
    let changes: Vec<_> = what_if.changes().collect();
    let mut outcomes: Vec<_> = changes.iter().map(Change::outcome).collect();
    outcomes.sort_unstable();
    outcomes.dedup();
    for outcome in outcomes {
        html.element("p", &[], |html| html.leaf("b", &[], &outcome.label()));
        html.element("ul", &[("class", "ways")], |html| {
            for change in changes.iter().filter(|it| it.outcome() == outcome) {
                html.element("li", &[], |html| {
                    html.leaf("a", &[("href", &link::to(change.case()))], &words(change));
                });
            }
        });
    }
    if changes.is_empty() {
        html.leaf("p", &[], &"nothing else, whatever the findings were.");
    }
}

/// The findings that are moved, with their new values.
fn words(change: &Change) -> String {
    let moved = change.findings().iter();
    let told = moved.map(|it| format!("{}: {}", it.label(), change.case().words(it)));
    told.collect::<Vec<_>>().join("; ")
}
