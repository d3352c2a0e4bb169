//! The pathways a case can lead to.

use crate::{set::either, vocabulary::vocabulary};

vocabulary! { "pathway"
    /// Which part of the source speaks to a case, if any does.
    ///
    /// Exhaustive on purpose: an application that embeds the crate has to stop and look when a
    /// pathway is added.
    #[strum(serialize_all = "snake_case")]
    pub enum Pathway {
        /// Neuroendocrine carcinoma: poorly differentiated and G3.
        Nec,
        /// Neuroendocrine tumour G1 or G2: well differentiated.
        Net,
        /// Neuroendocrine tumour G3: well differentiated and G3, which the source's two classes
        /// leave out.
        #[strum(serialize = "net_g3")]
        NetG3,
        /// The pathology contradicts itself or uses an older word: it is verified before anything
        /// starts.
        VerifyPathology,
        /// Another organ, no liver metastasis, or a mixed neoplasm: the source does not speak of it.
        OutsideScope,
    }
}

either!(Pathway);
