//! What comes before what.

use crate::{
    Answer, Chemotherapy, Gap, Pathway, Set,
    Statement::{self, *},
    vocabulary::vocabulary,
};

vocabulary! { "precedence"
    /// What comes before what, said wherever an answer is told in sentences.
    #[strum(serialize_all = "snake_case")]
    pub enum Precedence {
        /// A bowel emergency is relieved first and waits for neither. Practice, not the source; with the gap
        /// [`BowelEmergency`](Gap::BowelEmergency).
        EmergencyFirst,
        /// Verification of the pathology comes before "immediately". Wherever it may be a NEC, or the
        /// pathology has to be verified.
        VerificationFirst,
        /// Debulking, or resection of a primary without complication, never delays chemotherapy. Wherever it
        /// may be a NEC whose first platinum doublet has not been judged.
        ChemotherapyBeforeSurgery,
    }
}

impl Precedence {
    /// The sentence.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::VerificationFirst => {
                "The pathology is verified first; what the source wants immediately starts after that."
            }
            Self::ChemotherapyBeforeSurgery => {
                "Neither debulking nor resection of an uncomplicated primary delays chemotherapy."
            }
            Self::EmergencyFirst => {
                "A bowel emergency is relieved first and waits for neither pathology nor chemotherapy: \
                 this is practice, not the source, which does not say how they yield."
            }
        }
    }

    /// The statements it rests on; none where it is practice.
    #[must_use]
    pub const fn statements(self) -> Set<Statement> {
        match self {
            Self::VerificationFirst => Set::of(&[S13, S41, S42, S50]),
            Self::ChemotherapyBeforeSurgery => Set::of(&[S22, S23, S48]),
            Self::EmergencyFirst => Set::EMPTY,
        }
    }
}

impl Answer {
    /// What comes before what in this case.
    ///
    /// ```
    /// use nen_pathway::*;
    ///
    /// let case = Case::NOT_ASSESSED.with_primary_tumour(PrimaryTumour::Obstructing);
    /// let order = recommend(&case).answer().order();
    /// assert!(order.contains(Precedence::EmergencyFirst));
    /// ```
    #[must_use]
    pub fn order(&self) -> Set<Precedence> {
        let pathways = self.pathway().possible();
        let nec = pathways.contains(Pathway::Nec);
        let first_line = Chemotherapy::NotStarted | Chemotherapy::UnderWay;
        let applies = |precedence: &Precedence| match precedence {
            Precedence::VerificationFirst => nec || pathways.contains(Pathway::VerifyPathology),
            Precedence::ChemotherapyBeforeSurgery => {
                nec && self.case().chemotherapy().and(first_line).is_some()
            }
            Precedence::EmergencyFirst => self.gaps().contains(Gap::BowelEmergency),
        };
        Precedence::ALL.iter().copied().filter(applies).collect()
    }
}
