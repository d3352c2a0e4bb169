//! The form: the nine findings as controls, in the library's words.

use nen_pathway::*;

use crate::html::Html;

/// The controls of all findings.
pub(crate) fn form() -> Html {
    let mut html = Html::default();
    for finding in Finding::ALL.iter().copied() {
        match finding {
            Finding::PrimarySite => choices::<PrimarySite>(&mut html, finding),
            Finding::LiverMetastases => choices::<LiverMetastases>(&mut html, finding),
            Finding::Differentiation => choices::<Differentiation>(&mut html, finding),
            Finding::Ki67 | Finding::Mitoses => range(&mut html, finding),
            Finding::Ecog => choices::<Ecog>(&mut html, finding),
            Finding::PrimaryTumour => choices::<PrimaryTumour>(&mut html, finding),
            Finding::Chemotherapy => choices::<Chemotherapy>(&mut html, finding),
            Finding::Platinum => choices::<Platinum>(&mut html, finding),
        }
    }
    html
}

/// The sixteen decisions that a what-if can be about.
pub(crate) fn decisions() -> Html {
    let mut html = Html::default();
    for question in Question::all() {
        let chosen = [("value", question.as_str()), ("selected", "")];
        let attributes = if question == Question::Pathway { &chosen[..] } else { &chosen[..1] };
        html.leaf("option", attributes, &question.label());
    }
    html
}

/// A finding that is one of a few values: several can be ticked.
fn choices<V: Label>(html: &mut Html, finding: Finding) {
    let name = finding.as_str();
    let about = format!("{name}-about {name}-taken");
    html.element("fieldset", &[("class", "finding"), ("aria-describedby", &about)], |html| {
        html.leaf("legend", &[], &finding.label());
        explained(html, finding);
        html.element("div", &[("class", "choices")], |html| {
            for value in V::ALL.iter().copied() {
                html.element("label", &[], |html| {
                    let input = [("type", "checkbox"), ("name", name), ("value", value.as_str())];
                    html.void("input", &input);
                    html.leaf("span", &[], &value.label());
                });
            }
        });
    });
}

/// A finding that is a range: its text.
fn range(html: &mut Html, finding: Finding) {
    let name = finding.as_str();
    html.element("div", &[("class", "finding")], |html| {
        html.leaf("label", &[("for", name), ("class", "title")], &finding.label());
        explained(html, finding);
        let about = format!("{name}-error {name}-about {name}-taken");
        html.void(
            "input",
            &[
                ("type", "text"),
                ("id", name),
                ("name", name),
                ("autocomplete", "off"),
                ("autocapitalize", "off"),
                ("spellcheck", "false"),
                ("aria-describedby", &about),
            ],
        );
        html.leaf("p", &[("class", "error"), ("id", &format!("{name}-error"))], &"");
    });
}

/// How the finding is entered, and a place for what is taken from it.
fn explained(html: &mut Html, finding: Finding) {
    let name = finding.as_str();
    html.leaf("p", &[("class", "taken"), ("id", &format!("{name}-taken"))], &"");
    html.element("p", &[("class", "about"), ("id", &format!("{name}-about"))], |html| {
        html.prose(finding.instructions());
    });
}
