//! The drawings: as they were looked at, whole, and following a case.

#[path = "support/drawn.rs"]
mod drawn;
#[path = "support/project.rs"]
mod project;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use drawn::{Drawn, Edge, Mark, Shape, chart};
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

/// A carcinoma, of which nothing more is known than its place and its grade.
fn open_therapies() -> Case {
    open_grade().with_ki67(Ki67::percent::<90>())
}

/// A carcinoma of which much is given as a set.
fn not_exact() -> Case {
    open_therapies()
        .with_primary_tumour(PrimaryTumour::Uncomplicated | PrimaryTumour::Bleeding)
        .with_chemotherapy(Chemotherapy::UnderWay | Chemotherapy::IndolentAfter)
}

/// Poorly differentiated, and its grade open.
fn open_grade() -> Case {
    Case::NOT_ASSESSED
        .with_primary_site(PrimarySite::SigmoidColon)
        .with_liver_metastases(LiverMetastases::Multiple)
        .with_differentiation(Differentiation::Poor)
        .with_ki67("10-50%".parse().unwrap())
}

#[test]
fn drawings_are_as_they_were_looked_at() {
    golden("pathway.dot", &Diagram::WHOLE.dot().to_string());
    golden("pathway.mmd", &Diagram::WHOLE.mermaid().to_string());
    for (name, case) in
        [("K07", k07()), ("open-grade", open_grade()), ("open-therapies", open_therapies())]
    {
        let diagram = Diagram::of_case(&case);
        let diagram = diagram.named(name);
        golden(&format!("{name}.dot"), &diagram.dot().to_string());
        golden(&format!("{name}-outline.svg"), &diagram.svg().to_string());
    }
    golden("pathway-outline.svg", &Diagram::WHOLE.svg().to_string());
    for pathway in Pathway::ALL.iter().copied() {
        golden(&format!("{pathway}.dot"), &Diagram::of(pathway).dot().to_string());
    }
}

fn every_drawing() -> Vec<Diagram<'static>> {
    let poor = Case::NOT_ASSESSED.with_differentiation(Differentiation::Poor);
    let cases = [k07(), poor, Case::NOT_ASSESSED, open_grade(), open_therapies(), not_exact()];
    let mut all = vec![Diagram::WHOLE];
    all.extend(cases.iter().map(|case| Diagram::of_case(case).named("of a \"test\"")));
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
        assert_eq!(chart.matches('"').count() % 2, 0);
        assert_eq!(chart.matches("\n  notes[").count(), 1);
    }
}

