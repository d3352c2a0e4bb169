//! The drawings: as they were looked at, whole, and following a case.

#[path = "support/project.rs"]
mod project;

use std::{collections::BTreeSet, fs, path::Path};

use nen_pathway::*;

/// Compares with the file in `examples/pictures`, or writes it: then the picture is drawn anew and looked at.
fn golden(name: &str, text: &str) {
    let path = Path::new("examples/pictures").join(name);
    let text = format!("{text}\n");
    if std::env::var_os("BLESS").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path), &text).unwrap();
    }
    let expected = project::text(&path);
    let difference = text.lines().zip(expected.lines()).find(|(new, old)| new != old);
    assert!(text == expected, "{name} would change: {difference:?}");
}

fn k07() -> Case {
    let mut json: serde_json::Value =
        serde_json::from_str(&project::text("examples/cases/K07.json")).unwrap();
    json.as_object_mut().unwrap().remove("id");
    serde_json::from_value(json).unwrap()
}

#[test]
fn drawings_are_as_they_were_looked_at() {
    golden("pathway.dot", &Diagram::WHOLE.dot().to_string());
    golden("pathway.mmd", &Diagram::WHOLE.mermaid().to_string());
    golden("K07.dot", &Diagram::of_case(&k07()).dot().to_string());
    golden("K07-outline.svg", &Diagram::of_case(&k07()).svg().to_string());
    golden("pathway-outline.svg", &Diagram::WHOLE.svg().to_string());
    for pathway in Pathway::ALL.iter().copied() {
        golden(&format!("{pathway}.dot"), &Diagram::of(pathway).dot().to_string());
    }
}

fn every_drawing() -> Vec<Diagram> {
    let open = Case::NOT_ASSESSED.with_differentiation(Differentiation::Poor);
    let mut all = vec![Diagram::WHOLE, Diagram::of_case(&k07()), Diagram::of_case(&open)];
    all.push(Diagram::of_case(&Case::NOT_ASSESSED));
    all.extend(Pathway::ALL.iter().map(|pathway| Diagram::of(*pathway)));
    all
}

/// Every edge joins shapes that are drawn once, every shape is joined, and no line is wider than it can be read.
#[test]
fn drawings_are_whole() {
    for diagram in every_drawing() {
        let text = diagram.dot().to_string();
        let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("  ")).collect();
        let (edges, shapes): (Vec<&str>, Vec<&str>) = lines
            .iter()
            .filter(|line| line.contains("[shape=") || line.contains(" -> "))
            .partition(|line| line.contains(" -> "));
        let name = |line: &str| line.trim().split(" [").next().unwrap().to_owned();
        let drawn: BTreeSet<String> = shapes.iter().map(|line| name(line)).collect();
        assert_eq!(drawn.len(), shapes.len(), "a shape is drawn twice");
        let ends = edges.iter().flat_map(|edge| {
            let (from, to) = edge.split_once(" -> ").unwrap();
            [from.trim().to_owned(), name(to)]
        });
        assert_eq!(ends.collect::<BTreeSet<_>>(), drawn, "{text}");
        for label in text.split("label=\"").skip(1) {
            let label = label.split('"').next().unwrap();
            assert!(label.split(['\\']).all(|line| line.chars().count() < 75), "{label}");
        }
        let chart = diagram.mermaid().to_string();
        assert_eq!(
            chart.matches("-->|").count()
                + chart.matches("==>|").count()
                + chart.matches("-.->|").count(),
            edges.len()
        );
        assert_eq!(chart.matches('"').count() % 2, 0);
    }
}

/// The marks of a case are those of its answer.
#[test]
fn the_way_of_a_case_ends_where_its_answer_is() {
    let poor = Case::NOT_ASSESSED.with_differentiation(Differentiation::Poor);
    let graded = poor.with_ki67(Ki67::percent::<90>()).with_primary_site(PrimarySite::SigmoidColon);
    for case in [k07(), poor, graded, Case::NOT_ASSESSED] {
        let text = Diagram::of_case(&case).dot().to_string();
        let pathways = recommend(&case).answer().pathway().possible();
        for pathway in Pathway::ALL.iter().copied() {
            let shape = format!("  p_{pathway} [shape=box");
            let line = text.lines().find(|line| line.starts_with(&shape)).unwrap();
            let mark = match (pathways.contains(pathway), pathways.only().is_some()) {
                (false, _) => "style=dotted",
                (true, true) => "penwidth=3",
                (true, false) => "style=dashed",
            };
            assert!(line.contains(mark), "{pathway}: {line}");
        }
        // What leads to a pathway is bold only if nothing else can come of the case.
        let bold = |line: &&str| line.contains(" -> p_") && line.contains("penwidth=3");
        let bold: Vec<_> = text.lines().filter(bold).collect();
        match pathways.only() {
            Some(pathway) => assert!(bold.iter().all(|line| line.contains(pathway.as_str()))),
            None => assert!(bold.is_empty(), "{bold:?}"),
        }
        assert_eq!(bold.len(), usize::from(pathways.only().is_some()));
        for finding in [Finding::PrimarySite, Finding::LiverMetastases] {
            let asked = format!("{}?\\nnot assessed", finding.label());
            assert_eq!(text.contains(&asked), !case.is_assessed(finding), "{asked}");
        }
    }
}

