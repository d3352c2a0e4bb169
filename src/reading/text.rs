//! What each reading decides, in sentences.

use super::Reading;

impl Reading {
    /// What the source leaves ambiguous here, and why, in one sentence.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::RulesReachOtherColorectalSites => {
                "The title names the sigmoid colon while the rules on NEC and NET name no site: do \
                they reach the rest of the colon and the rectum?"
            }
            Self::RulesReachASolitaryMetastasis => {
                "The title speaks of multiple liver metastases while the rules on NEC and NET give \
                no number: do they reach a single one?"
            }
            Self::GradeIsTheHigher => {
                "The classes are drawn by Ki-67 alone, yet the mitotic count is asked for without \
                any cut-off: which of the two sets the grade?"
            }
            Self::TwentyIsG2 => {
                "The two classes lie below and above a Ki-67 of 20 %, so exactly 20 % falls in \
                neither."
            }
            Self::DiscordanceIsVerified => {
                "Poor differentiation makes a NEC in some sentences and Ki-67 above 20 % in \
                others: what is a poorly differentiated G1 or G2?"
            }
            Self::ModerateIsVerified => {
                "Moderate differentiation occurs only where a drug label is quoted, and neither \
                class of the source has a place for it."
            }
            Self::NetG3IsLeftOut => {
                "High grade is used as if it meant NEC, and well differentiated as if it meant low \
                grade, so a well differentiated G3 has no class."
            }
            Self::ComplicationOutranksExtent => {
                "Resection is advised for a complicated primary, and the next sentence rules out \
                early surgery in extensive disease: which one wins?"
            }
            Self::FitnessIsRequired => {
                "Three bullets say when to resect, with no word joining them: is a complication \
                enough, or must the patient be fit as well?"
            }
            Self::FitIsEcogZeroToTwo => {
                "Fitness for surgery is asked for without a scale or a limit, so any cut-off comes \
                from outside the text."
            }
            Self::ChemotherapyFitnessIsAsked => {
                "Chemotherapy is to start at once and no limit of fitness is given, while practice \
                does not treat at any performance status."
            }
            Self::LiverConditionsAreAlternatives => {
                "Two bullets say when liver-directed treatment may be considered, and nothing says \
                whether one is enough or both are needed."
            }
            Self::SoftBoundAtTen => {
                "The Ki-67 bound for liver-directed treatment in NET is printed as <10-20%, which \
                is a span and not a limit."
            }
            Self::RegimenBanHoldsInEveryLine => {
                "The ban on colorectal regimens stands under first-line treatment in one place and \
                as a plain never in another."
            }
            Self::OtherBansHoldInEveryLine => {
                "Somatostatin analogues and liver-directed treatment are ruled out flatly in one \
                place and only as first line in another."
            }
            Self::MultipleIsExtensive => {
                "Early surgery and debulking are ruled out in extensive disease, a word the source \
                never defines."
            }
        }
    }

    /// How the crate reads it, and for what reason.
    #[must_use]
    pub const fn chosen(self) -> &'static str {
        match self {
            Self::RulesReachOtherColorectalSites => {
                "Any colorectal primary is answered, because the rules themselves name no site; a \
                gap beside the answer says so."
            }
            Self::RulesReachASolitaryMetastasis => {
                "A single liver metastasis is answered, because the rules that tell NEC from NET \
                count no metastases."
            }
            Self::GradeIsTheHigher => {
                "The higher of the two grades counts, because the WHO grades that way and the \
                source wants both numbers confirmed."
            }
            Self::TwentyIsG2 => {
                "Exactly 20 % is G2, because the WHO's G2 runs from 3 % to 20 % with both ends \
                included."
            }
            Self::DiscordanceIsVerified => {
                "The pathology is verified, because the two findings contradict each other and the \
                source wants the grade settled before any drug."
            }
            Self::ModerateIsVerified => {
                "The pathology is verified, because the word comes from older reports and does not \
                tell NET from NEC."
            }
            Self::NetG3IsLeftOut => {
                "NET G3 stays without advice, because filing it under either class would say \
                more than the source does."
            }
            Self::ComplicationOutranksExtent => {
                "A complication permits palliative resection even then, because keeping the bowel \
                from harm is the purpose the source leaves to surgery."
            }
            Self::FitnessIsRequired => {
                "A complication and fitness are both needed, because fitness is a condition and by \
                itself no reason to operate."
            }
            Self::FitIsEcogZeroToTwo => {
                "Fit means ECOG 0 to 2, the limit that is also used for chemotherapy, because the \
                source gives none of its own."
            }
            Self::ChemotherapyFitnessIsAsked => {
                "At ECOG 3 or 4 it is a decision for the tumour board; this asks more than the text \
                does, because practice sets a limit."
            }
            Self::LiverConditionsAreAlternatives => {
                "Either one is enough, because asking for both would demand chemotherapy of every \
                NET first."
            }
            Self::SoftBoundAtTen => {
                "Below 10 % it is an option and from 10 % to 20 % a judgement, because a span \
                leaves its upper part to judgement."
            }
            Self::RegimenBanHoldsInEveryLine => {
                "The colorectal regimens are ruled out in every line, because the stronger sentence is \
                tied to no line."
            }
            Self::OtherBansHoldInEveryLine => {
                "Both stay ruled out later, liver-directed treatment with its one exception, \
                because the flat sentences are tied to no line."
            }
            Self::MultipleIsExtensive => {
                "Multiple liver metastases are extensive disease, because they are the extent the \
                title is about."
            }
        }
    }

    /// What the rejected reading would answer.
    #[must_use]
    pub const fn alternative(self) -> &'static str {
        match self {
            Self::RulesReachOtherColorectalSites => {
                "Only a sigmoid primary would be answered; any other colorectal primary would be \
                out of scope."
            }
            Self::RulesReachASolitaryMetastasis => {
                "Only multiple liver metastases would be answered; a single one would be \
                out of scope."
            }
            Self::GradeIsTheHigher => {
                "Ki-67 alone would set the grade, and the mitotic count would change nothing."
            }
            Self::TwentyIsG2 => {
                "A well differentiated tumour at exactly 20 % would be verified whatever its \
                mitoses, with its grade unchanged."
            }
            Self::DiscordanceIsVerified => {
                "Poor differentiation alone would make it a NEC, and the NEC answers would apply \
                at any grade."
            }
            Self::ModerateIsVerified => {
                "Moderate would be taken as well, the way the label groups them: a NET in G1 and \
                G2, a NET G3 in G3."
            }
            Self::NetG3IsLeftOut => {
                "High grade alone would make it a NEC, and the NEC answers would apply."
            }
            Self::ComplicationOutranksExtent => {
                "With multiple liver metastases and before chemotherapy, resection of the primary \
                would be ruled out even for a complication."
            }
            Self::FitnessIsRequired => {
                "A complication would be enough: a complicated sigmoid primary would be \
                resected at any ECOG."
            }
            Self::FitIsEcogZeroToTwo => {
                "Fit would mean ECOG 0 or 1, and at ECOG 2 resection of a complicated primary \
                would be a judgement."
            }
            Self::ChemotherapyFitnessIsAsked => {
                "There would be no limit: the platinum regimens the patient can receive would be \
                recommended at any ECOG."
            }
            Self::LiverConditionsAreAlternatives => {
                "Both would be needed: in a NET it would be addressed only after an indolent course \
                on chemotherapy, in a NEC it would be ruled out even then."
            }
            Self::SoftBoundAtTen => {
                "The bound would be 20 %, and liver-directed treatment would be an option in every \
                NET."
            }
            Self::RegimenBanHoldsInEveryLine => {
                "The ban would end with the first line: the source would be silent on colorectal \
                regimens for a NEC after the first platinum doublet."
            }
            Self::OtherBansHoldInEveryLine => {
                "The bans would end with the first line: for a NEC after the first platinum doublet \
                the source would be silent on analogues, and after progression on liver-directed \
                treatment."
            }
            Self::MultipleIsExtensive => {
                "Extensive would mean more: for a NEC the source would be silent on debulking, and on \
                resection of an uncomplicated primary outside the sigmoid colon."
            }
        }
    }
}
