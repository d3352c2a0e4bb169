//! Of whom records are: one patient, or nobody answers for them.

use std::collections::{HashMap, HashSet};

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
    /// A patient of whom something is said that is not known here and may change all.
    Changed,
    /// It says no name: the patient whose records these are.
    Unnamed,
}

/// Of whom all records are, and of each why it is not, in their order.
pub(crate) struct Told {
    pub patient: Option<String>,
    pub strangers: Vec<Option<String>>,
}

/// The one of whom all records are, if they name one.
///
/// # Errors
/// There are two: by their names, by the servers on which they are, or by their identifiers.
pub(crate) fn told(records: &Records<'_>) -> Result<Told, Refused> {
    let several = |one: &str, two: &str| {
        Refused::SeveralPatients(format!("`{one:.80}`"), format!("`{two:.80}`"))
    };
    let mut one: Option<&str> = None;
    let mut address: Option<&str> = None;
    let mut strangers = Vec::with_capacity(records.resources().len());
    for resource in records.resources() {
        let is_patient = is_patient(resource);
        let (named, stranger) = match subject(records, resource) {
            _ if is_patient => (Some(resource.name.as_str()), None),
            Subject::Patient(name) => (Some(name), None),
            Subject::Unnamed => (None, None),
            Subject::Other(name) => (None, Some(format!("it is of {name:.80}"))),
            Subject::Nobody => (None, Some("its subject is nobody who could be found".to_owned())),
            Subject::Changed => (None, Some("its patient has a modifier".to_owned())),
        };
        strangers.push(stranger);
        let Some(named) = named else { continue };
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
    Ok(Told { patient: one.map(str::to_owned), strangers })
}

/// Whether it is a patient who is a record of his own.
fn is_patient(resource: &Resource<'_>) -> bool {
    resource.kind() == "Patient" && resource.container.is_none()
}

/// The system and value of an identifier.
fn identity<'j>(identifier: &'j Json<'j>) -> Option<(&'j str, &'j str)> {
    Some((identifier.text_of("system").unwrap_or_default(), identifier.text_of("value")?))
}

/// The identifiers of the patient who is a record of his own.
pub(crate) fn identities<'j>(resources: &[Resource<'j>]) -> HashSet<(&'j str, &'j str)> {
    let patients = resources.iter().filter(|it| is_patient(it));
    patients.flat_map(|it| it.json.list_of("identifier")).filter_map(identity).collect()
}

/// Whether a modifier may change who the patient is.
pub(crate) fn is_changed(resources: &[Resource<'_>]) -> bool {
    resources.iter().filter(|it| is_patient(it)).any(|it| it.modifier().is_some())
}

/// Whether nobody has two identifiers of one system, unless the patient has both.
fn one_identity(records: &Records<'_>) -> Result<(), (String, String)> {
    let own = records.identities();
    let mut known: HashMap<&str, &str> = own.iter().copied().collect();
    let contained = records.resources().iter().filter(|it| it.container.is_some());
    let contained =
        contained.filter(|it| it.kind() == "Patient").flat_map(|it| it.json.list_of("identifier"));
    let subjects = records.resources().iter().filter_map(|it| told_subject(it)?.get("identifier"));
    for (system, value) in contained.chain(subjects).filter_map(identity) {
        let first = known.entry(system).or_insert(value);
        if *first != value && !own.contains(&(system, value)) {
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

/// Of whom a record says that it is; one that does not say it, of whom that is which contains it.
pub(crate) fn subject<'s>(records: &'s Records<'_>, resource: &'s Resource<'_>) -> Subject<'s> {
    let Some(told) = told_subject(resource) else {
        let container = resource.container.as_ref().and_then(|it| records.at(it));
        return container.map_or(Subject::Unnamed, |it| subject(records, it));
    };
    let Some(reference) = told.text_of("reference") else {
        return by_identifier(records, told.get("identifier"));
    };
    match records.find_any(resource, reference) {
        // One who is described where he is mentioned, and nowhere else.
        Some(found) if found.kind() == "Patient" && found.container.is_some() => {
            by_identifier(records, found.json.list_of("identifier").next())
        }
        Some(found) if found.kind() == "Patient" && records.is_changed() => Subject::Changed,
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

/// Somebody by his identifier: nobody if the patient has others, and not this one.
fn by_identifier<'s>(records: &Records<'_>, identifier: Option<&Json<'_>>) -> Subject<'s> {
    let Some(known) = identifier.and_then(identity) else { return Subject::Nobody };
    if records.identities().is_empty() || records.identities().contains(&known) {
        Subject::Unnamed
    } else {
        Subject::Nobody
    }
}
