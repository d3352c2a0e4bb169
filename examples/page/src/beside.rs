//! What stands beside an answer: prognosis, gaps, readings, divergences, the source.

use nen_pathway::*;

use crate::{html::Html, therapies::statements};

/// Everything that must be shown beside the answer.
pub(crate) fn beside(report: &Report) -> Html {
    let mut html = Html::default();
    let answer = report.answer();
    part(&mut html, "Prognosis", answer.prognosis().into_iter(), |html, prognosis| {
        html.text(&prognosis.text());
        statements(html, "prognosis", prognosis.statements());
    });
    part(&mut html, "Where the source is silent", answer.gaps().iter(), |html, gap| {
        html.text(&gap.text());
    });
    let readings = report.readings();
    part(&mut html, "Readings this answer rests on", readings.iter(), |html, reading| {
        html.text(&reading.question());
        html.leaf("p", &[], &format_args!("Taken so: {}", reading.chosen()));
        html.leaf("p", &[], &format_args!("Otherwise: {}", reading.alternative()));
        statements(html, reading.as_str(), reading.statements());
    });
    let title = "Where published guidance differs (not the source’s, and it changes no standing)";
    part(&mut html, title, answer.divergences().iter(), |html, divergence| {
        html.text(&divergence.source_says());
        html.leaf("p", &[], &format_args!("But: {}", divergence.guidance_says()));
        let key = format!("citations-{divergence}");
        html.element("details", &[("data-key", &key)], |html| {
            html.leaf("summary", &[], &"Publications");
            html.element("ul", &[], |html| {
                divergence.citations().iter().for_each(|it| html.leaf("li", &[], it));
            });
        });
        statements(html, divergence.as_str(), divergence.statements());
    });
    let source = answer.provenance();
    let lines = [source.title, source.kind, source.place, source.references];
    part(&mut html, "The source", lines.into_iter(), |html, line| html.text(&line));
    html
}

/// A list with its title, if there is anything in it.
fn part<T>(
    html: &mut Html,
    title: &str,
    things: impl Iterator<Item = T>,
    tell: impl Fn(&mut Html, T),
) {
    let mut things = things.peekable();
    if things.peek().is_none() {
        return;
    }
    html.leaf("h3", &[], &title);
    html.element("ul", &[], |html| {
        things.for_each(|thing| html.element("li", &[], |html| tell(html, thing)));
    });
}
