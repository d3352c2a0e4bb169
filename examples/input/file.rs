//! Reads one case from a file as in `cases`.

use std::{error::Error, ffi::OsStr, fs, path::Path};

use nen_pathway::Case;

#[path = "name.rs"]
mod name;
#[path = "mod.rs"]
mod object;

pub(crate) use name::plain;

/// The case with its `id`, or else the name of the file.
pub(crate) fn case(file: &OsStr) -> Result<(String, Case), Box<dyn Error>> {
    read(file).map_err(|error| plain(&format!("{}: {error}", file.display())).into())
}

fn read(file: &OsStr) -> Result<(String, Case), Box<dyn Error>> {
    let bytes = fs::read(file)?;
    let refused = |error: &dyn Error| format!("{error}; accepted: one JSON object in UTF-8");
    let json = name::text(&bytes).map_err(|error| refused(&error))?;
    let mut object: object::Object = serde_json::from_str(json).map_err(|error| refused(&error))?;
    let id = object.take_id()?.and_then(name::name);
    let stem = || Path::new(file).file_stem().unwrap_or(file).display().to_string();
    Ok((id.unwrap_or_else(stem), object.case()?))
}
