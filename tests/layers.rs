//! The shape of the source files: imports go one way, and no rule has an arm for whatever comes.

use std::{collections::BTreeMap, fs, path::Path};

fn files() -> BTreeMap<String, String> {
    fn collect(folder: &Path, root: &Path, files: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, root, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = BTreeMap::new();
    collect(&root, &root, &mut files);
    files
}

/// What each layer is made of, lowest first. A file imports from its own layer and from lower ones.
const LAYERS: &[(&str, &[&str])] = &[
    ("words", &["vocabulary.rs", "set.rs", "excerpt.rs", "name.rs"]),
    ("source", &["source.rs", "source/"]),
    ("findings", &["grade.rs", "case.rs", "case/", "cells.rs", "packed.rs"]),
    (
        "vocabularies",
        &[
            "pathway.rs",
            "therapy.rs",
            "therapy/",
            "reading.rs",
            "reading/",
            "gap.rs",
            "gap/",
            "divergence.rs",
            "divergence/",
        ],
    ),
    ("rules", &["rules.rs", "rules/", "question.rs"]),
    ("around", &["ask.rs", "review.rs", "review/", "stake.rs", "what_if.rs"]),
    (
        "report",
        &[
            "report.rs",
            "diagram.rs",
            "diagram/",
            "explain.rs",
            "label.rs",
            "ledger.rs",
            "receipt.rs",
            "wire.rs",
            "wire/",
        ],
    ),
];

/// Where each public name of the crate is defined, read off the `pub use` list of `lib.rs`.
fn layer_of_names(files: &BTreeMap<String, String>) -> BTreeMap<String, usize> {
    let list = files["lib.rs"].split("pub use self::").skip(1).collect::<String>();
    let mut names = BTreeMap::new();
    let mut module = String::new();
    for token in
        list.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':'))
    {
        if let Some((name, item)) = token.split_once("::") {
            name.clone_into(&mut module);
            if !item.is_empty() {
                names.insert(item.to_owned(), layer(&format!("{module}.rs")));
            }
        } else if !token.is_empty() {
            names.insert(token.to_owned(), layer(&format!("{module}.rs")));
        }
    }
    names
}

fn layer(file: &str) -> usize {
    let holds = |parts: &[&str]| {
        parts.iter().any(|part| file == *part || (part.ends_with('/') && file.starts_with(part)))
    };
    LAYERS.iter().position(|(_, parts)| holds(parts)).unwrap_or(LAYERS.len())
}

#[test]
fn imports_go_one_way() {
    let files = files();
    let names = layer_of_names(&files);
    assert!(names.len() > 50, "{names:?}");
    for (file, text) in &files {
        let here = layer(file);
        if matches!(file.as_str(), "lib.rs" | "unrepresentable.rs") {
            continue;
        }
        assert!(here < LAYERS.len(), "{file} belongs to no layer: say where it stands");
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let text = code.collect::<Vec<_>>().join("\n");
        // After `use` up to the semicolon, elsewhere the path alone.
        for (before, import) in text.split("crate::").zip(text.split("crate::").skip(1)) {
            let end = |letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == ':');
            let is_use = before.ends_with("use ");
            let import = if is_use { import.split(';').next() } else { import.split(end).next() };
            let import = import.unwrap();
            for word in import.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')) {
                let module = format!("{word}.rs");
                let there = match names.get(word) {
                    Some(there) => *there,
                    None if files.contains_key(&module) => layer(&module),
                    None => continue,
                };
                assert!(there <= here, "{file} is below {word}, which it imports");
            }
        }
    }
}

#[test]
fn no_rule_has_an_arm_for_whatever_comes() {
    let files = files();
    for file in [
        "rules.rs",
        "rules/beside.rs",
        "rules/order.rs",
        "rules/plan.rs",
        "therapy.rs",
        "reading.rs",
    ] {
        for (line, text) in (1..).zip(files[file].lines()) {
            let code = text.split("//").next().unwrap();
            for refused in ["_ =>", "if let", "let else"] {
                assert!(!code.contains(refused), "{file}:{line} has `{refused}`: {text}");
            }
        }
    }
}

#[test]
fn the_map_of_lines_in_the_rules_is_that_of_the_registry() {
    let rules = &files()["rules.rs"];
    let map =
        rules.split("```text").nth(1).unwrap().split("```").next().unwrap().replace("//!", " ");
    let mut told = BTreeMap::new();
    let words: Vec<_> = map.split_whitespace().collect();
    let mut waiting: Vec<usize> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        if let Some(number) = word.strip_prefix('S') {
            let number = number.parse().unwrap();
            if place > 0 && words[place - 1] == "-" {
                waiting.extend(waiting.last().unwrap() + 1..=number);
            } else {
                waiting.push(number);
            }
        } else if let (Ok(line), true) =
            (word.parse::<usize>(), place > 0 && words[place - 1] == "line")
        {
            waiting.drain(..).for_each(|number| assert!(told.insert(number, line).is_none()));
        }
    }
    let registry = nen_pathway::Statement::ALL.iter().map(|statement| statement.entry().line);
    assert_eq!(told, (1..).zip(registry).collect());
}

#[test]
fn files_stay_short() {
    for (file, text) in files() {
        let lines = text.lines().count();
        // Texts and tables may be long; they are one idea all the same.
        let table = file.ends_with("text.rs")
            || file.ends_with("registry.rs")
            || file == "unrepresentable.rs";
        assert!(table || lines <= 400, "{file} has {lines} lines");
    }
}
