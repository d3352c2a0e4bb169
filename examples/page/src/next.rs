//! The next question: the finding to obtain first, and what each of its values leads to.

use nen_pathway::*;

use crate::{html::Html, link, therapies::joined};

/// The finding that is needed most, with a link for each value; or that nothing is needed any more.
pub(crate) fn question(case: &Case) -> Html {
    let mut html = Html::default();
    let Some(ask) = ask(case) else {
        html.leaf("p", &[], &"Every decision is settled: no finding can change one any more.");
        return html;
    };
    let finding = ask.finding();
    html.leaf("p", &[("class", "question")], &format_args!("{}?", finding.label()));
    html.element("p", &[("class", "about")], |html| html.prose(finding.instructions()));
    html.element("ul", &[("class", "ways")], |html| {
        for answered in ask.answers() {
            html.element("li", &[], |html| way(html, finding, &answered));
        }
    });
    let others = recommend(case).answer().needs().iter().filter(|it| *it != finding);
    let others = joined(others, ", ");
    if !others.is_empty() {
        html.leaf("p", &[], &format_args!("Needed as well, as far as is known now: {others}."));
    }
    html
}

fn way(html: &mut Html, finding: Finding, answered: &Answered) {
    let case = answered.case();
    html.leaf("a", &[("href", &link::to(case))], &case.words(finding));
    let pathways = joined(answered.recommendation().answer().pathway().possible().iter(), " or ");
    let settled = answered.settled();
    html.leaf("span", &[], &format_args!(" settles {settled} of 16: {pathways}"));
}
