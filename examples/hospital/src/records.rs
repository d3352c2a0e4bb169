//! The records of one patient: of a Bundle, or of the searches that a hook prefetches.

use std::collections::{BTreeMap, HashMap, HashSet};

use nen_pathway::Finding;

use crate::{
    fhir::{Modifier, Place, Resource, is_small, status, words},
    json::Json,
    patient::{self, Subject},
    told::Told,
    words::Words,
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
    /// What requests in the Bundle delete.
    deleted: Vec<&'j str>,
    /// The identifiers of the patient who is a record of his own: system and value.
    identities: HashSet<(&'j str, &'j str)>,
    /// Whether a modifier may change who the patient is.
    is_changed: bool,
}

/// The most records that are read.
const MOST: usize = 100_000;

/// Of what the records of a Bundle may tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Of anything.
    Everything,
    /// Of diseases: the site, metastases, the differentiation.
    Conditions,
    /// Of medications: what is inferred of chemotherapy from them.
    Medications,
}

impl Scope {
    /// Whether what a record tells may be otherwise if others of this scope were known.
    #[must_use]
    pub(crate) fn bears_on(self, told: &Told) -> bool {
        match self {
            Self::Everything => true,
            Self::Conditions => matches!(
                told.finding,
                Some(Finding::PrimarySite | Finding::LiverMetastases | Finding::Differentiation)
            ),
            Self::Medications => told.inferred,
        }
    }
}

/// Records that exist, or may, and are not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The Bundle that does not have them.
    pub bundle: String,
    /// How that is known.
    pub why: &'static str,
    /// Of what they may tell.
    pub of: Scope,
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
    /// It has more records than are read.
    #[error("more than {MOST} records; accepted: those of one patient")]
    TooMany,
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
            Some("Bundle") => Self::gather([("Bundle", bundle, Scope::Everything)], Vec::new()),
            kind => Err(Refused::NotABundle(kind.unwrap_or_default().chars().take(60).collect())),
        }
    }

    /// The records of several answers of a server, each a resource or a Bundle, with what they are called and of what they may
    /// tell; and what is known to be missing beside.
    ///
    /// # Errors
    /// As [`Records::of`].
    pub fn gather(
        answers: impl IntoIterator<Item = (&'j str, &'j Json<'j>, Scope)>,
        missing: Vec<Missing>,
    ) -> Result<Self, Refused> {
        let mut this = Self { missing, ..Self::default() };
        for (name, answer, of) in answers {
            this.add(answer, Entry { url: None, place: Place::Sound, of }, name)?;
        }
        for address in std::mem::take(&mut this.deleted) {
            let number = this.places.get(address).or_else(|| this.places.get(local(address)));
            if let Some(resource) = number.and_then(|it| this.resources.get_mut(*it)) {
                resource.place = Place::Void("the Bundle deletes it");
            }
        }
        this.identities = patient::identities(&this.resources);
        this.is_changed = patient::is_changed(&this.resources);
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

    /// The identifiers of the patient who is a record of his own.
    pub(crate) const fn identities(&self) -> &HashSet<(&'j str, &'j str)> {
        &self.identities
    }

    /// Whether a modifier may change who the patient is.
    pub(crate) const fn is_changed(&self) -> bool {
        self.is_changed
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
            Subject::Changed => Err("its patient has a modifier".to_owned()),
        }
    }

    /// The record to which a reference leads in another, if it is here and small enough to be read for it.
    #[must_use]
    pub fn find(&self, from: &Resource<'j>, reference: &str) -> Option<&Resource<'j>> {
        self.find_any(from, reference).filter(|it| it.is_small)
    }

    /// The record to which a reference leads in another, if it is here.
    pub(crate) fn find_any(&self, from: &Resource<'j>, reference: &str) -> Option<&Resource<'j>> {
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

    /// Adds what a Bundle holds.
    fn open(&mut self, bundle: &'j Json<'j>, place: &str, of: Entry<'j>) -> Result<(), Refused> {
        let mut missing =
            |why| self.missing.push(Missing { bundle: place.to_owned(), why, of: of.of });
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
        } else if is_subsetted(bundle) {
            missing("it says that parts are left out");
        }
        let rules = bundle.get("implicitRules").is_some();
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
                self.missing.push(Missing { bundle: place.clone(), why, of: of.of });
            }
            let is_deleted = request.is_some_and(|it| it.text_of("method") == Some("DELETE"));
            if is_deleted {
                self.deleted.extend(request.and_then(|it| it.text_of("url")));
            }
            let Some(resource) = entry.get("resource") else {
                if request.is_none() && response.is_none() {
                    return Err(Refused::NoResource(place));
                }
                self.empty.push(place);
                continue;
            };
            let standing = if of.place != Place::Sound {
                of.place
            } else if is_deleted {
                Place::Void("the Bundle deletes it")
            } else if rules || entry.get("modifierExtension").is_some() {
                Place::Unclear("its Bundle has rules that are not known here")
            } else {
                Place::Sound
            };
            let url = entry.text_of("fullUrl");
            self.add(resource, Entry { url, place: standing, of: of.of }, &place)?;
        }
        Ok(())
    }

    /// Adds a resource and all that is in it.
    fn add(&mut self, json: &'j Json<'j>, entry: Entry<'j>, place: &str) -> Result<(), Refused> {
        let Some(kind) = json.text_of("resourceType").filter(|it| !it.is_empty()) else {
            return Err(Refused::NoResource(place.to_owned()));
        };
        if kind == "Bundle" {
            return self.open(json, place, entry);
        }
        if self.resources.len() >= MOST {
            return Err(Refused::TooMany);
        }
        if kind == "OperationOutcome" && is_failure(json) {
            let why = "the server reports that it failed";
            self.missing.push(Missing { bundle: place.to_owned(), why, of: entry.of });
        }
        let name = match json.text_of("id") {
            Some(id) => format!("{kind:.60}/{id:.64}"),
            None => format!("{kind:.60} at {place}"),
        };
        self.add_contained(json, &name, inside(json, entry.place))?;
        self.add_parameters(json, entry, &name)?;
        let mut standing = match entry.place {
            Place::Sound if is_subsetted(json) => Place::Unclear("parts of it are left out"),
            place => place,
        };
        let number = self.resources.len();
        for address in [Some(name.as_str()), entry.url].into_iter().flatten() {
            let known = self.places.get(address).and_then(|it| self.resources.get_mut(*it));
            let Some(known) = known else { continue };
            let twice = Place::Unclear("another record has its id and says something else");
            if known.place == twice || !is_alike(known.json, json) {
                known.place = twice;
                standing = twice;
            }
        }
        for address in [Some(name.as_str()), entry.url, entry.url.map(local)].into_iter().flatten()
        {
            self.places.entry(address.to_owned()).or_insert(number);
        }
        let (url, container) = (entry.url, None);
        let is_small = is_small(json);
        self.resources.push(Resource { name, json, url, container, place: standing, is_small });
        Ok(())
    }

    /// Adds what parameters hold, and their parts.
    fn add_parameters(
        &mut self,
        json: &'j Json<'j>,
        entry: Entry<'j>,
        place: &str,
    ) -> Result<(), Refused> {
        for (name, all) in ["parameter", "part"].map(|name| (name, json.list_of(name))) {
            for (number, parameter) in all.enumerate() {
                let place = format!("{place}.{name}[{number}]");
                if let Some(resource) = parameter.get("resource") {
                    self.add(resource, Entry { url: None, ..entry }, &place)?;
                }
                self.add_parameters(parameter, entry, &place)?;
            }
        }
        Ok(())
    }

    /// Adds what a record contains, as it counts there, and what that contains.
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
        for (number, json) in all.iter().enumerate() {
            let kind = json.text_of("resourceType").unwrap_or_default();
            if kind.is_empty() || kind == "Bundle" || self.resources.len() >= MOST {
                return Err(Refused::NoResource(format!("{container}.contained[{number}]")));
            }
            let name = match json.text_of("id") {
                Some(id) => format!("{container}#{id:.64}"),
                None => format!("{container}.contained[{number}]"),
            };
            let container = container.to_owned();
            self.add_contained(json, &container, inside(json, place))?;
            self.places.entry(name.clone()).or_insert(self.resources.len());
            let (is_small, container) = (is_small(json), Some(container));
            self.resources.push(Resource { name, json, url: None, container, place, is_small });
        }
        Ok(())
    }
}

