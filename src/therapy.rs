//! The therapies, and what the source says of one: its standing.

mod offered;

pub use self::offered::{
    AnyLineNecTherapy, FirstLineNecTherapy, LaterNecTherapy, NetTherapy, NoTherapy, NotOffered,
    Offered,
};
use crate::{set::either, vocabulary::vocabulary};

vocabulary! { "therapy"
    /// The fourteen therapies that the source names, in the order in which they are always listed.
    #[strum(serialize_all = "snake_case")]
    pub enum Therapy {
        /// Cisplatin with etoposide.
        CisplatinEtoposide,
        /// Carboplatin with etoposide.
        CarboplatinEtoposide,
        /// FOLFOX: folinic acid, fluorouracil and oxaliplatin.
        Folfox,
        /// FOLFOX with bevacizumab.
        FolfoxBevacizumab,
        /// FOLFIRI: folinic acid, fluorouracil and irinotecan.
        Folfiri,
        /// CAPOX, FOLFOXIRI, capecitabine or fluorouracil alone, with or without bevacizumab or an
        /// anti-EGFR antibody. Irinotecan with cisplatin is not among them: the source is silent on
        /// it.
        OtherColorectalRegimen,
        /// Lanreotide, a somatostatin analogue, as antitumour treatment.
        Lanreotide,
        /// Octreotide, a somatostatin analogue, as antitumour treatment.
        Octreotide,
        /// TAE: transarterial embolization of the liver metastases.
        Tae,
        /// TACE: transarterial chemoembolization.
        Tace,
        /// TARE: transarterial radioembolization.
        Tare,
        /// Ablation of the liver metastases.
        Ablation,
        /// Resection of the primary tumour.
        PrimaryResection,
        /// Surgical debulking; resection of liver metastases included.
        Debulking,
    }
}

vocabulary! { "standing"
    /// What the source says of a therapy in a case.
    #[strum(serialize_all = "snake_case")]
    pub enum Standing {
        /// The source says to do it.
        Recommended,
        /// The source lists it as working here, without ranking it.
        Option,
        /// Permitted; a judgement.
        Consider,
        /// Ruled out, with the reason.
        Avoid,
        /// Nothing may start before the pathology is settled.
        VerifyFirst,
        /// It cannot be done any more.
        NotApplicable,
        /// The source is silent, and the silence is said aloud.
        NotAddressed,
    }
}

impl Standing {
    /// Whether a plan with this standing offers the therapy: recommended, option or consider.
    #[must_use]
    pub const fn is_offered(self) -> bool {
        match self {
            Self::Recommended | Self::Option | Self::Consider => true,
            Self::Avoid | Self::VerifyFirst | Self::NotApplicable | Self::NotAddressed => false,
        }
    }
}

either!(Standing);