/// The texts for Mermaid and for Graphviz draw the same: shape for shape, edge for edge, mark for mark.
#[test]
fn charts_are_marked_as_the_drawings_are() {
    let mut seen = BTreeSet::new();
    for diagram in every_drawing() {
        let drawn = Drawn::read(&diagram.dot().to_string());
        let (edges, mut shapes) = chart(&diagram.mermaid().to_string());
        let expected: Vec<_> =
            drawn.edges.iter().map(|it| (it.from.clone(), it.to.clone(), it.mark)).collect();
        assert_eq!(edges, expected);
        assert_eq!(shapes.remove("notes"), Some(Mark::Plain));
        let expected: BTreeMap<_, _> =
            drawn.shapes.iter().map(|(name, it)| (name.clone(), it.mark)).collect();
        assert_eq!(shapes, expected);
        seen.extend(edges.iter().map(|(.., mark)| *mark));
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}

/// The committed pictures are of the committed texts: the same shapes and edges, and every line of every label.
#[test]
fn the_pictures_are_of_the_texts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/pictures");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let texts: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|it| it == "dot")).collect();
    assert_eq!(texts.len(), 9);
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
        // Graphviz adds the side on which an edge meets its text.
        let without_side = |title: &String| title.replace("_if:w", "_if").replace("_if:e", "_if");
        let titles: BTreeSet<String> =
            between("<title", "</title>").iter().map(without_side).collect();
        let expected: BTreeSet<String> = names.chain(["pathway".to_owned()]).collect();
        assert_eq!(titles, expected, "{}", path.display());
        let label = |line: &str| {
            line.split("label=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        let notes = text.lines().find(|line| line.starts_with("    label=")).unwrap();
        let labels = lines.chain([notes]).map(label).collect::<Vec<_>>();
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
        let drawn = Drawn::read(&text);
        // The ends of a question of which no value is told stand in one line: it is joined to the first.
        let in_line = |edge: &Edge| edge.from.starts_with("open_") && edge.label.is_empty();
        let is_drawn = |(number, edge): &(usize, &Edge)| {
            let before = number.checked_sub(1).map(|before| &drawn.edges[before].from);
            !in_line(edge) || before != Some(&edge.from)
        };
        let edges: Vec<&Edge> =
            drawn.edges.iter().enumerate().filter(is_drawn).map(|(_, edge)| edge).collect();
        let joints: Vec<&str> = outline
            .lines()
            .filter(|line| line.contains("fill=\"none\"") && line.contains('V'))
            .collect();
        assert_eq!(joints.len(), edges.len());
        for (mark, style) in [
            (Mark::Taken, " stroke-width=\"3\""),
            (Mark::Open, " stroke-dasharray=\"6 4\""),
            (Mark::Closed, " stroke-dasharray=\"1 4\""),
        ] {
            let expected = edges.iter().filter(|edge| edge.mark == mark).count();
            let joined = joints.iter().filter(|line| line.contains(style)).count();
            assert_eq!(joined, expected, "{mark:?}");
        }
        for tag in ["svg", "text", "tspan", "title", "desc"] {
            let (open, shut) = (
                outline.matches(&format!("<{tag}")).count(),
                outline.matches(&format!("</{tag}>")).count(),
            );
            assert_eq!(open, shut, "{tag}");
        }
        // The labels of a leaf that no edge stands beside are left out; of a question they are told in full.
        for (name, shape) in &drawn.shapes {
            if shape.is_question || name.starts_with("t_") {
                let plain = |text: &str| {
                    let text = text.replace(',', "").replace('\u{a0}', " ");
                    text.replace("&lt;", "<").replace("&gt;", ">")
                };
                // What is given of an open question stands at its ends, or beside the outline.
                let is_open = name.starts_with("open_");
                let words = shape.words();
                let asked = words.split_inclusive('?').next().unwrap_or_default();
                let told = format!(">{}</tspan>", if is_open { asked } else { &*words });
                assert!(plain(&outline).contains(&plain(&told)), "{told}");
            }
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

/// Each way down the drawing of a pathway is what the library answers: each therapy stands in one box, nothing but
/// its tree hangs on that, and each case on the pathway comes to what is told of it.
#[test]
fn every_ending_of_a_detailed_drawing_is_an_answer() {
    let mut seen = BTreeSet::new();
    let all = completions(&Case::NOT_ASSESSED.with_platinum(Platinum::CisplatinOnly), true);
    for pathway in Pathway::ALL.iter().copied() {
        let drawn = Drawn::read(&Diagram::of(pathway).dot().to_string());
        let on = |case: &&Case| recommend(case).answer().pathway().value() == Some(pathway);
        let cases: Vec<&Case> = all.iter().filter(on).collect();
        let mut heads = Vec::new();
        for (_, edge) in drawn.from(&drawn.root) {
            let head = drawn.shape(&edge.to);
            let [(_, tree)] = drawn.from(&edge.to).collect::<Vec<_>>()[..] else { panic!() };
            assert!(!head.is_question && edge.label.is_empty() && tree.label.is_empty());
            let therapies = named(&head.words());
            // Not each of the many that nothing is told apart of.
            let few = if drawn.shape(&tree.to).is_question { 1 } else { 50 };
            for case in cases.iter().step_by(few) {
                let mut at = &tree.to;
                while drawn.shape(at).is_question {
                    let asked = &drawn.shape(at).lines.join(" ");
                    let mut ways = drawn.from(at).filter(|(_, it)| says(&it.label, case, asked));
                    at = &ways.next().unwrap().1.to;
                    assert!(ways.next().is_none(), "{asked} leads two ways");
                }
                for therapy in &therapies {
                    let decision = recommend(case).answer().therapy(*therapy);
                    let standing = decision.value().unwrap();
                    let told = told(*therapy, standing, &grounds(&decision));
                    assert_eq!(drawn.shape(at).words(), told, "{case}: {therapy}");
                    seen.insert(standing);
                }
            }
            heads.extend(therapies);
        }
        heads.sort();
        assert_eq!(heads, Therapy::ALL);
    }
    assert_eq!(seen.len(), Standing::ALL.len(), "every standing occurs");
}

/// What stands in a box at the end of a way. Resection of the primary is offered as palliation only (contract, 4).
fn told(therapy: Therapy, standing: Standing, grounds: &(BTreeSet<String>, bool)) -> String {
    let offered = [Standing::Recommended, Standing::Option, Standing::Consider].contains(&standing);
    let palliative = offered && therapy == Therapy::PrimaryResection;
    let aim = if palliative { " as palliation" } else { "" };
    let reason = if grounds.1 { " (the patient cannot receive it)" } else { "" };
    let cited = grounds.0.iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let cited = if cited.is_empty() { cited } else { format!(" [{cited}]") };
    format!("{}{aim}{reason}{cited}", standing.label())
}

/// Whether what stands at an edge has the value of a complete case.
fn says(label: &str, case: &Case, question: &str) -> bool {
    let within = |value: &str| {
        let number = |text: &str| {
            let (whole, hundredths) = text.split_once('.').unwrap_or((text, "0"));
            (whole.parse::<u32>().unwrap(), hundredths.parse::<u32>().unwrap())
        };
        let (text, value) = (label.trim_end_matches(" %"), number(value));
        match text.split_once(' ') {
            Some(("<", end)) => value < number(end),
            Some((">", start)) => value > number(start),
            _ => {
                let (first, last) = text.split_once('–').unwrap_or((text, text));
                (number(first)..=number(last)).contains(&value)
            }
        }
    };
    match question.split('?').next().unwrap() {
        "ECOG" if label.contains('–') => within(&answers(case, "ECOG?")),
        "Ki-67" => within(&answers(case, "Ki-67?")),
        name => {
            let value = answers(case, &format!("{name}?"));
            format!(" or {label} or ").contains(&format!(" or {value} or "))
        }
    }
}

/// Some cases, the same ones each time: a value or several of each finding, and now and then all.
struct Cases(u64);

impl Cases {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    fn some<V: Vocabulary>(&mut self) -> Possible<V> {
        let all = Possible::<V>::ALL.iter().collect::<Vec<_>>();
        let values = match self.below(4) {
            0 => all,
            1 => (0..2).map(|_| all[self.below(all.len())]).collect(),
            _ => vec![all[self.below(all.len())]],
        };
        Possible::from_values(values).unwrap()
    }

    /// A range from one of these to another, or nothing known.
    fn range<R>(&mut self, all: &[&str], not_assessed: R, read: impl Fn(&str) -> R) -> R {
        let (one, other) = (self.below(all.len()), self.below(all.len()));
        let unit = if all[0].ends_with('%') { "%" } else { "/2mm2" };
        let number = |place: usize| all[place].strip_suffix(unit).unwrap();
        match self.below(4) {
            0 => not_assessed,
            1 => read(&format!("{}-{}{unit}", number(one.min(other)), number(one.max(other)))),
            _ => read(all[one]),
        }
    }

    fn case(&mut self) -> Case {
        Case::NOT_ASSESSED
            .with_primary_site(self.some())
            .with_liver_metastases(self.some())
            .with_differentiation(self.some())
            .with_ki67(self.range(&KI67, Ki67::NOT_ASSESSED, |text| text.parse().unwrap()))
            .with_mitoses(
                self.range(&MITOSES, MitoticRate::NOT_ASSESSED, |text| text.parse().unwrap()),
            )
            .with_ecog(self.some())
            .with_primary_tumour(self.some())
            .with_chemotherapy(self.some())
            .with_platinum(self.some())
    }
}

/// A value of each band in which the pathway reads them.
const KI67: [&str; 5] = ["1%", "5%", "15%", "20%", "90%"];
const MITOSES: [&str; 3] = ["1/2mm2", "10/2mm2", "45/2mm2"];

/// The complete cases of a case: of the findings that make the pathway, or of all.
fn completions(case: &Case, all: bool) -> Vec<Case> {
    fn each<V: Copy>(
        cases: &[Case],
        values: &(impl IntoIterator<Item = V> + Clone),
        with: impl Fn(Case, V) -> Case,
    ) -> Vec<Case> {
        let split = |case: &Case| {
            values.clone().into_iter().map(|value| with(*case, value)).collect::<Vec<_>>()
        };
        cases.iter().flat_map(split).collect()
    }
    let ki67 = KI67.map(|text| text.parse::<Ki67>().unwrap());
    let mitoses = MITOSES.map(|text| text.parse::<MitoticRate>().unwrap());
    let ki67 = ki67.into_iter().filter(|it| case.ki67().and(*it).is_some());
    let mitoses = mitoses.into_iter().filter(|it| case.mitoses().and(*it).is_some());
    let mut cases = each(&[*case], &case.primary_site().iter(), Case::with_primary_site);
    cases = each(&cases, &case.liver_metastases().iter(), Case::with_liver_metastases);
    cases = each(&cases, &case.differentiation().iter(), Case::with_differentiation);
    cases = each(&cases, &ki67, Case::with_ki67);
    cases = each(&cases, &mitoses, Case::with_mitoses);
    if all {
        cases = each(&cases, &case.ecog().iter(), Case::with_ecog);
        cases = each(&cases, &case.primary_tumour().iter(), Case::with_primary_tumour);
        cases = each(&cases, &case.chemotherapy().iter(), Case::with_chemotherapy);
        cases = each(&cases, &case.platinum().iter(), Case::with_platinum);
    }
    cases
}

/// What a complete case answers a question of the drawing.
fn answers(case: &Case, question: &str) -> String {
    let number =
        |text: String, unit: &str| text.strip_suffix(unit).unwrap().parse::<u32>().unwrap();
    match question {
        "WHO grade?" => {
            let ki67 = number(case.ki67().to_string(), "%");
            let mitoses = number(case.mitoses().to_string(), "/2mm2");
            let by = |low: bool, high: bool| if high { 3 } else { 2 - usize::from(low) };
            let grade = by(ki67 < 3, ki67 > 20).max(by(mitoses < 2, mitoses > 20));
            format!("G{grade}")
        }
        "primary site?" => case.primary_site().only().unwrap().label().to_owned(),
        "liver metastases?" => case.liver_metastases().only().unwrap().label().to_owned(),
        "differentiation?" => case.differentiation().only().unwrap().label().to_owned(),
        "Ki-67?" => number(case.ki67().to_string(), "%").to_string(),
        "ECOG?" => case.ecog().only().unwrap().label().to_owned(),
        "primary tumour?" => case.primary_tumour().only().unwrap().label().to_owned(),
        "first doublet?" => case.chemotherapy().only().unwrap().label().to_owned(),
        "platinum?" => case.platinum().only().unwrap().label().to_owned(),
        _ => panic!("{question}"),
    }
}

/// Every completion of a case is sent down its drawing, by what stands beside the edges. What all of them pass is
/// bold, what none passes is dotted, the rest is dashed; and each ends at its pathway.
#[test]
fn the_marks_of_a_case_are_those_of_its_completions() {
    let mut cases = Cases(1);
    let mut seen = [0, 0, 0];
    for case in (0..400).map(|_| cases.case()) {
        let drawn = Drawn::read(&Diagram::of_case(&case).dot().to_string());
        let completions = completions(&case, false);
        let mut edges = vec![0; drawn.edges.len()];
        let mut shapes: BTreeMap<&str, usize> = BTreeMap::new();
        for completion in &completions {
            let mut at = drawn.root.as_str();
            loop {
                *shapes.entry(at).or_default() += 1;
                let shape = drawn.shape(at);
                if !shape.is_question {
                    break;
                }
                let asked = &shape.lines[0];
                let mut ways =
                    drawn.from(at).filter(|(_, edge)| says(&edge.label, completion, asked));
                let (number, edge) = ways.next().unwrap();
                assert!(ways.next().is_none(), "{asked} leads two ways");
                edges[number] += 1;
                at = &edge.to;
            }
            let pathway = recommend(completion).answer().pathway().value().unwrap();
            assert_eq!(at, format!("p_{pathway}"), "{completion}");
        }
        let is_open = |name: &str| name.starts_with("open_");
        for (edge, passing) in drawn.edges.iter().zip(edges) {
            let expected =
                if is_open(&edge.to) { Mark::Open } else { Mark::of(passing, completions.len()) };
            assert_eq!(edge.mark, expected, "{case}: {edge:?}");
            seen[match expected {
                Mark::Plain => continue,
                Mark::Taken => 0,
                Mark::Open => 1,
                Mark::Closed => 2,
            }] += 1;
        }
        for (name, shape) in &drawn.shapes {
            let passing = shapes.get(name.as_str()).copied().unwrap_or(0);
            // What all are asked is open if they go on from there by several ways.
            let parts =
                drawn.from(name).any(|(_, edge)| edge.mark == Mark::Open && !is_open(&edge.to));
            let expected = if is_open(name) || parts {
                Mark::Open
            } else {
                Mark::of(passing, completions.len())
            };
            assert_eq!(shape.mark, expected, "{case}: {name}");
            let known = |finding: Finding| {
                if case.is_assessed(finding) {
                    case.words(finding).to_string()
                } else {
                    "not assessed".to_owned()
                }
            };
            let expected = match shape.lines[0].as_str() {
                "WHO grade?" => format!(
                    "WHO grade? Ki-67 {} mitoses {}{}",
                    known(Finding::Ki67),
                    known(Finding::Mitoses),
                    if case.is_assessed(Finding::Mitoses) { " per 2 mm²" } else { "" }
                ),
                "primary site?" => format!("primary site? {}", known(Finding::PrimarySite)),
                "liver metastases?" => {
                    format!("liver metastases? {}", known(Finding::LiverMetastases))
                }
                "differentiation?" => {
                    format!("differentiation? {}", known(Finding::Differentiation))
                }
                _ => continue,
            };
            let expected: Vec<_> = expected.split_whitespace().collect();
            assert_eq!(shape.words(), expected.join(" "));
        }
    }
    assert!(seen.iter().all(|count| *count > 300), "{seen:?}");
}

/// What is said of therapies in some cases: by standing and therapy, what it rests on in each of them.
type Said = BTreeMap<(Standing, Therapy), Vec<(BTreeSet<String>, bool)>>;

/// What all of them rest on, or what each of them does.
fn grounds_of(each: &[(BTreeSet<String>, bool)], all: bool) -> (BTreeSet<String>, bool) {
    let each = each.iter().cloned();
    let both =
        each.reduce(
            |(one, why), (other, too)| {
                if all { (&one & &other, why && too) } else { (&one | &other, why || too) }
            },
        );
    both.unwrap()
}

fn grounds(decision: &Decision<Standing>) -> (BTreeSet<String>, bool) {
    let statements = decision.statements().iter().map(|it| it.to_string());
    (statements.collect(), !decision.findings().is_empty())
}

/// What a text says of therapies: `verb*: names (reason) [statements]`.
fn read(text: &str) -> (&str, bool, Vec<Therapy>, (BTreeSet<String>, bool)) {
    let (verb, rest) = text.split_once(": ").unwrap();
    let (rest, statements) =
        rest.strip_suffix(']').map_or((rest, ""), |it| it.split_once(" [").unwrap());
    let (names, reason) = rest
        .strip_suffix(" (the patient cannot receive it)")
        .map_or((rest, false), |it| (it, true));
    let statements = statements.split_whitespace().map(str::to_owned).collect();
    let (star, verb, therapies) = (verb.ends_with('*'), verb.trim_end_matches('*'), named(names));
    // Contract, 4: where resection of the primary is offered, it is as palliation.
    let offers = ["recommends", "has as an option", "lets consider", "recommended", "to consider"];
    let palliative = offers.contains(&verb) && therapies.contains(&Therapy::PrimaryResection);
    assert_eq!(names.contains("palliative primary resection"), palliative, "{text}");
    (verb, star, therapies, (statements, reason))
}

fn named(names: &str) -> Vec<Therapy> {
    if names == "any of the therapies" {
        return Therapy::ALL.to_vec();
    }
    let names = &names.replace("palliative primary", "primary");
    let by_name = |name: &str| *Therapy::ALL.iter().find(|it| it.abbreviation() == name).unwrap();
    names.split(", ").map(by_name).collect()
}

fn verb(standing: Standing) -> Option<&'static str> {
    Some(match standing {
        Standing::Recommended => "recommends",
        Standing::Option => "has as an option",
        Standing::Consider => "lets consider",
        Standing::Avoid => "rules out",
        Standing::VerifyFirst => "holds back",
        Standing::NotAddressed => "says nothing of",
        Standing::NotApplicable => return None,
    })
}

/// The box of a pathway says what `recommend` answers to each of these cases that is on it.
fn summary_is_of(shape: &Shape, pathway: Pathway, cases: &[Case]) {
    let mut said = Said::new();
    for case in cases {
        let answer = *recommend(case).answer();
        if answer.pathway().value() == Some(pathway) {
            for (therapy, decision) in answer.therapies() {
                said.entry((decision.value().unwrap(), therapy))
                    .or_default()
                    .push(grounds(&decision));
            }
        }
    }
    let only = |therapy: Therapy| said.keys().filter(|(_, it)| *it == therapy).count() == 1;
    let mut told = Vec::new();
    let (notes, lines): (Vec<&String>, Vec<&String>) =
        shape.lines[1..].iter().partition(|line| line.starts_with('*'));
    for line in lines {
        let (verb, star, therapies, grounds) = read(line);
        told.extend(therapies.into_iter().map(|it| (verb.to_owned(), it, star, grounds.clone())));
    }
    let expected = said.iter().filter_map(|((standing, therapy), grounds)| {
        let star = !only(*therapy);
        let is_told = *standing != Standing::NotAddressed || !star;
        let verb = verb(*standing).filter(|_| is_told)?;
        // Contract, 7: what is the same everywhere rests on what all have in common.
        Some((verb.to_owned(), *therapy, star, grounds_of(grounds, !star)))
    });
    assert_eq!(notes.is_empty(), !told.iter().any(|(_, _, star, _)| *star), "{pathway}");
    let (mut order, expected): (Vec<_>, Vec<_>) =
        (told.iter().map(|it| it.0.clone()).collect(), expected.collect());
    order.dedup();
    let mut by_standing = expected.iter().map(|it| it.0.clone()).collect::<Vec<_>>();
    by_standing.dedup();
    assert_eq!(order, by_standing, "by standing");
    told.sort();
    assert_eq!(
        told.iter().collect::<BTreeSet<_>>(),
        expected.iter().collect::<BTreeSet<_>>(),
        "{pathway}"
    );
    assert_eq!(told.len(), expected.len());
}

#[test]
fn a_pathway_that_is_not_reached_is_told_by_all_its_cases() {
    let drawn = Drawn::read(&Diagram::WHOLE.dot().to_string());
    let all = completions(&Case::NOT_ASSESSED, true);
    for pathway in Pathway::ALL.iter().copied() {
        summary_is_of(drawn.shape(&format!("p_{pathway}")), pathway, &all);
    }
}

/// Where the pathway is open, the box of each that is possible tells what it would say of this patient, and on what
/// findings that would depend.
#[test]
fn a_pathway_that_is_possible_is_told_by_the_completions() {
    let mut cases = Cases(2);
    let mut tried = 0;
    while tried < 60 {
        let case = cases.case();
        let possible = recommend(&case).answer().pathway().possible();
        let completions = completions(&case, true);
        if possible.only().is_some() || completions.len() > 20_000 {
            continue;
        }
        tried += 1;
        let drawn = Drawn::read(&Diagram::of_case(&case).dot().to_string());
        assert!(!drawn.shapes.keys().any(|name| name.starts_with("open_")));
        for pathway in possible {
            let shape = drawn.shape(&format!("p_{pathway}"));
            summary_is_of(shape, pathway, &completions);
            let Some(note) = shape.lines.last().and_then(|it| it.strip_prefix("* depending on "))
            else {
                continue;
            };
            let note = note.strip_suffix("; with all statements that may apply").unwrap();
            let starred: BTreeSet<Therapy> = shape.lines[1..]
                .iter()
                .filter(|line| !line.starts_with('*'))
                .map(|line| read(line))
                .filter(|(_, star, ..)| *star)
                .flat_map(|(_, _, therapies, _)| therapies)
                .collect();
            let on: Vec<&Case> = completions
                .iter()
                .filter(|it| recommend(it).answer().pathway().value() == Some(pathway))
                .collect();
            let standings = |case: &Case| {
                let answer = *recommend(case).answer();
                starred.iter().map(|it| answer.therapy(*it).value()).collect::<Vec<_>>()
            };
            let matters = |finding: &&Finding| {
                on.iter().any(|one| {
                    let beside = |other: &&&Case| one.differing(other) == Set::from(**finding);
                    on.iter().filter(beside).any(|other| standings(one) != standings(other))
                })
            };
            let needs: Vec<&str> = if on.len() > 300 {
                continue;
            } else {
                Finding::ALL.iter().filter(matters).map(|it| it.label()).collect()
            };
            assert_eq!(note, needs.join(", "), "{case}");
        }
    }
}

/// Where one finding decides, its values stand at the edges, and lead where the completions end.
fn values_lead_to_answers(drawn: &Drawn, at: &str, therapies: &[Therapy], completions: &[Case]) {
    let asked = drawn.shape(at).words();
    for completion in completions {
        let mut ways = drawn.from(at).filter(|(_, edge)| says(&edge.label, completion, &asked));
        let (_, way) = ways.next().unwrap();
        assert!(ways.next().is_none(), "{completion}: {way:?}");
        for therapy in therapies {
            let standing = recommend(completion).answer().therapy(*therapy).value().unwrap();
            assert_eq!(way.to, format!("open_{}_{standing}", therapies[0]), "{completion}");
        }
    }
}

/// Below a pathway that is reached stand the therapies that are open: what is missing, and an end for each standing
/// that some completion has, with the statements that all completions with it rest on. The box tells the others.
#[test]
fn what_is_open_of_the_therapies_is_drawn_open() {
    let mut cases = Cases(3);
    let (mut tried, mut ends, mut valued, mut given) = (0, 0, 0, 0);
    while tried < 200 {
        let case = cases.case();
        let answer = *recommend(&case).answer();
        let completions = completions(&case, true);
        let Some(pathway) = answer.pathway().value() else { continue };
        let silent = matches!(pathway, Pathway::OutsideScope | Pathway::NetG3);
        if completions.len() > 10_000 || silent && tried % 10 != 0 {
            continue;
        }
        tried += 1;
        let text = Diagram::of_case(&case).dot().to_string();
        let drawn = Drawn::read(&text);
        let outline = Diagram::of_case(&case).svg().to_string().replace('\u{a0}', " ");
        let reached = format!("p_{pathway}");
        let mut told = BTreeSet::new();
        let mut order = Vec::new();
        for line in &drawn.shape(&reached).lines[1..] {
            let (label, _, therapies, stated) = read(line);
            order.push(Standing::ALL.iter().position(|it| it.label() == label).unwrap());
            for therapy in therapies {
                let decision = answer.therapy(therapy);
                assert_eq!(decision.value().unwrap().label(), label, "{case}: {therapy}");
                assert_eq!(stated, grounds(&decision));
                assert!(told.insert(therapy));
            }
        }
        assert!(order.is_sorted(), "{order:?}");
        for (_, edge) in drawn.from(&reached) {
            let therapies = named(&edge.label);
            let asked = drawn.shape(&edge.to);
            let short = |finding: Finding| match finding {
                Finding::Ki67 => "Ki-67",
                Finding::Mitoses => "mitoses",
                Finding::Ecog => "ECOG",
                Finding::Chemotherapy => "first doublet",
                Finding::Platinum => "platinum",
                other => other.label(),
            };
            let standings: BTreeSet<Standing> = completions
                .iter()
                .map(|it| recommend(it).answer().therapy(therapies[0]).value().unwrap())
                .collect();
            assert!(asked.is_question && standings.len() > 1);
            for therapy in &therapies {
                let decision = answer.therapy(*therapy);
                let needs: Vec<&str> = decision.needs().iter().map(short).collect();
                let known = decision.needs().iter().filter(|it| case.is_assessed(*it)).map(|it| {
                    let name = if needs.len() == 1 { "" } else { short(it) };
                    format!("{name} {}", case.words(it))
                });
                let known: Vec<String> = known.collect();
                given += known.len();
                let expected = format!("{}? {}", needs.join(", "), known.join(" "));
                let expected: Vec<&str> = expected.split_whitespace().collect();
                assert_eq!(asked.words(), expected.join(" "), "{case}: {therapy}");
                assert!(told.insert(*therapy));
            }
            let one = answer.therapy(therapies[0]).needs().len() == 1;
            if one {
                values_lead_to_answers(&drawn, &edge.to, &therapies, &completions);
                valued += 1;
            }
            let mut drawn_ends = BTreeSet::new();
            for (_, end) in drawn.from(&edge.to) {
                let label = drawn.shape(&end.to).words();
                let name = |it: &&Standing| end.to == format!("open_{}_{it}", therapies[0]);
                let standing = *standings.iter().find(name).unwrap();
                assert_eq!(end.label.is_empty(), !one, "{case}");
                assert!(drawn_ends.insert(standing), "{standing} is drawn twice");
                let may = if one { "" } else { "may be " };
                for therapy in &therapies {
                    let with = completions
                        .iter()
                        .map(|it| recommend(it).answer().therapy(*therapy))
                        .filter(|it| it.value() == Some(standing))
                        .map(|it| grounds(&it))
                        .collect::<Vec<_>>();
                    let told = self::told(*therapy, standing, &grounds_of(&with, true));
                    assert_eq!(label, format!("{may}{told}"), "{case}: {therapy}");
                }
                let told = self::told(therapies[0], standing, &(BTreeSet::new(), false));
                let beside = end.label.replace('<', "&lt;").replace('>', "&gt;");
                assert!(outline.contains(&if one {
                    format!(">{beside} → <tspan font-weight=\"bold\">{told}</tspan></text>")
                } else {
                    format!(">{told}</text>")
                }));
                ends += 1;
            }
            assert_eq!(drawn_ends, standings, "{case}: {}", edge.label);
        }
        assert_eq!(told.len(), Therapy::ALL.len(), "{case}");
    }
    assert!(ends > 200 && valued > 50 && given > 50, "{ends} {valued} {given}");
}

/// A drawing of a case carries its name and explains its marks, in each language, whatever the name.
#[test]
fn a_case_has_its_name_and_a_legend() {
    let name = "A\\l\\ <b>&amp; \"q\" `x`\n%%{init: {}}%% #1;\u{ffff}";
    for case in [k07(), Case::NOT_ASSESSED] {
        let diagram = Diagram::of_case(&case).named(name);
        let (dot, chart, outline) =
            (diagram.dot().to_string(), diagram.mermaid().to_string(), diagram.svg().to_string());
        assert!(dot.contains(r#"case A\\l\\ <b>&amp;amp; \"q\" `x` %%{init: {}}%% #1;"#), "{dot}");
        assert!(
            chart.replace("<br/>", " ").contains(
                "case A\\l\\ #lt;b#gt;#amp;amp; #quot;q#quot; #96;x#96; #37;#37;{init: {}}#37;#37; #35;1;"
            ),
            "{chart}"
        );
        assert!(!chart.contains('%'), "{chart}");
        assert!(outline.contains("<text x=\"5\""));
        assert_eq!(
            outline
                .matches("case A\\l\\ &lt;b&gt;&amp;amp; \"q\" `x` %%{init: {}}%% #1;\u{fffd}")
                .count(),
            2
        );
        // A line may be broken.
        for text in [&dot, &chart.replace("<br/>", " ")] {
            for words in [
                "bold: the way of this case",
                "dashed: open, since a finding is missing or not exact",
                "dotted: ruled out",
            ] {
                assert!(text.contains(words), "{words}");
            }
            assert!(text.contains("no medical advice"));
        }
        for words in
            ["the way of this case", "open, since a finding is missing or not exact", "ruled out"]
        {
            assert!(outline.contains(&format!(">{words}</text>")), "{words}");
        }
        assert!(!outline.contains('\u{ffff}') && !dot.contains("\\l\\ \n"));
        // Without a name no line is left for it.
        assert!(!Diagram::of_case(&case).dot().to_string().contains("case "));
    }
    let whole = Diagram::WHOLE.svg().to_string() + &Diagram::WHOLE.dot().to_string();
    assert!(!whole.contains("the way of this case"));
}

/// Who does not see the outline is told what was asked, what is known, where the way leads and what is open.
#[test]
fn the_description_tells_the_way() {
    let outline = Diagram::of_case(&open_therapies()).svg().to_string();
    let told = outline.split("<desc>").nth(1).unwrap().split("</desc>").next().unwrap();
    assert!(told.starts_with("primary site? sigmoid colon. liver metastases? multiple. differentiation? poorly differentiated. WHO grade? "), "{told}");
    assert!(
        told.contains("The way leads to: neuroendocrine carcinoma (NEC). Still open: "),
        "{told}"
    );
    assert!(told.contains("Still open: primary resection. ECOG, primary tumour? It may be recommended as palliation. It may be to consider as palliation. It may be ruled out. It may be not applicable any more. "), "{told}");
    assert!(told.ends_with(&format!("Still open: debulking. first doublet? If not started or under way or progressed on or after it: ruled out. If indolent afterwards: not addressed by the source. Ruled out: neuroendocrine tumour (NET) G1/G2. Ruled out: neuroendocrine tumour (NET) G3. Ruled out: verify the pathology first. Ruled out: outside the scope of the source. {}", Report::NOTICE)), "{told}");
    assert!(
        told.contains("Ruled out: verify the pathology first. ") && told.ends_with(Report::NOTICE),
        "{told}"
    );
    let outline = Diagram::of_case(&open_grade()).svg().to_string();
    assert!(outline.contains("The way may lead to: verify the pathology first. "), "{outline}");
}