/// How what a record contains stands: as the record does.
fn inside(json: &Json<'_>, place: Place) -> Place {
    if place != Place::Sound {
        return place;
    }
    let kind = json.text_of("resourceType").unwrap_or_default();
    let verified = status(json.get("verificationStatus"));
    match json.text_of("status").or(verified) {
        _ if kind == "FamilyMemberHistory" => Place::Void("it is of a relative"),
        _ if kind.ends_with("Definition") => Place::Void("what contains it is a definition"),
        Some("entered-in-error" | "cancelled" | "not-done" | "refuted") => {
            Place::Void("what contains it does not count")
        }
        _ if Modifier::of(json).is_some() => Place::Unclear("what contains it has a modifier"),
        Some(
            "preliminary" | "partial" | "registered" | "unknown" | "provisional" | "differential"
            | "unconfirmed",
        ) => Place::Unclear("what contains it has a status that is not final"),
        _ => Place::Sound,
    }
}

/// Whether two records of one id say the same: in any order, and whatever their versions and narratives are.
fn is_alike(one: &Json<'_>, two: &Json<'_>) -> bool {
    let members = |json: &'_ Json<'_>| -> BTreeMap<String, String> {
        let Json::Object(members) = json else { return BTreeMap::new() };
        let said = members.iter().filter(|(name, _)| !matches!(name.as_ref(), "meta" | "text"));
        said.map(|(name, value)| (name.to_string(), format!("{value:?}"))).collect()
    };
    one == two || members(one) == members(two)
}

/// Whether a server marks that it gives a part of something.
fn is_subsetted(json: &Json<'_>) -> bool {
    let tags = json.get("meta").into_iter().flat_map(|meta| meta.list_of("tag"));
    tags.into_iter().any(|tag| tag.text_of("code") == Some("SUBSETTED"))
}

/// How a resource stands where it was found.
#[derive(Clone, Copy)]
struct Entry<'j> {
    url: Option<&'j str>,
    place: Place,
    of: Scope,
}

/// Whether a server says that it could not do what it was asked, or not all of it.
fn is_failure(outcome: &Json<'_>) -> bool {
    outcome.list_of("issue").any(|issue| {
        matches!(issue.text_of("severity"), Some("error" | "fatal"))
            || matches!(
                issue.text_of("code"),
                Some("incomplete" | "suppressed" | "too-costly" | "throttled")
            )
            || Words::of(words(issue.get("details")).chain(issue.text_of("diagnostics")))
                .have("truncat|incomplete| left out ")
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
