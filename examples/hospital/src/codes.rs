//! Codes, each with what it says and nothing more. A code fills a finding, never a class.
//!
//! A code that was found in no second place is not here.

use nen_pathway::{
    Differentiation, Ecog, Finding, Possible,
    PrimarySite::{self, Elsewhere, OtherColorectal, SigmoidColon},
};

use crate::{fhir::codings, json::Json};

/// LOINC.
pub(crate) const LOINC: &str = "http://loinc.org";
/// SNOMED CT.
pub(crate) const SNOMED: &str = "http://snomed.info/sct";
/// The thesaurus of the NCI.
pub(crate) const NCIT: &str = "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl";
/// ICD-10, by the WHO and in its national versions.
pub(crate) const ICD10: [&str; 4] = [
    "http://hl7.org/fhir/sid/icd-10",
    "http://hl7.org/fhir/sid/icd-10-cm",
    "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
    "http://fhir.de/CodeSystem/dimdi/icd-10-gm",
];
/// ICD-O-3, topography and morphology.
pub(crate) const ICDO3: [&str; 2] =
    ["http://terminology.hl7.org/CodeSystem/icd-o-3", "urn:oid:2.16.840.1.113883.6.43.1"];
/// Findings of this crate, stated in its own words.
pub(crate) const OWN: &str = "urn:nen-pathway:finding";
/// Therapies of this crate, by its own names.
pub(crate) const OWN_THERAPY: &str = "urn:nen-pathway:therapy";

/// What a code of an Observation asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Asked {
    /// The Ki-67 index, in percent.
    Ki67,
    /// The ECOG performance status.
    Ecog,
    /// The histological type.
    Histology,
    /// Whether the cancer has spread to the liver.
    LiverMetastasis,
    /// Whether it has spread anywhere.
    Metastasis,
    /// Whether the cancer got better or worse.
    Trend,
    /// A finding in the words of this crate.
    Finding(Finding),
    /// The same, with its name not as it is written.
    Misspelt(Finding),
    /// Something that could be taken for a finding and is none.
    Refused(&'static str),
}

/// What an Observation with this code asks, if it is one that is known here.
#[must_use]
pub(crate) fn observation(system: &str, code: &str) -> Option<Asked> {
    Some(match (system, code) {
        (LOINC, "29593-1") => Asked::Ki67,
        (LOINC, "89247-1") => Asked::Ecog,
        (LOINC, "31206-6" | "59847-4") => Asked::Histology,
        (SNOMED, "1098951000119108") => Asked::LiverMetastasis,
        (SNOMED, "1287652008") => Asked::Metastasis,
        (LOINC, "97509-4") => Asked::Trend,
        (LOINC, "33055-5") => {
            Asked::Refused("33055-5 is a test for the presence of Ki-67, no percentage")
        }
        (LOINC, "85330-9") => Asked::Refused("85330-9 is Ki-67 in a specimen of breast cancer"),
        (LOINC, "85329-1" | "85337-4") => Asked::Refused(
            "this is the oestrogen receptor of a breast cancer, which some programs map to Ki-67",
        ),
        (LOINC, "89243-0") => Asked::Refused("Karnofsky is another scale than ECOG"),
        (LOINC, "44648-4") => Asked::Refused("a Nottingham score is no count of mitoses"),
        (SNOMED, "399387003" | "371497001") => {
            Asked::Refused("the M of a TNM stage does not tell of the liver")
        }
        (NCIT, "C18000") | (LOINC, "33732-9" | "59542-1") => {
            Asked::Refused("a grade states no differentiation")
        }
        (OWN, name) => match (name.parse(), name.to_ascii_lowercase().parse()) {
            (Ok(finding), _) => Asked::Finding(finding),
            (_, Ok(finding)) => Asked::Misspelt(finding),
            _ => Asked::Refused("no finding has this name; accepted: those of the library"),
        },
        _ => return None,
    })
}

/// Whether an answer of SNOMED CT says that something is there; none if it is another answer, or several.
#[must_use]
pub(crate) fn is_present(concept: &Json<'_>) -> Option<bool> {
    let mut answers = codings(Some(concept)).map(|it| match (it.system, it.code) {
        (SNOMED, "2667000") => Some(false),
        (SNOMED, "52101004") => Some(true),
        _ => None,
    });
    let first = answers.next()??;
    answers.all(|other| other == Some(first)).then_some(first)
}

