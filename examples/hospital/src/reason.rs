//! Why something is ordered: a somatostatin analogue for symptoms is no treatment of the tumour.

use crate::{
    codes,
    fhir::{Resource, codings, words},
    json::Json,
    records::Records,
    words::Words,
};

/// Why something is ordered, by all the reasons that an order gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reason {
    /// Symptoms that hormones of the tumour or an obstruction of the bowel make, and nothing else.
    Symptoms,
    /// Something that is not known here, at least in part.
    Unknown,
    /// The tumour, or no reason is given.
    Tumour,
}

impl Reason {
    /// Why an order is given; `all` are the records in which its reasons are looked for.
    #[must_use]
    pub(crate) fn of<'j>(order: &Resource<'j>, all: &[&Records<'j>]) -> Self {
        let json = order.json;
        let is_list = |name| matches!(json.get(name), None | Some(Json::List(_)));
        if !is_list("reasonCode") || !is_list("reasonReference") {
            return Self::Unknown;
        }
        let by_code = json.list_of("reasonCode").map(|it| Self::of_concept(Some(it), None));
        let by_reference = json.list_of("reasonReference").map(|it| {
            let found = it
                .text_of("reference")
                .and_then(|it| all.iter().find_map(|records| records.find(order, it)));
            Self::of_concept(found.and_then(|it| it.json.get("code")), it.text_of("display"))
        });
        by_code.chain(by_reference).max().unwrap_or(Self::Tumour)
    }

    fn of_concept(concept: Option<&Json<'_>>, shown: Option<&str>) -> Self {
        let by_words = words(concept).chain(shown).map(Self::of_words);
        let by_code = codings(concept).filter_map(|it| {
            if codes::is_symptom(it.system, it.code) {
                Some(Self::Symptoms)
            } else if codes::disease(it.system, it.code).is_some() {
                Some(Self::Tumour)
            } else {
                None
            }
        });
        let told: Vec<Self> = by_code.chain(by_words).collect();
        // A code and the words beside it say one thing: what is not known of one, the other may tell.
        let known = told.iter().copied().filter(|it| *it != Self::Unknown).max();
        known.unwrap_or(Self::Unknown)
    }

    fn of_words(text: &str) -> Self {
        const TUMOUR: &str = "carcinom|karzinom|cancer|krebs| tumor| tumour|antitum|neoplas|antiprolif|metasta| nec | net | nen |\
            neuroendocrine t|neuroendokrine t";
        const SYMPTOMS: &str = "carcinoid syndrome|carcinoid crisis|karzinoid syndrom| diarrh| durchfall| flush| hormon|\
            karzinoidsyndrom| symptom| obstruction| ileus| vomit| erbrechen";
        let said = Words::of([text]);
        if said.have(TUMOUR) {
            Self::Tumour
        } else if said.have(SYMPTOMS) && !said.deny() {
            Self::Symptoms
        } else {
            Self::Unknown
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Reason;

    #[test]
    fn words_are_read_whole_and_with_what_denies_them() {
        for (text, reason) in [
            ("refractory diarrhoea", Reason::Symptoms),
            ("Carcinoid syndrome", Reason::Symptoms),
            ("palliative: malignant bowel obstruction", Reason::Symptoms),
            ("Karzinoid-Syndrom, Durchfall", Reason::Symptoms),
            ("hormonal symptoms", Reason::Symptoms),
            ("asymptomatic", Reason::Unknown),
            ("no flushing", Reason::Unknown),
            ("hormone-inactive", Reason::Unknown),
            ("variceal bleeding", Reason::Unknown),
            ("Acromegaly", Reason::Unknown),
            ("antitumour treatment, asymptomatic patient", Reason::Tumour),
            ("hormone-inactive NEC, antiproliferative", Reason::Tumour),
            ("tumor control; no flushing", Reason::Tumour),
        ] {
            assert_eq!(Reason::of_words(text), reason, "{text}");
        }
    }
}
