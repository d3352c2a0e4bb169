//! The Ki-67 index.

use core::{
    fmt::{self, Debug, Display},
    str::FromStr,
};

use crate::{
    Finding, Hundredths, RangeError,
    case::range::{self, Bound, Range},
};

/// The Ki-67 index: the share of tumour cells that stain for Ki-67, as a range within 0 % to 100 %
/// in steps of 0.01 %.
///
/// A report's `80%` is a range of one step; its `>90%` and `20-30%` are kept as they are, and never
/// rounded to one number. Numbers are given as [`Hundredths`] of a percent.
///
/// ```
/// use nen_pathway::{Hundredths, Ki67};
///
/// let report: Ki67 = "20–30 %".parse()?;
/// assert_eq!((report.lowest(), report.highest()), (Hundredths::whole(20), Hundredths::whole(30)));
/// assert_eq!(report.to_string(), "20-30%");
/// assert_eq!(Ki67::percent::<80>(), "80%".parse()?);
/// assert_eq!(Ki67::above(Hundredths::whole(20))?, ">20%".parse()?);
/// # Ok::<(), nen_pathway::RangeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ki67(Range<10_000>);

impl Ki67 {
    /// Any value: not assessed.
    pub const NOT_ASSESSED: Self = Self(Range::FULL);

    /// A whole percentage known when the program is written; above 100 it does not compile.
    ///
    /// ```
    /// # use nen_pathway::Ki67;
    /// assert_eq!(Ki67::percent::<20>().to_string(), "20%");
    /// ```
    #[must_use]
    pub const fn percent<const N: u16>() -> Self {
        const { assert!(N <= 100, "a Ki-67 index is at most 100 %") };
        Self(Range::exactly(N.saturating_mul(100)))
    }

    /// Exactly this percentage.
    ///
    /// # Errors
    /// Above 100 %: `Hundredths(10_001)` is refused.
    pub fn exactly(number: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::Exactly(number))
    }

    /// Less than this percentage.
    ///
    /// # Errors
    /// Above 100 %, and 0: nothing is below it.
    pub fn below(number: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::Below(number))
    }

    /// This percentage or less.
    ///
    /// # Errors
    /// Above 100 %.
    pub fn at_most(number: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::AtMost(number))
    }

    /// More than this percentage.
    ///
    /// # Errors
    /// 100 % and above: nothing is above it.
    pub fn above(number: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::Above(number))
    }

    /// This percentage or more.
    ///
    /// # Errors
    /// Above 100 %.
    pub fn at_least(number: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::AtLeast(number))
    }

    /// From `lowest` to `highest` percent, both included.
    ///
    /// # Errors
    /// Above 100 %, and `lowest` above `highest`.
    pub fn between(lowest: Hundredths, highest: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::Between(lowest, highest))
    }

    /// The lowest possible percentage.
    #[must_use]
    pub const fn lowest(self) -> Hundredths {
        self.0.lowest()
    }

    /// The highest possible percentage.
    #[must_use]
    pub const fn highest(self) -> Hundredths {
        self.0.highest()
    }

    /// What is possible in both, or `None` if the two contradict each other.
    #[must_use]
    pub fn and(self, other: Self) -> Option<Self> {
        self.0.and(other.0).map(Self)
    }

    /// A range known when the crate is written.
    pub(super) const fn within<const LOWEST: u16, const HIGHEST: u16>() -> Self {
        Self(Range::within::<LOWEST, HIGHEST>())
    }

    fn new(bound: Bound) -> Result<Self, RangeError> {
        let error = |problem| range::error(Finding::Ki67, &format_args!("{bound}%"), problem);
        Range::new(bound).map(Self).map_err(error)
    }
}

impl FromStr for Ki67 {
    type Err = RangeError;

    /// Reads `N%`, `<N%`, `<=N%`, `>N%`, `>=N%` and `N-M%` (also `N%-M%`, `≤`, `≥`, `–`).
    fn from_str(text: &str) -> Result<Self, RangeError> {
        let error = |problem| range::error(Finding::Ki67, &text, problem);
        Range::parse(text, &["%"]).map(Self).map_err(error)
    }
}

impl Ki67 {
    pub(crate) fn words(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.words(f)
    }
}

impl Display for Ki67 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f, "%")
    }
}

impl Debug for Ki67 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ki67({self})")
    }
}
