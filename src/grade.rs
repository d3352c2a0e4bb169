//! The WHO grade.

use crate::{set::either, vocabulary::vocabulary};

vocabulary! { "grade"
    /// The WHO 2019/2022 grade of a neuroendocrine neoplasm.
    ///
    /// Ki-67 below 3 % grades G1, 3 % to 20 % G2, above 20 % G3; fewer than 2 mitoses per 2 mm² grade
    /// G1, 2 to 20 G2, more than 20 G3. The higher of the two counts. Exactly 20 % is G2.
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

either!(Grade);
