//! Reads one case from a file as in `cases`.

use std::{error::Error, ffi::OsStr, fs};

use nen_pathway::Case;

#[path = "mod.rs"]
mod object;

pub(crate) fn case(file: &OsStr) -> Result<Case, Box<dyn Error>> {
    read(file).map_err(|error| format!("{}: {error}", file.display()).into())
}

fn read(file: &OsStr) -> Result<Case, Box<dyn Error>> {
    let json = fs::read_to_string(file)?;
    let mut object: object::Object = serde_json::from_str(&json)?;
    object.take_id()?;
    Ok(object.case()?)
}
