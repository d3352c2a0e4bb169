//! The records of one patient: of a Bundle, or of the searches that a hook prefetches.

use std::collections::HashMap;

use crate::{fhir::Resource, json::Json};

/// The records of one patient.
#[derive(Debug, Default)]
pub struct Records<'j> {
    resources: Vec<Resource<'j>>,
    /// Where a record is, by its address and by its type and id.
    places: HashMap<String, usize>,
    /// The patient of whom they are, if any of them names one.
    patient: Option<String>,
    missing: Vec<Missing>,
}

/// Records that exist, or may, and are not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The Bundle that does not have them.
    pub bundle: String,
    /// How that is known.
    pub why: &'static str,
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
            Some("Bundle") => Self::gather([("Bundle", bundle)]),
            kind => Err(Refused::NotABundle(kind.unwrap_or_default().chars().take(60).collect())),
        }
    }

    /// The records of several answers of a server, each a resource or a Bundle, with what they are called.
    ///
    /// # Errors
    /// As [`Records::of`].
    pub fn gather(
        answers: impl IntoIterator<Item = (&'j str, &'j Json<'j>)>,
    ) -> Result<Self, Refused> {
        let mut this = Self::default();
        for (name, answer) in answers {
            this.add(answer, None, name)?;
        }
        this.patient = this.one_patient()?;
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

    fn open(&mut self, bundle: &'j Json<'j>, place: &str) -> Result<(), Refused> {
        match bundle.get("entry") {
            None | Some(Json::List(_)) => {}
            Some(_) => return Err(Refused::Shape(format!("{place}.entry"), "a list")),
        }
        if bundle.list_of("link").any(|link| link.text_of("relation") == Some("next")) {
            self.missing
                .push(Missing { bundle: place.to_owned(), why: "it is one page of several" });
        }
        for (number, entry) in bundle.list_of("entry").enumerate() {
            let place = format!("{place}.entry[{number}]");
            match entry.get("resource") {
                Some(resource) => self.add(resource, entry.text_of("fullUrl"), &place)?,
                // A deletion, or the answer to a request.
                None if entry.get("request").is_some() || entry.get("response").is_some() => {}
                None => return Err(Refused::NoResource(place)),
            }
        }
        Ok(())
    }

    fn add(
        &mut self,
        json: &'j Json<'j>,
        url: Option<&'j str>,
        place: &str,
    ) -> Result<(), Refused> {
        let Some(kind) = json.text_of("resourceType") else {
            return Err(Refused::NoResource(place.to_owned()));
        };
        if kind == "Bundle" {
            return self.open(json, place);
        }
        if kind == "OperationOutcome" && is_failure(json) {
            self.missing.push(Missing {
                bundle: place.to_owned(),
                why: "the server reports that it failed",
            });
        }
        let name = match json.text_of("id") {
            Some(id) => format!("{kind:.60}/{id:.64}"),
            None => format!("{kind:.60} at {place}"),
        };
        match json.get("contained") {
            None => {}
            Some(Json::List(all)) => {
                all.iter().try_for_each(|it| self.add(it, None, &format!("{name} contained")))?;
            }
            Some(_) => return Err(Refused::Shape(format!("{name}.contained"), "a list")),
        }
        let number = self.resources.len();
        for address in [Some(name.as_str()), url].into_iter().flatten() {
            self.places.entry(address.to_owned()).or_insert(number);
        }
        self.resources.push(Resource { name, json });
        Ok(())
    }

    /// The patient of whom the records speak, if they name one.
    #[must_use]
    pub fn patient(&self) -> Option<&str> {
        self.patient.as_deref()
    }

    fn one_patient(&self) -> Result<Option<String>, Refused> {
        let mut one = None;
        for resource in &self.resources {
            let named = match (resource.kind(), self.subject(resource)) {
                ("Patient", _) => resource.name.as_str(),
                (_, Subject::Patient(name)) => name,
                (_, Subject::Other(_) | Subject::Nobody | Subject::Unnamed) => continue,
            };
            match one {
                None => one = Some(named),
                Some(one) if one == named => {}
                Some(one) => {
                    return Err(Refused::SeveralPatients(
                        format!("`{one:.80}`"),
                        format!("`{named:.80}`"),
                    ));
                }
            }
        }
        Ok(one.map(str::to_owned))
    }

    /// Whether a record is of the patient; if not, why.
    ///
    /// # Errors
    /// It is of something else, or nothing says of whom.
    pub fn is_of_the_patient(&self, resource: &Resource<'j>) -> Result<(), String> {
        match self.subject(resource) {
            Subject::Patient(_) | Subject::Unnamed => Ok(()),
            Subject::Other(name) => Err(format!("it is of {name:.80}")),
            Subject::Nobody => Err("its subject is nobody who could be found".to_owned()),
        }
    }

    fn subject<'s>(&'s self, resource: &Resource<'j>) -> Subject<'s>
    where
        'j: 's,
    {
        let Some(subject) = resource.json.get("subject").or_else(|| resource.json.get("patient"))
        else {
            return Subject::Unnamed;
        };
        let Some(reference) = subject.text_of("reference") else {
            return if subject.get("identifier").is_some() {
                Subject::Unnamed
            } else {
                Subject::Nobody
            };
        };
        match self.find(reference) {
            Some(found) if found.kind() == "Patient" => Subject::Patient(&found.name),
            Some(found) => Subject::Other(&found.name),
            None => {
                let name = local(reference);
                let other = ["Group/", "Device/", "Location/", "Specimen/"]
                    .iter()
                    .any(|kind| name.starts_with(kind));
                if other { Subject::Other(name) } else { Subject::Patient(name) }
            }
        }
    }

    /// The type and id of the record to which a reference leads.
    #[must_use]
    pub fn name_of(&self, reference: &str) -> Option<&str> {
        Some(&self.find(reference)?.name)
    }

    /// The record to which a reference leads, if it is here.
    #[must_use]
    pub fn find(&self, reference: &str) -> Option<&Resource<'j>> {
        let place = self.places.get(reference).or_else(|| self.places.get(local(reference)))?;
        self.resources.get(*place)
    }
}

/// Of whom a record is.
enum Subject<'s> {
    /// A patient, by this name.
    Patient(&'s str),
    /// Something else.
    Other(&'s str),
    /// Somebody who is neither named nor identified.
    Nobody,
    /// It says no name: the patient whose records these are.
    Unnamed,
}

/// Whether a server says that it could not do what it was asked.
fn is_failure(outcome: &Json<'_>) -> bool {
    outcome
        .list_of("issue")
        .any(|issue| matches!(issue.text_of("severity"), Some("error" | "fatal")))
}

/// `Patient/1` of `https://server/fhir/Patient/1/_history/2`, and anything else as it is.
fn local(reference: &str) -> &str {
    let before = |text: &str| text.rfind('/');
    let unversioned = match before(reference) {
        Some(end) if reference.get(..end).is_some_and(|it| it.ends_with("/_history")) => {
            reference.get(..end).and_then(|it| it.strip_suffix("/_history")).unwrap_or(reference)
        }
        _ => reference,
    };
    let kind = before(unversioned).and_then(|end| before(unversioned.get(..end)?));
    kind.and_then(|slash| unversioned.get(slash.saturating_add(1)..)).unwrap_or(unversioned)
}
