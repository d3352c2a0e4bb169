//! A run of the program, and a small cohort.

use std::{
    fs,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

pub(crate) fn cohort(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cohort"));
    command.args(arguments).stdin(Stdio::null());
    command
}

/// Its status, what it printed, and what it said on standard error.
pub(crate) fn run(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = cohort(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

pub(crate) fn file(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

pub(crate) const FINDINGS: &str = "primary_site, liver_metastases, differentiation, ki67, mitoses, ecog, primary_tumour, \
                        chemotherapy, platinum";

pub(crate) const HEAD: &str = "primary_site,liver_metastases,differentiation,ki67,mitoses,ecog,primary_tumour,chemotherapy,platinum,given";

/// Counted by hand below, in the words of the contract.
pub(crate) const SMALL: [&str; 12] = [
    // NEC, everything known: G3 by Ki-67.
    "sigmoid_colon,multiple,poor,80%,,1,uncomplicated,not_started,either,cisplatin_etoposide",
    // The same, with a regimen that is ruled out by S16 S17 S46 S47, and platinum omitted.
    "sigmoid_colon,multiple,poor,80%,,1,uncomplicated,not_started,either,folfox",
    // Poor with a low grade: verify the pathology.
    "sigmoid_colon,multiple,poor,10%,10/2mm2,1,uncomplicated,not_started,either,folfox",
    // Poor, grade open: nec or verify_pathology.
    "sigmoid_colon,multiple,poor,10%,,1,uncomplicated,not_started,either,",
    // NET G2.
    "sigmoid_colon,multiple,well,5%,1/2mm2,0,resected,not_started,either,lanreotide",
    // NET G3: left out by the source.
    "sigmoid_colon,multiple,well,30%,1/2mm2,0,resected,not_started,either,lanreotide",
    // Outside the scope for three reasons.
    "elsewhere,,,,,,,,,",
    "sigmoid_colon,absent,,,,,,,,",
    "sigmoid_colon,solitary,mixed,,,,,,,other",
    // Moderate.
    "sigmoid_colon;other_colorectal,solitary,moderate,,,,,,,",
    // Nothing known.
    ",,,,,,,,,",
    // Could not be read.
    "sigmoid_colon,multiple,poor,80,,1,uncomplicated,not_started,either,folfox",
];

pub(crate) fn small() -> String {
    format!("{HEAD}\n{}\n", SMALL.join("\n"))
}

/// The counts of a report, by section, key and value.
pub(crate) fn counts(csv: &str) -> Vec<(String, u64)> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().unwrap(), vec!["section", "key", "value", "cases"]);
    let records = reader.records().map(Result::unwrap);
    records
        .map(|it| {
            (
                format!("{} {} {}", &it[0], &it[1], &it[2]).trim_end().to_owned(),
                it[3].parse().unwrap(),
            )
        })
        .collect()
}
