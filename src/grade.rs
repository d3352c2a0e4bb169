//! The WHO grade.

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
