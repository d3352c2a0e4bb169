//! What people read: English labels, apart from the names on the wire, so that they can be translated.

use core::fmt::{self, Display};

use crate::{
    AnyLineNecTherapy, Case, Chemotherapy, Concordance, Deviation, Differentiation, Ecog, Finding,
    FirstLineNecTherapy, Given, Grade, LaterNecTherapy, LiverMetastases, NetTherapy, NoTherapy,
    Outcome, Pathway, Platinum, Possible, PrimarySite, PrimaryTumour, Question, Section, Standing,
    Strength, Therapy, Vocabulary,
};

/// The English words for a value, as a report shows them. An application in another language has its own
/// table and goes by the value.
///
/// ```
/// use nen_pathway::{Label, Therapy};
///
/// assert_eq!(Therapy::Tace.label(), "transarterial chemoembolization (TACE)");
/// assert_eq!(Therapy::Tace.as_str(), "tace");
/// ```
pub trait Label: Vocabulary {
    /// The words, in lower case except for proper names.
    #[must_use]
    fn label(self) -> &'static str;
}

impl Therapy {
    /// The words for it with a standing: where the source offers resection of the primary, it does so as
    /// palliation.
    ///
    /// ```
    /// use nen_pathway::{Standing, Therapy};
    ///
    /// let label = Therapy::PrimaryResection.label_with(Standing::Recommended);
    /// assert_eq!(label, "palliative resection of the primary tumour");
    /// ```
    #[must_use]
    pub fn label_with(self, standing: Standing) -> &'static str {
        if self.is_palliation(standing) {
            "palliative resection of the primary tumour"
        } else {
            self.label()
        }
    }

    /// Whether it is offered, and as palliation only.
    ///
    /// ```
    /// use nen_pathway::{Standing, Therapy};
    ///
    /// assert!(Therapy::PrimaryResection.is_palliation(Standing::Consider));
    /// assert!(!Therapy::PrimaryResection.is_palliation(Standing::Avoid));
    /// ```
    #[must_use]
    pub fn is_palliation(self, standing: Standing) -> bool {
        self == Self::PrimaryResection && standing.is_offered()
    }

    /// The short form of its words with a standing.
    pub(crate) fn abbreviation_with(self, standing: Standing) -> &'static str {
        if self.is_palliation(standing) {
            "palliative primary resection"
        } else {
            self.abbreviation()
        }
    }

    /// The short form of its words, where there is little room: `TACE`.
    #[must_use]
    pub fn abbreviation(self) -> &'static str {
        match self {
            Self::Tae => "TAE",
            Self::Tace => "TACE",
            Self::Tare => "TARE",
            Self::Ablation => "ablation",
            Self::OtherColorectalRegimen => "other regimens",
            Self::PrimaryResection => "primary resection",
            Self::Debulking => "debulking",
            Self::CisplatinEtoposide
            | Self::CarboplatinEtoposide
            | Self::Folfox
            | Self::FolfoxBevacizumab
            | Self::Folfiri
            | Self::Lanreotide
            | Self::Octreotide => self.label(),
        }
    }
}

impl Finding {
    /// The short form of its words, where there is little room.
    pub(crate) fn abbreviation(self) -> &'static str {
        match self {
            Self::Ki67 => "Ki-67",
            Self::Mitoses => "mitoses",
            Self::Ecog => "ECOG",
            Self::Chemotherapy => "first doublet",
            Self::Platinum => "platinum",
            Self::PrimarySite
            | Self::LiverMetastases
            | Self::Differentiation
            | Self::PrimaryTumour => self.label(),
        }
    }
}

impl Standing {
    /// A sign to go before its words, for those who look a list over: what is offered, what is ruled out, what has to
    /// wait, and what is not said, told apart without colour.
    ///
    /// ```
    /// use nen_pathway::{Label, Standing};
    ///
    /// let avoid = Standing::Avoid;
    /// assert_eq!(format!("{} {}", avoid.sign(), avoid.label()), "✗ ruled out");
    /// ```
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Recommended => "✓",
            Self::Option => "○",
            Self::Consider => "~",
            Self::Avoid => "✗",
            Self::VerifyFirst => "!",
            Self::NotApplicable | Self::NotAddressed => "–",
        }
    }
}

