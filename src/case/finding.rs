//! The nine findings by name.

use crate::vocabulary::vocabulary;
#[cfg(feature = "serde")]
use crate::{
    Chemotherapy, Differentiation, Ecog, LiverMetastases, Platinum, PrimarySite, PrimaryTumour,
};

vocabulary! { "finding"
    /// The nine findings of a case, in the order in which they are always listed.
    #[strum(serialize_all = "snake_case")]
    pub enum Finding {
        /// Where the primary tumour is: [`PrimarySite`](crate::PrimarySite).
        PrimarySite,
        /// How many metastases the liver holds: [`LiverMetastases`](crate::LiverMetastases).
        LiverMetastases,
        /// How closely the tumour resembles neuroendocrine cells: [`Differentiation`](crate::Differentiation).
        Differentiation,
        /// The share of cells that stain for Ki-67: [`Ki67`](crate::Ki67).
        Ki67,
        /// Mitoses per 2 mm²: [`MitoticRate`](crate::MitoticRate).
        Mitoses,
        /// ECOG performance status: [`Ecog`](crate::Ecog).
        Ecog,
        /// What the primary tumour does now: [`PrimaryTumour`](crate::PrimaryTumour).
        PrimaryTumour,
        /// Where the patient stands with the first platinum doublet: [`Chemotherapy`](crate::Chemotherapy).
        Chemotherapy,
        /// Which platinum drug the patient can safely receive: [`Platinum`](crate::Platinum).
        Platinum,
    }
}

impl Finding {
    /// The names of the values, for the findings that are one of a few.
    #[cfg(feature = "serde")]
    pub(crate) const fn names(self) -> &'static [&'static str] {
        match self {
            Self::PrimarySite => PrimarySite::NAMES,
            Self::LiverMetastases => LiverMetastases::NAMES,
            Self::Differentiation => Differentiation::NAMES,
            Self::Ki67 | Self::Mitoses => &[],
            Self::Ecog => Ecog::NAMES,
            Self::PrimaryTumour => PrimaryTumour::NAMES,
            Self::Chemotherapy => Chemotherapy::NAMES,
            Self::Platinum => Platinum::NAMES,
        }
    }
}
