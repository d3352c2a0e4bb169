//! Exact ranges in hundredths, and the text forms of pathology reports.

#![expect(clippy::as_conversions, reason = "a u16 widens in const")]

use core::fmt::{self, Display};

use crate::{Excerpt, Finding};

/// A text or a number that is no range of this finding.
///
/// ```
/// use nen_pathway::Ki67;
///
/// let error = "80".parse::<Ki67>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "ki67 `80`: the unit is missing; accepted: `N%`, `<N%`, `<=N%`, `>N%`, `>=N%` or `N-M%`, \
///      N and M from 0 to 100 with at most two decimals",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{finding} `{text}`: {problem}; accepted: {}", self.accepted())]
pub struct RangeError {
    finding: Finding,
    text: Excerpt,
    problem: RangeProblem,
}

/// What is wrong with a text or a number that was meant as a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RangeProblem {
    /// It has none of the accepted forms.
    #[error("not one of the accepted forms")]
    Form,
    /// A bare number: `0.8` and `80` would both be plausible.
    #[error("the unit is missing")]
    Unit,
    /// More than two decimals are never rounded.
    #[error("more than two decimals")]
    Decimals,
    /// A number above the highest possible value.
    #[error("beyond the highest possible value")]
    Bounds,
    /// No value satisfies it: `<0%`, `>100%`, `30-20%`.
    #[error("no value lies in that range")]
    Empty,
    /// A count per high-power field: with the area of the fields
    /// [`MitoticRate::from_count`](crate::MitoticRate::from_count) takes it.
    #[error("a count per high-power field says nothing without the area of the fields")]
    HighPowerField,
    /// A count over no area.
    #[error("the area is zero")]
    Area,
}

impl RangeError {
    /// Which finding was read: `Ki67` or `Mitoses`.
    #[must_use]
    pub const fn finding(&self) -> Finding {
        self.finding
    }

    /// The text that was given, or the number as text.
    #[must_use]
    pub const fn text(&self) -> &Excerpt {
        &self.text
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn problem(&self) -> RangeProblem {
        self.problem
    }

    /// The forms that are accepted, as the message lists them.
    #[must_use]
    pub const fn accepted(&self) -> &'static str {
        Self::forms(self.finding)
    }

    pub(crate) const fn forms(finding: Finding) -> &'static str {
        if finding.place() == Finding::Mitoses.place() {
            "`N/2mm2`, `<N/2mm2`, `<=N/2mm2`, `>N/2mm2`, `>=N/2mm2` or `N-M/2mm2`, N and M from 0 to \
             600 with at most two decimals"
        } else {
            "`N%`, `<N%`, `<=N%`, `>N%`, `>=N%` or `N-M%`, N and M from 0 to 100 with at most two \
             decimals"
        }
    }
}

/// The closed range from `lowest` to `highest` hundredths, within 0 and `MAX`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Range<const MAX: u16> {
    // INVARIANT: lowest <= highest <= MAX.
    lowest: u16,
    highest: u16,
}

/// How a range is bounded, as texts and constructors say it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bound {
    Exactly(Hundredths),
    Below(Hundredths),
    AtMost(Hundredths),
    Above(Hundredths),
    AtLeast(Hundredths),
    Between(Hundredths, Hundredths),
}

impl<const MAX: u16> Range<MAX> {
    pub(super) const FULL: Self = Self { lowest: 0, highest: MAX };

    pub(super) const fn lowest(self) -> Hundredths {
        Hundredths(self.lowest as u32)
    }

    pub(super) const fn highest(self) -> Hundredths {
        Hundredths(self.highest as u32)
    }

    /// One value; callers have made sure that it is within `MAX`.
    pub(super) const fn exactly(hundredths: u16) -> Self {
        Self { lowest: hundredths, highest: hundredths }
    }

    /// A range known when the crate is written.
    pub(super) const fn within<const LOWEST: u16, const HIGHEST: u16>() -> Self {
        const { assert!(LOWEST <= HIGHEST && HIGHEST <= MAX) };
        Self { lowest: LOWEST, highest: HIGHEST }
    }

