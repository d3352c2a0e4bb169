//! The drawing of a cohort, counted here by hand, in the order of section 3.

#[path = "support/any.rs"]
mod any;

use std::collections::BTreeMap;

use any::cases;
use nen_pathway::*;

/// How often something was counted.
#[derive(Default)]
struct Counts(BTreeMap<&'static str, u64>);

impl Counts {
    fn add(&mut self, what: &'static str, count: u64) {
        *self.0.entry(what).or_default() += count;
    }

    /// By thousands, as people read it.
    fn of(&self, what: &str) -> String {
        let number = self.0.get(what).copied().unwrap_or(0);
        let text = number.to_string();
        let first = text.len() % 3;
        let mut groups: Vec<&str> = vec![&text[..first]];
        groups.extend((first..text.len()).step_by(3).map(|at| &text[at..at + 3]));
        groups.retain(|group| !group.is_empty());
        groups.join(",")
    }

    /// One case more, from question to question until it is not known where it goes.
    fn walk(&mut self, case: &Case, count: u64) {
        use Differentiation::{Mixed, Moderate, Poor, Well};
        self.add("all", count);
        if case.primary_site().only() == Some(PrimarySite::Elsewhere) {
            return self.add("elsewhere", count);
        }
        if case.primary_site().contains(PrimarySite::Elsewhere) {
            return self.add("site not known", count);
        }
        self.add("colon", count);
        if case.liver_metastases().only() == Some(LiverMetastases::Absent) {
            return self.add("absent", count);
        }
        if case.liver_metastases().contains(LiverMetastases::Absent) {
            return self.add("liver not known", count);
        }
        self.add("liver", count);
        let (graded, high, low) = match case.differentiation().only() {
            None => return self.add("differentiation not known", count),
            Some(Mixed) => return self.add("mixed", count),
            Some(Moderate) => return self.add("moderate", count),
            Some(Well) => ("well", "well and G3", "well and G1 or G2"),
            Some(Poor) => ("poor", "poor and G3", "poor and G1 or G2"),
        };
        self.add(graded, count);
        match is_high(case) {
            Some(true) => self.add(high, count),
            Some(false) => self.add(low, count),
            None if graded == "well" => self.add("grade of well not known", count),
            None => self.add("grade of poor not known", count),
        }
    }

    /// One case more on the pathway that all its completions have, or on none.
    fn settle(&mut self, case: &Case, count: u64) {
        use Differentiation::{Mixed, Moderate, Poor, Well};
        let outside = case.primary_site().only() == Some(PrimarySite::Elsewhere)
            || case.liver_metastases().only() == Some(LiverMetastases::Absent)
            || case.differentiation().only() == Some(Mixed);
        let maybe_outside = case.primary_site().contains(PrimarySite::Elsewhere)
            || case.liver_metastases().contains(LiverMetastases::Absent)
            || case.differentiation().contains(Mixed);
        let differentiations: Vec<_> = case.differentiation().iter().collect();
        let on = match (maybe_outside, &differentiations[..], is_high(case)) {
            _ if outside => "on outside_scope",
            (false, [Moderate], _) | (false, [Moderate, Poor] | [Poor], Some(false)) => {
                "on verify_pathology"
            }
            (false, [Poor], Some(true)) => "on nec",
            (false, [Well], Some(true)) => "on net_g3",
            (false, [Well], Some(false)) => "on net",
            _ => "open",
        };
        self.add(on, count);
    }
}

/// Whether it is G3: the higher of the two numbers is above 20.
fn is_high(case: &Case) -> Option<bool> {
    let above = Hundredths::whole(20);
    if case.ki67().lowest() > above || case.mitoses().lowest() > above {
        return Some(true);
    }
    (case.ki67().highest() <= above && case.mitoses().highest() <= above).then_some(false)
}

#[test]
fn every_way_is_counted() {
    let cohort: Vec<(Case, u64)> = cases().zip((1..).map(|it| it % 7 * 100)).take(5_000).collect();
    let mut counts = Counts::default();
    for (case, count) in &cohort {
        counts.walk(case, *count);
        counts.settle(case, *count);
    }
    let n = |what: &str| counts.of(what);
    let unknown = |what: &str| {
        let (_, unknown) = UNKNOWN.iter().find(|(asked, _)| *asked == what).unwrap();
        format!("{}, open here: {}", n(what), n(unknown))
    };
    let expected = [
        format!("primary site? n = {}", unknown("all")),
        format!(
            "sigmoid colon or other colon or rectum → liver metastases? n = {}",
            unknown("colon")
        ),
        format!("none, n = {} → outside the scope of the source", n("absent")),
        format!("one or multiple → differentiation? n = {}", unknown("liver")),
        format!("well differentiated → WHO grade? n = {}", unknown("well")),
        format!("G1 or G2, n = {} → neuroendocrine tumour (NET) G1/G2", n("well and G1 or G2")),
        format!("G3, n = {} → neuroendocrine tumour (NET) G3", n("well and G3")),
        format!("moderately differentiated, n = {} → verify the pathology first", n("moderate")),
        format!("poorly differentiated → WHO grade? n = {}", unknown("poor")),
        format!("G3, n = {} → neuroendocrine carcinoma (NEC)", n("poor and G3")),
        format!("G1 or G2, n = {} → verify the pathology first", n("poor and G1 or G2")),
        format!("a mixed neoplasm (MiNEN), n = {} → outside the scope of the source", n("mixed")),
        format!("another organ, n = {} → outside the scope of the source", n("elsewhere")),
        "cohort of two letters &amp; more".to_owned(),
        format!("all cases: {}", n("all")),
        format!("neuroendocrine carcinoma (NEC): {}", n("on nec")),
        format!("neuroendocrine tumour (NET) G1/G2: {}", n("on net")),
        format!("neuroendocrine tumour (NET) G3: {}", n("on net_g3")),
        format!("verify the pathology first: {}", n("on verify_pathology")),
        format!("outside the scope of the source: {}", n("on outside_scope")),
        format!("pathway open: {}", n("open")),
        "A pathway counts every case of which it is settled, also one that is open at a question before.".to_owned(),
    ];
    let diagram = Diagram::of_cohort(&cohort).named("of two letters & more");
    let outline = diagram.svg().to_string();
    let lines: Vec<String> = outline
        .lines()
        .filter(|line| line.starts_with("<text "))
        .map(|line| {
            let text = line.split_once('>').unwrap().1.strip_suffix("</text>").unwrap();
            text.replace("<tspan font-weight=\"bold\">", "").replace("</tspan>", "")
        })
        .collect();
    assert_eq!(lines, expected);
    // So does the description, for those who do not see it: the totals first, then the ways, and nothing else.
    let told = outline.split("<desc>").nth(1).unwrap().split("</desc>").next().unwrap();
    let (ways, totals) = expected.split_at(13);
    let to_question = |way: &String| way.contains('?');
    let ways =
        ways.iter().map(|way| way.replace(" → ", if to_question(way) { ". " } else { ": " }));
    let sentences = totals[..8].iter().cloned().chain(ways).map(|sentence| sentence + ". ");
    assert_eq!(told, sentences.collect::<String>() + Report::NOTICE);
    // The other two languages have the same numbers; a line may be broken.
    let words = |text: &str| text.replace("\\n", " ").replace("\\l", " ").replace("<br/>", " ");
    let words = |text: &str| words(text).split_whitespace().collect::<Vec<_>>().join(" ");
    for text in [diagram.dot().to_string(), diagram.mermaid().to_string()] {
        let text = words(&text);
        for (label, on) in ON {
            assert!(text.contains(&format!("] n = {}", n(on))), "{on} in {text}");
            assert!(text.contains(&format!("{label}: {}", n(on))), "{label} in {text}");
        }
        assert!(text.contains(&format!("open here: {}", n("liver not known"))), "{text}");
    }
}

const UNKNOWN: [(&str, &str); 5] = [
    ("all", "site not known"),
    ("colon", "liver not known"),
    ("liver", "differentiation not known"),
    ("well", "grade of well not known"),
    ("poor", "grade of poor not known"),
];

const ON: [(&str, &str); 5] = [
    ("neuroendocrine carcinoma (NEC)", "on nec"),
    ("neuroendocrine tumour (NET) G1/G2", "on net"),
    ("neuroendocrine tumour (NET) G3", "on net_g3"),
    ("verify the pathology first", "on verify_pathology"),
    ("outside the scope of the source", "on outside_scope"),
];

/// Nobody, somebody of whom nothing is known, and more than can be counted.
#[test]
fn odd_cohorts_are_drawn() {
    let drawn = |cases: &[(Case, u64)]| Diagram::of_cohort(cases).svg().to_string();
    assert!(drawn(&[]).contains(">primary site? n = 0</tspan>"));
    assert!(
        drawn(&[(Case::NOT_ASSESSED, 1)]).contains(">primary site? n = 1, open here: 1</tspan>")
    );
    let many = [(Case::NOT_ASSESSED, u64::MAX), (Case::NOT_ASSESSED, 1)];
    assert!(drawn(&many).contains("all cases: 18,446,744,073,709,551,616<"));
    assert!(!drawn(&[]).contains(">cohort"), "it has no name");
}
