//! The records of one patient: of a Bundle, or of the searches that a hook prefetches.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    fmt::Display,
};

use nen_pathway::Finding;

use crate::{
    fhir::{Place, Resource},
    gather::Entry,
    json::Json,
    patient,
    told::Told,
};

/// The records of one patient.
#[derive(Debug, Default)]
pub struct Records<'j> {
    pub(crate) resources: Vec<Resource<'j>>,
    /// Where a record is, by its address and by its type and id.
    pub(crate) places: HashMap<Cow<'j, str>, usize>,
    /// The patient of whom they are, if any of them names one.
    pub(crate) patient: Option<String>,
    pub(crate) missing: Vec<Missing>,
    /// Entries in which there is no record.
    pub(crate) empty: Vec<String>,
    /// What requests in the Bundle delete.
    pub(crate) deleted: Vec<&'j str>,
    /// The identifiers of the patient who is a record of his own: system and value.
    identities: HashSet<(&'j str, &'j str)>,
    /// Whether a modifier may change who the patient is.
    is_changed: bool,
}

/// The most records that are read.
pub(crate) const MOST: usize = 100_000;

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
        answers: impl IntoIterator<Item = (impl Display, &'j Json<'j>, Scope)>,
        missing: Vec<Missing>,
    ) -> Result<Self, Refused> {
        let mut this = Self { missing, ..Self::default() };
        for (name, answer, of) in answers {
            this.add(answer, Entry { url: None, place: Place::Sound, of }, &name)?;
        }
        for address in std::mem::take(&mut this.deleted) {
            let number = this.places.get(address).or_else(|| this.places.get(local(address)));
            if let Some(resource) = number.and_then(|it| this.resources.get_mut(*it)) {
                resource.place = Place::Void("the Bundle deletes it");
            }
        }
        this.identities = patient::identities(&this.resources);
        this.is_changed = patient::is_changed(&this.resources);
        let patient::Told { patient, strangers } = patient::told(&this)?;
        this.patient = patient;
        for (resource, why) in this.resources.iter_mut().zip(strangers) {
            resource.stranger = why;
        }
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
}

/// The record to which a reference leads in another, in the first records that have it.
pub(crate) fn find_in<'r, 'j>(
    all: &[&'r Records<'j>],
    from: &Resource<'j>,
    reference: &str,
) -> Option<&'r Resource<'j>> {
    all.iter().find_map(|records| records.find(from, reference))
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
