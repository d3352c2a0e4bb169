//! A drawing read back from its text for Graphviz.

use std::collections::BTreeMap;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    Plain,
    Taken,
    Open,
    Closed,
}

impl Mark {
    /// How a drawing marks what so many of all completions go past.
    pub(crate) fn of(passing: usize, all: usize) -> Self {
        match passing {
            0 => Self::Closed,
            some if some == all => Self::Taken,
            _ => Self::Open,
        }
    }

    fn read(line: &str) -> Self {
        let style = line.rsplit_once('"').unwrap().1;
        match style {
            "]" => Self::Plain,
            ", penwidth=3]" => Self::Taken,
            ", penwidth=2, style=dashed]" => Self::Open,
            ", style=dotted, color=gray50, fontcolor=gray40]" => Self::Closed,
            _ => panic!("{line}"),
        }
    }
}

type Joint = (String, String, Mark);

/// What a text for Mermaid joins, in its order, and how each joint and each shape is marked.
pub(crate) fn chart(text: &str) -> (Vec<Joint>, BTreeMap<String, Mark>) {
    let mark = |style: &str| match style {
        "stroke-width:4px" => Mark::Taken,
        "stroke-width:2px,stroke-dasharray:6 4" => Mark::Open,
        "stroke:#999,color:#666,stroke-dasharray:1 4" => Mark::Closed,
        _ => panic!("{style}"),
    };
    let (mut edges, mut shapes, mut classes) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for line in text.lines().skip(1) {
        let (first, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        if let Some(to) = rest.strip_prefix("-->") {
            let to = to.rsplit(' ').next().unwrap().to_owned();
            edges.push((first.to_owned(), to, Mark::Plain));
            continue;
        }
        let (name, style) = rest.split_once(' ').unwrap_or((rest, ""));
        match first {
            "classDef" => drop(classes.insert(name, mark(style))),
            "class" => drop(shapes.insert(name.to_owned(), classes[style])),
            "linkStyle" => edges[name.parse::<usize>().unwrap()].2 = mark(style),
            _ => {
                let name = first.split(['[', '{']).next().unwrap();
                assert!(shapes.insert(name.to_owned(), Mark::Plain).is_none(), "{line}");
            }
        }
    }
    (edges, shapes)
}

#[derive(Debug, Clone)]
pub(crate) struct Shape {
    /// The lines that the library began; where one was broken for its length it is one again.
    pub(crate) lines: Vec<String>,
    pub(crate) is_question: bool,
    pub(crate) mark: Mark,
}

#[derive(Debug, Clone)]
pub(crate) struct Edge {
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) label: String,
    pub(crate) mark: Mark,
}

#[derive(Debug)]
pub(crate) struct Drawn {
    pub(crate) shapes: BTreeMap<String, Shape>,
    pub(crate) edges: Vec<Edge>,
    pub(crate) root: String,
}

impl Drawn {
    pub(crate) fn read(text: &str) -> Self {
        let mut drawn = Self { shapes: BTreeMap::new(), edges: Vec::new(), root: String::new() };
        // Across, the text of an edge is a shape of its own that stands within it.
        let mut within = BTreeMap::new();
        for line in text.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   ")) {
            let (name, rest) = line.trim().split_once(" [").unwrap();
            let label = || rest.split("label=\"").nth(1).unwrap().split('"').next().unwrap();
            if let Some((from, to)) = name.split_once(" -> ") {
                let (from, to) = (from.to_owned(), to.to_owned());
                drawn.edges.push(Edge { from, to, label: words(label()), mark: Mark::read(rest) });
            } else if rest.starts_with("shape=plain,") {
                within.insert(name.to_owned(), words(label()));
            } else if let Some(kind) = rest.strip_prefix("shape=") {
                if drawn.root.is_empty() {
                    name.clone_into(&mut drawn.root);
                }
                let lines = label().replace("\\l    ", " ").replace("\\l", "\\n");
                let lines = lines.trim_end_matches("\\n").split("\\n").map(str::to_owned);
                let is_question = kind.starts_with("diamond");
                let shape = Shape { lines: lines.collect(), is_question, mark: Mark::read(rest) };
                let before = drawn.shapes.insert(name.to_owned(), shape);
                assert!(before.is_none(), "{name} is drawn twice");
            }
        }
        for (text, label) in within {
            let second = drawn.edges.iter().position(|it| it.from == text).unwrap();
            let second = drawn.edges.remove(second);
            let first = drawn.edges.iter_mut().find(|it| it.to == text).unwrap();
            assert_eq!((first.mark, first.label.as_str()), (second.mark, ""), "{text}");
            (first.to, first.label) = (second.to, label);
        }
        drawn
    }

    pub(crate) fn from(&self, shape: &str) -> impl Iterator<Item = (usize, &Edge)> {
        self.edges.iter().enumerate().filter(move |(_, edge)| edge.from == shape)
    }

    pub(crate) fn shape(&self, name: &str) -> &Shape {
        self.shapes.get(name).unwrap_or_else(|| panic!("{name} is not drawn"))
    }
}

impl Shape {
    /// All of it, as one line.
    pub(crate) fn words(&self) -> String {
        words(&self.lines.join(" "))
    }
}

fn words(label: &str) -> String {
    label.replace("\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}
