//! The mitotic rate.

use core::{
    fmt::{self, Debug, Display},
    str::FromStr,
};

use crate::{
    Finding, Hundredths, RangeError, RangeProblem,
    case::range::{self, Bound, Range},
};

/// Mitoses per 2 mm², as a range within 0 to 600 in steps of 0.01.
///
/// Numbers are given as [`Hundredths`] per 2 mm². Counts per high-power field
/// are refused as text, since they say nothing without the area of the fields;
/// [`from_count`](Self::from_count) takes it.
///
/// ```
/// use nen_pathway::{Hundredths, MitoticRate};
///
/// let report: MitoticRate = "45/2mm2".parse()?;
/// assert_eq!(report.lowest(), Hundredths::whole(45));
/// assert_eq!(MitoticRate::per_2mm2::<45>(), report);
/// assert_eq!(MitoticRate::below(Hundredths::whole(2))?.to_string(), "<2/2mm2");
/// # Ok::<(), nen_pathway::RangeError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct MitoticRate(Range<60_000>);

impl MitoticRate {
    /// Any value: not assessed.
    pub const NOT_ASSESSED: Self = Self(Range::FULL);

    /// A whole number per 2 mm² known when the program is written; above 600 it does not compile.
    ///
    /// ```
    /// # use nen_pathway::MitoticRate;
    /// assert_eq!(MitoticRate::per_2mm2::<20>().to_string(), "20/2mm2");
    /// ```
    #[must_use]
    pub const fn per_2mm2<const N: u16>() -> Self {
        const { assert!(N <= 600, "a mitotic rate is at most 600 per 2 mm²") };
        Self(Range::exactly(N.saturating_mul(100)))
    }

    /// The rate of `count` mitoses over an area in µm² (ten fields of 0.237 mm² are 2 370 000 µm²).
    ///
    /// A rate that falls between two steps is the range of both, except that it never reaches
    /// across the grades' bounds: 1.998 is below 2, and 20.003 is above 20.
    ///
    /// ```
    /// use nen_pathway::MitoticRate;
    ///
    /// assert_eq!(MitoticRate::from_count(9, 2_000_000)?.to_string(), "9/2mm2");
    /// assert_eq!(MitoticRate::from_count(5, 2_370_000)?.to_string(), "4.21-4.22/2mm2");
    /// assert_eq!(MitoticRate::from_count(1, 1_000_500)?.to_string(), "1.99/2mm2");
    /// # Ok::<(), nen_pathway::RangeError>(())
    /// ```
    ///
    /// # Errors
    /// An area of 0, and a rate above 600.
    pub fn from_count(count: u32, area_um2: u32) -> Result<Self, RangeError> {
        /// Hundredths per 2 mm² of one mitosis in 1 µm².
        const SCALE: u64 = 200_000_000;
        let hundredths = u64::from(count).saturating_mul(SCALE);
        let area = u64::from(area_um2);
        let error = |problem| {
            let text = format_args!("{count} mitoses over {area_um2} µm²");
            range::error(Finding::Mitoses, &text, problem)
        };
        let (Some(down), Some(rest)) = (hundredths.checked_div(area), hundredths.checked_rem(area))
        else {
            return Err(error(RangeProblem::Area));
        };
        let down = u32::try_from(down).map_err(|_| error(RangeProblem::Bounds))?;
        let bound = match (down, rest) {
            (_, 0) => Bound::Exactly(Hundredths(down)),
            (199, _) => Bound::Exactly(Hundredths(199)),
            (2_000, _) => Bound::Exactly(Hundredths(2_001)),
            (_, _) => Bound::Between(Hundredths(down), Hundredths(down.saturating_add(1))),
        };
        Range::new(bound).map(Self).map_err(error)
    }

    /// Exactly this many per 2 mm².
    ///
    /// # Errors
    /// Above 600.
    pub fn exactly(number: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::Exactly(number))
    }

    /// Fewer than this many per 2 mm².
    ///
    /// # Errors
    /// Above 600, and 0: nothing is below it.
    pub fn below(number: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::Below(number))
    }

    /// This many per 2 mm² or fewer.
    ///
    /// # Errors
    /// Above 600.
    pub fn at_most(number: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::AtMost(number))
    }

    /// More than this many per 2 mm².
    ///
    /// # Errors
    /// 600 and above: nothing is above it.
    pub fn above(number: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::Above(number))
    }

    /// This many per 2 mm² or more.
    ///
    /// # Errors
    /// Above 600.
    pub fn at_least(number: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::AtLeast(number))
    }

    /// From `lowest` to `highest` per 2 mm², both included.
    ///
    /// # Errors
    /// Above 600, and `lowest` above `highest`.
    pub fn between(lowest: Hundredths, highest: Hundredths) -> Result<Self, RangeError> {
        Self::new(Bound::Between(lowest, highest))
    }

    /// The lowest possible number per 2 mm².
    #[must_use]
    pub const fn lowest(self) -> Hundredths {
        self.0.lowest()
    }

    /// The highest possible number per 2 mm².
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
        let error =
            |problem| range::error(Finding::Mitoses, &format_args!("{bound}/2mm2"), problem);
        Range::new(bound).map(Self).map_err(error)
    }
}

impl FromStr for MitoticRate {
    type Err = RangeError;

    /// Reads `N/2mm2`, `<N/2mm2`, `<=N/2mm2`, `>N/2mm2`, `>=N/2mm2` and `N-M/2mm2`; the unit may also
    /// be `/2 mm2`, `/2mm²` or `/2 mm²`, and stand on both numbers of a range.
    fn from_str(text: &str) -> Result<Self, RangeError> {
        let error = |problem| {
            let problem = if is_per_field(text) { RangeProblem::HighPowerField } else { problem };
            range::error(Finding::Mitoses, &text, problem)
        };
        Range::parse(text, &["/2mm2", "/2 mm2", "/2mm²", "/2 mm²"]).map(Self).map_err(error)
    }
}

/// Whether it speaks of fields.
fn is_per_field(text: &str) -> bool {
    let says =
        |word: &[u8]| text.as_bytes().windows(word.len()).any(|w| w.eq_ignore_ascii_case(word));
    [&b"HPF"[..], b"field", b"high power", b"high-power"].into_iter().any(says)
}

impl MitoticRate {
    pub(crate) fn words(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.words(f)
    }
}

impl Display for MitoticRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f, "/2mm2")
    }
}

impl Debug for MitoticRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MitoticRate({self})")
    }
}
