//! The readings: each place where the source can be taken two ways, and the way it is taken.

mod text;

use crate::{Set, Statement, source::Statement::*, vocabulary::vocabulary};

vocabulary! { "reading"
    /// A place where the source can be taken two ways.
    ///
    /// Every answer takes the chosen way. [`readings`](crate::readings) lists the ones an answer
    /// rests on, [`under`](crate::under) answers the other way, [`stake`](crate::stake()) shows both.
    ///
    #[doc = include_str!("reading/cases.md")]
    #[strum(serialize_all = "snake_case")]
    pub enum Reading {
        /// The rules reach other colorectal sites. Otherwise: the sigmoid colon only.
        RulesReachOtherColorectalSites,
        /// The rules reach a solitary liver metastasis. Otherwise: multiple ones only.
        RulesReachASolitaryMetastasis,
        /// The grade is the higher of Ki-67 and mitoses. Otherwise: Ki-67 alone.
        GradeIsTheHigher,
        /// Ki-67 of exactly 20 % is G2. Otherwise: it is neither class, and is verified.
        TwentyIsG2,
        /// Poorly differentiated but not G3 is verified. Otherwise: it is a NEC whatever the grade.
        DiscordanceIsVerified,
        /// "Moderately differentiated" is verified. Otherwise: it is treated like well.
        ModerateIsVerified,
        /// NET G3 is left out by the source. Otherwise: high grade alone makes a NEC.
        #[strum(serialize = "net_g3_is_left_out")]
        NetG3IsLeftOut,
        /// A complication permits palliative resection in extensive disease. Otherwise: extensive
        /// disease rules it out before chemotherapy.
        ComplicationOutranksExtent,
        /// Resection asks for a complication and for fitness. Otherwise: for a complication.
        FitnessIsRequired,
        /// Fit for surgery is ECOG 0–2. Otherwise: 0–1.
        #[strum(serialize = "fit_is_ecog_0_to_2")]
        FitIsEcogZeroToTwo,
        /// At ECOG 3–4 chemotherapy is a judgement. Otherwise: it has no limit.
        ChemotherapyFitnessIsAsked,
        /// A NET, or indolent disease after chemotherapy, opens liver-directed treatment. Otherwise:
        /// both are needed.
        LiverConditionsAreAlternatives,
        /// In a NET, liver-directed treatment is a judgement from 10 %. Otherwise: an option up to
        /// 20 %.
        SoftBoundAtTen,
        /// The ban on colorectal regimens holds in every line. Otherwise: in the first line only.
        RegimenBanHoldsInEveryLine,
        /// The bans on somatostatin analogues and liver-directed treatment hold in every line.
        /// Otherwise: in the first line only.
        OtherBansHoldInEveryLine,
        /// Multiple liver metastases are extensive disease. Otherwise: "extensive" is more.
        MultipleIsExtensive,
    }
}

impl Reading {
    /// The statements that can be taken two ways.
    ///
    /// ```
    /// use nen_pathway::Reading;
    /// assert_eq!(Reading::SoftBoundAtTen.statements().to_string(), "S30");
    /// ```
    #[must_use]
    pub const fn statements(self) -> Set<Statement> {
        let statements: &[Statement] = match self {
            Self::RulesReachOtherColorectalSites | Self::RulesReachASolitaryMetastasis => {
                &[S01, S06, S09]
            }
            Self::GradeIsTheHigher => &[S06, S09, S41],
            Self::TwentyIsG2 => &[S06, S09],
            Self::DiscordanceIsVerified => &[S06, S15, S33, S42],
            Self::ModerateIsVerified => &[S04, S32, S34],
            Self::NetG3IsLeftOut => &[S02, S04, S06, S09, S15, S51],
            Self::ComplicationOutranksExtent => &[S18, S22, S43],
            Self::FitnessIsRequired => &[S18, S19, S20, S21, S43],
            Self::FitIsEcogZeroToTwo => &[S21],
            Self::ChemotherapyFitnessIsAsked => &[S13, S42],
            Self::LiverConditionsAreAlternatives => &[S29, S30, S31],
            Self::SoftBoundAtTen => &[S30],
            Self::RegimenBanHoldsInEveryLine => &[S16, S46],
            Self::OtherBansHoldInEveryLine => &[S25, S33],
            Self::MultipleIsExtensive => &[S01, S22, S48],
        };
        Set::of(statements)
    }
}
