//! The project's own files.

use std::{fs, path::Path};

/// The text of a file, whatever its line endings are here.
pub(crate) fn text(file: impl AsRef<Path>) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text =
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    text.replace("\r\n", "\n")
}
