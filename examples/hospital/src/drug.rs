//! Drugs of the regimens that the pathway speaks of, by their codes and names.

use std::{collections::BTreeSet, sync::LazyLock};

use crate::words::{Patterns, Words};

/// `RxNorm`.
pub(crate) const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
/// Drugs of the regimens that the pathway speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Drug {
    Bevacizumab,
    Capecitabine,
    Carboplatin,
    Cetuximab,
    Cisplatin,
    Etoposide,
    Fluorouracil,
    Irinotecan,
    Lanreotide,
    Leucovorin,
    Octreotide,
    Oxaliplatin,
    Panitumumab,
    /// Another cytotoxic drug: with it a regimen is another one.
    Other,
    /// Another drug against tumours, not cytotoxic: likewise.
    Targeted,
}

/// Each drug with its exact generic name, and the code of its ingredient in `RxNorm` where that was read in a second place.
/// Products have codes of their own, which are not here.
const DRUGS: [(&str, Option<&str>, Drug); 43] = [
    ("bevacizumab", Some("253337"), Drug::Bevacizumab),
    ("capecitabine", Some("194000"), Drug::Capecitabine),
    ("carboplatin", Some("40048"), Drug::Carboplatin),
    ("cetuximab", Some("318341"), Drug::Cetuximab),
    ("cisplatin", Some("2555"), Drug::Cisplatin),
    ("etoposide", Some("4179"), Drug::Etoposide),
    ("fluorouracil", Some("4492"), Drug::Fluorouracil),
    ("5-fluorouracil", None, Drug::Fluorouracil),
    ("irinotecan", Some("51499"), Drug::Irinotecan),
    ("lanreotide", Some("68092"), Drug::Lanreotide),
    ("leucovorin", Some("6313"), Drug::Leucovorin),
    ("levoleucovorin", Some("877015"), Drug::Leucovorin),
    ("folinic acid", None, Drug::Leucovorin),
    ("calcium folinate", None, Drug::Leucovorin),
    ("octreotide", Some("7617"), Drug::Octreotide),
    ("oxaliplatin", Some("32592"), Drug::Oxaliplatin),
    ("panitumumab", Some("263034"), Drug::Panitumumab),
    ("atezolizumab", None, Drug::Targeted),
    ("cyclophosphamide", None, Drug::Other),
    ("dacarbazine", None, Drug::Other),
    ("docetaxel", None, Drug::Other),
    ("doxorubicin", None, Drug::Other),
    ("durvalumab", None, Drug::Targeted),
    ("everolimus", None, Drug::Targeted),
    ("gemcitabine", None, Drug::Other),
    ("ipilimumab", None, Drug::Targeted),
    ("nivolumab", None, Drug::Targeted),
    ("paclitaxel", None, Drug::Other),
    ("pembrolizumab", None, Drug::Targeted),
    ("pemetrexed", None, Drug::Other),
    ("streptozocin", None, Drug::Other),
    ("sunitinib", None, Drug::Targeted),
    ("temozolomide", None, Drug::Other),
    ("topotecan", None, Drug::Other),
    ("aflibercept", None, Drug::Targeted),
    ("mitomycin", None, Drug::Other),
    ("raltitrexed", None, Drug::Other),
    ("ramucirumab", None, Drug::Targeted),
    ("regorafenib", None, Drug::Targeted),
    ("trastuzumab", None, Drug::Targeted),
    ("trifluridine", None, Drug::Other),
    ("vincristine", None, Drug::Other),
    ("vinorelbine", None, Drug::Other),
];

/// Names of products and other names, by which nothing is known for certain.
const PRODUCTS: [(&str, Drug); 15] = [
    ("adrucil", Drug::Fluorouracil),
    ("avastin", Drug::Bevacizumab),
    ("camptosar", Drug::Irinotecan),
    ("cbdca", Drug::Carboplatin),
    ("cddp", Drug::Cisplatin),
    ("eloxatin", Drug::Oxaliplatin),
    ("paraplatin", Drug::Carboplatin),
    ("platinol", Drug::Cisplatin),
    ("sandostatin", Drug::Octreotide),
    ("somatuline", Drug::Lanreotide),
    ("toposar", Drug::Etoposide),
    ("vepesid", Drug::Etoposide),
    ("xeloda", Drug::Capecitabine),
    ("5 fu", Drug::Fluorouracil),
    ("5fu", Drug::Fluorouracil),
];

impl Drug {
    /// The drug of an ingredient of `RxNorm`.
    #[must_use]
    pub(crate) fn by_code(system: &str, code: &str) -> Option<Self> {
        let known = DRUGS.iter().filter(|_| system == RXNORM);
        known.filter(|(_, number, _)| *number == Some(code)).map(|(_, _, drug)| *drug).next()
    }

    /// The drug of an exact generic name.
    #[must_use]
    pub(crate) fn by_name(name: &str) -> Option<Self> {
        let name = name.trim();
        DRUGS.iter().find(|(known, ..)| known.eq_ignore_ascii_case(name)).map(|(_, _, drug)| *drug)
    }

    /// The drugs of which words speak: salts, strengths and names of products among them.
    #[must_use]
    pub(crate) fn spoken_of(said: &Words) -> BTreeSet<Self> {
        // A language may leave out the `e` at the end, and a salt may follow.
        static NAMES: LazyLock<Patterns> = LazyLock::new(|| {
            let all =
                DRUGS.iter().map(|(name, ..)| *name).chain(PRODUCTS.iter().map(|(name, _)| *name));
            let words =
                all.map(|name| format!(" {}", name.trim_end_matches('e').replace('-', " ")));
            Patterns::of_all(words.collect())
        });
        let drug = |place: usize| {
            let named = DRUGS.iter().map(|(.., drug)| *drug);
            named.chain(PRODUCTS.iter().map(|(_, drug)| *drug)).nth(place)
        };
        said.found(&NAMES).filter_map(drug).collect()
    }

    /// Its generic name, if it stands for one drug.
    #[must_use]
    pub(crate) fn name(self) -> Option<&'static str> {
        let known = DRUGS.iter().find(|(.., drug)| *drug == self).map(|(name, ..)| *name);
        known.filter(|_| !matches!(self, Self::Other | Self::Targeted))
    }

    /// Whether it is a platinum drug of the doublets of the pathway.
    #[must_use]
    pub(crate) fn is_platinum(self) -> bool {
        matches!(self, Self::Cisplatin | Self::Carboplatin)
    }

    /// Whether it is a cytotoxic drug that makes a doublet of a platinum.
    #[must_use]
    pub(crate) fn is_partner(self) -> bool {
        matches!(
            self,
            Self::Etoposide
                | Self::Irinotecan
                | Self::Fluorouracil
                | Self::Capecitabine
                | Self::Other
        )
    }
}
