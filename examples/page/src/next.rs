//! The next question: the finding to obtain first, and what becomes of what is open with each of its values.

use nen_pathway::*;

use crate::{
    conditions::{alike, joined},
    html::Html,
    link,
};

/// The finding that is needed most, with a link for each value; or that nothing is needed any more.
pub(crate) fn question(case: &Case) -> Html {
    let mut html = Html::default();
    let Some(ask) = ask(case) else {
        html.leaf("p", &[], &"Every decision is settled: no finding can change one any more.");
        return html;
    };
    let (now, finding) = (*recommend(case).answer(), ask.finding());
    html.leaf("p", &[("class", "question")], &format_args!("{}?", finding.label()));
    html.element("p", &[("class", "about")], |html| html.prose(finding.instructions()));
    let values = ask.answers().map(|it| (turns(&now, it.recommendation().answer()), *it.case()));
    html.element("ul", &[("class", "ways")], |html| {
        for (turns, cases) in alike(values) {
            html.element("li", &[], |html| {
                for case in cases {
                    html.leaf("a", &[("href", &link::to(&case))], &case.words(finding));
                    html.text(&" ");
                }
                for turn in &turns {
                    html.leaf("p", &[("class", "turn")], turn);
                }
            });
        }
    });
    let others: Set<Finding> = now.needs().iter().filter(|it| *it != finding).collect();
    if !others.is_empty() {
        let others = joined(others, ", ");
        html.leaf("p", &[], &format_args!("Needed as well, as far as is known now: {others}."));
    }
    html
}

/// What becomes of the decisions that are open now.
fn turns(now: &Answer, then: &Answer) -> Vec<String> {
    let open: Vec<_> = Question::all().filter(|it| now.outcome(*it).is_none()).collect();
    let mut turns = Vec::new();
    if let Decision::Open(pathway) = then.pathway() {
        turns.push(format!("pathway: {}", joined(pathway.possible(), " or ")));
    }
    let mut settled = alike(open.iter().filter_map(|it| Some((then.outcome(*it)?, *it))));
    settled.sort_by_key(|(outcome, _)| *outcome);
    turns.extend(settled.iter().map(|(outcome, of)| turn(*outcome, of)));
    match open.iter().filter(|it| then.outcome(**it).is_none()).count() {
        0 => turns.push("nothing stays open".into()),
        left => turns.push(format!("{left} of 16 decisions stay open")),
    }
    turns
}

/// `recommended: FOLFOX, FOLFIRI`, `grade: G3`.
fn turn(outcome: Outcome, of: &[Question]) -> String {
    let names = of.iter().map(|question| match question {
        Question::Standing(therapy) => therapy.abbreviation(),
        Question::Grade | Question::Pathway => question.label(),
    });
    let names = names.collect::<Vec<_>>().join(", ");
    match outcome {
        Outcome::Standing(standing) if of.len() == Therapy::ALL.len() => {
            format!("{}: every therapy", standing.label())
        }
        Outcome::Standing(standing) => format!("{}: {names}", standing.label()),
        Outcome::Grade(_) | Outcome::Pathway(_) => format!("{names}: {}", outcome.label()),
    }
}
