//! Medications: the drugs that a record is of, by code or by name.

use std::{collections::BTreeSet, sync::LazyLock};

use crate::{
    drug::Drug,
    fhir::{Modifier, Place, Resource, codings, is_concept, words},
    json::Json,
    records::{Records, find_in},
    words::{Patterns, Words},
};

/// A drug, and how it was recognised.
#[derive(Debug, Clone)]
pub(crate) struct Matched {
    pub drug: Drug,
    pub by: String,
}

/// What a record says of the medication it is of: in it, or where it refers to.
#[derive(Debug, Default)]
pub(crate) struct Medication<'j> {
    concepts: Vec<&'j Json<'j>>,
    /// How a reference names it.
    shown: Option<&'j str>,
    /// Why it may be another one than it seems.
    pub unclear: Option<&'static str>,
}

/// The most ingredients that are read.
const MOST_PARTS: usize = 20;

/// Whether a record is of the medication that a patient has, is to have, or had.
#[must_use]
pub(crate) fn is_of_one(resource: &Resource<'_>) -> bool {
    matches!(
        resource.kind(),
        "MedicationRequest"
            | "MedicationAdministration"
            | "MedicationStatement"
            | "MedicationDispense"
    )
}

/// Whether a medication stays on the skin or in the eye, and is no treatment of the tumour: by its words, or its route.
#[must_use]
pub(crate) fn is_topical(record: &Resource<'_>, said: &Words) -> bool {
    static LOCAL: LazyLock<Patterns> = LazyLock::new(|| {
        Patterns::of(" topical| cutaneous| ophthalmic| cream | ointment | creme | salbe ")
    });
    let dosages = record.json.list_of("dosageInstruction").chain(record.json.get("dosage"));
    let routes = Words::of(dosages.flat_map(|it| words(it.get("route"))));
    said.have_any(&LOCAL) || routes.have_any(&LOCAL)
}

impl<'j> Medication<'j> {
    /// The medication of a record; what it refers to is looked for in the first records that have it.
    #[must_use]
    pub(crate) fn of(resource: &Resource<'j>, all: &[&Records<'j>]) -> Self {
        let json = resource.json;
        let mut this = Self::default();
        // As FHIR R5 has it.
        let other = json.get("medication");
        if let Some(concept) =
            json.get("medicationCodeableConcept").or_else(|| other?.get("concept"))
        {
            this.add(Some(concept));
        }
        if let Some(reference) = json.get("medicationReference").or_else(|| other?.get("reference"))
        {
            this.shown = reference.text_of("display");
            this.refer(resource, reference, all);
        }
        if this.concepts.is_empty() && this.shown.is_none() {
            this.unclear = this.unclear.or(Some("no medication is in it"));
        }
        this
    }

    /// Adds what a reference leads to: the code of a product, and its ingredients.
    fn refer(&mut self, from: &Resource<'j>, reference: &Json<'j>, all: &[&Records<'j>]) {
        let reference = reference.text_of("reference");
        let Some(found) = reference.and_then(|it| find_in(all, from, it)) else {
            if self.shown.is_none() {
                self.unclear = Some("the medication to which it refers is not here");
            }
            return;
        };
        let json = found.json;
        let ingredients = || json.list_of("ingredient");
        if found.kind() != "Medication" {
            self.unclear = Some("what it refers to is no medication");
        } else if ingredients().count() > MOST_PARTS {
            self.unclear = Some("the medication to which it refers has more parts than are read");
            return;
        } else if found.place != Place::Sound
            || found.modifier().is_some()
            || matches!(json.text_of("status"), Some("entered-in-error"))
        {
            self.unclear = Some("the medication to which it refers does not stand");
        }
        if let Some(code) = json.get("code") {
            self.add(Some(code));
        } else if ingredients().next().is_none() {
            self.unclear = Some("the medication to which it refers has no code");
        }
        for it in ingredients() {
            if Modifier::of(it).is_some() {
                self.unclear = Some("an ingredient has a modifier");
            }
            // Either of them is as R4 has it.
            let item = it.get("itemReference").and_then(|it| it.text_of("reference"));
            match item.map(|it| find_in(all, found, it)) {
                None => self.add(it.get("itemCodeableConcept")),
                Some(Some(item)) if item.place == Place::Sound => self.add(item.json.get("code")),
                Some(_) => self.unclear = Some("an ingredient is not here"),
            }
        }
    }

    fn add(&mut self, concept: Option<&'j Json<'j>>) {
        match concept {
            Some(concept) if is_concept(Some(concept)) => self.concepts.push(concept),
            _ => self.unclear = Some("its medication has not the shape of FHIR R4"),
        }
    }

    /// The drugs, by code or by exact generic name.
    #[must_use]
    pub(crate) fn drugs(&self) -> Vec<Matched> {
        let by_code = self.concepts.iter().flat_map(|it| codings(Some(it))).filter_map(|it| {
            let drug = Drug::by_code(it.system, it.code)?;
            Some(Matched { drug, by: format!("RxNorm {}", it.code) })
        });
        let by_name = self.texts().filter_map(|name| {
            let drug = Drug::by_name(name)?;
            Some(Matched { drug, by: format!("matched by name, `{}`", name.trim()) })
        });
        let mut seen = BTreeSet::new();
        by_code.chain(by_name).filter(|it| seen.insert(it.drug)).collect()
    }

    /// Its words.
    #[must_use]
    pub(crate) fn said(&self) -> Words {
        Words::of(self.texts())
    }

    /// Whether the code and the words of one thing are of different drugs.
    #[must_use]
    pub(crate) fn is_at_odds(&self) -> bool {
        self.concepts.iter().any(|concept| {
            let mut drugs = Drug::spoken_of(&Words::of(words(Some(concept))));
            drugs.extend(codings(Some(concept)).filter_map(|it| Drug::by_code(it.system, it.code)));
            drugs.len() > 1
        })
    }

    /// The codes of a system.
    pub(crate) fn codes(&self, system: &'static str) -> impl Iterator<Item = &'j str> {
        let all = self.concepts.iter().flat_map(|it| codings(Some(it)));
        all.filter(move |it| it.system == system).map(|it| it.code)
    }

    /// Its texts, as they are.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &'j str> {
        self.concepts.iter().flat_map(|it| words(Some(it))).chain(self.shown)
    }
}