/// Symptoms that hormones of the tumour or an obstruction of the bowel make: the carcinoid syndrome, diarrhoea, flushing,
/// vomiting, ileus.
#[must_use]
pub(crate) fn is_symptom(system: &str, code: &str) -> bool {
    match system {
        SNOMED => matches!(code, "35868009" | "62315008" | "238810007" | "81060008"),
        _ if ICD10.contains(&system) => {
            let plain = code.replace('.', "");
            ["E340", "R197", "R232", "R11", "K56"].iter().any(|it| plain.starts_with(it))
        }
        _ => false,
    }
}

/// ECOG as an answer of LOINC.
#[must_use]
pub(crate) fn ecog(system: &str, code: &str) -> Option<Ecog> {
    match (system, code) {
        (LOINC, "LA9622-7") => Some(Ecog::Zero),
        (LOINC, "LA9623-5") => Some(Ecog::One),
        (LOINC, "LA9624-3") => Some(Ecog::Two),
        (LOINC, "LA9625-0") => Some(Ecog::Three),
        (LOINC, "LA9626-8") => Some(Ecog::Four),
        _ => None,
    }
}

/// What a code says of a disease.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Disease {
    /// A primary cancer, at one of these sites.
    Primary(Possible<PrimarySite>),
    /// A cancer whose primary site it does not say.
    Cancer,
    /// A cancer wherever it may be: of no site, and at odds with none.
    Somewhere,
    /// A metastasis in the liver; not how many.
    LiverMetastasis,
    /// A metastasis elsewhere, or nobody says where.
    Metastasis,
}

/// What the code of a Condition says, if it is one that is known here.
#[must_use]
pub(crate) fn disease(system: &str, code: &str) -> Option<Disease> {
    match (system, code) {
        (SNOMED, "94381002") => Some(Disease::LiverMetastasis),
        (SNOMED, "128462008") => Some(Disease::Metastasis),
        (SNOMED, "363346000") => Some(Disease::Cancer),
        (system, code) if ICD10.contains(&system) => icd10(code),
        (system, code) if ICDO3.contains(&system) && icd10(code).is_some() => Some(Disease::Cancer),
        _ => None,
    }
}

/// The liver, as a body site.
#[must_use]
pub(crate) fn is_liver(system: &str, code: &str) -> bool {
    system == SNOMED && code == "10200004"
        || ICDO3.contains(&system) && matches!(code, "C22.0" | "C220")
}

/// The primary site that a body site is, if it is one that is known here.
#[must_use]
pub(crate) fn site(system: &str, code: &str) -> Option<Possible<PrimarySite>> {
    match (system, code) {
        (SNOMED, "60184004") => Some(SigmoidColon.into()),
        // Caecum, ascending colon, right flexure, transverse colon, left flexure, descending colon, rectosigmoid junction,
        // rectum.
        (
            SNOMED,
            "32713005" | "9040008" | "48338005" | "485005" | "72592005" | "32622004" | "49832006"
            | "34402009",
        ) => Some(OtherColorectal.into()),
        (SNOMED, "71854001") => Some(SigmoidColon | OtherColorectal),
        (system, code) if ICDO3.contains(&system) => icdo3_site(code),
        _ => None,
    }
}

/// The primary site of a topography of ICD-O-3.
#[must_use]
pub(crate) fn icdo3_site(code: &str) -> Option<Possible<PrimarySite>> {
    match icd10(code) {
        Some(Disease::Primary(site)) => Some(site),
        _ => None,
    }
}

/// Whether a code of ICD-10 has something beside it, as the certainty in `C18.7 G`.
#[must_use]
pub(crate) fn is_odd(system: &str, code: &str) -> bool {
    let plain: String = code.chars().filter(|letter| *letter != '.').collect();
    let is_longer = |known: &str| plain.strip_prefix(known).is_some_and(|rest| !rest.is_empty());
    ICD10.contains(&system)
        && (!plain.chars().all(|letter| letter.is_ascii_alphanumeric())
            || is_longer("C787")
            || is_longer("C7B02"))
}

/// Whether a code of a Condition is of a neuroendocrine neoplasm.
#[must_use]
pub(crate) fn is_neuroendocrine(system: &str, code: &str) -> bool {
    let code = code.trim();
    ICD10.contains(&system) && ["C7A", "C7B", "D3A"].iter().any(|it| code.starts_with(it))
}

