//! How each finding is entered, for the people who enter it.

use crate::Finding;

impl Finding {
    /// How the finding is entered, in a sentence or two: what its values mean, and what does not settle it. What
    /// is not known stays not assessed; where several values are possible, all of them are given.
    ///
    /// ```
    /// use nen_pathway::Finding;
    ///
    /// assert!(Finding::Chemotherapy.instructions().contains("FOLFOX"));
    /// ```
    #[must_use]
    pub const fn instructions(self) -> &'static str {
        match self {
            Self::PrimarySite => {
                "Where the primary tumour is; rectosigmoid and rectum are other colorectal. An unknown primary is \
                 not assessed."
            }
            Self::LiverMetastases => {
                "How many metastases the liver holds: none, one, or more than one."
            }
            Self::Differentiation => {
                "As the pathologist writes it. Small-cell and large-cell carcinoma are poor; a mixed neoplasm \
                 (MiNEN, MANEC) is mixed. The bare words NEC, NET, high-grade and low-grade settle nothing."
            }
            Self::Ki67 => {
                "The index in percent, as a number, a bound or a range, never rounded: `>80%`, `20-30%`. High or \
                 positive is no number."
            }
            Self::Mitoses => {
                "Mitoses per 2 mm², as a number, a bound or a range: `45/2mm2`. A count per high-power field needs \
                 the area of the field."
            }
            Self::Ecog => "The ECOG performance status, 0 to 4; a letter's 0-1 is both.",
            Self::PrimaryTumour => {
                "What presses most now. Bleeding is overt and needs transfusion, endoscopy or surgery; without that \
                 need, with the need not stated, occult, or as anaemia alone it is both uncomplicated and bleeding. \
                 Perforation is threatened or present."
            }
            Self::Chemotherapy => {
                "The first doublet with cisplatin or carboplatin; other drugs, FOLFOX among them, do not count. \
                 Finished but not yet judged is under way; stable or responding is not by itself indolent: where \
                 that cannot be said, it is both."
            }
            Self::Platinum => {
                "What the patient can safely receive, by kidney, hearing, nerves, heart, marrow and bleeding."
            }
        }
    }
}
