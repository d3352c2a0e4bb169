//! Ranges of hundredths, as the tables write them.

use std::fmt;

/// From the lowest to the highest hundredth, both included, of a finding that ends at `most`.
#[derive(Clone, Copy)]
pub(crate) struct Range {
    pub(crate) lowest: u32,
    pub(crate) highest: u32,
    pub(crate) most: u32,
}

/// One end of a range, in whole numbers: `At(3)` takes 3 in, `Beyond(3)` leaves it out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    At(u32),
    Beyond(u32),
}

impl Range {
    /// The lower end, if it is one: the thresholds are whole numbers, and what follows one is a hundredth more.
    pub(crate) const fn lower(self) -> Option<End> {
        match (self.lowest, self.lowest % 100) {
            (0, _) => None,
            (lowest, 0) => Some(End::At(lowest / 100)),
            (lowest, _) => Some(End::Beyond(lowest / 100)),
        }
    }

    /// The upper end, if it is one.
    pub(crate) const fn upper(self) -> Option<End> {
        match (self.highest, self.highest % 100) {
            (highest, _) if highest == self.most => None,
            (highest, 0) => Some(End::At(highest / 100)),
            (highest, _) => Some(End::Beyond(highest / 100 + 1)),
        }
    }

    /// The form that the crate reads: `<3%`, `10-19.99%`.
    pub(crate) fn wire(self, unit: &str) -> String {
        match (self.lower(), self.upper()) {
            (None, None) => format!(">=0{unit}"),
            (None, Some(End::At(upper))) => format!("<={upper}{unit}"),
            (None, Some(End::Beyond(upper))) => format!("<{upper}{unit}"),
            (Some(End::At(lower)), None) => format!(">={lower}{unit}"),
            (Some(End::Beyond(lower)), None) => format!(">{lower}{unit}"),
            (Some(_), Some(_)) if self.lowest == self.highest => {
                format!("{}{unit}", Number(self.lowest))
            }
            (Some(_), Some(_)) => {
                format!("{}-{}{unit}", Number(self.lowest), Number(self.highest))
            }
        }
    }
}

/// Hundredths as a decimal number.
struct Number(u32);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 100, self.0 % 100) {
            (whole, 0) => write!(f, "{whole}"),
            (whole, rest) => write!(f, "{whole}.{rest:02}"),
        }
    }
}
