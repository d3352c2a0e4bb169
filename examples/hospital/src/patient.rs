//! Of whom records are: one patient, or nobody answers for them.

use std::collections::HashMap;

use crate::{
    fhir::Resource,
    json::Json,
    records::{Records, Refused, local, unversioned},
};

/// Of whom a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject<'s> {
    /// A patient, by this name.
    Patient(&'s str),
    /// Something or somebody else.
    Other(&'s str),
    /// Somebody who is neither named nor identified.
    Nobody,
    /// It says no name: the patient whose records these are.
    Unnamed,
}

/// The one of whom all records are, if they name one.
///
/// # Errors
/// There are two: by their names, by the servers on which they are, or by their identifiers.
pub(crate) fn only(records: &Records<'_>) -> Result<Option<String>, Refused> {
    let several = |one: &str, two: &str| {
        Refused::SeveralPatients(format!("`{one:.80}`"), format!("`{two:.80}`"))
    };
    let mut one: Option<&str> = None;
    let mut address: Option<&str> = None;
    for resource in records.resources() {
        let is_patient = resource.kind() == "Patient" && resource.container.is_none();
        let named = match subject(records, resource) {
            _ if is_patient => resource.name.as_str(),
            Subject::Patient(name) => name,
            Subject::Other(_) | Subject::Nobody | Subject::Unnamed => continue,
        };
        match one {
            Some(one) if one != named => return Err(several(one, named)),
            _ => one = Some(named),
        }
        let url = if is_patient { resource.url } else { reference(resource) };
        if let Some(url) = url.filter(|it| it.starts_with("http")).map(unversioned) {
            match address {
                Some(address) if address != url => return Err(several(address, url)),
                _ => address = Some(url),
            }
        }
    }
    one_identity(records).map_err(|(one, two)| several(&one, &two))?;
    Ok(one.map(str::to_owned))
}

/// Whether nobody has two identifiers of one system, unless the patient has both.
fn one_identity(records: &Records<'_>) -> Result<(), (String, String)> {
    let parts = |it: &'_ Json<'_>| {
        Some((it.text_of("system")?.to_owned(), it.text_of("value")?.to_owned()))
    };
    let patients = records.resources().iter().filter(|it| it.kind() == "Patient");
    let own: Vec<(String, String)> =
        patients.flat_map(|it| it.json.list_of("identifier")).filter_map(parts).collect();
    let mut known: HashMap<String, String> = own.iter().cloned().collect();
    let subjects = records.resources().iter().filter_map(|it| told_subject(it));
    for (system, value) in subjects.filter_map(|it| parts(it.get("identifier")?)) {
        if own.iter().any(|(one, other)| *one == system && *other == value) {
            continue;
        }
        let first = known.entry(system.clone()).or_insert_with(|| value.clone());
        if *first != value {
            return Err((format!("{system}|{first}"), format!("{system}|{value}")));
        }
    }
    Ok(())
}

fn told_subject<'j>(resource: &Resource<'j>) -> Option<&'j Json<'j>> {
    resource.json.get("subject").or_else(|| resource.json.get("patient"))
}

fn reference<'j>(resource: &Resource<'j>) -> Option<&'j str> {
    told_subject(resource)?.text_of("reference")
}

/// Of whom a record says that it is.
pub(crate) fn subject<'s>(records: &'s Records<'_>, resource: &'s Resource<'_>) -> Subject<'s> {
    let Some(subject) = told_subject(resource) else { return Subject::Unnamed };
    let Some(reference) = subject.text_of("reference") else {
        let identified = subject.get("identifier").is_some();
        return if identified { Subject::Unnamed } else { Subject::Nobody };
    };
    match records.find(resource, reference) {
        // One who is described where he is mentioned, and nowhere else.
        Some(found) if found.kind() == "Patient" && found.container.is_some() => {
            let identified = found.json.list_of("identifier").next().is_some();
            if identified { Subject::Unnamed } else { Subject::Nobody }
        }
        Some(found) if found.kind() == "Patient" => Subject::Patient(&found.name),
        Some(found) => Subject::Other(&found.name),
        None if reference.starts_with('#') => Subject::Nobody,
        None => {
            let name = local(reference);
            match name.split_once('/') {
                Some((kind, _)) if kind != "Patient" => Subject::Other(name),
                _ => Subject::Patient(name),
            }
        }
    }
}
