//! The table of each version of the answers.

use std::path::{Path, PathBuf};

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/export")
}

pub(crate) fn answers(version: u32) -> PathBuf {
    folder().join(format!("answers-{version}.csv"))
}
