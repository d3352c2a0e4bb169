//! Ranges of hundredths, as the tables write them.

use nen_pathway::Hundredths;

/// From the lowest to the highest hundredth, both included, of a finding that ends at `most`.
#[derive(Clone, Copy)]
pub(crate) struct Range {
    pub(crate) lowest: u32,
    pub(crate) highest: u32,
    pub(crate) most: u32,
}

/// One end of a range: `At` takes the number in, `Beyond` leaves it out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    At(Hundredths),
    Beyond(Hundredths),
}

impl Range {
    /// The lower end, if it is one: a hundredth more than a whole number is beyond that number.
    pub(crate) const fn lower(self) -> Option<End> {
        match (self.lowest, self.lowest % 100) {
            (0, _) => None,
            (lowest, 1) => Some(End::Beyond(Hundredths(lowest - 1))),
            (lowest, _) => Some(End::At(Hundredths(lowest))),
        }
    }

    /// The upper end, if it is one.
    pub(crate) const fn upper(self) -> Option<End> {
        match (self.highest, self.highest % 100) {
            (highest, _) if highest == self.most => None,
            (highest, 99) => Some(End::Beyond(Hundredths(highest + 1))),
            (highest, _) => Some(End::At(Hundredths(highest))),
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
                format!("{}{unit}", Hundredths(self.lowest))
            }
            (Some(_), Some(_)) => {
                format!("{}-{}{unit}", Hundredths(self.lowest), Hundredths(self.highest))
            }
        }
    }
}
