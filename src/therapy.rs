//! The therapies, and what the source says of one: its standing.

mod offered;

pub use self::offered::{
    AnyLineNecTherapy, FirstLineNecTherapy, LaterNecTherapy, NetTherapy, NoTherapy, NotOffered,
    Offered,
};
use crate::{Set, set::either, vocabulary::vocabulary};

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

impl Therapy {
    /// Those of which the same is told, together: in the order of the first of each.
    pub(crate) fn groups(alike: impl Fn(Self, Self) -> bool) -> impl Iterator<Item = Set<Self>> {
        Self::ALL.iter().copied().filter_map(move |therapy| {
            let like = |other: &Self| alike(therapy, *other);
            let group: Set<Self> = Self::ALL.iter().copied().filter(like).collect();
            (group.iter().next() == Some(therapy)).then_some(group)
        })
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
