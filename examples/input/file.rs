//! Reads one case from a file as in `cases`.

use std::{error::Error, ffi::OsStr, fs, path::Path};

use nen_pathway::Case;

#[path = "name.rs"]
mod name;
#[path = "mod.rs"]
mod object;

/// The case with its `id`, or else the name of the file.
pub(crate) fn case(file: &OsStr) -> Result<(String, Case), Box<dyn Error>> {
    read(file).map_err(|error| format!("{}: {error}", file.display()).into())
}

fn read(file: &OsStr) -> Result<(String, Case), Box<dyn Error>> {
    let json = fs::read_to_string(file)?;
    let mut object: object::Object = serde_json::from_str(&json)?;
    let id = object.take_id()?.map(name::name);
    let stem = || Path::new(file).file_stem().unwrap_or(file).display().to_string();
    Ok((id.unwrap_or_else(stem), object.case()?))
}