/// The committed pictures are of the committed texts: the same shapes and edges, and every line of every label.
#[test]
fn the_pictures_are_of_the_texts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/pictures");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|it| it == "dot")).collect();
    assert_eq!(texts.len(), 7);
    for path in texts {
        let (text, picture) = (project::text(&path), project::text(path.with_extension("svg")));
        let plain = |text: &str| {
            let text = text.replace("&#45;", "-").replace("&#160;", " ").replace("&quot;", "\"");
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        };
        let between = |start: &str, end: &str| -> Vec<String> {
            let parts = picture.split(start).skip(1).map(|rest| rest.split(end).next().unwrap());
            parts.map(|part| plain(part.split_once('>').map_or(part, |(_, part)| part))).collect()
        };
        let lines = text.lines().filter(|line| line.contains(" [shape=") || line.contains(" -> "));
        let names =
            lines.clone().map(|line| line.trim().split(" [").next().unwrap().replace(" -> ", "->"));
        let titles: BTreeSet<String> = between("<title", "</title>").into_iter().collect();
        let expected: BTreeSet<String> = names.chain(["pathway".to_owned()]).collect();
        assert_eq!(titles, expected, "{}", path.display());
        let label = |line: &str| {
            line.split("label=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        let labels = lines.map(label).collect::<Vec<_>>();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut told: Vec<String> = labels
            .iter()
            .flat_map(|label| {
                label
                    .replace("\\l", "\n")
                    .replace("\\n", "\n")
                    .lines()
                    .flat_map(words)
                    .collect::<Vec<_>>()
            })
            .chain(words(Report::NOTICE))
            .collect();
        let mut drawn: Vec<String> =
            between("<text", "</text>").iter().flat_map(|line| words(line)).collect();
        told.sort();
        drawn.sort();
        assert_eq!(told, drawn, "{}: draw it anew", path.display());
    }
}

/// The outline tells the same as the text for Graphviz: as many edges, and of each how it is marked.
#[test]
fn outlines_tell_what_the_drawings_tell() {
    for diagram in every_drawing() {
        let (text, outline) = (diagram.dot().to_string(), diagram.svg().to_string());
        let edges: Vec<&str> = text.lines().filter(|line| line.contains(" -> ")).collect();
        let joints: Vec<&str> = outline
            .lines()
            .filter(|line| line.contains("fill=\"none\"") && line.contains('V'))
            .collect();
        assert_eq!(joints.len(), edges.len());
        for (dot, svg) in [
            ("penwidth=3", " stroke-width=\"3\""),
            ("style=dashed", " stroke-dasharray=\"6 4\""),
            ("style=dotted", " stroke-dasharray=\"1 4\""),
        ] {
            let count = |lines: &[&str], mark: &str| {
                lines.iter().filter(|line| line.contains(mark)).count()
            };
            assert_eq!(count(&edges, dot), count(&joints, svg), "{dot}");
        }
        for tag in ["svg", "text", "tspan", "title", "desc"] {
            let (open, shut) = (
                outline.matches(&format!("<{tag}")).count(),
                outline.matches(&format!("</{tag}>")).count(),
            );
            assert_eq!(open, shut, "{tag}");
        }
        // The labels of a leaf that no edge stands beside are left out; of a question they are told in full.
        for question in text.lines().filter(|line| line.contains("[shape=diamond")) {
            let label = question.split("label=\"").nth(1).unwrap().split('"').next().unwrap();
            let label = label
                .replace("?\\n", "? ")
                .replace("\\n", ", ")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            assert!(outline.contains(&label), "{label}");
        }
        // No line is wider than the picture: a letter is seldom more than 8 wide.
        let width: usize =
            outline.split("width=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
        for line in outline.lines().filter(|line| line.starts_with("<text")) {
            let x: usize =
                line.split("x=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
            let letters =
                line.split('<').map(|part| part.split_once('>').map_or("", |(_, text)| text));
            let letters: usize = letters
                .map(|text| text.replace("&gt;", ">").replace("&lt;", "<").chars().count())
                .sum();
            assert!(x + 7 * letters <= width, "{line}");
        }
    }
}

/// Each way down the drawing of a pathway is what the library answers.
#[test]
fn every_ending_of_a_detailed_drawing_is_an_answer() {
    let mut endings = BTreeSet::new();
    for pathway in Pathway::ALL.iter().copied() {
        let text = Diagram::of(pathway).dot().to_string();
        for line in text.lines().filter(|line| line.contains("[shape=box")).skip(1) {
            let label = line.split("label=\"").nth(1).unwrap().split("\\l").next().unwrap();
            let label = label.split(" [").next().unwrap();
            endings.insert(label.to_owned());
        }
    }
    let labels: BTreeSet<String> = Standing::ALL.iter().map(|it| it.label().to_owned()).collect();
    assert_eq!(endings, labels, "every standing occurs, and nothing else");
}
