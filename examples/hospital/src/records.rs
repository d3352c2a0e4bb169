//! The records of one patient: of a Bundle, or of the searches that a hook prefetches.

use std::collections::HashMap;

use nen_pathway::Finding;

use crate::{
    fhir::{Modifier, Place, Resource},
    json::Json,
    patient::{self, Subject},
};

/// The records of one patient.
#[derive(Debug, Default)]
pub struct Records<'j> {
    resources: Vec<Resource<'j>>,
    /// Where a record is, by its address and by its type and id.
    places: HashMap<String, usize>,
    /// The patient of whom they are, if any of them names one.
    patient: Option<String>,
    missing: Vec<Missing>,
    /// Entries in which there is no record.
    empty: Vec<String>,
}

/// Records that exist, or may, and are not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The Bundle that does not have them.
    pub bundle: String,
    /// How that is known.
    pub why: &'static str,
    /// The findings of which they may tell.
    pub of: &'static [Finding],
}

/// Why a Bundle is not read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is something else.
    #[error("resourceType `{0}`: not a Bundle; accepted: one FHIR R4 Bundle")]
    NotABundle(String),
    /// An entry holds something that is no resource.
    #[error("{0}: no resource; accepted: an object with a resourceType")]
    NoResource(String),
    /// Something has another shape than FHIR gives it.
    #[error("{0}: not of the shape of FHIR R4; accepted: {1}")]
    Shape(String, &'static str),
    /// It has versions of records, of which only the last is so.
    #[error("{0}.type `history`: versions of records; accepted: the records as they are now")]
    History(String),
    /// It speaks of more than one patient.
    #[error("{0} and {1}: several patients; accepted: the records of one")]
    SeveralPatients(String, String),
}

impl<'j> Records<'j> {
    /// The records of a Bundle, those in Bundles within it and those that are contained in others too.
    ///
    /// # Errors
    /// It is no Bundle, an entry is no resource, or there are several patients.
    pub fn of(bundle: &'j Json<'j>) -> Result<Self, Refused> {
        match bundle.text_of("resourceType") {
            Some("Bundle") => Self::gather([("Bundle", bundle, Finding::ALL)]),
            kind => Err(Refused::NotABundle(kind.unwrap_or_default().chars().take(60).collect())),
        }
    }

    /// The records of several answers of a server, each a resource or a Bundle, with what they are called and the findings of
    /// which they may tell.
    ///
    /// # Errors
    /// As [`Records::of`].
    pub fn gather(
        answers: impl IntoIterator<Item = (&'j str, &'j Json<'j>, &'static [Finding])>,
    ) -> Result<Self, Refused> {
        let mut this = Self::default();
        for (name, answer, of) in answers {
            this.add(answer, Entry { url: None, place: Place::Sound, of }, name)?;
        }
        this.patient = patient::only(&this)?;
        Ok(this)
    }

    /// Every record, in the order of the Bundle.
    #[must_use]
    pub fn resources(&self) -> &[Resource<'j>] {
        &self.resources
    }

    /// What is not here.
    #[must_use]
    pub fn missing(&self) -> &[Missing] {
        &self.missing
    }

    /// Entries in which there is no record.
    #[must_use]
    pub fn empty(&self) -> &[String] {
        &self.empty
    }

    /// The patient of whom the records speak, if they name one.
    #[must_use]
    pub fn patient(&self) -> Option<&str> {
        self.patient.as_deref()
    }

    /// Whether a record is of the patient; if not, why.
    ///
    /// # Errors
    /// It is of something else, or nothing says of whom.
    pub fn is_of_the_patient(&self, resource: &Resource<'j>) -> Result<(), String> {
        match patient::subject(self, resource) {
            Subject::Patient(_) | Subject::Unnamed => Ok(()),
            Subject::Other(name) => Err(format!("it is of {name:.80}")),
            Subject::Nobody => Err("its subject is nobody who could be found".to_owned()),
        }
    }

    /// The record to which a reference leads in another, if it is here.
    #[must_use]
    pub fn find(&self, from: &Resource<'j>, reference: &str) -> Option<&Resource<'j>> {
        if reference.starts_with('#') {
            let container = from.container.as_ref().unwrap_or(&from.name);
            return self.at(&format!("{container}{reference}"));
        }
        self.at(reference).or_else(|| self.at(local(reference)))
    }

    /// The record of an address, or of a type and id.
    #[must_use]
    pub fn at(&self, address: &str) -> Option<&Resource<'j>> {
        self.resources.get(*self.places.get(address)?)
    }

    fn open(
        &mut self,
        bundle: &'j Json<'j>,
        place: &str,
        of: &'static [Finding],
    ) -> Result<(), Refused> {
        let mut missing = |why| self.missing.push(Missing { bundle: place.to_owned(), why, of });
        for name in ["entry", "link"] {
            if !matches!(bundle.get(name), None | Some(Json::List(_))) {
                return Err(Refused::Shape(format!("{place}.{name}"), "a list"));
            }
        }
        if bundle.text_of("type") == Some("history") {
            return Err(Refused::History(place.to_owned()));
        }
        let here = bundle.list_of("entry").count();
        if bundle.list_of("link").any(|link| link.text_of("relation") == Some("next")) {
            missing("it is one page of several");
        } else if let Some(Json::Number(total)) = bundle.get("total")
            && total.parse().is_ok_and(|total: usize| total > here)
        {
            missing("more were found than are in it");
        }
        for (number, entry) in bundle.list_of("entry").enumerate() {
            let place = format!("{place}.entry[{number}]");
            let request = entry.get("request");
            let response = entry.get("response");
            let failed = response.is_some_and(|it| {
                it.text_of("status").is_some_and(|status| !status.starts_with('2'))
                    || it.get("outcome").is_some_and(is_failure)
            });
            if failed {
                let why = "the server reports that it failed";
                self.missing.push(Missing { bundle: place.clone(), why, of });
            }
            let deleted = request.is_some_and(|it| it.text_of("method") == Some("DELETE"));
            match entry.get("resource") {
                Some(resource) => {
                    let standing =
                        if deleted { Place::Void("the Bundle deletes it") } else { Place::Sound };
                    let url = entry.text_of("fullUrl");
                    self.add(resource, Entry { url, place: standing, of }, &place)?;
                }
                None if request.is_some() || response.is_some() => self.empty.push(place),
                None => return Err(Refused::NoResource(place)),
            }
        }
        Ok(())
    }