/// ICD-10 and the topography of ICD-O-3, which number the solid organs alike. A point or none: `C18.7`, `C187`.
pub(crate) fn icd10(code: &str) -> Option<Disease> {
    let plain: String = code
        .trim()
        .chars()
        .filter(|letter| *letter != '.')
        .collect::<String>()
        .to_ascii_uppercase();
    let (category, rest) = plain.split_at_checked(3)?;
    let colorectal = SigmoidColon | OtherColorectal;
    let primary = |sites: Possible<PrimarySite>| Some(Disease::Primary(sites));
    match (category, rest) {
        ("C18", "7") | ("C7A", "025") => primary(SigmoidColon.into()),
        ("C18", "0" | "2" | "3" | "4" | "5" | "6") | ("C19" | "C20", "" | "9") => {
            primary(OtherColorectal.into())
        }
        ("C7A", "021" | "022" | "023" | "024" | "026") => primary(OtherColorectal.into()),
        // Overlapping, and not stated where.
        ("C18", "" | "8" | "9") | ("C7A", "029" | "096") => primary(colorectal),
        // Whether the appendix, or what overlaps rectum and anus, is meant by "colorectal" is not said.
        ("C18", "1") | ("C7A", "020") | ("C21", "8") => primary(OtherColorectal | Elsewhere),
        ("C78", rest) if rest.starts_with('7') => Some(Disease::LiverMetastasis),
        ("C7B", rest) if rest.starts_with("02") => Some(Disease::LiverMetastasis),
        ("C77" | "C78" | "C79" | "C7B", _) => Some(Disease::Metastasis),
        ("C7A", "010" | "011" | "012" | "019" | "090" | "091" | "092" | "093") => {
            primary(Elsewhere.into())
        }
        // Neuroendocrine or any, of a site that is not specified.
        ("C7A", "1" | "8" | "00") | ("C80", _) => Some(Disease::Somewhere),
        // Once, of the digestive organs.
        ("Z85", rest) if rest.starts_with('0') => Some(Disease::Somewhere),
        // Of the bowel, with a code that is not known here; neuroendocrine, ill-defined, intestine, several; of the liver,
        // whether primary or not; benign by its name, and uncertain, of the bowel.
        ("C22", "9") => Some(Disease::Cancer),
        ("C18" | "C19" | "C20" | "C21" | "C7A" | "C76" | "C26" | "C97" | "D3A" | "D37", _) => {
            Some(Disease::Cancer)
        }
        (category, _) => {
            let number: u8 = category.strip_prefix('C')?.parse().ok()?;
            if number <= 96 { primary(Elsewhere.into()) } else { None }
        }
    }
}

/// Whether a code is of a system in which morphologies are, and is no topography.
#[must_use]
pub(crate) fn is_of_morphologies(system: &str, code: &str) -> bool {
    system == SNOMED || ICDO3.contains(&system) && icdo3_site(code).is_none()
}

/// What a morphology says of differentiation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Morphology {
    /// It settles it.
    Is(Differentiation),
    /// A neuroendocrine neoplasm of which it does not say it, and what it can be at most.
    Unsettled(Possible<Differentiation>, &'static str),
}

/// What a morphology says, if it is one that is known here: `8041/3`, `80413`, and with a digit for the grade `80413/3`.
#[must_use]
pub(crate) fn morphology(system: &str, code: &str) -> Option<Morphology> {
    use Differentiation::{Mixed, Moderate, Poor, Well};
    if system == SNOMED {
        return match code {
            "128628002" | "74364000" => Some(Morphology::Is(Poor)),
            _ => None,
        };
    }
    if !ICDO3.contains(&system) {
        return None;
    }
    let code = code.strip_prefix('M').unwrap_or(code);
    let histology = code.get(..4)?;
    // Primary and metastatic: it is the same neoplasm.
    if !matches!(code.get(4..)?, "3" | "/3" | "3/3" | "6" | "/6") {
        return None;
    }
    Some(match histology {
        "8041" | "8013" => Morphology::Is(Poor),
        "8154" | "8244" => Morphology::Is(Mixed),
        "8240" => Morphology::Unsettled(
            Well | Moderate,
            "8240/3 is a NET of grade 1 and a NET not otherwise specified",
        ),
        "8249" => {
            Morphology::Unsettled(Well | Moderate, "8249/3 is a NET of grade 2 and of grade 3")
        }
        "8246" => Morphology::Unsettled(
            Well | Moderate | Poor,
            "8246/3 is a neuroendocrine carcinoma not otherwise specified, once also a well differentiated one",
        ),
        _ => return None,
    })
}
