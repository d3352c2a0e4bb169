//! The parts of FHIR R4 that are read: as views of JSON, none of which is trusted to be there.

use std::fmt::{self, Display};

use crate::json::Json;

/// A resource, and how the account names it.
#[derive(Debug, Clone)]
pub struct Resource<'j> {
    /// Its type and id, or its type and place: `Observation/ki67`, `Observation at entry[3]`.
    pub name: String,
    /// The resource.
    pub json: &'j Json<'j>,
}

/// A coding, of which system and code are there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Coding<'j> {
    pub system: &'j str,
    pub code: &'j str,
}

impl<'j> Resource<'j> {
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

    /// The date of what it says, to the day, if it is given to the day.
    #[must_use]
    pub fn day(&self) -> Option<&'j str> {
        let period = |name| self.json.get(name).and_then(|it: &Json<'_>| it.text_of("start"));
        let time = self.json.text_of("effectiveDateTime");
        let time = time
            .or_else(|| self.json.text_of("effectiveInstant"))
            .or_else(|| period("effectivePeriod"));
        time.and_then(|time| time.get(..10))
    }
}

/// What may change the meaning of all that it stands in, by its url.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Modifier<'j>(&'j str);

impl<'j> Modifier<'j> {
    /// The first that an element has.
    pub(crate) fn of(json: &'j Json<'j>) -> Option<Self> {
        match json.get("modifierExtension")? {
            Json::List(all) => {
                all.first().map(|it| Self(it.text_of("url").unwrap_or("a modifierExtension")))
            }
            _ => Some(Self("a modifierExtension")),
        }
    }
}

impl Display for Modifier<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} may change what it means, and is not known here", self.0)
    }
}

/// The codings of a `CodeableConcept`.
pub(crate) fn codings<'j>(concept: Option<&'j Json<'j>>) -> impl Iterator<Item = Coding<'j>> {
    let codings = concept.into_iter().flat_map(|it| it.list_of("coding"));
    codings
        .filter_map(|it| Some(Coding { system: it.text_of("system")?, code: it.text_of("code")? }))
}

/// The codes of a `CodeableConcept`, of whatever system.
pub(crate) fn bare_codes<'j>(concept: Option<&'j Json<'j>>) -> impl Iterator<Item = &'j str> {
    concept.into_iter().flat_map(|it| it.list_of("coding")).filter_map(|it| it.text_of("code"))
}

/// The words of a `CodeableConcept`: its text and what its codings display.
pub(crate) fn words<'j>(concept: Option<&'j Json<'j>>) -> impl Iterator<Item = &'j str> {
    let displays = concept
        .into_iter()
        .flat_map(|it| it.list_of("coding"))
        .filter_map(|it| it.text_of("display"));
    concept.and_then(|it| it.text_of("text")).into_iter().chain(displays)
}

/// The code of a status, if it is there at all; `unclear` if it has another shape or several codes.
#[must_use]
pub(crate) fn status<'j>(concept: Option<&'j Json<'j>>) -> Option<&'j str> {
    let concept = concept?;
    let mut codes = concept.list_of("coding").map(|it| it.text_of("code").unwrap_or("unclear"));
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
