//! Names of every vocabulary, and findings stated as text.

use std::{
    fmt::{Debug, Display},
    str::FromStr,
};

use nen_pathway::{
    Case, Chemotherapy, Concordance, Deviation, Differentiation, Divergence, Ecog, Finding, Gap,
    Given, Grade, LiverMetastases, NameError, Pathway, Platinum, Precedence, PrimarySite,
    PrimaryTumour, Question, Reading, Section, Standing, Statement, Strength, Therapy, Vocabulary,
};

use super::{contract, refusal, text};

/// Names, alone and with `|` between.
pub fn names(bytes: &[u8]) {
    let text = text(bytes);
    one_of::<PrimarySite>(text);
    one_of::<LiverMetastases>(text);
    one_of::<Differentiation>(text);
    one_of::<Ecog>(text);
    one_of::<PrimaryTumour>(text);
    one_of::<Chemotherapy>(text);
    one_of::<Platinum>(text);
    one_of::<Finding>(text);
    one_of::<Grade>(text);
    one_of::<Pathway>(text);
    one_of::<Therapy>(text);
    one_of::<Standing>(text);
    one_of::<Strength>(text);
    one_of::<Statement>(text);
    one_of::<Section>(text);
    one_of::<Reading>(text);
    one_of::<Gap>(text);
    one_of::<Divergence>(text);
    one_of::<Precedence>(text);
    one_of::<Concordance>(text);
    one_of::<Deviation>(text);
    beside_the_therapies::<Given>(text, "treatment", &["other"]);
    beside_the_therapies::<Question>(text, "decision", &["grade", "pathway"]);
    for finding in Finding::ALL {
        stating(*finding, text);
    }
}

fn one_of<T: Vocabulary + FromStr<Err = NameError> + Display>(text: &str) {
    named::<T>(text, T::KIND, T::NAMES.contains(&text));
    assert!(text.parse::<T>().is_err() || T::ALL.iter().any(|value| text.parse() == Ok(*value)));
}

fn beside_the_therapies<T>(text: &str, kind: &str, others: &[&str])
where
    T: FromStr<Err = NameError> + Display + Debug,
{
    named::<T>(text, kind, Therapy::NAMES.contains(&text) || others.contains(&text));
}

/// A name is read as itself, anything else is refused.
fn named<T: FromStr<Err = NameError> + Display + Debug>(text: &str, kind: &str, is_name: bool) {
    match text.parse::<T>() {
        Ok(value) => assert!(is_name && value.to_string() == text, "{kind} {text} is {value}"),
        Err(error) => {
            assert!(!is_name, "{error}");
            refusal::tells(&error.to_string(), kind, text);
        }
    }
}

/// A finding stated as text: nothing else changes, and what is told of it states it again.
fn stating(finding: Finding, text: &str) {
    let (names, kind): (&[&str], _) = match finding {
        Finding::PrimarySite => (PrimarySite::NAMES, PrimarySite::KIND),
        Finding::LiverMetastases => (LiverMetastases::NAMES, LiverMetastases::KIND),
        Finding::Differentiation => (Differentiation::NAMES, Differentiation::KIND),
        Finding::Ki67 | Finding::Mitoses => (&[], finding.as_str()),
        Finding::Ecog => (Ecog::NAMES, Ecog::KIND),
        Finding::PrimaryTumour => (PrimaryTumour::NAMES, PrimaryTumour::KIND),
        Finding::Chemotherapy => (Chemotherapy::NAMES, Chemotherapy::KIND),
        Finding::Platinum => (Platinum::NAMES, Platinum::KIND),
    };
    let wrong = match finding {
        Finding::Ki67 | Finding::Mitoses => contract::range(finding, text).err().map(|_| text),
        _ => text.split('|').find(|name| !names.contains(name)),
    };
    match (Case::NOT_ASSESSED.stating(finding, text), wrong) {
        (Ok(case), None) => {
            assert!(case.assessed().iter().all(|assessed| assessed == finding), "{case}");
            let told = case.told(finding).to_string();
            assert_eq!(Case::NOT_ASSESSED.stating(finding, &told.replace(" or ", "|")), Ok(case));
            let said = |name: &&&str| text.split('|').any(|said| said == **name);
            let said: Vec<_> = names.iter().filter(said).copied().collect();
            assert!(names.is_empty() || told == said.join(" or "), "{text} is told as {told}");
        }
        (Err(error), Some(wrong)) => refusal::tells(&error.to_string(), kind, wrong),
        (stated, wrong) => panic!("{finding} {text}: {stated:?}, but wrong is {wrong:?}"),
    }
}
