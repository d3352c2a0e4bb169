//! The corpus of the fuzz targets, with any toolchain: what must hold of every reader holds of every file there.

#[path = "../fuzz/properties/lib.rs"]
pub mod properties;

use std::{collections::BTreeSet, fs, path::PathBuf};

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn every_file_of_the_corpus_holds() {
    for (target, property) in properties::TARGETS {
        for file in files(&format!("corpus/{target}")) {
            // The test prints it if the property fails.
            println!("{}", file.display());
            property(&fs::read(file).unwrap());
        }
    }
}

#[test]
fn every_target_is_fuzzed_and_has_a_corpus() {
    let names = |folder| {
        let names = files(folder).into_iter().map(|it| it.file_stem().unwrap().to_owned());
        names.map(|name| name.into_string().unwrap()).collect::<BTreeSet<_>>()
    };
    let targets = properties::TARGETS.map(|(target, _)| target.to_owned()).into();
    assert_eq!(names("fuzz_targets"), targets);
    assert_eq!(names("corpus"), targets);
}
