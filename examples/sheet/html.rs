//! The sheet as HTML, section by section, everything escaped.

#[path = "fit.rs"]
mod fit;

use nen_pathway::*;

pub(crate) use self::fit::Sheet;
use self::fit::{LONG, Page};
use crate::conditions::{Way, alike, joined, open, pathways, reasons, turning_out, without_effect};

/// What stands on the page below its head: sections, each with a heading of the second level.
pub(crate) fn body(report: &Report) -> Sheet {
    let answer = report.answer();
    let way = format!("<div tabindex=\"0\">{}</div>", Diagram::of_case(answer.case()).svg());
    let gaps = answer.gaps().iter().map(|gap| escaped(gap.text()));
    let mut page = Page {
        left: [
            section("answer", "Answer", &pathway(answer)),
            section("order", "What comes before what", &order(answer)),
            section("findings", "Findings", &findings(answer.case())),
        ]
        .concat(),
        picture: section("way", "The way through the pathway", &way),
        across: [
            section("next", "To obtain next", &next(answer)),
            section("therapies", "Therapies", &therapies(answer)),
        ]
        .concat(),
        beside: String::new(),
        statements: String::new(),
        last: section("source", "Source and receipt", &source(report)),
    };
    page.beside = [
        section("prognosis", "Prognosis", &prognosis(answer)),
        section("gaps", "Gaps: the source is silent", &items(gaps)),
        section("readings", "Readings that the answer rests on", &readings(report)),
        section(
            "divergences",
            "Published guidance differs (not the source’s)",
            &divergences(answer),
        ),
    ]
    .concat();
    page.statements = section("statements", "Statements of the source", &statements(&page));
    page.set()
}

/// Nothing, where there is nothing to tell.
fn section(id: &str, heading: &str, content: &str) -> String {
    if content.is_empty() {
        return String::new();
    }
    format!(
        "<section id=\"{id}\" aria-labelledby=\"{id}-heading\">\n<h2 id=\"{id}-heading\">{heading}</h2>\n{content}\n</section>\n"
    )
}

fn pathway(answer: &Answer) -> String {
    let pathway = match answer.pathway() {
        Decision::Settled(is) => {
            format!(
                "<p><strong>{}</strong> {}</p>",
                escaped(is.value().label()),
                cited(&is.statements().to_string())
            )
        }
        // Which way leads to which is in the picture.
        Decision::Open(open) => {
            let possible = pathways(answer.case()).into_iter().map(|(pathway, case)| {
                let statements = recommend(&case).answer().pathway().statements().to_string();
                format!("{} {}", escaped(pathway.label()), cited(&statements))
            });
            let possible = possible.collect::<Vec<_>>().join(" or ");
            let needs = escaped(&joined(open.needs(), ", "));
            format!("<p><strong>Open:</strong> {possible}; needs {needs}</p>")
        }
    };
    let grade = match answer.grade() {
        Decision::Settled(is) => is.value().label().to_owned(),
        Decision::Open(is) => {
            format!("{}, needs {}", joined(is.possible(), " or "), joined(is.needs(), ", "))
        }
    };
    format!("{pathway}\n<p>WHO grade: {}</p>", escaped(&grade))
}

fn order(answer: &Answer) -> String {
    items(answer.order().iter().map(|order| {
        format!("{} {}", escaped(order.text()), cited(&order.statements().to_string()))
    }))
}

fn findings(case: &Case) -> String {
    let idle = without_effect(case);
    let rows = Finding::ALL.iter().map(|finding| {
        let known = if case.is_assessed(*finding) {
            escaped(&case.words(*finding).to_string())
        } else {
            "<em>not assessed</em>".to_owned()
        };
        let note =
            if idle.contains(*finding) { " <small>(without effect here)</small>" } else { "" };
        format!("<div><dt>{}</dt><dd>{known}{note}</dd></div>", escaped(finding.label()))
    });
    format!("<dl>{}</dl>", rows.collect::<String>())
}

fn next(answer: &Answer) -> String {
    let Some(next) = ask(answer.case()) else { return String::new() };
    let finding = next.finding();
    let others: Set<Finding> = answer.needs().iter().filter(|it| *it != finding).collect();
    let others = if others.is_empty() {
        String::new()
    } else {
        format!("<p>Also needed: {}.</p>", escaped(&joined(others, ", ")))
    };
    format!(
        "<p><strong>{}</strong>: {}</p>{others}",
        escaped(finding.label()),
        coded(finding.instructions())
    )
}