    pub(super) fn new(bound: Bound) -> Result<Self, RangeProblem> {
        let within = |Hundredths(number): Hundredths| match u16::try_from(number) {
            Ok(hundredths) if hundredths <= MAX => Ok(hundredths),
            Ok(_) | Err(_) => Err(RangeProblem::Bounds),
        };
        let next = |hundredths: u16| hundredths.checked_add(1).ok_or(RangeProblem::Empty);
        let before = |hundredths: u16| hundredths.checked_sub(1).ok_or(RangeProblem::Empty);
        let (lowest, highest) = match bound {
            Bound::Exactly(n) => (within(n)?, within(n)?),
            Bound::Below(n) => (0, before(within(n)?)?),
            Bound::AtMost(n) => (0, within(n)?),
            Bound::Above(n) => (next(within(n)?)?, MAX),
            Bound::AtLeast(n) => (within(n)?, MAX),
            Bound::Between(n, m) => (within(n)?, within(m)?),
        };
        if lowest <= highest { Ok(Self { lowest, highest }) } else { Err(RangeProblem::Empty) }
    }

    pub(super) fn and(self, other: Self) -> Option<Self> {
        let lowest = self.lowest.max(other.lowest);
        let highest = self.highest.min(other.highest);
        (lowest <= highest).then_some(Self { lowest, highest })
    }

    /// The bound as a report would write it.
    fn bound(self) -> Bound {
        let whole = |Hundredths(number): Hundredths| number.is_multiple_of(100);
        let (lowest, highest) = (self.lowest(), self.highest());
        let after = Hundredths(highest.0.saturating_add(1));
        let before = Hundredths(lowest.0.saturating_sub(1));
        if lowest == highest {
            Bound::Exactly(lowest)
        } else if self == Self::FULL {
            Bound::Between(lowest, highest)
        } else if lowest == Self::FULL.lowest() && whole(after) {
            Bound::Below(after)
        } else if lowest == Self::FULL.lowest() {
            Bound::AtMost(highest)
        } else if highest == Self::FULL.highest() && whole(before) {
            Bound::Above(before)
        } else if highest == Self::FULL.highest() {
            Bound::AtLeast(lowest)
        } else {
            Bound::Between(lowest, highest)
        }
    }

    /// The canonical text, which reads back as the same range.
    pub(super) fn fmt(self, f: &mut fmt::Formatter<'_>, unit: &str) -> fmt::Result {
        write!(f, "{}{unit}", self.bound())
    }

    /// As people write it, without its unit: `≤ 20`, `10–20`, `> 20 to 30`.
    pub(super) fn words(self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.bound() {
            Bound::Exactly(n) => write!(f, "{n}"),
            Bound::Below(n) => write!(f, "<\u{a0}{n}"),
            Bound::AtMost(n) => write!(f, "≤\u{a0}{n}"),
            Bound::Above(n) => write!(f, ">\u{a0}{n}"),
            Bound::AtLeast(n) => write!(f, "≥\u{a0}{n}"),
            Bound::Between(n, m) => match n.0.checked_sub(1) {
                Some(below) if below > 0 && below.is_multiple_of(100) => {
                    write!(f, ">\u{a0}{} to {m}", Hundredths(below))
                }
                _ => write!(f, "{n}–{m}"),
            },
        }
    }

    /// Reads the forms of section 8: a sign, numbers with at most two decimals, a unit.
    pub(super) fn parse(text: &str, units: &[&str]) -> Result<Self, RangeProblem> {
        Self::new(Text(text.trim_matches(' ')).bound(units)?)
    }
}

impl Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Exactly(n) => write!(f, "{n}"),
            Self::Below(n) => write!(f, "<{n}"),
            Self::AtMost(n) => write!(f, "<={n}"),
            Self::Above(n) => write!(f, ">{n}"),
            Self::AtLeast(n) => write!(f, ">={n}"),
            Self::Between(n, m) => write!(f, "{n}-{m}"),
        }
    }
}

