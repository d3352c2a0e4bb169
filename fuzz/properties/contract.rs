//! Section 8 of the contract a second time: what a range and a case may look like, in other words than the crate's.

use std::fmt;

use nen_pathway::{Case, Finding, Hundredths, Ki67, MitoticRate, Possible, Vocabulary};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// Why a text is no range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoRange {
    Form,
    Bounds,
    Empty,
}

#[derive(Clone, Copy)]
enum Token {
    Below,
    AtMost,
    Above,
    AtLeast,
    To,
    Unit,
    Number(u64),
}

/// The longer ones first.
const SIGNS: [(&str, Token); 8] = [
    ("<=", Token::AtMost),
    ("≤", Token::AtMost),
    (">=", Token::AtLeast),
    ("≥", Token::AtLeast),
    ("<", Token::Below),
    (">", Token::Above),
    ("-", Token::To),
    ("–", Token::To),
];

/// The lowest and the highest value of a range, in hundredths.
pub(super) fn range(finding: Finding, text: &str) -> Result<[Hundredths; 2], NoRange> {
    use Token::{Above, AtLeast, AtMost, Below, Number, To, Unit};
    let (units, most): (&[&str], _) = match finding {
        Finding::Mitoses => (&["/2mm2", "/2 mm2", "/2mm²", "/2 mm²"], 60_000),
        _ => (&["%"], 10_000),
    };
    let (numbers, lowest, highest) = match tokens(text, units).ok_or(NoRange::Form)?[..] {
        [Number(n), Unit] => ([n, n], Some(n), Some(n)),
        [Below, Number(n), Unit] => ([n, n], Some(0), n.checked_sub(1)),
        [AtMost, Number(n), Unit] => ([n, n], Some(0), Some(n)),
        [Above, Number(n), Unit] => ([n, n], n.checked_add(1), Some(most)),
        [AtLeast, Number(n), Unit] => ([n, n], Some(n), Some(most)),
        [Number(n), To, Number(m), Unit] | [Number(n), Unit, To, Number(m), Unit] => {
            ([n, m], Some(n), Some(m))
        }
        _ => return Err(NoRange::Form),
    };
    if numbers.iter().any(|number| *number > most) {
        return Err(NoRange::Bounds);
    }
    let ends = lowest.zip(highest).filter(|(lowest, highest)| lowest <= highest);
    let hundredths = |number| u32::try_from(number).map(Hundredths).map_err(|_| NoRange::Bounds);
    ends.map_or(Err(NoRange::Empty), |(lowest, highest)| {
        Ok([hundredths(lowest)?, hundredths(highest)?])
    })
}

/// What a text is made of, but for the spaces between.
fn tokens(mut text: &str, units: &[&str]) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    loop {
        text = text.trim_start_matches(' ');
        if text.is_empty() {
            return Some(tokens);
        }
        let mut fixed = SIGNS.into_iter().chain(units.iter().map(|unit| (*unit, Token::Unit)));
        let next = fixed.find_map(|(word, token)| Some((token, text.strip_prefix(word)?)));
        let (token, rest) = next.or_else(|| number(text))?;
        tokens.push(token);
        text = rest;
    }
}

/// Digits, and after a point one or two more.
fn number(text: &str) -> Option<(Token, &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (whole, rest) = text.split_at(digits(text));
    let (decimals, rest) = match rest.strip_prefix('.') {
        Some(rest) => rest.split_at(digits(rest)),
        None => ("00", rest),
    };
    let fits = !whole.is_empty() && (1..=2).contains(&decimals.len());
    let number = || format!("{whole}{decimals:0<2}").parse().unwrap_or(u64::MAX);
    fits.then(|| (Token::Number(number()), rest))
}

/// An object: its keys in their order, each with its value as it was written.
pub(super) struct Object<'a>(pub(super) Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let entries = std::iter::from_fn(|| map.next_entry().transpose());
                entries.collect::<Result<_, _>>().map(Object)
            }
        }

        deserializer.deserialize_map(Entries)
    }
}

/// The case that an object states, if it states one.
pub(super) fn case(Object(entries): &Object<'_>) -> Option<Case> {
    let repeated = entries
        .iter()
        .enumerate()
        .any(|(place, (key, _))| entries.iter().take(place).any(|(earlier, _)| earlier == key));
    let start = (!repeated).then_some(Case::NOT_ASSESSED)?;
    entries.iter().try_fold(start, |case, (key, json)| entry(case, key, json.get()))
}

fn entry(case: Case, key: &str, json: &str) -> Option<Case> {
    Some(match (key, json) {
        (key, "null") if Finding::NAMES.contains(&key) => case,
        ("primary_site", json) => case.with_primary_site(values(json, string)?),
        ("liver_metastases", json) => case.with_liver_metastases(values(json, string)?),
        ("differentiation", json) => case.with_differentiation(values(json, string)?),
        ("ki67", json) => {
            let [lowest, highest] = range(Finding::Ki67, &string(json)?).ok()?;
            case.with_ki67(Ki67::between(lowest, highest).ok()?)
        }
        ("mitoses", json) => {
            let [lowest, highest] = range(Finding::Mitoses, &string(json)?).ok()?;
            case.with_mitoses(MitoticRate::between(lowest, highest).ok()?)
        }
        // Exactly one of the digits: `1.0` and `"1"` are none.
        ("ecog", json) => case.with_ecog(values(json, |json| Some(json.to_owned()))?),
        ("primary_tumour", json) => case.with_primary_tumour(values(json, string)?),
        ("chemotherapy", json) => case.with_chemotherapy(values(json, string)?),
        ("platinum", json) => case.with_platinum(values(json, string)?),
        _ => return None,
    })
}

/// One value, or a list of one or more, each once.
fn values<T: Vocabulary>(json: &str, name: fn(&str) -> Option<String>) -> Option<Possible<T>> {
    let names = match items(json) {
        Some(items) => items.iter().map(|item| name(item.get())).collect::<Option<Vec<_>>>()?,
        None => vec![name(json)?],
    };
    let value = |name: &String| T::ALL.iter().copied().find(|value| value.as_str() == name);
    let values = Possible::from_values(names.iter().map(value).collect::<Option<Vec<_>>>()?)?;
    (values.len() == names.len()).then_some(values)
}

/// What a list holds, if it is one.
pub(super) fn items(json: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(json).ok()
}

/// A text, if it is one.
pub(super) fn string(json: &str) -> Option<String> {
    serde_json::from_str(json).ok()
}