/// What no finding can get started, what is settled, and what is open: for each pathway that is possible.
fn therapies(answer: &Answer) -> String {
    let case = answer.case();
    let (never, open) = open(answer);
    let is_settled = |therapy: &Therapy| answer.therapy(*therapy).value().is_some();
    let settled: Vec<_> = Therapy::ALL.iter().copied().filter(is_settled).collect();
    let never = turning_out(case, &never);
    let never = never.iter().map(|(ways, names)| {
        row("avoid", "✗ not to be started either way", names, &items(ways.iter().map(told)))
    });
    let mut rows = never.collect::<String>() + &by_standing(case, &settled);
    if answer.pathway().value().is_some() {
        rows += &by_standing(case, &open);
    } else if !open.is_empty() {
        for (pathway, case) in pathways(case) {
            rows += "<tr class=\"if\"><th colspan=\"3\">If the pathway is: ";
            rows += &escaped(pathway.label());
            rows += "</th></tr>\n";
            rows += &by_standing(&case, &open);
        }
    }
    format!(
        "<table><thead><tr><th scope=\"col\">standing</th><th scope=\"col\">therapy</th><th scope=\"col\">statements of the \
         source, or conditions</th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

/// Each standing with its therapies, those with the same reasons together; then what is open.
fn by_standing(case: &Case, therapies: &[Therapy]) -> String {
    let answer = *recommend(case).answer();
    let mut rows = String::new();
    for standing in Standing::ALL.iter().copied() {
        let with = therapies.iter().filter(|it| answer.therapy(**it).value() == Some(standing));
        let groups = alike(
            with.map(|therapy| (reasons(&answer.therapy(*therapy)), therapy.label_with(standing))),
        );
        let said = format!("{} {}", standing.sign(), standing.label());
        for (why, names) in groups {
            let all = names.len() == Therapy::ALL.len();
            let names = if all { &["all fourteen therapies"] } else { &*names };
            rows += &row(standing.as_str(), &said, names, &cited(&why));
        }
    }
    let open = therapies.iter().copied().filter(|it| answer.therapy(*it).value().is_none());
    for (ways, names) in turning_out(case, &open.collect::<Vec<_>>()) {
        rows += &row("open", "? open", &names, &items(ways.iter().map(told)));
    }
    rows
}

fn row(class: &str, standing: &str, names: &[&str], why: &str) -> String {
    let names = escaped(&names.join(", "));
    format!(
        "<tr class=\"{class}\"><th scope=\"row\">{}</th><td>{names}</td><td>{why}</td></tr>\n",
        escaped(standing)
    )
}

/// `recommended if ECOG is 0–2 [S08]`.
pub(crate) fn told(way: &Way) -> String {
    let (words, conditions) = (escaped(&way.words), escaped(&way.conditions()));
    format!("<strong>{words}</strong> {conditions} {}", cited(&way.why))
}

fn prognosis(answer: &Answer) -> String {
    answer.prognosis().map_or(String::new(), |prognosis| {
        format!(
            "<p>{} {}</p>",
            escaped(prognosis.text()),
            cited(&prognosis.statements().to_string())
        )
    })
}

fn readings(report: &Report) -> String {
    if report.readings().is_empty() {
        return "<p>None: no reading, taken the other way, changes a value here.</p>".to_owned();
    }
    items(report.readings().iter().map(|reading| {
        let chosen = reading.chosen().trim_end_matches('.');
        let (chosen, why) = chosen.split_at(chosen.find(", because ").unwrap_or(chosen.len()));
        format!(
            "{LONG}{} </span><strong>Taken so:</strong> {}{LONG}{}</span>. <strong>Otherwise:</strong> {} {}",
            escaped(reading.question()),
            escaped(chosen),
            escaped(why),
            escaped(reading.alternative()),
            cited(&reading.statements().to_string())
        )
    }))
}

/// Each with the numbers of its citations, which stand below, each once.
fn divergences(answer: &Answer) -> String {
    let mut works: Vec<&Citation> = Vec::new();
    let mut number = |work| {
        let known = works.iter().position(|it| *it == work);
        let place = known.unwrap_or_else(|| {
            works.push(work);
            works.len() - 1
        });
        (place + 1).to_string()
    };
    let divergences: Vec<_> = answer
        .divergences()
        .iter()
        .map(|divergence| {
            let numbers: Vec<_> = divergence.citations().iter().map(&mut number).collect();
            format!(
                "{LONG}{} </span><small class=\"short\">[{}] </small><strong>But:</strong> {} <small>({})</small>",
                escaped(divergence.source_says()),
                divergence.statements(),
                escaped(divergence.guidance_says()),
                numbers.join(", ")
            )
        })
        .collect();
    if divergences.is_empty() {
        return String::new();
    }
    let works =
        works.iter().map(|work| format!("<li><small>{}</small></li>", escaped(&work.to_string())));
    format!("{}\n<ol>{}</ol>", items(divergences.into_iter()), works.collect::<String>())
}

/// The statements that the page names, in our words.
fn statements(page: &Page) -> String {
    items(
        page.named()
            .into_iter()
            .map(|it| format!("{it} (line {}): {}", it.entry().line, escaped(it.text()))),
    )
}

fn source(report: &Report) -> String {
    let source = report.answer().provenance();
    format!(
        "<p>{}; {}; {}.{LONG} SHA-256 <code>{}</code></span></p>\n<p>With these two lines anyone can repeat the answer:</p>\n<pre \
         tabindex=\"0\">{}</pre>",
        escaped(source.title),
        escaped(source.kind),
        escaped(source.place),
        source.sha256,
        escaped(&report.receipt().to_string())
    )
}

fn cited(statements: &str) -> String {
    if statements.is_empty() {
        String::new()
    } else {
        format!("<small>[{}]</small>", escaped(statements))
    }
}

fn items(items: impl Iterator<Item = String>) -> String {
    let items = items.fold(String::new(), |items, item| items + "<li>" + &item + "</li>\n");
    if items.is_empty() { items } else { format!("<ul>{items}</ul>") }
}

/// What stands between backticks is to be typed.
pub(crate) fn coded(text: &str) -> String {
    let parts = text.split('`').zip([("", ""), ("<code>", "</code>")].iter().cycle());
    parts.fold(String::new(), |html, (part, (start, end))| html + start + &escaped(part) + end)
}

/// A text that no browser takes for anything else.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            letter if letter.is_control() && letter != '\n' => html.push('\u{fffd}'),
            letter => html.push(letter),
        }
    }
    html
}
