//! The vocabularies of the seven findings that are one of a few values.

use crate::{set::either, vocabulary::vocabulary};

vocabulary! { "primary site"
    /// Where the primary tumour is.
    ///
    /// An unknown primary is not a value: it is not assessed.
    #[strum(serialize_all = "snake_case")]
    pub enum PrimarySite {
        /// The sigmoid colon, the site the source speaks of.
        SigmoidColon,
        /// Any other part of the colon or the rectum; the rectosigmoid and the rectum included.
        OtherColorectal,
        /// Any other organ.
        Elsewhere,
    }
}

vocabulary! { "liver metastases"
    /// How many metastases the liver holds.
    #[strum(serialize_all = "snake_case")]
    pub enum LiverMetastases {
        /// None.
        Absent,
        /// Exactly one.
        Solitary,
        /// Two or more.
        Multiple,
    }
}

vocabulary! { "differentiation"
    /// How closely the tumour resembles neuroendocrine cells (WHO 2019/2022).
    ///
    /// The bare words NEC, NET, "low-grade" and "high-grade" imply no value.
    #[strum(serialize_all = "snake_case")]
    pub enum Differentiation {
        /// Well differentiated: a neuroendocrine tumour, NET.
        Well,
        /// "Moderately differentiated": the older word, which WHO no longer uses.
        Moderate,
        /// Poorly differentiated: a neuroendocrine carcinoma, NEC; small-cell and large-cell NEC
        /// are poor by definition.
        Poor,
        /// A mixed neuroendocrine–non-neuroendocrine neoplasm (MiNEN, formerly MANEC).
        Mixed,
    }
}

vocabulary! { "ECOG performance status"
    /// ECOG performance status, 0 to 4. (5 is death, which is no case.)
    ///
    /// Its names are the digits; in JSON it is a number.
    pub enum Ecog {
        /// 0: fully active.
        #[strum(serialize = "0")]
        Zero,
        /// 1: restricted only in strenuous activity.
        #[strum(serialize = "1")]
        One,
        /// 2: up and about more than half of waking hours, unable to work.
        #[strum(serialize = "2")]
        Two,
        /// 3: confined to bed or chair more than half of waking hours.
        #[strum(serialize = "3")]
        Three,
        /// 4: completely disabled.
        #[strum(serialize = "4")]
        Four,
    }
}

vocabulary! { "primary tumour"
    /// What the primary tumour does now; the most pressing of these.
    ///
    /// The last four are *complications*; all of them but `ComplicationImminent` are a *bowel
    /// emergency*.
    #[strum(serialize_all = "snake_case")]
    pub enum PrimaryTumour {
        /// It has been removed.
        Resected,
        /// It causes none of the following.
        Uncomplicated,
        /// A complication of the bowel is about to happen.
        ComplicationImminent,
        /// It obstructs the bowel.
        Obstructing,
        /// Overt bleeding that needs transfusion, endoscopy or surgery. Without that need, or with
        /// the need not stated, and for anaemia or occult blood alone, give both `Uncomplicated`
        /// and `Bleeding`.
        Bleeding,
        /// Perforation, threatened or present.
        PerforationRisk,
    }
}

vocabulary! { "chemotherapy"
    /// Where the patient stands with the first doublet of cisplatin or carboplatin.
    ///
    /// Earlier drugs of any other kind do not count, FOLFOX and its oxaliplatin included.
    #[strum(serialize_all = "snake_case")]
    pub enum Chemotherapy {
        /// Not started.
        NotStarted,
        /// Under way, or finished and its effect not yet judged.
        UnderWay,
        /// Afterwards the disease was judged slow-growing. Stable or responding is not by itself
        /// indolent; where that cannot be said, give both this and `UnderWay`.
        IndolentAfter,
        /// The disease progressed on it or after it.
        ProgressedAfter,
    }
}

vocabulary! { "platinum"
    /// Which platinum drug the patient can safely receive (kidney, hearing, nerve, heart, marrow,
    /// bleeding).
    #[strum(serialize_all = "snake_case")]
    pub enum Platinum {
        /// Cisplatin or carboplatin.
        Either,
        /// Cisplatin, not carboplatin.
        CisplatinOnly,
        /// Carboplatin, not cisplatin.
        CarboplatinOnly,
        /// Neither of the two.
        Neither,
    }
}

either!(PrimarySite LiverMetastases Differentiation Ecog PrimaryTumour Chemotherapy Platinum);
