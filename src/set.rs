//! Sets of a closed vocabulary: what is possible (never empty), and what is listed (may be empty).

#![expect(clippy::as_conversions, reason = "counts and places of bits, which any usize holds")]

use core::{
    fmt::{self, Debug, Display},
    hash::{Hash, Hasher},
    iter::FusedIterator,
    marker::PhantomData,
    ops::BitOr,
};

use crate::Vocabulary;

/// The values a finding or a decision may have: a non-empty set of a small vocabulary, of at most eight
/// values (for others there is [`Set`]).
///
/// One value is a value that is known; every value is a finding that was *not assessed*. A set is
/// written with `|`, so an empty one cannot be written.
///
/// ```
/// use nen_pathway::{Ecog, Possible};
///
/// let letter = Ecog::Zero | Ecog::One; // "ECOG 0–1"
/// assert!(letter.contains(Ecog::One) && !letter.contains(Ecog::Two));
/// assert_eq!(letter.only(), None);
/// assert_eq!(Possible::from(Ecog::Two).only(), Some(Ecog::Two));
/// assert!(Possible::<Ecog>::ALL.is_all());
/// assert_eq!(letter.to_string(), "0 or 1");
/// ```
pub struct Possible<T>(u8, PhantomData<T>);

impl<T: Vocabulary> Possible<T> {
    /// Every value: nothing is known.
    pub const ALL: Self = {
        // INVARIANT: a bit for every value, and at least one value.
        assert!(!T::ALL.is_empty() && T::ALL.len() <= 8, "a small vocabulary");
        Self(ones(T::ALL.len()), PhantomData)
    };

    /// The values given, or `None` if there is none: a finding without a possible value is no
    /// finding.
    ///
    /// ```
    /// use nen_pathway::{Ecog, Possible};
    ///
    /// assert_eq!(Possible::from_values([Ecog::One, Ecog::Zero]), Some(Ecog::Zero | Ecog::One));
    /// assert_eq!(Possible::<Ecog>::from_values([]), None);
    /// ```
    #[must_use]
    pub fn from_values(values: impl IntoIterator<Item = T>) -> Option<Self> {
        values.into_iter().map(Self::from).reduce(BitOr::bitor)
    }

    /// Whether this value is possible.
    #[must_use]
    pub fn contains(self, value: T) -> bool {
        self.0 & Self::from(value).0 != 0
    }

    /// Whether every value possible here is among `others`: what is known lies within them.
    ///
    /// ```
    /// use nen_pathway::{Ecog, Possible};
    /// assert!(Possible::from(Ecog::Three).is_within(Ecog::Three | Ecog::Four));
    /// assert!(!Possible::<Ecog>::ALL.is_within(Ecog::Three | Ecog::Four));
    /// ```
    #[must_use]
    pub fn is_within(self, others: impl Into<Self>) -> bool {
        self.0 & !others.into().0 == 0
    }

    /// The value, if only one is possible.
    #[must_use]
    pub fn only(self) -> Option<T> {
        let mut values = self.iter();
        values.next().filter(|_| values.next().is_none())
    }

    /// Whether every value is possible: not assessed.
    #[must_use]
    pub fn is_all(self) -> bool {
        self == Self::ALL
    }

    /// The values possible in both, or `None` if the two contradict each other.
    #[must_use]
    pub fn and(self, other: Self) -> Option<Self> {
        Self::from_bits(self.0 & other.0)
    }

    /// How many values are possible; at least one.
    #[expect(clippy::len_without_is_empty, reason = "it never is")]
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The values, in the order of the vocabulary.
    pub const fn iter(self) -> Iter<T> {
        Iter(self.0 as u64, PhantomData)
    }

    /// The set as a number: bit *i* stands for the *i*-th value of [`Vocabulary::ALL`].
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set of a number that has at least one bit, and none beyond the vocabulary.
    pub(crate) const fn trusted(bits: u8) -> Self {
        Self(bits, PhantomData)
    }

    /// The set of a number, as [`Possible::bits`] gives it; `None` if no bit is set, or one beyond the vocabulary.
    ///
    /// ```
    /// use nen_pathway::{Ecog, Possible};
    ///
    /// assert_eq!(Possible::from_bits(0b00011), Some(Ecog::Zero | Ecog::One));
    /// assert_eq!(Possible::<Ecog>::from_bits(0), None);
    /// assert_eq!(Possible::<Ecog>::from_bits(0b100000), None);
    /// ```
    #[must_use]
    pub const fn from_bits(bits: u8) -> Option<Self> {
        // INVARIANT: at least one bit is set, and none beyond the vocabulary.
        if bits == 0 || bits & !Self::ALL.0 != 0 { None } else { Some(Self(bits, PhantomData)) }
    }
}

impl<T: Vocabulary> From<T> for Possible<T> {
    fn from(value: T) -> Self {
        const { assert!(Self::ALL.0 != 0) };
        Self(1_u8.wrapping_shl(value.index()), PhantomData)
    }
}

