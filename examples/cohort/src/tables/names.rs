//! The names of columns: those that are read, and those that are nearly so.

use datafusion::common::utils::datafusion_strsim::levenshtein;
use nen_pathway::Finding;

use super::{GIVEN, TableError};

pub(super) fn read_columns() -> impl Iterator<Item = &'static str> {
    Finding::NAMES.iter().copied().chain([GIVEN])
}

/// A name that is nearly one that is read would go unseen, and its findings be taken as not assessed.
pub(super) fn check(names: &[String]) -> Result<(), TableError> {
    names.iter().try_for_each(|name| {
        if let Some(accepted) = nearly(name, names) {
            return Err(TableError::Name { name: name.to_owned(), accepted });
        }
        match names.iter().filter(|it| *it == name).count() {
            0 | 1 => Ok(()),
            _ => Err(TableError::Repeated(name.to_owned())),
        }
    })
}

/// The column that is likely meant: of the same letters, or where that column is not there of nearly the same. A short
/// name is near too many others: `ecg` is not `ecog`.
fn nearly(name: &str, names: &[String]) -> Option<&'static str> {
    const LONG: usize = 8;
    let has = |read: &str| names.iter().any(|it| it == read);
    let name_letters = letters(name);
    let is_near = |read: &str| {
        let read_letters = letters(read);
        name_letters == read_letters
            || (!has(read)
                && read_letters.len() >= LONG
                && levenshtein(&name_letters, &read_letters) <= 2)
    };
    let is_read = read_columns().any(|read| read == name);
    read_columns().filter(|_| !is_read).find(|read| is_near(read))
}

fn letters(name: &str) -> String {
    let letters = name.chars().filter(|it| it.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
