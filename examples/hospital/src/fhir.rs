//! The parts of FHIR R4 that are read: as views of JSON, none of which is trusted to be there.

use std::{
    fmt::{self, Display},
    slice,
};

use crate::{codes, drug::RXNORM, json::Json, when::When};

/// A resource, and how the account names it.
#[derive(Debug, Clone)]
pub struct Resource<'j> {
    /// Its type and id, or its type and place: `Observation/ki67`, `Observation at Bundle.entry[3]`; one that is contained in
    /// another by the name of that and its id: `MedicationRequest/1#drug`.
    pub name: String,
    /// The resource.
    pub json: &'j Json<'j>,
    /// Where it is, if its Bundle says so.
    pub(crate) url: Option<&'j str>,
    /// The name of the record that contains it.
    pub(crate) container: Option<String>,
    /// What its place says of it.
    pub(crate) place: Place,
    /// Why it is not of the patient, if it is not.
    pub(crate) stranger: Option<String>,
    /// Whether it is small enough to be read again wherever something refers to it.
    pub(crate) is_small: bool,
}

/// More than a record has that others refer to, without what is told of it beside.
const SMALL: usize = 8 << 10;

/// Whether a record is small enough to be read again and again.
#[must_use]
fn is_small(json: &Json<'_>) -> bool {
    let Json::Object(members) = json else { return false };
    let told = members.iter().filter(|(name, _)| {
        !matches!(name.as_ref(), "meta" | "text" | "contained" | "note" | "photo")
    });
    told.map(|(_, it)| it.weight()).fold(0, usize::saturating_add) <= SMALL
}

/// What the place of a resource says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Nothing: it counts.
    Sound,
    /// That it does not count, and why.
    Void(&'static str),
    /// That it may or may not, and why.
    Unclear(&'static str),
}

/// A coding, of which system and code are there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Coding<'j> {
    pub system: &'j str,
    pub code: &'j str,
}

impl<'j> Resource<'j> {
    /// A resource that stands so, and is not named yet.
    pub(crate) fn of(json: &'j Json<'j>, place: Place) -> Self {
        let (name, is_small) = (String::new(), is_small(json));
        Self { name, json, url: None, container: None, place, stranger: None, is_small }
    }

    /// Its type.
    #[must_use]
    pub fn kind(&self) -> &'j str {
        self.json.text_of("resourceType").unwrap_or_default()
    }

    /// Whether it says that it follows a profile of this name.
    #[must_use]
    pub fn follows(&self, profile: &str) -> bool {
        let profiles = self.json.get("meta").into_iter().flat_map(|meta| meta.list_of("profile"));
        profiles.filter_map(Json::text).any(|it| {
            it.rsplit('/').next().and_then(|name| name.split('|').next()) == Some(profile)
        })
    }

    /// The first of what may change the meaning of all else: nobody who does not know it may read on.
    #[must_use]
    pub(crate) fn modifier(&self) -> Option<Modifier<'j>> {
        let rules = self.json.get("implicitRules").map(|_| Modifier("implicitRules"));
        Modifier::of(self.json).or(rules)
    }

    /// The values of its extensions with a url that ends so.
    pub fn extensions(&self, name: &'static str) -> impl Iterator<Item = &'j Json<'j>> {
        let named = move |it: &&'j Json<'j>| {
            it.text_of("url").and_then(|url| url.rsplit('/').next()) == Some(name)
        };
        self.json.list_of("extension").filter(named)
    }

    /// When it says that something was so.
    #[must_use]
    pub(crate) fn when(&self) -> Option<When> {
        self.when_by(&[
            "effectiveDateTime",
            "effectiveInstant",
            "effectivePeriod",
            "authoredOn",
            "whenHandedOver",
        ])
    }

    /// When it was recorded, if it does not say when something was so.
    #[must_use]
    pub(crate) fn when_recorded(&self) -> Option<When> {
        self.when().or_else(|| {
            self.when_by(&[
                "performedDateTime",
                "performedPeriod",
                "recordedDate",
                "issued",
                "period",
                "date",
                "authored",
                "created",
            ])
        })
    }

    /// The first of these members that is a time; a period without an end goes on.
    fn when_by(&self, names: &[&str]) -> Option<When> {
        names.iter().find_map(|name| match self.json.get(name)? {
            Json::Text(time) => When::of(time),
            period => {
                let end = period.text_of("end").and_then(When::of);
                Some(period.text_of("start").and_then(When::of).or(end)?.to(end))
            }
        })
    }
}

/// What may change the meaning of all that it stands in, by its url.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Modifier<'j>(&'j str);

