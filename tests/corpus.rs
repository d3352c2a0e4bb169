//! The corpus of the fuzz targets, with any toolchain: what must hold of every reader holds of every file there.

#[path = "../fuzz/properties/lib.rs"]
pub mod properties;

use std::{collections::BTreeSet, fs, path::PathBuf};

/// A test of each target.
macro_rules! targets {
    ($($target:ident)*) => {
        const TARGETS: &[&str] = &[$(stringify!($target)),*];

        $(#[test]
        fn $target() {
            holds(stringify!($target), properties::$target);
        })*
    };
}

targets!(ki67 mitoses names case review receipt source);

fn holds(target: &str, property: fn(&[u8])) {
    for file in files(&format!("corpus/{target}")) {
        // Shown if the property fails.
        println!("{}", file.display());
        property(&fs::read(file).unwrap());
    }
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder);
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn every_target_is_fuzzed_and_has_a_corpus() {
    let names = |folder| {
        let names = files(folder).into_iter().map(|file| file.file_stem().unwrap().to_owned());
        names.map(|name| name.into_string().unwrap()).collect::<BTreeSet<_>>()
    };
    let targets = TARGETS.iter().map(|target| (*target).to_owned()).collect();
    assert_eq!(names("fuzz_targets"), targets);
    assert_eq!(names("corpus"), targets);
}
