//! The divergences: where published guidance differs from the source.

mod text;

use core::fmt::{self, Display};

use crate::{
    Set,
    Statement::{self, *},
    vocabulary::vocabulary,
};

vocabulary! { "divergence"
    /// A place where published guidance or trials differ from the source.
    ///
    /// Named beside an answer when its condition holds in every completion of the case. It is never
    /// the source's, and it never changes a standing.
    #[strum(serialize_all = "snake_case")]
    pub enum Divergence {
        /// What follows the first line of a NEC.
        SecondLine,
        /// Irinotecan with a platinum drug.
        IrinotecanPlatinum,
        /// NET G3 as a class of its own.
        #[strum(serialize = "net_g3")]
        NetG3,
        /// What octreotide is labelled for.
        OctreotideLabel,
        /// The Ki-67 limit of the trials of somatostatin analogues.
        #[strum(serialize = "ssa_ki67_limit")]
        SsaKi67Limit,
        /// Cisplatin or carboplatin.
        PlatinumChoice,
        /// Survival in different populations.
        SurvivalByPopulation,
        /// The evidence on resecting the primary tumour.
        ResectionEvidence,
        /// The evidence on liver-directed treatment in high-grade disease.
        LiverDirectedEvidence,
        /// Molecular profiling.
        MolecularProfile,
        /// Peptide receptor radionuclide therapy.
        Prrt,
        /// The performance status of the patients in the trials.
        PerformanceStatus,
        /// Kidney, hearing, marrow: what the source does not ask.
        OrganFunction,
        /// Carboplatin and a bleeding tumour.
        CarboplatinBleeding,
        /// Relief of an obstruction without resection.
        ReliefWithoutResection,
        /// NEC with Ki-67 below 55 %.
        #[strum(serialize = "ki67_below_55")]
        Ki67Below55,
        /// The single case behind the ban on FOLFOX.
        SingleCaseEvidence,
    }
}

impl Divergence {
    /// The statements of the source that guidance is held against.
    ///
    /// ```
    /// use nen_pathway::Divergence;
    /// assert_eq!(Divergence::SecondLine.statements().to_string(), "S46");
    /// ```
    #[must_use]
    pub const fn statements(self) -> Set<Statement> {
        let statements: &[Statement] = match self {
            Self::SecondLine => &[S46],
            Self::IrinotecanPlatinum => &[S14, S15],
            Self::NetG3 => &[S06, S09, S51],
            Self::OctreotideLabel => &[S32],
            Self::SsaKi67Limit => &[S09, S10],
            Self::PlatinumChoice | Self::OrganFunction => &[S14],
            Self::SurvivalByPopulation => &[S37],
            Self::ResectionEvidence => &[S18, S22, S43],
            Self::LiverDirectedEvidence => &[S26, S27, S28, S31],
            Self::MolecularProfile => &[S15, S41],
            Self::Prrt => &[S10],
            Self::PerformanceStatus => &[S13, S42],
            Self::CarboplatinBleeding => &[S14, S19],
            Self::ReliefWithoutResection => &[S18, S20],
            Self::Ki67Below55 => &[S06, S42],
            Self::SingleCaseEvidence => &[S17, S38, S47],
        };
        Set::of(statements)
    }
}

/// A publication.
///
/// ```
/// use nen_pathway::Divergence;
///
/// let trial = Divergence::IrinotecanPlatinum.citations()[0];
/// assert_eq!(trial.link, Some("doi:10.1001/jamaoncol.2022.3395, PMID 35980649"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Citation {
    /// Authors, title, journal, year and pages, as far as they are known.
    pub text: &'static str,
    /// A DOI, a PMID or both, or an address, if one is known.
    pub link: Option<&'static str>,
}

/// As a list of references has it: the text, then the link.
impl Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)?;
        self.link.map_or(Ok(()), |link| write!(f, " {link}"))
    }
}