/// A list of a closed vocabulary, each value once, in its order; it may be empty.
///
/// ```
/// use nen_pathway::{Finding, Set};
///
/// let needs = Set::from_iter([Finding::Ecog, Finding::PrimarySite]);
/// assert_eq!(needs.to_string(), "primary_site ecog");
/// assert_eq!(needs.len(), 2);
/// assert!(Set::<Finding>::EMPTY.is_empty());
/// ```
pub struct Set<T>(u64, PhantomData<T>);

impl<T> Set<T> {
    /// Nothing.
    pub const EMPTY: Self = Self(0, PhantomData);

    /// Whether nothing is listed.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many are listed.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The list as a number: bit *i* stands for the *i*-th value of [`Vocabulary::ALL`].
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    pub(crate) const fn from_bits(bits: u64) -> Self {
        Self(bits, PhantomData)
    }

    /// What is listed in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0, PhantomData)
    }

    /// What is listed in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0, PhantomData)
    }
}

impl<T: Vocabulary> Set<T> {
    /// Whether this one is listed.
    #[must_use]
    pub fn contains(self, value: T) -> bool {
        self.0 & 1_u64.wrapping_shl(value.index()) != 0
    }

    /// What is listed, in the order of the vocabulary.
    pub const fn iter(self) -> Iter<T> {
        Iter(self.0, PhantomData)
    }
}

/// The values of a [`Possible`] or a [`Set`], in the order of the vocabulary.
#[derive(Debug, Clone)]
#[must_use]
pub struct Iter<T>(u64, PhantomData<T>);

impl<T: Vocabulary> Iterator for Iter<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        let value = T::ALL.get(self.0.trailing_zeros() as usize)?;
        self.0 &= self.0.wrapping_sub(1);
        Some(*value)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.0.count_ones() as usize;
        (left, Some(left))
    }
}

impl<T: Vocabulary> DoubleEndedIterator for Iter<T> {
    fn next_back(&mut self) -> Option<T> {
        let place = self.0.checked_ilog2()?;
        self.0 &= !1_u64.wrapping_shl(place);
        T::ALL.get(place as usize).copied()
    }
}

impl<T: Vocabulary> ExactSizeIterator for Iter<T> {}

impl<T: Vocabulary> FusedIterator for Iter<T> {}

impl<T: Vocabulary> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        values.into_iter().map(Self::from).fold(Self::EMPTY, Self::or)
    }
}

impl<T: Vocabulary> From<T> for Set<T> {
    fn from(value: T) -> Self {
        Self(1_u64.wrapping_shl(value.index()), PhantomData)
    }
}

impl<T: Vocabulary> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        self.0 |= Self::from_iter(values).0;
    }
}

impl<T: Vocabulary> From<Possible<T>> for Set<T> {
    fn from(values: Possible<T>) -> Self {
        Self(values.0.into(), PhantomData)
    }
}

impl<T: Vocabulary, U: Into<Possible<T>>> BitOr<U> for Possible<T> {
    type Output = Self;

    fn bitor(self, other: U) -> Self {
        Self(self.0 | other.into().0, PhantomData)
    }
}

/// The lowest `count` bits.
const fn ones(count: usize) -> u8 {
    match count {
        0 => 0,
        count => ones(count.saturating_sub(1)) << 1 | 1,
    }
}

/// Derived by hand, since a derive would ask the same of `T`.
macro_rules! plain {
    ($Set:ident, $between:literal) => {
        impl<T> Clone for $Set<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $Set<T> {}

        impl<T> PartialEq for $Set<T> {
            fn eq(&self, other: &Self) -> bool {
                self.0 == other.0
            }
        }

        impl<T> Eq for $Set<T> {}

        impl<T> Hash for $Set<T> {
            fn hash<H: Hasher>(&self, state: &mut H) {
                self.0.hash(state);
            }
        }

        impl<T: Vocabulary> IntoIterator for $Set<T> {
            type Item = T;
            type IntoIter = Iter<T>;

            fn into_iter(self) -> Iter<T> {
                self.iter()
            }
        }

        impl<T: Vocabulary> Debug for $Set<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_set().entries(self.iter()).finish()
            }
        }

        impl<T: Vocabulary> Display for $Set<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.iter().enumerate().try_for_each(|(place, value)| {
                    f.write_str(if place == 0 { "" } else { $between })?;
                    f.write_str(value.as_str())
                })
            }
        }
    };
}

plain!(Possible, " or ");
plain!(Set, " ");

/// Lets `Ecog::Zero | Ecog::One` be the set of both.
macro_rules! either {
    ($($Value:ident)*) => {$(
        impl<U: Into<$crate::Possible<$Value>>> core::ops::BitOr<U> for $Value {
            type Output = $crate::Possible<$Value>;

            fn bitor(self, other: U) -> Self::Output {
                $crate::Possible::from(self) | other
            }
        }
    )*};
}

pub(crate) use either;
