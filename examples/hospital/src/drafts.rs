//! Drafted orders as the therapies that they make: a regimen is known by the whole set of its drugs.

use std::collections::BTreeSet;

use nen_pathway::{Given, Therapy};

use crate::{
    codes::{self, Drug},
    fhir::{Resource, codings, words},
    json::Json,
    medication,
    records::Records,
};

/// A therapy that is drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Drafted {
    /// What it is.
    pub given: Given,
    /// The orders that make it, by type and id.
    pub orders: Vec<String>,
}

/// The therapies that drafted orders make, in the order of the drafts; `records` holds the reasons to which they refer.
///
/// A somatostatin analogue that is ordered for symptoms is none of them: the pathway speaks of treatment of the tumour.
#[must_use]
pub(crate) fn drafted(drafts: &Records<'_>, records: &Records<'_>) -> Vec<Drafted> {
    let mut all: Vec<Drafted> = Vec::new();
    let mut add = |given, orders: &[&str]| match all.iter_mut().find(|it| it.given == given) {
        Some(known) => known.orders.extend(orders.iter().map(|it| (*it).to_owned())),
        None => {
            all.push(Drafted { given, orders: orders.iter().map(|it| (*it).to_owned()).collect() });
        }
    };
    let mut drugs = BTreeSet::new();
    let mut orders = Vec::new();
    for resource in drafts.resources().iter().filter(|it| !medication::is_void(it)) {
        let concept = medication::concept(resource, drafts).or_else(|| resource.json.get("code"));
        for coding in codings(concept).filter(|it| it.system == codes::OWN_THERAPY) {
            if let Ok(given) = coding.code.parse() {
                add(given, &[&resource.name]);
            }
        }
        if !medication::is_of_one(resource) {
            continue;
        }
        for matched in medication::drugs(concept) {
            match matched.drug {
                Drug::Lanreotide | Drug::Octreotide
                    if is_for_symptoms(resource, [drafts, records]) => {}
                Drug::Lanreotide => add(Therapy::Lanreotide.into(), &[&resource.name]),
                Drug::Octreotide => add(Therapy::Octreotide.into(), &[&resource.name]),
                drug => {
                    drugs.insert(drug);
                    orders.push(resource.name.as_str());
                }
            }
        }
    }
    for given in regimens(&drugs) {
        add(given, &orders);
    }
    all
}

/// The regimens that have just these drugs.
fn regimens(drugs: &BTreeSet<Drug>) -> Vec<Given> {
    use Drug::{
        Bevacizumab, Capecitabine, Carboplatin, Cetuximab, Cisplatin, Etoposide, Fluorouracil,
        Irinotecan, Leucovorin, Oxaliplatin, Panitumumab,
    };
    let beside = [Bevacizumab, Cetuximab, Leucovorin, Panitumumab];
    let cytotoxic: Vec<Drug> =
        drugs.iter().copied().filter(|drug| !beside.contains(drug)).collect();
    let alone = cytotoxic.len() == drugs.len();
    let therapies: &[Therapy] = match *cytotoxic {
        [] if drugs.is_empty() => return Vec::new(),
        [Carboplatin, Etoposide] if alone => &[Therapy::CarboplatinEtoposide],
        [Cisplatin, Etoposide] if alone => &[Therapy::CisplatinEtoposide],
        [Carboplatin, Cisplatin, Etoposide] if alone => {
            &[Therapy::CisplatinEtoposide, Therapy::CarboplatinEtoposide]
        }
        [Fluorouracil, Oxaliplatin] if drugs.contains(&Bevacizumab) => {
            &[Therapy::FolfoxBevacizumab]
        }
        [Fluorouracil, Oxaliplatin] => &[Therapy::Folfox],
        [Fluorouracil, Irinotecan] => &[Therapy::Folfiri],
        [Capecitabine | Fluorouracil]
        | [Capecitabine, Oxaliplatin]
        | [Fluorouracil, Irinotecan, Oxaliplatin] => &[Therapy::OtherColorectalRegimen],
        _ => return vec![Given::Other],
    };
    therapies.iter().map(|therapy| Given::from(*therapy)).collect()
}

/// Whether every reason that an order gives is a symptom.
fn is_for_symptoms(order: &Resource<'_>, known: [&Records<'_>; 2]) -> bool {
    let by_code = order.json.list_of("reasonCode").map(Some);
    let by_reference = order.json.list_of("reasonReference").map(|it| {
        let reference = it.text_of("reference")?;
        known.iter().find_map(|records| records.find(reference))?.json.get("code")
    });
    let reasons: Vec<Option<&Json<'_>>> = by_code.chain(by_reference).collect();
    !reasons.is_empty() && reasons.into_iter().all(|reason| words(reason).any(is_a_symptom))
}

/// Symptoms that hormones of the tumour or an obstruction of the bowel make, by their words.
fn is_a_symptom(words: &str) -> bool {
    const SYMPTOMS: [&str; 9] = [
        "carcinoid syndrome",
        "carcinoid crisis",
        "diarrh",
        "flush",
        "hormone",
        "symptom",
        "bowel obstruction",
        "ileus",
        "vomiting",
    ];
    let words = words.to_lowercase();
    SYMPTOMS.iter().any(|symptom| words.contains(symptom))
}
