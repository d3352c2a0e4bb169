//! What is said beside the standings: gaps, divergences, prognosis.
//!
//! Each is said when its condition holds in every completion of the case.

use crate::{
    Answer, Chemotherapy::*, Divergence, Ecog::*, Gap, Hundredths, LiverMetastases::*, Pathway,
    Platinum::*, PrimarySite::*, PrimaryTumour::*, Set, Statement,
};

/// What the source says of the outlook of a population; never a forecast for one patient.
///
/// ```
/// use nen_pathway::Prognosis;
/// assert_eq!(Prognosis::Months.statements().to_string(), "S36 S37");
/// assert!(Prognosis::Months.text().contains("5 to 11 months"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Prognosis {
    /// NEC of the sigmoid colon with multiple liver metastases: a median of 5 to 11 months even with
    /// treatment. It rests on weak evidence, and its starting point is not stated.
    Months,
    /// NET: years are possible with multimodal treatment.
    Years,
}

impl Prognosis {
    /// The statements it rests on.
    #[must_use]
    pub const fn statements(self) -> Set<Statement> {
        match self {
            Self::Months => Set::of(&[Statement::S36, Statement::S37]),
            Self::Years => Set::of(&[Statement::S40]),
        }
    }

    /// What the source says, with its limits.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Months => {
                "The source gives a median survival of 5 to 11 months even with treatment: a figure for \
                 a population, resting on weak evidence, its starting point not stated; no forecast \
                 for one patient."
            }
            Self::Years => {
                "The source says that survival for years is possible with multimodal treatment: said \
                 of a population; no forecast for one patient."
            }
        }
    }

    /// The median in months, if the source gives one: lowest and highest.
    #[must_use]
    pub const fn median_months(self) -> Option<[u8; 2]> {
        match self {
            Self::Months => Some([5, 11]),
            Self::Years => None,
        }
    }
}

/// Ki-67 bounds of the trials, read on the range itself.
const TEN: Hundredths = Hundredths::whole(10);
const FIFTY_FIVE: Hundredths = Hundredths::whole(55);

/// What holds in every completion.
struct Known<'a>(&'a Answer);

impl Known<'_> {
    fn pathway(&self, pathway: Pathway) -> bool {
        self.0.pathway().value() == Some(pathway)
    }

    fn nec(&self) -> bool {
        self.pathway(Pathway::Nec)
    }

    fn nec_first(&self) -> bool {
        self.nec() && self.0.case().chemotherapy().is_within(NotStarted | UnderWay)
    }

    fn unfit(&self) -> bool {
        self.0.case().ecog().is_within(Three | Four)
    }

    fn complication(&self) -> bool {
        let any = ComplicationImminent | Obstructing | Bleeding | PerforationRisk;
        self.0.case().primary_tumour().is_within(any)
    }

    fn gap(&self, gap: Gap) -> bool {
        let case = self.0.case();
        match gap {
            Gap::NetG3 => self.pathway(Pathway::NetG3),
            Gap::SecondLine => self.nec() && case.chemotherapy().is_within(ProgressedAfter),
            Gap::PlatinumUnsuitable => self.nec_first() && case.platinum().is_within(Neither),
            Gap::PerformanceStatus => self.nec_first() && self.unfit(),
            Gap::UnfitForResection => {
                self.nec()
                    && case.primary_site().is_within(SigmoidColon)
                    && self.complication()
                    && self.unfit()
            }
            Gap::SolitaryMetastasis => self.nec() && case.liver_metastases().is_within(Solitary),
            Gap::OtherSite => {
                case.primary_site().is_within(OtherColorectal)
                    && !self.0.pathway().possible().contains(Pathway::OutsideScope)
            }
            Gap::BowelEmergency => {
                case.primary_tumour().is_within(Obstructing | Bleeding | PerforationRisk)
            }
            Gap::SymptomControl => self.nec(),
            Gap::AfterFirstLine => self.nec() && case.chemotherapy().is_within(IndolentAfter),
            Gap::ReceptorImaging => self.pathway(Pathway::Net),
        }
    }

    fn divergence(&self, divergence: Divergence) -> bool {
        let case = self.0.case();
        match divergence {
            Divergence::SecondLine
            | Divergence::SurvivalByPopulation
            | Divergence::MolecularProfile
            | Divergence::SingleCaseEvidence => self.nec(),
            Divergence::IrinotecanPlatinum | Divergence::OrganFunction => self.nec_first(),
            Divergence::NetG3 => self.pathway(Pathway::NetG3),
            Divergence::OctreotideLabel => self.pathway(Pathway::Net),
            Divergence::SsaKi67Limit => self.pathway(Pathway::Net) && case.ki67().lowest() >= TEN,
            Divergence::PlatinumChoice => self.nec_first() && case.platinum().is_within(Either),
            Divergence::ResectionEvidence => {
                self.nec() && !case.primary_tumour().contains(Resected)
            }
            Divergence::LiverDirectedEvidence => {
                self.nec() && case.chemotherapy().is_within(IndolentAfter)
            }
            Divergence::Prrt => {
                self.0.pathway().possible().is_within(Pathway::Net | Pathway::NetG3)
                    && case.ki67().lowest() >= TEN
                    && case.ki67().highest() <= FIFTY_FIVE
            }
            Divergence::PerformanceStatus => self.nec_first() && self.unfit(),
            Divergence::CarboplatinBleeding => {
                self.nec_first() && case.primary_tumour().is_within(Bleeding)
            }
            Divergence::ReliefWithoutResection => {
                self.nec() && case.primary_tumour().is_within(Obstructing | ComplicationImminent)
            }
            Divergence::Ki67Below55 => self.nec() && case.ki67().highest() < FIFTY_FIVE,
        }
    }
}

impl Answer {
    /// Where the source is silent and a reader would expect an answer.
    #[must_use]
    pub fn gaps(&self) -> Set<Gap> {
        Gap::ALL.iter().copied().filter(|gap| Known(self).gap(*gap)).collect()
    }

    /// Where published guidance differs from the source; never the source's, and never a reason for
    /// a standing.
    #[must_use]
    pub fn divergences(&self) -> Set<Divergence> {
        let holds = |divergence: &Divergence| Known(self).divergence(*divergence);
        Divergence::ALL.iter().copied().filter(holds).collect()
    }

    /// What the source says of the outlook, if it says anything here.
    #[must_use]
    pub fn prognosis(&self) -> Option<Prognosis> {
        let case = self.case();
        let source_case = case.primary_site().is_within(SigmoidColon)
            && case.liver_metastases().is_within(Multiple);
        match self.pathway().value()? {
            Pathway::Nec => source_case.then_some(Prognosis::Months),
            Pathway::Net => Some(Prognosis::Years),
            Pathway::NetG3 | Pathway::VerifyPathology | Pathway::OutsideScope => None,
        }
    }
}