impl<'j> Modifier<'j> {
    /// The first in an element or in one that is part of it; components and contained records answer for themselves.
    pub(crate) fn of(json: &'j Json<'j>) -> Option<Self> {
        match json {
            Json::Object(members) => members.iter().find_map(|(name, value)| match name.as_ref() {
                "component" | "contained" => None,
                "modifierExtension" => Self::named(value),
                _ => Self::of(value),
            }),
            Json::List(all) => all.iter().find_map(Self::of),
            _ => None,
        }
    }

    fn named(extensions: &'j Json<'j>) -> Option<Self> {
        let first = match extensions {
            Json::List(all) => all.first()?,
            other => other,
        };
        Some(Self(first.text_of("url").unwrap_or("a modifierExtension")))
    }
}

impl Display for Modifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.80} may change what it means, and is not known here", self.0)
    }
}

/// The codings of a `CodeableConcept`, whole or not; one alone where a list should be is a sign that there is one.
fn parts<'j>(concept: Option<&'j Json<'j>>) -> &'j [Json<'j>] {
    match concept.and_then(|it| it.get("coding")) {
        Some(Json::List(all)) => all,
        Some(one @ Json::Object(_)) => slice::from_ref(one),
        _ => &[],
    }
}

/// The codings of a `CodeableConcept`.
pub(crate) fn codings<'j>(concept: Option<&'j Json<'j>>) -> impl Iterator<Item = Coding<'j>> {
    parts(concept).iter().filter_map(|it| {
        Some(Coding { system: canonical(it.text_of("system")?), code: it.text_of("code")? })
    })
}

/// A system by its address, where it is given by its number in the register of HL7.
fn canonical(system: &str) -> &str {
    match system {
        "urn:oid:2.16.840.1.113883.6.1" => codes::LOINC,
        "urn:oid:2.16.840.1.113883.6.96" => codes::SNOMED,
        "urn:oid:2.16.840.1.113883.6.90" => "http://hl7.org/fhir/sid/icd-10-cm",
        "urn:oid:2.16.840.1.113883.6.88" => RXNORM,
        other => other,
    }
}

/// The codes of a `CodeableConcept`, of whatever system.
pub(crate) fn bare_codes<'j>(concept: Option<&'j Json<'j>>) -> impl Iterator<Item = &'j str> {
    parts(concept).iter().filter_map(|it| it.text_of("code"))
}

/// The words of a `CodeableConcept`: its text and what its codings display.
pub(crate) fn words<'j>(concept: Option<&'j Json<'j>>) -> impl Iterator<Item = &'j str> {
    let displays = parts(concept).iter().filter_map(|it| it.text_of("display"));
    concept.and_then(|it| it.text_of("text")).into_iter().chain(displays)
}

/// The code of a status, if it is there at all; `unclear` if it has another shape, or several codes that are not local ones
/// beside one of HL7.
#[must_use]
pub(crate) fn status<'j>(concept: Option<&'j Json<'j>>) -> Option<&'j str> {
    let concept = concept?;
    let is_official = |it: &&Json<'_>| {
        let system = it.text_of("system").unwrap_or_default();
        system.starts_with("http://terminology.hl7.org/CodeSystem/condition-")
    };
    let any_official = concept.list_of("coding").any(|it| is_official(&it));
    let is_word = |it: &&Json<'_>| {
        let code = it.text_of("code").unwrap_or_default();
        ["refuted", "entered-in-error", "provisional", "differential", "unconfirmed"]
            .contains(&code)
    };
    let mut codes = concept
        .list_of("coding")
        .filter(|it| !any_official || is_official(it) || is_word(it))
        .map(|it| it.text_of("code").unwrap_or("unclear"));
    let first = codes.next().unwrap_or("unclear");
    Some(if codes.all(|other| other == first) { first } else { "unclear" })
}

/// Whether something has the shape of a `CodeableConcept` that says something.
#[must_use]
pub(crate) fn is_concept(concept: Option<&Json<'_>>) -> bool {
    let is_coding = |it: &Json<'_>| {
        let text = |name| it.get(name).is_none_or(|it| it.text().is_some());
        matches!(it, Json::Object(_)) && text("system") && text("code") && text("display")
    };
    let Some(Json::Object(_)) = concept else { return false };
    let text = concept.and_then(|it| it.get("text"));
    let codings = concept.and_then(|it| it.get("coding"));
    match (codings, text) {
        (None, Some(Json::Text(_))) => true,
        (Some(Json::List(all)), None | Some(Json::Text(_))) => all.iter().all(is_coding),
        _ => false,
    }
}
