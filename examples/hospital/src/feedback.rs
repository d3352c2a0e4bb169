//! Feedback on cards: what became of them, and nothing that anybody wrote.

use nen_pathway::Deviation;

use crate::{card::DEVIATIONS, hooks::Fault, json::Json};

/// What became of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Feedback {
    /// The card.
    pub card: uuid::Uuid,
    /// `accepted` or `overridden`.
    pub outcome: &'static str,
    /// The reason, if it is one of those that the card offered; `-` for none and for any other.
    pub reason: &'static str,
}

/// The most cards of one feedback: each has a line in the log.
const MOST: usize = 100;

/// Reads the feedback of a client.
///
/// # Errors
/// It is not of the shape of CDS Hooks 2.0.
pub(crate) fn read(request: &Json<'_>) -> Result<Vec<Feedback>, Fault> {
    match request.get("feedback") {
        Some(Json::List(all)) if !all.is_empty() && all.len() <= MOST => {
            all.iter().enumerate().map(one).collect()
        }
        _ => Err(Fault::Field {
            field: "feedback".to_owned(),
            found: "no list, or an empty one, or one that is too long".to_owned(),
            accepted: "a list of what became of cards, at most 100",
        }),
    }
}

fn one((number, json): (usize, &Json<'_>)) -> Result<Feedback, Fault> {
    let fault = |name: &str, accepted| Fault::Field {
        field: format!("feedback[{number}].{name}"),
        found: match json.get(name) {
            Some(Json::Text(text)) => format!("`{text:.40}`"),
            Some(_) => "no text".to_owned(),
            None => "missing".to_owned(),
        },
        accepted,
    };
    let card = json.text_of("card").and_then(|it| it.parse().ok());
    let Some(card) = card else { return Err(fault("card", "the uuid of a card")) };
    let outcome = match json.text_of("outcome") {
        Some("accepted") => "accepted",
        Some("overridden") => "overridden",
        _ => return Err(fault("outcome", "`accepted` or `overridden`")),
    };
    let when = json.text_of("outcomeTimestamp").and_then(|it| it.parse::<jiff::Timestamp>().ok());
    if when.is_none() {
        return Err(fault("outcomeTimestamp", "a date and time"));
    }
    if !matches!(json.get("overrideReason"), None | Some(Json::Null | Json::Object(_))) {
        return Err(fault("overrideReason", "an object"));
    }
    let reason = json.get("overrideReason").and_then(|it| it.get("reason"));
    let ours = reason.filter(|it| it.text_of("system") == Some(DEVIATIONS));
    let known = ours.and_then(|it| it.text_of("code")?.parse::<Deviation>().ok());
    Ok(Feedback { card, outcome, reason: known.map_or("-", Deviation::as_str) })
}
