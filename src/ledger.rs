//! The ledger of divergences: what the source says against what published guidance says.

use core::fmt::{self, Display};

use crate::Divergence;

/// One divergence, or all of them, as a document: what the source says, what guidance says, the
/// citations, and the cases it touches. In Markdown, so that it can be printed or put into a page.
///
/// ```
/// use nen_pathway::{Divergence, Ledger};
///
/// let all = Ledger::ALL.to_string();
/// assert!(all.starts_with("# Where published guidance differs"));
/// let one = Ledger::of(Divergence::Prrt).to_string();
/// assert!(one.contains("Ki-67 from 10 % to 55 %"));
/// assert!(all.contains(&one));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ledger(Option<Divergence>);

impl Ledger {
    /// Every divergence, in order.
    pub const ALL: Self = Self(None);

    /// One divergence.
    #[must_use]
    pub const fn of(divergence: Divergence) -> Self {
        Self(Some(divergence))
    }
}

impl Display for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(divergence) = self.0 {
            return entry(f, divergence);
        }
        f.write_str(
            "# Where published guidance differs\n\nNone of this is the source's, and none of it changes a \
             standing. Each entry stands beside an answer when its condition holds in every completion of \
             the case.\n",
        )?;
        Divergence::ALL.iter().try_for_each(|divergence| {
            f.write_str("\n")?;
            entry(f, *divergence)
        })
    }
}

fn entry(f: &mut fmt::Formatter<'_>, divergence: Divergence) -> fmt::Result {
    writeln!(f, "## {}\n", divergence.as_str())?;
    writeln!(f, "- The source ({}): {}", divergence.statements(), divergence.source_says())?;
    writeln!(f, "- Published guidance: {}", divergence.guidance_says())?;
    writeln!(f, "- Touches: {}", divergence.touches())?;
    divergence.citations().iter().try_for_each(|citation| writeln!(f, "- {citation}"))
}

impl Divergence {
    /// The cases it touches, in words: the condition under which it stands beside an answer.
    #[must_use]
    pub const fn touches(self) -> &'static str {
        match self {
            Self::SecondLine
            | Self::SurvivalByPopulation
            | Self::MolecularProfile
            | Self::SingleCaseEvidence => "every NEC.",
            Self::IrinotecanPlatinum | Self::OrganFunction => {
                "a NEC whose first platinum doublet has not been judged."
            }
            Self::NetG3 => "every NET G3.",
            Self::OctreotideLabel => "every NET G1 or G2.",
            Self::SsaKi67Limit => "a NET G1 or G2 with Ki-67 of 10 % or more.",
            Self::PlatinumChoice => {
                "a NEC whose first platinum doublet has not been judged, in a patient who can receive either \
                 drug."
            }
            Self::ResectionEvidence => "a NEC whose primary has not been resected.",
            Self::LiverDirectedEvidence => {
                "a NEC that is indolent after the first platinum doublet."
            }
            Self::Prrt => "a NET of any grade with Ki-67 from 10 % to 55 %.",
            Self::PerformanceStatus => {
                "a NEC whose first platinum doublet has not been judged, at ECOG 3 or 4."
            }
            Self::CarboplatinBleeding => {
                "a NEC whose first platinum doublet has not been judged, with a bleeding primary."
            }
            Self::ReliefWithoutResection => {
                "a NEC whose primary obstructs, or whose complication is imminent."
            }
            Self::Ki67Below55 => "a NEC with Ki-67 below 55 %.",
        }
    }
}
