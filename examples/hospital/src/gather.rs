//! How records are gathered: from Bundles, from what contains others, from parameters; and how they stand there.

use std::{
    borrow::Cow,
    collections::{BTreeMap, hash_map},
    fmt::Display,
};

use crate::{
    fhir::{Modifier, Place, Resource, status, words},
    json::Json,
    records::{MOST, Missing, Records, Refused, Scope, local},
    words::Words,
};

impl<'j> Records<'j> {
    /// Adds what a Bundle holds.
    fn open(
        &mut self,
        bundle: &'j Json<'j>,
        place: &dyn Display,
        of: Entry<'j>,
    ) -> Result<(), Refused> {
        let mut missing =
            |why| self.missing.push(Missing { bundle: place.to_string(), why, of: of.of });
        for name in ["entry", "link"] {
            if !matches!(bundle.get(name), None | Some(Json::List(_))) {
                return Err(Refused::Shape(format!("{place}.{name}"), "a list"));
            }
        }
        if bundle.text_of("type") == Some("history") {
            return Err(Refused::History(place.to_string()));
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
            let place = format_args!("{place}.entry[{number}]");
            let request = entry.get("request");
            let response = entry.get("response");
            let failed = response.is_some_and(|it| {
                it.text_of("status").is_some_and(|status| !status.starts_with('2'))
                    || it.get("outcome").is_some_and(is_failure)
            });
            if failed {
                let why = "the server reports that it failed";
                self.missing.push(Missing { bundle: place.to_string(), why, of: of.of });
            }
            let is_deleted = request.is_some_and(|it| it.text_of("method") == Some("DELETE"));
            if is_deleted {
                self.deleted.extend(request.and_then(|it| it.text_of("url")));
            }
            let Some(resource) = entry.get("resource") else {
                if request.is_none() && response.is_none() {
                    return Err(Refused::NoResource(place.to_string()));
                }
                self.empty.push(place.to_string());
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
    pub(crate) fn add(
        &mut self,
        json: &'j Json<'j>,
        entry: Entry<'j>,
        place: &dyn Display,
    ) -> Result<(), Refused> {
        let Some(kind) = json.text_of("resourceType").filter(|it| !it.is_empty()) else {
            return Err(Refused::NoResource(place.to_string()));
        };
        if kind == "Bundle" {
            return self.open(json, place, entry);
        }
        self.room()?;
        if kind == "OperationOutcome" && is_failure(json) {
            let why = "the server reports that it failed";
            self.missing.push(Missing { bundle: place.to_string(), why, of: entry.of });
        }
        let name = match json.text_of("id") {
            Some(id) => [&short(kind, 60), "/", &short(id, 64)].concat(),
            None => format!("{kind:.60} at {place}"),
        };
        self.add_contained(json, &name, entry.place)?;
        self.add_parameters(json, entry, &name)?;
        let mut standing = match entry.place {
            Place::Sound if is_subsetted(json) => Place::Unclear("parts of it are left out"),
            place => place,
        };
        let number = self.resources.len();
        let local = entry.url.map(local).filter(|it| *it != name);
        let addresses = [
            Some(Cow::Owned(name.clone())),
            entry.url.map(Cow::Borrowed),
            local.map(Cow::Borrowed),
        ];
        for (place, address) in addresses.into_iter().enumerate() {
            let Some(address) = address else { continue };
            let known = match self.places.entry(address) {
                hash_map::Entry::Vacant(free) => {
                    free.insert(number);
                    continue;
                }
                hash_map::Entry::Occupied(known) => self.resources.get_mut(*known.get()),
            };
            // By its type and id another server may have another.
            let Some(known) = known.filter(|_| place < 2) else { continue };
            let twice = Place::Unclear("another record has its id and says something else");
            if known.place == twice || !is_alike(known.json, json) {
                known.place = twice;
                standing = twice;
            }
        }
        self.resources.push(Resource { name, url: entry.url, ..Resource::of(json, standing) });
        Ok(())
    }

    /// Whether one more is not too many.
    fn room(&self) -> Result<(), Refused> {
        if self.resources.len() >= MOST { Err(Refused::TooMany) } else { Ok(()) }
    }

    /// Adds what parameters hold, and their parts.
    fn add_parameters(
        &mut self,
        json: &'j Json<'j>,
        entry: Entry<'j>,
        place: &dyn Display,
    ) -> Result<(), Refused> {
        for (name, all) in ["parameter", "part"].map(|name| (name, json.list_of(name))) {
            for (number, parameter) in all.enumerate() {
                let place = format_args!("{place}.{name}[{number}]");
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
        let place = inside(json, place);
        for (number, json) in all.iter().enumerate() {
            let kind = json.text_of("resourceType").unwrap_or_default();
            if kind.is_empty() || kind == "Bundle" {
                return Err(Refused::NoResource(format!("{container}.contained[{number}]")));
            }
            self.room()?;
            let name = match json.text_of("id") {
                Some(id) => format!("{container}#{id:.64}"),
                None => format!("{container}.contained[{number}]"),
            };
            let container = container.to_owned();
            self.add_contained(json, &container, place)?;
            self.places.entry(Cow::Owned(name.clone())).or_insert(self.resources.len());
            let resource = Resource::of(json, place);
            self.resources.push(Resource { name, container: Some(container), ..resource });
        }
        Ok(())
    }
}

/// A text, or as much of it as is worth a name.
fn short(text: &str, most: usize) -> Cow<'_, str> {
    if text.len() <= most { text.into() } else { text.chars().take(most).collect() }
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
pub(crate) struct Entry<'j> {
    pub url: Option<&'j str>,
    pub place: Place,
    pub of: Scope,
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
