//! Whether a Condition stands as it is said.

use nen_pathway::Finding;

use crate::{
    codes,
    fhir::{Resource, codings, status, words},
    json::Json,
    told::Told,
    words::Words,
};

/// Whether a Condition stands as it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It does.
    Stands,
    /// It was ruled out.
    Refuted,
    /// It was entered in error.
    Void,
    /// It is over.
    Over(String),
    /// It may or may not.
    Unclear(String),
}

impl Standing {
    /// What it tells of a finding, if it does not stand.
    pub(crate) fn told(&self, finding: Finding) -> Told {
        match self {
            Self::Refuted => Told::nothing("does not count: refuted"),
            Self::Void => Told::nothing("does not count: entered in error"),
            Self::Over(why) | Self::Unclear(why) => Told::unread(finding, why.as_str()),
            Self::Stands => Told::nothing("it stands"),
        }
    }
}

/// Whether a Condition stands: by its modifiers, its statuses, and the certainty of its codes.
pub(crate) fn standing(resource: &Resource<'_>) -> Standing {
    let json = resource.json;
    if let Some(modifier) = resource.modifier() {
        return Standing::Unclear(modifier.to_string());
    }
    let verified = match status(json.get("verificationStatus")) {
        Some("confirmed") | None => Standing::Stands,
        Some("refuted") => Standing::Refuted,
        Some("entered-in-error") => return Standing::Void,
        Some(other @ ("unconfirmed" | "provisional" | "differential")) => {
            Standing::Unclear(format!("its verification status is {other}, not confirmed"))
        }
        Some(_) => {
            Standing::Unclear("its verification status is none that is known here".to_owned())
        }
    };
    let coded = certainty(json.get("code"));
    let odd = codings(json.get("code")).find(|it| codes::is_odd(it.system, it.code));
    match (verified, coded, odd) {
        (_, _, Some(it)) => {
            Standing::Unclear(format!("`{:.40}` is no code of ICD-10 as it is", it.code))
        }
        (Standing::Unclear(why), _, _) | (_, Standing::Unclear(why), _) => Standing::Unclear(why),
        (Standing::Refuted, _, _) if json.get("verificationStatus").is_some() => Standing::Refuted,
        (_, Standing::Refuted, _) if json.get("verificationStatus").is_some() => {
            Standing::Unclear("its status and the certainty of its code differ".to_owned())
        }
        (_, Standing::Refuted, _) => Standing::Refuted,
        _ if is_doubted(json.get("code")) => Standing::Unclear(
            "its words may deny it, or say of whom else or when it was".to_owned(),
        ),
        _ => over(json),
    }
}

/// Whether the words of a code deny or doubt it, or say of whom else or when it was.
fn is_doubted(code: Option<&Json<'_>>) -> bool {
    words(code).any(|it| it.contains('?')) || Words::of(words(code)).doubt()
}

/// Whether it is over: of a primary that was resected somebody may say so, and its site is what it was.
fn over(json: &Json<'_>) -> Standing {
    let abated = match json {
        Json::Object(members) => members.iter().any(|(name, _)| name.starts_with("abatement")),
        _ => false,
    };
    match status(json.get("clinicalStatus")) {
        Some("active" | "recurrence" | "relapse") | None if !abated => Standing::Stands,
        Some("active" | "recurrence" | "relapse") | None => {
            Standing::Over("it has abated".to_owned())
        }
        Some(over @ ("inactive" | "remission" | "resolved")) => {
            Standing::Over(format!("its clinical status is {over}, not active"))
        }
        Some(_) => Standing::Unclear("its clinical status is none that is known here".to_owned()),
    }
}

/// The certainty that German records give with a code of ICD-10-GM: *Diagnosesicherheit*.
fn certainty(code: Option<&Json<'_>>) -> Standing {
    let is_certainty = |it: &&Json<'_>| {
        it.text_of("url").is_some_and(|url| url.ends_with("icd-10-gm-diagnosesicherheit"))
    };
    let parts = code.into_iter().chain(code.into_iter().flat_map(|it| it.list_of("coding")));
    let mut all = parts.flat_map(|it| it.list_of("extension")).filter(is_certainty).map(|it| {
        match it.get("valueCoding").and_then(|it| it.text_of("code")) {
            Some("G") => Standing::Stands,
            Some("A") => Standing::Refuted,
            Some("V") => Standing::Unclear("it is suspected (Diagnosesicherheit V)".to_owned()),
            Some("Z") => Standing::Unclear("it is over (Diagnosesicherheit Z)".to_owned()),
            _ => Standing::Unclear("a Diagnosesicherheit that is not known here".to_owned()),
        }
    });
    let first = all.next().unwrap_or(Standing::Stands);
    if all.all(|it| it == first) {
        first
    } else {
        Standing::Unclear("its codes differ in their Diagnosesicherheit".to_owned())
    }
}
