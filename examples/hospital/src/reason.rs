//! Why something is ordered: a somatostatin analogue for symptoms is no treatment of the tumour.

use std::collections::BTreeSet;

use crate::{
    codes,
    condition::{Concern, concern, concern_of, concern_of_words},
    fhir::{Place, Resource, codings, words},
    json::Json,
    records::{Records, find_in},
    standing::{Standing, standing},
    words::Words,
};

/// For which neoplasm something is, by the reasons that its record gives: without any, for the one that is read.
#[must_use]
pub(crate) fn concern_of_reasons<'j>(record: &Resource<'j>, all: &[&Records<'j>]) -> Concern {
    let json = record.json;
    let by_reference = json.list_of("reasonReference").map(|it| {
        let reference = it.text_of("reference");
        match reference.and_then(|it| find_in(all, record, it)) {
            Some(found) if found.place == Place::Sound => concern(found),
            Some(_) => Concern::Unknown,
            None => concern_of_words(&Words::of(it.text_of("display"))),
        }
    });
    let by_code = json.list_of("reasonCode").map(|it| {
        // A visit for chemotherapy is for whatever it is given for.
        let is_visit = codings(Some(it))
            .any(|it| codes::ICD10.contains(&it.system) && it.code.starts_with("Z51"));
        let said = Words::of(words(Some(it)));
        if is_visit || said.have(" chemother") { Concern::Ours } else { concern_of(Some(it)) }
    });
    let reasons: Vec<Concern> = by_reference.chain(by_code).collect();
    match reasons.first() {
        None => Concern::Ours,
        Some(first) if reasons.iter().all(|it| it == first) => *first,
        // One of several is enough for it to be for this.
        Some(_) if reasons.contains(&Concern::Ours) => Concern::Ours,
        Some(_) => Concern::Unknown,
    }
}

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
            let found = it.text_of("reference").and_then(|it| find_in(all, order, it));
            let code = match found {
                Some(found) if standing(found) == Standing::Stands => found.json.get("code"),
                Some(_) => return Self::Unknown,
                None => None,
            };
            Self::of_concept(code, it.text_of("display"))
        });
        // When to take it, and a note, say for what, if nothing else does.
        let dosages = json.list_of("dosageInstruction");
        let by_dosage = dosages
            .map(|it| Self::of_concept(it.get("asNeededCodeableConcept"), it.text_of("text")))
            .chain(json.list_of("note").map(|it| Self::of_concept(None, it.text_of("text"))))
            .filter(|it| *it == Self::Symptoms);
        let told: BTreeSet<Self> = by_code.chain(by_reference).chain(by_dosage).collect();
        match told.first().zip(told.last()) {
            None => Self::Tumour,
            Some((first, last)) if first == last => *first,
            // For one and for the other: that is for the clinician to say.
            Some(_) => Self::Unknown,
        }
    }

    fn of_concept(concept: Option<&Json<'_>>, shown: Option<&str>) -> Self {
        let by_code = codings(concept).filter_map(|it| {
            if codes::is_symptom(it.system, it.code) {
                Some(Self::Symptoms)
            } else {
                codes::disease(it.system, it.code).map(|_| Self::Tumour)
            }
        });
        // A code says it, whatever the words beside it are.
        let by_code: BTreeSet<Self> = by_code.collect();
        match by_code.first().zip(by_code.last()) {
            None => {
                let by_words = words(concept).chain(shown).map(Self::of_words);
                by_words.filter(|it| *it != Self::Unknown).min().unwrap_or(Self::Unknown)
            }
            Some((first, last)) if first == last => *first,
            Some(_) => Self::Unknown,
        }
    }

    /// A symptom that a tumour makes is a symptom; what is to be done against the tumour is not.
    fn of_words(text: &str) -> Self {
        const PURPOSE: &str = "antitum|antiprolif|antineoplas|tumor control|tumour control|tumorkontrolle|hormone therapy|\
            treatment of tum|treatment of neuroend";
        const TUMOUR: &str = "carcinom|karzinom|cancer|krebs|metasta|progress| tumor| tumour| neoplas| net | nen |\
            neuroendocrine t|neuroendokrine t";
        const SYMPTOMS: &str = "carcinoid syndrome|carcinoid crisis|carcinoid heart|karzinoid syndrom|karzinoidsyndrom|\
            karzinoidkrise|diarrh|durchfall|durchfäll|flush|hot flash|symptom |symptoms |symptome |symptom control|\
            symptomkontroll|symptomatic relief|symptomatic treat|symptomatische th|symptomatik|obstruction|obstruktion|\
            verschluss|ileus|vomiting|erbrechen|nausea|übelkeit|hypersecretion|hormone excess|hormonexzess|\
            hormonal syndrome|hormonaktiv|vipoma|wdha|zollinger|loose stool|wheez|bronchospas|hypoglyc";
        let said = Words::of([text]);
        if said.have(PURPOSE) {
            Self::Tumour
        } else if said.have(SYMPTOMS)
            && !said.deny_any(SYMPTOMS)
            && !said.have("history of| resolved ")
        {
            Self::Symptoms
        } else if said.have(TUMOUR) {
            Self::Tumour
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
            ("Diarrhea due to neuroendocrine tumor", Reason::Symptoms),
            ("symptom control in metastatic NEC", Reason::Symptoms),
            ("hormone symptoms of tumour", Reason::Symptoms),
            ("symptomatic disease progression", Reason::Tumour),
            ("Hormone therapy", Reason::Tumour),
            ("Neuroendocrine carcinoma of the sigmoid colon", Reason::Tumour),
            ("Bowel obstruction from tumor progression", Reason::Symptoms),
            ("Diarrhoea not controlled with loperamide in metastatic NEC", Reason::Symptoms),
            ("Diarrhea, non-infectious", Reason::Symptoms),
            ("Durchfälle bei neuroendokrinem Tumor", Reason::Symptoms),
            ("for symptomatic relief in metastatic NEC", Reason::Symptoms),
            ("disease progression", Reason::Tumour),
            ("keine Durchfälle", Reason::Unknown),
            ("asymptomatic, no diarrhea", Reason::Unknown),
            ("Malabsorption NEC", Reason::Unknown),
            ("Paraneoplastic Cushing", Reason::Unknown),
        ] {
            assert_eq!(Reason::of_words(text), reason, "{text}");
        }
    }
}
