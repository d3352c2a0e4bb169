//! The sheet as HTML, section by section, everything escaped.

use std::fmt::Write;

use nen_pathway::*;

use crate::conditions::{Way, alike, list, reasons, ways, words};

/// What stands on the page below its head: sections, each with a heading of the second level.
pub(crate) fn body(report: &Report) -> String {
    let mut html = String::new();
    write(&mut html, report).expect("a text takes all");
    // What is long is set smaller, so that it stays one page.
    let steps = [11_000, 13_000, 16_000].iter().filter(|step| html.len() >= **step).count();
    let density = ["", "dense", "denser", "densest"][steps];
    format!("<div class=\"{density}\">\n{html}</div>\n")
}

fn write(html: &mut String, report: &Report) -> std::fmt::Result {
    let answer = report.answer();
    let gaps = items(answer.gaps().iter().map(|gap| escaped(gap.text())));
    let divergences = items(answer.divergences().iter().map(divergence));
    let way = Diagram::of_case(answer.case()).svg().to_string();
    section(html, "answer", "Answer", &pathway(answer))?;
    html.push_str("<div class=\"pair\">\n<div>\n");
    section(html, "findings", "Findings", &findings(answer.case()))?;
    section(html, "next", "To obtain next", &next(answer))?;
    html.push_str("</div>\n");
    section(html, "way", "The way through the pathway", &way)?;
    html.push_str("</div>\n");
    section(html, "therapies", "Therapies", &therapies(answer))?;
    html.push_str("<div class=\"beside\">\n");
    section(html, "order", "What comes before what", &order(answer))?;
    section(html, "prognosis", "Prognosis", &prognosis(answer))?;
    section(html, "gaps", "Gaps: the source is silent", &gaps)?;
    section(html, "readings", "Readings that the answer rests on", &readings(report))?;
    section(html, "divergences", "Published guidance differs (not the source’s)", &divergences)?;
    section(html, "source", "Source and receipt", &source(report))?;
    html.push_str("</div>\n");
    Ok(())
}

/// Nothing, where there is nothing to tell.
fn section(html: &mut String, id: &str, heading: &str, content: &str) -> std::fmt::Result {
    if content.is_empty() {
        return Ok(());
    }
    writeln!(
        html,
        "<section id=\"{id}\" aria-labelledby=\"{id}-heading\">\n<h2 id=\"{id}-heading\">{heading}</h2>\n{content}\n</section>"
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
        Decision::Open(_) => {
            let ways = ways(answer.case(), Question::Pathway);
            let ways = ways.iter().map(|way| match way.outcome {
                Outcome::Pathway(pathway) => told(pathway.label(), way),
                Outcome::Grade(_) | Outcome::Standing(_) => String::new(),
            });
            format!("<p><strong>Open.</strong></p>{}", items(ways))
        }
    };
    let grade = match answer.grade() {
        Decision::Settled(is) => is.value().label().to_owned(),
        Decision::Open(is) => {
            let grades: Vec<_> = is.possible().iter().map(Label::label).collect();
            format!("{}, needs {}", grades.join(" or "), list(is.needs()))
        }
    };
    format!("{pathway}\n<p>WHO grade: {}</p>", escaped(&grade))
}

fn findings(case: &Case) -> String {
    let effect = account(case);
    let rows = Finding::ALL.iter().map(|finding| {
        let known = if case.is_assessed(*finding) {
            escaped(&words(case, *finding))
        } else {
            "<em>not assessed</em>".to_owned()
        };
        let note = if effect.without_effect().contains(*finding) {
            " <small>(without effect here)</small>"
        } else {
            ""
        };
        format!("<div><dt>{}</dt><dd>{known}{note}</dd></div>", escaped(finding.label()))
    });
    format!("<dl>{}</dl>", rows.collect::<String>())
}