impl Case {
    /// What is known of a finding, in words, as a report shows it beside the finding's label: `not started or under
    /// way`, `> 80 %`, `0–2`; mitoses without their unit.
    ///
    /// ```
    /// use nen_pathway::{Case, Differentiation, Finding};
    ///
    /// let case = Case::NOT_ASSESSED.with_differentiation(Differentiation::Poor);
    /// assert_eq!(case.words(Finding::Differentiation).to_string(), "poorly differentiated");
    /// ```
    #[must_use]
    pub fn words(&self, finding: Finding) -> impl Display + use<> {
        Words(*self, finding)
    }
}

struct Words(Case, Finding);

impl Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(case, finding) = self;
        match finding {
            Finding::PrimarySite => words(f, case.primary_site()),
            Finding::LiverMetastases => words(f, case.liver_metastases()),
            Finding::Differentiation => words(f, case.differentiation()),
            Finding::Ki67 => {
                case.ki67().words(f)?;
                f.write_str("\u{a0}%")
            }
            Finding::Mitoses => case.mitoses().words(f),
            Finding::Ecog => ecog(f, case.ecog()),
            Finding::PrimaryTumour => words(f, case.primary_tumour()),
            Finding::Chemotherapy => words(f, case.chemotherapy()),
            Finding::Platinum => words(f, case.platinum()),
        }
    }
}

fn words<T: Label>(f: &mut fmt::Formatter<'_>, values: Possible<T>) -> fmt::Result {
    joined(f, values.iter().map(Label::label), " or ")
}

/// Neighbouring values as a range: `0–2`.
fn ecog(f: &mut fmt::Formatter<'_>, values: Possible<Ecog>) -> fmt::Result {
    let (first, last) = (values.iter().next(), values.iter().next_back());
    let run = Ecog::ALL.iter().filter(|ecog| Some(**ecog) >= first && Some(**ecog) <= last);
    match (first, last) {
        (Some(first), Some(last)) if first < last && run.count() == values.len() => {
            write!(f, "{first}–{last}")
        }
        _ => words(f, values),
    }
}

/// Words with something between them.
pub(crate) fn joined(
    f: &mut fmt::Formatter<'_>,
    mut words: impl Iterator<Item = &'static str>,
    between: &str,
) -> fmt::Result {
    f.write_str(words.next().unwrap_or_default())?;
    words.try_for_each(|word| write!(f, "{between}{word}"))
}

impl Question {
    /// The English words for it, as a report shows them.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Grade => "grade",
            Self::Pathway => "pathway",
            Self::Standing(therapy) => therapy.label(),
        }
    }
}

impl Outcome {
    /// The English words for it, as a report shows them.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Grade(grade) => grade.label(),
            Self::Pathway(pathway) => pathway.label(),
            Self::Standing(standing) => standing.label(),
        }
    }
}

impl Given {
    /// The English words for it, as a report shows them.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Therapy(therapy) => therapy.label(),
            Self::Other => "another treatment",
        }
    }
}

/// One table of words for one vocabulary.
macro_rules! labels {
    ($($Name:ident { $($Value:ident: $label:literal,)* })*) => {$(
        impl Label for $Name {
            fn label(self) -> &'static str {
                match self { $(Self::$Value => $label,)* }
            }
        }
    )*};
}

/// A subset of the therapies has their words.
macro_rules! subsets {
    ($($Name:ident)*) => {$(
        impl Label for $Name {
            fn label(self) -> &'static str {
                Therapy::from(self).label()
            }
        }
    )*};
}

subsets!(FirstLineNecTherapy LaterNecTherapy AnyLineNecTherapy NetTherapy NoTherapy);

