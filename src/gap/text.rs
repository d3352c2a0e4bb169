//! What each gap means, in sentences.

use super::Gap;

impl Gap {
    /// On what the source is silent, and what that means for the reader.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::NetG3 => {
                "A well differentiated tumour of grade 3 belongs to neither class of the source. \
                None of its advice is applied to it, neither that for NEC nor that for G1 and G2."
            }
            Self::SecondLine => {
                "The source names no treatment for progression after the first platinum regimen. \
                It says what to leave out; what to give instead has to come from elsewhere."
            }
            Self::PlatinumUnsuitable => {
                "The only regimen of the source contains cisplatin or carboplatin, and nothing is \
                said for a patient who can receive neither. That both regimens are ruled out here \
                follows from the finding, not from a statement."
            }
            Self::PerformanceStatus => {
                "The source sets no limit of fitness for starting chemotherapy. At ECOG 3 or 4 the \
                answer therefore goes no further than a judgement, which lies with the tumour \
                board."
            }
            Self::UnfitForResection => {
                "The source relieves a complicated primary by resection alone and asks for \
                fitness. For a patient who is not fit it mentions no stoma, stent or bypass, so \
                nothing here speaks for or against them."
            }
            Self::SolitaryMetastasis => {
                "The source has multiple liver metastases in its title and never speaks of a \
                single one. Treating a single one with intent to cure is not discussed; what is \
                shown here are its general rules."
            }
            Self::OtherSite => {
                "The source has the sigmoid colon in its title. Its general rules on NEC and NET \
                are applied to another colorectal primary as well; its advice on resecting a \
                complicated primary is not."
            }
            Self::BowelEmergency => {
                "How verification and chemotherapy give way when the primary obstructs, bleeds or \
                threatens to perforate is not in the source. Relieving the emergency first, \
                before either of them, is practice and not the source."
            }
            Self::SymptomControl => {
                "Somatostatin analogues are ruled out as treatment of the tumour. Whether they may \
                be given for hormone symptoms or for bowel obstruction is left open by the \
                source."
            }
            Self::AfterFirstLine => {
                "After an indolent course the source lets liver-directed treatment be considered. \
                It is silent on observation, on maintenance and on giving the first regimen \
                again."
            }
            Self::ReceptorImaging => {
                "Somatostatin analogues are listed for NET without any word on somatostatin \
                receptors. Whether imaging has shown them is not among the findings, so the \
                options stand whatever it shows."
            }
        }
    }
}