    /// Adds a resource and all that is in it.
    fn add(&mut self, json: &'j Json<'j>, entry: Entry<'j>, place: &str) -> Result<(), Refused> {
        let Some(kind) = json.text_of("resourceType").filter(|it| !it.is_empty()) else {
            return Err(Refused::NoResource(place.to_owned()));
        };
        if kind == "Bundle" {
            return self.open(json, place, entry.of);
        }
        if kind == "OperationOutcome" && is_failure(json) {
            let why = "the server reports that it failed";
            self.missing.push(Missing { bundle: place.to_owned(), why, of: entry.of });
        }
        let name = match json.text_of("id") {
            Some(id) => format!("{kind:.60}/{id:.64}"),
            None => format!("{kind:.60} at {place}"),
        };
        self.add_contained(json, &name, entry.place)?;
        for (number, parameter) in json.list_of("parameter").enumerate() {
            if let Some(resource) = parameter.get("resource") {
                self.add(
                    resource,
                    Entry { url: None, ..entry },
                    &format!("{name}.parameter[{number}]"),
                )?;
            }
        }
        let mut standing = entry.place;
        if let Some(known) = self.places.get(&name).and_then(|it| self.resources.get_mut(*it))
            && known.json != json
        {
            let twice = Place::Unclear("another record has its id and says something else");
            known.place = twice;
            standing = twice;
        }
        let number = self.resources.len();
        let addresses = [Some(name.as_str()), entry.url, entry.url.map(local)];
        for address in addresses.into_iter().flatten() {
            self.places.entry(address.to_owned()).or_insert(number);
        }
        let (url, container) = (entry.url, None);
        self.resources.push(Resource { name, json, url, container, place: standing });
        Ok(())
    }

    /// Adds what a record contains: it counts if that record does.
    fn add_contained(
        &mut self,
        json: &'j Json<'j>,
        container: &str,
        place: Place,
    ) -> Result<(), Refused> {
        let all = match json.get("contained") {
            None => return Ok(()),
            Some(Json::List(all)) => all,
            Some(_) => return Err(Refused::Shape(format!("{container}.contained"), "a list")),
        };
        let place = match (json.text_of("resourceType"), json.text_of("status")) {
            _ if place != Place::Sound => place,
            (Some("FamilyMemberHistory"), _) => Place::Void("it is of a relative"),
            (_, Some("entered-in-error" | "cancelled" | "not-done")) => {
                Place::Void("what contains it does not count")
            }
            _ if Modifier::of(json).is_some() => Place::Unclear("what contains it has a modifier"),
            _ => Place::Sound,
        };
        for (number, json) in all.iter().enumerate() {
            let kind = json.text_of("resourceType").filter(|it| !it.is_empty());
            if kind.is_none() {
                return Err(Refused::NoResource(format!("{container}.contained[{number}]")));
            }
            let name = match json.text_of("id") {
                Some(id) => format!("{container}#{id:.64}"),
                None => format!("{container}.contained[{number}]"),
            };
            self.places.entry(name.clone()).or_insert(self.resources.len());
            let container = Some(container.to_owned());
            self.resources.push(Resource { name, json, url: None, container, place });
        }
        Ok(())
    }
}

/// How a resource stands where it was found.
#[derive(Clone, Copy)]
struct Entry<'j> {
    url: Option<&'j str>,
    place: Place,
    of: &'static [Finding],
}

/// Whether a server says that it could not do what it was asked, or not all of it.
fn is_failure(outcome: &Json<'_>) -> bool {
    outcome.list_of("issue").any(|issue| {
        matches!(issue.text_of("severity"), Some("error" | "fatal"))
            || matches!(issue.text_of("code"), Some("incomplete" | "too-costly" | "throttled"))
            || ["truncat", "incomplete"].iter().any(|word| {
                let said = issue.text_of("diagnostics").unwrap_or_default();
                said.to_ascii_lowercase().contains(word)
            })
    })
}

/// `Patient/1` of `https://server/fhir/Patient/1/_history/2`, and anything else as it is.
#[must_use]
pub(crate) fn local(reference: &str) -> &str {
    let before = |text: &str| text.rfind('/');
    let unversioned = unversioned(reference);
    let kind = before(unversioned).and_then(|end| before(unversioned.get(..end)?));
    kind.and_then(|slash| unversioned.get(slash.saturating_add(1)..)).unwrap_or(unversioned)
}

/// A reference to a record, not to one version of it.
#[must_use]
pub(crate) fn unversioned(reference: &str) -> &str {
    reference
        .rsplit_once('/')
        .and_then(|(before, _)| before.strip_suffix("/_history"))
        .unwrap_or(reference)
}
