//! Writing: the case in canonical form, the report, names.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeStruct, Serializer};

use crate::{
    Case, Change, Decision, Finding, Prognosis, Report, Review, Set, Therapy, Vocabulary, WhatIf,
};

/// Only what is known, in the order of the findings; several values as a list.
impl Serialize for Case {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for finding in self.assessed() {
            let values = Values { finding, bits: self.bands(finding) };
            match finding {
                Finding::Ki67 => map.serialize_entry(finding.as_str(), &self.ki67())?,
                Finding::Mitoses => {
                    map.serialize_entry(finding.as_str(), &self.mitoses())?;
                }
                Finding::PrimarySite
                | Finding::LiverMetastases
                | Finding::Differentiation
                | Finding::Ecog
                | Finding::PrimaryTumour
                | Finding::Chemotherapy
                | Finding::Platinum => map.serialize_entry(finding.as_str(), &values)?,
            }
        }
        map.end()
    }
}

/// The answer, its keys in a fixed order: see [`Report`].
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let answer = self.answer();
        let mut report = serializer.serialize_struct("Report", 7)?;
        report.serialize_field("grade", &Unreferenced(answer.grade()))?;
        report.serialize_field("pathway", &answer.pathway())?;
        report.serialize_field("therapies", &Therapies(self))?;
        report.serialize_field("gaps", &answer.gaps())?;
        report.serialize_field("readings", &self.readings())?;
        report.serialize_field("divergences", &answer.divergences())?;
        report.serialize_field("prognosis", &answer.prognosis())?;
        report.end()
    }
}

/// The review: the concordance, what disputes it, and each treatment in the order given.
impl Serialize for Review {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut review = serializer.serialize_struct("Review", 5)?;
        review.serialize_field("concordance", &self.concordance())?;
        review.serialize_field("omitted", &self.omitted())?;
        review.serialize_field("disputed_by", &self.disputed_by())?;
        review.serialize_field("unsupported", &Sequence(|| self.unsupported()))?;
        review.serialize_field("given", &Treatments(self))?;
        review.end()
    }
}

struct Treatments<'r>(&'r Review);

impl Serialize for Treatments<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.given())
    }
}

/// How a decision is, and every smallest change that alters it.
impl Serialize for WhatIf {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut what_if = serializer.serialize_struct("WhatIf", 2)?;
        what_if.serialize_field("from", &self.from())?;
        what_if.serialize_field("changes", &Sequence(|| self.changes()))?;
        what_if.end()
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut change = serializer.serialize_struct("Change", 2)?;
        change
            .serialize_field("set", &Case::NOT_ASSESSED.replacing(self.findings(), self.case()))?;
        change.serialize_field("to", &self.outcome())?;
        change.end()
    }
}

/// What an iterator gives, as a list.
struct Sequence<F>(F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Sequence<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0())
    }
}

struct Therapies<'r>(&'r Report);

impl Serialize for Therapies<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Therapy::ALL.len()))?;
        for (therapy, decision) in self.0.answer().therapies() {
            map.serialize_entry(therapy.as_str(), &decision)?;
        }
        map.end()
    }
}

/// `{"settled":…,"statements":[…]}`, or `{"open":[…],"needs":[…]}`.
impl<V: Vocabulary> Serialize for Decision<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self {
            Self::Settled(settled) => {
                map.serialize_entry("settled", settled.value().as_str())?;
                map.serialize_entry("statements", &settled.statements())?;
                if !settled.findings().is_empty() {
                    map.serialize_entry("findings", &settled.findings())?;
                }
            }
            Self::Open(open) => {
                map.serialize_entry("open", &Set::from(open.possible()))?;
                map.serialize_entry("needs", &open.needs())?;
            }
        }
        map.end()
    }
}

/// A decision that rests on no statement by its nature: the grade.
struct Unreferenced<V: Vocabulary>(Decision<V>);

impl<V: Vocabulary> Serialize for Unreferenced<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.value() {
            Some(value) => {
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry("settled", value.as_str())?;
                map.end()
            }
            None => self.0.serialize(serializer),
        }
    }
}

impl<T: Vocabulary> Serialize for Set<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Vocabulary::as_str))
    }
}

impl Serialize for Prognosis {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        match self.median_months() {
            Some(months) => map.serialize_entry("median_months", &months)?,
            None => map.serialize_entry("years", &true)?,
        }
        map.serialize_entry("statements", &self.statements())?;
        map.end()
    }
}

/// Values of a vocabulary: one alone, several as a list; those of ECOG as numbers.
struct Values {
    finding: Finding,
    bits: u8,
}

impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let places = (0_u8..).zip(self.finding.names());
        let values = places.filter(|(place, _)| self.bits >> place & 1 != 0);
        if self.bits.is_power_of_two() {
            return values
                .last()
                .map(|(place, name)| Named { finding: self.finding, place, name })
                .serialize(serializer);
        }
        let mut list = serializer.serialize_seq(None)?;
        for (place, name) in values {
            list.serialize_element(&Named { finding: self.finding, place, name })?;
        }
        list.end()
    }
}

struct Named {
    finding: Finding,
    place: u8,
    name: &'static str,
}

impl Serialize for Named {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.finding {
            Finding::Ecog => serializer.serialize_u8(self.place),
            Finding::PrimarySite
            | Finding::LiverMetastases
            | Finding::Differentiation
            | Finding::Ki67
            | Finding::Mitoses
            | Finding::PrimaryTumour
            | Finding::Chemotherapy
            | Finding::Platinum => serializer.serialize_str(self.name),
        }
    }
}