/// A number in hundredths, so that the unit is said where a number is given: `Hundredths(8_000)` and
/// [`Hundredths::whole(80)`](Self::whole) are 80, for Ki-67 in percent and for mitoses per 2 mm².
///
/// ```
/// use nen_pathway::{Hundredths, Ki67};
///
/// assert_eq!(Hundredths::whole(80), Hundredths(8_000));
/// assert_eq!(Hundredths(2_005).to_string(), "20.05");
/// assert_eq!(Ki67::exactly(Hundredths::whole(80))?, "80%".parse()?);
/// # Ok::<(), nen_pathway::RangeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hundredths(pub u32);

impl Hundredths {
    /// A whole number: 80 is 8000 hundredths.
    #[must_use]
    pub const fn whole(number: u16) -> Self {
        Self(100_u32.saturating_mul(number as u32))
    }
}

impl Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match (rest / 10, rest % 10) {
            (0, 0) => write!(f, "{whole}"),
            (tenths, 0) => write!(f, "{whole}.{tenths}"),
            (tenths, hundredths) => write!(f, "{whole}.{tenths}{hundredths}"),
        }
    }
}

/// What is still to be read.
struct Text<'t>(&'t str);

impl<'t> Text<'t> {
    fn bound(mut self, units: &[&str]) -> Result<Bound, RangeProblem> {
        let sign: Option<fn(Hundredths) -> Bound> = if self.eat("<=") || self.eat("≤") {
            Some(Bound::AtMost)
        } else if self.eat(">=") || self.eat("≥") {
            Some(Bound::AtLeast)
        } else if self.eat("<") {
            Some(Bound::Below)
        } else if self.eat(">") {
            Some(Bound::Above)
        } else {
            None
        };
        let first = self.number()?;
        let mut unit = self.eat_unit(units);
        let bound = match sign {
            Some(bound) => bound(first),
            None if self.eat("-") || self.eat("–") => {
                let last = self.number()?;
                unit = self.eat_unit(units);
                Bound::Between(first, last)
            }
            None => Bound::Exactly(first),
        };
        match (self.0.is_empty(), unit) {
            (true, true) => Ok(bound),
            (true, false) => Err(RangeProblem::Unit),
            (false, true | false) => Err(RangeProblem::Form),
        }
    }

    fn eat_unit(&mut self, units: &[&str]) -> bool {
        units.iter().any(|unit| self.eat(unit))
    }

    /// Takes a text, if it comes next, and the spaces after it.
    fn eat(&mut self, text: &str) -> bool {
        let rest = self.0.strip_prefix(text);
        if let Some(rest) = rest {
            self.0 = rest.trim_start_matches(' ');
        }
        rest.is_some()
    }

    /// Digits, then optionally a point and one or two digits; too large a number saturates.
    fn number(&mut self) -> Result<Hundredths, RangeProblem> {
        let whole = self.digits();
        let (point, decimals) = match self.0.strip_prefix('.') {
            Some(rest) => {
                self.0 = rest;
                (true, self.digits())
            }
            None => (false, ""),
        };
        if whole.is_empty() || (point && decimals.is_empty()) {
            return Err(RangeProblem::Form);
        }
        if decimals.len() > 2 {
            return Err(RangeProblem::Decimals);
        }
        self.0 = self.0.trim_start_matches(' ');
        let padding = "00".bytes().skip(decimals.len());
        let digits = whole.bytes().chain(decimals.bytes()).chain(padding);
        Ok(Hundredths(digits.fold(0, |number: u32, digit| {
            number.saturating_mul(10).saturating_add(u32::from(digit.saturating_sub(b'0')))
        })))
    }

    fn digits(&mut self) -> &'t str {
        let end = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at_checked(end).unwrap_or(("", self.0));
        self.0 = rest;
        digits
    }
}

/// Makes the error of a finding.
pub(super) fn error(finding: Finding, text: &dyn Display, problem: RangeProblem) -> RangeError {
    RangeError { finding, text: Excerpt::of(text), problem }
}
