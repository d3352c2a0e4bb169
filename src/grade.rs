//! The WHO grade, and the bands in which the pathway reads Ki-67 and mitoses.

use crate::vocabulary::vocabulary;

vocabulary! { "grade"
    /// The WHO 2019/2022 grade of a neuroendocrine neoplasm.
    ///
    /// Ki-67 below 3 % or fewer than 2 mitoses per 2 mm² make G1, 3 % to 20 % or 2 to 20 mitoses G2,
    /// and more than that G3; the higher of the two counts. Exactly 20 % is G2.
    ///
    /// A published standard, so it cites no [`Statement`](crate::Statement). Its order is the order of
    /// the grades.
    #[strum(serialize_all = "snake_case")]
    pub enum Grade {
        /// Low grade.
        G1,
        /// Intermediate grade.
        G2,
        /// High grade.
        G3,
    }
}

/// The bands of the Ki-67 index within which no answer of the pathway changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Ki67Band {
    Below3,
    From3To10,
    From10To20,
    Exactly20,
    Above20,
}

/// The bands of the mitotic rate within which no answer of the pathway changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum MitosesBand {
    Below2,
    From2To20,
    Above20,
}

impl Ki67Band {
    /// The band of a number of hundredths of a percent.
    pub(crate) const fn of(hundredths: u16) -> Self {
        match hundredths {
            0..300 => Self::Below3,
            300..1_000 => Self::From3To10,
            1_000..2_000 => Self::From10To20,
            2_000 => Self::Exactly20,
            2_001.. => Self::Above20,
        }
    }
}

impl MitosesBand {
    /// The band of a number of hundredths per 2 mm².
    pub(crate) const fn of(hundredths: u16) -> Self {
        match hundredths {
            0..200 => Self::Below2,
            200..=2_000 => Self::From2To20,
            2_001.. => Self::Above20,
        }
    }
}
