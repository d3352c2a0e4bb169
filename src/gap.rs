//! The gaps: where the source is silent and a reader would expect an answer.

mod text;

use crate::vocabulary::vocabulary;

vocabulary! { "gap"
    /// A silence of the source, named beside an answer when it holds in every completion of the case.
    #[strum(serialize_all = "snake_case")]
    pub enum Gap {
        /// NET G3: neither of the source's classes.
        #[strum(serialize = "net_g3")]
        NetG3,
        /// NEC that progressed: what comes second.
        SecondLine,
        /// NEC before or on chemotherapy, and neither platinum drug can be received.
        PlatinumUnsuitable,
        /// NEC before or on chemotherapy at ECOG 3–4.
        PerformanceStatus,
        /// NEC of the sigmoid colon with a complication at ECOG 3–4.
        UnfitForResection,
        /// NEC with a single liver metastasis.
        SolitaryMetastasis,
        /// A colorectal site other than the sigmoid colon, within scope.
        OtherSite,
        /// Obstruction, bleeding or perforation, whatever the pathway.
        BowelEmergency,
        /// NEC: somatostatin analogues for hormone symptoms or bowel obstruction.
        SymptomControl,
        /// NEC that is indolent after chemotherapy: what follows.
        AfterFirstLine,
        /// NET: imaging of somatostatin receptors.
        ReceptorImaging,
    }
}