/// Each standing with its therapies, those with the same reasons together; then what is open.
fn therapies(answer: &Answer) -> String {
    let mut rows = String::new();
    for standing in Standing::ALL.iter().copied() {
        let groups = alike(
            answer
                .therapies_with(standing)
                .iter()
                .map(|therapy| (reasons(&answer.therapy(therapy)), therapy.label_with(standing))),
        );
        for (why, names) in groups {
            rows += &row(
                standing.as_str(),
                &format!("{} {}", standing.sign(), standing.label()),
                &names,
                &escaped(&why),
            );
        }
    }
    let groups = alike(answer.therapies().filter_map(|(therapy, decision)| {
        let Decision::Open(open) = decision else { return None };
        let how = match answer.pathway() {
            Decision::Settled(_) => items(conditions(answer.case(), therapy)),
            // Until the pathway is known the conditions are those of every pathway.
            Decision::Open(_) => {
                let possible: Vec<_> = open.possible().iter().map(Label::label).collect();
                escaped(&format!("{}; needs {}", possible.join(" or "), list(open.needs())))
            }
        };
        Some((how, therapy.label()))
    }));
    for (how, names) in groups {
        rows += &row("open", "? open", &names, &how);
    }
    format!(
        "<table><thead><tr><th scope=\"col\">standing</th><th scope=\"col\">therapy</th><th scope=\"col\">statements of the \
         source, or conditions</th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

/// How a therapy can turn out, and when.
fn conditions(case: &Case, therapy: Therapy) -> impl Iterator<Item = String> {
    ways(case, Question::Standing(therapy)).into_iter().filter_map(|way| match way.outcome {
        Outcome::Standing(standing) => Some(told(standing.label(), &way)),
        Outcome::Grade(_) | Outcome::Pathway(_) => None,
    })
}

fn row(class: &str, standing: &str, names: &[&str], why: &str) -> String {
    let names = escaped(&names.join(", "));
    format!(
        "<tr class=\"{class}\"><th scope=\"row\">{}</th><td>{names}</td><td>{why}</td></tr>\n",
        escaped(standing)
    )
}

/// `recommended if ECOG is 0–2 [S08]`; where several conditions are enough, each in turn.
fn told(outcome: &str, way: &Way) -> String {
    let conditions: Vec<_> = way.conditions.iter().flatten().map(|it| format!("if {it}")).collect();
    format!(
        "<strong>{}</strong> {} {}",
        escaped(outcome),
        escaped(&conditions.join(" – or ")),
        cited(&way.why)
    )
}

fn next(answer: &Answer) -> String {
    let Some(next) = ask(answer.case()) else { return String::new() };
    let finding = next.finding();
    let others: Set<Finding> = answer.needs().iter().filter(|it| *it != finding).collect();
    let others = if others.is_empty() {
        String::new()
    } else {
        format!("<p>Also needed: {}.</p>", escaped(&list(others)))
    };
    format!(
        "<p><strong>{}</strong>: {}</p>{others}",
        escaped(finding.label()),
        escaped(finding.instructions())
    )
}

fn order(answer: &Answer) -> String {
    items(answer.order().iter().map(|order| {
        format!("{} {}", escaped(order.text()), cited(&order.statements().to_string()))
    }))
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
    items(report.readings().iter().map(|reading| {
        format!(
            "{} {} <strong>Taken so:</strong> {} <strong>Otherwise:</strong> {}",
            escaped(reading.question()),
            cited(&reading.statements().to_string()),
            escaped(reading.chosen()),
            escaped(reading.alternative())
        )
    }))
}

fn divergence(divergence: Divergence) -> String {
    let citations = divergence
        .citations()
        .iter()
        .map(|citation| format!(" <cite>{}</cite>", escaped(&citation.to_string())));
    format!(
        "{} <strong>But:</strong> {}{}",
        escaped(divergence.source_says()),
        escaped(divergence.guidance_says()),
        citations.collect::<String>()
    )
}

fn source(report: &Report) -> String {
    let source = report.answer().provenance();
    format!(
        "<p>{}; {}; {}. SHA-256 <code>{}</code></p>\n<p>With these two lines anyone can repeat the answer:</p>\n<pre \
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
