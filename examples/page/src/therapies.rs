//! What the source says of each therapy, with its statements; or how it can turn out, and when.

use nen_pathway::*;

use crate::{
    conditions::{Way, alike, is_held, joined, open, pathways, ways},
    html::Html,
    sheet::told,
};

/// What no finding can get started, what is settled, and what is open: for each pathway that is possible.
pub(crate) fn lines(html: &mut Html, answer: &Answer) {
    if answer.pathway().value().is_some() {
        return by_standing(html, answer, Therapy::ALL, "h3", "line");
    }
    let (_, open) = open(answer);
    let others: Vec<_> = Therapy::ALL.iter().copied().filter(|it| !open.contains(it)).collect();
    by_standing(html, answer, &others, "h3", "line");
    if open.is_empty() {
        return;
    }
    for (pathway, case) in pathways(answer.case()) {
        html.element("div", &[("class", "if")], |html| {
            let title = format!("If the pathway is: {}", pathway.label());
            html.leaf("h3", &[("class", "title")], &title);
            by_standing(html, recommend(&case).answer(), &open, "h4", pathway.as_str());
        });
    }
}

/// Each standing with its therapies, those of which the same is said together.
fn by_standing(
    html: &mut Html,
    answer: &Answer,
    therapies: &[Therapy],
    heading: &'static str,
    key: &str,
) {
    let groups = alike(therapies.iter().map(|therapy| (Said::of(answer, *therapy), *therapy)));
    let settled = Standing::ALL.iter().copied().map(Mark::of);
    for mark in [Mark::NEVER].into_iter().chain(settled).chain([Mark::OPEN]) {
        let mut lines = groups.iter().filter(|(said, _)| said.mark() == mark).peekable();
        if lines.peek().is_none() {
            continue;
        }
        mark.write(html, heading);
        html.element("ul", &[("class", "lines")], |html| {
            for (said, therapies) in lines {
                html.element("li", &[], |html| {
                    let names = therapies.iter().map(|therapy| said.name(*therapy));
                    html.text(&names.collect::<Vec<_>>().join(", "));
                    let first = therapies.first().map_or("", |first| first.as_str());
                    said.write(html, &format!("{key}-{first}"));
                });
            }
        });
    }
}

/// The fourteen therapies in their order.
pub(crate) fn table(html: &mut Html, answer: &Answer) {
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
            answer.therapies().for_each(|(therapy, _)| row(html, answer, therapy));
        });
    });
}

fn row(html: &mut Html, answer: &Answer, therapy: Therapy) {
    let said = Said::of(answer, therapy);
    html.element("tr", &[("role", "row"), ("data-therapy", therapy.as_str())], |html| {
        html.leaf("th", &[("scope", "row"), ("role", "rowheader")], &said.name(therapy));
        html.element("td", &[("role", "cell")], |html| {
            said.mark().write(html, "p");
            if answer.pathway().value().is_some() || said.mark() != Mark::OPEN {
                return said.write(html, therapy.as_str());
            }
            let (possible, needs) = (said.0.possible(), joined(said.0.needs(), ", "));
            let possible = joined(possible, " or ");
            html.leaf("p", &[("class", "turn")], &format_args!("{possible}; needs {needs}"));
            for (pathway, case) in pathways(answer.case()) {
                let said = Said::of(recommend(&case).answer(), therapy);
                html.element("div", &[("class", "if")], |html| {
                    let title = format!("If the pathway is: {}", pathway.label());
                    html.leaf("p", &[("class", "title")], &title);
                    said.mark().write(html, "p");
                    said.write(html, &format!("{therapy}-{pathway}"));
                });
            }
        });
    });
}

/// A standing in words, with its sign for those who look a list over, and a class.
#[derive(PartialEq)]
struct Mark(&'static str, &'static str, &'static str);

impl Mark {
    const NEVER: Self = Self("avoid", Standing::Avoid.sign(), "not to be started either way");
    const OPEN: Self = Self("open", "?", "open");

    fn of(standing: Standing) -> Self {
        Self(standing.as_str(), standing.sign(), standing.label())
    }

    fn write(&self, html: &mut Html, element: &'static str) {
        html.element(element, &[("class", &format!("standing {}", self.0))], |html| {
            html.leaf("span", &[("class", "mark"), ("aria-hidden", "true")], &self.1);
            html.text(&self.2);
        });
    }
}

/// What is decided of a therapy; if it is open, how it can turn out.
#[derive(PartialEq)]
struct Said(Decision<Standing>, Vec<Way>);

impl Said {
    fn of(answer: &Answer, therapy: Therapy) -> Self {
        let decision = answer.therapy(therapy);
        let ways = match decision {
            Decision::Settled(_) => Vec::new(),
            Decision::Open(_) => ways(answer.case(), Question::Standing(therapy)),
        };
        Self(decision, ways)
    }

    fn mark(&self) -> Mark {
        match self.0.value() {
            Some(standing) => Mark::of(standing),
            None if is_held(&self.0) => Mark::NEVER,
            None => Mark::OPEN,
        }
    }

    fn name(&self, therapy: Therapy) -> &'static str {
        self.0.value().map_or(therapy.label(), |standing| therapy.label_with(standing))
    }

    fn write(&self, html: &mut Html, key: &str) {
        for way in &self.1 {
            html.element("p", &[("class", "turn")], |html| html.drawn(&told(way)));
        }
        if let Decision::Settled(settled) = self.0
            && let Some(reason) = settled.reason()
        {
            html.leaf("p", &[], &format_args!("Because {reason}."));
        }
        let ways = self.1.iter().map(|way| way.statements);
        statements(html, key, ways.fold(self.0.statements(), Set::or));
    }
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