labels! {
    Finding {
        PrimarySite: "primary site",
        LiverMetastases: "liver metastases",
        Differentiation: "differentiation",
        Ki67: "Ki-67 index",
        Mitoses: "mitoses per 2 mm²",
        Ecog: "ECOG performance status",
        PrimaryTumour: "primary tumour",
        Chemotherapy: "first platinum doublet",
        Platinum: "platinum the patient can receive",
    }
    PrimarySite {
        SigmoidColon: "sigmoid colon",
        OtherColorectal: "other colon or rectum",
        Elsewhere: "another organ",
    }
    LiverMetastases {
        Absent: "none",
        Solitary: "one",
        Multiple: "multiple",
    }
    Differentiation {
        Well: "well differentiated",
        Moderate: "moderately differentiated",
        Poor: "poorly differentiated",
        Mixed: "a mixed neoplasm (MiNEN)",
    }
    Ecog {
        Zero: "0",
        One: "1",
        Two: "2",
        Three: "3",
        Four: "4",
    }
    PrimaryTumour {
        Resected: "resected",
        Uncomplicated: "uncomplicated",
        ComplicationImminent: "complication imminent",
        Obstructing: "obstructing",
        Bleeding: "bleeding",
        PerforationRisk: "perforated or at risk of it",
    }
    Chemotherapy {
        NotStarted: "not started",
        UnderWay: "under way",
        IndolentAfter: "indolent afterwards",
        ProgressedAfter: "progressed on or after it",
    }
    Platinum {
        Either: "either drug",
        CisplatinOnly: "cisplatin only",
        CarboplatinOnly: "carboplatin only",
        Neither: "neither",
    }
    Grade {
        G1: "G1",
        G2: "G2",
        G3: "G3",
    }
    Pathway {
        Nec: "neuroendocrine carcinoma (NEC)",
        Net: "neuroendocrine tumour (NET) G1/G2",
        NetG3: "neuroendocrine tumour (NET) G3",
        VerifyPathology: "verify the pathology first",
        OutsideScope: "outside the scope of the source",
    }
    Standing {
        Recommended: "recommended",
        Option: "an option",
        Consider: "to consider",
        Avoid: "ruled out",
        VerifyFirst: "not before the pathology is settled",
        NotApplicable: "not applicable any more",
        NotAddressed: "not addressed by the source",
    }
    Concordance {
        Discordant: "discordant",
        Disputed: "disputed",
        Undetermined: "undetermined",
        NotAddressed: "not addressed",
        Concordant: "concordant",
    }
    Deviation {
        PatientWish: "the patient's wish",
        Comorbidity: "another disease",
        Trial: "a trial",
        Progression: "progression",
        NotAvailable: "not available",
        ClinicalJudgement: "clinical judgement",
    }
    Strength {
        Recommended: "recommended",
        Option: "an option",
        Consider: "to consider",
    }
    Therapy {
        CisplatinEtoposide: "cisplatin + etoposide",
        CarboplatinEtoposide: "carboplatin + etoposide",
        Folfox: "FOLFOX",
        FolfoxBevacizumab: "FOLFOX + bevacizumab",
        Folfiri: "FOLFIRI",
        OtherColorectalRegimen: "other colorectal regimen",
        Lanreotide: "lanreotide",
        Octreotide: "octreotide",
        Tae: "transarterial embolization (TAE)",
        Tace: "transarterial chemoembolization (TACE)",
        Tare: "transarterial radioembolization (TARE)",
        Ablation: "ablation of liver metastases",
        PrimaryResection: "resection of the primary tumour",
        Debulking: "surgical debulking",
    }
    Section {
        Scope: "title and opening",
        Distinction: "high grade against well differentiated",
        FirstLineChemotherapy: "first-line chemotherapy",
        PrimaryResection: "resection of the primary tumour",
        WhyNotLiverDirected: "why not liver-directed treatment first",
        WhenLiverDirected: "when liver-directed treatment",
        SomatostatinAnalogues: "somatostatin analogues",
        Prognosis: "prognosis",
        Sequence: "sequence of treatment",
        Pitfalls: "pitfalls",
    }
}
