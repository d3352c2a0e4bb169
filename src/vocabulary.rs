//! Closed vocabularies: how every enum of the crate is declared, named and listed.

use core::fmt::Debug;

/// A closed list of values with fixed names: a finding's values, the therapies, the statements, ….
///
/// Implemented by the crate's own enums and by nothing else. Each of them also has the inherent
/// `ALL`, `NAMES` and `as_str`, so that this trait need not be imported. The order of the values, also in
/// `Ord`, is that in which they are always listed; it is no rank unless the enum says so.
///
/// ```
/// use nen_pathway::{Differentiation, Therapy};
///
/// assert_eq!(Differentiation::ALL.len(), 4);
/// assert_eq!(Therapy::Tace.as_str(), "tace");
/// assert_eq!("tace".parse(), Ok(Therapy::Tace));
/// ```
pub trait Vocabulary: Copy + Eq + Debug + sealed::Sealed + 'static {
    /// Every value, in the fixed order in which they are always listed.
    const ALL: &'static [Self];
    /// The name of every value, in the same order.
    const NAMES: &'static [&'static str];
    /// What the values are, as an error message says it: `differentiation`.
    const KIND: &'static str;

    /// The name on the wire, the same in JSON, in `Display` and in `FromStr`.
    fn as_str(self) -> &'static str;

    /// The place in [`ALL`](Self::ALL), from 0.
    fn index(self) -> u32;
}

pub(crate) mod sealed {
    pub trait Sealed {}
}

/// Declares a closed vocabulary: the enum, its names, its list and its errors.
macro_rules! vocabulary {
    ($kind:literal $(#[$meta:meta])* pub enum $Name:ident { $($body:tt)* }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(strum::Display, strum::EnumString, strum::IntoStaticStr)]
        #[derive(strum::VariantArray, strum::VariantNames)]
        #[strum(parse_err_ty = $crate::NameError, parse_err_fn = $crate::NameError::of::<Self>)]
        #[repr(u8)]
        $(#[$meta])*
        pub enum $Name { $($body)* }

        impl $Name {
            #[doc = concat!("Every ", $kind, ", in the fixed order in which they are always listed.")]
            pub const ALL: &'static [Self] = <Self as strum::VariantArray>::VARIANTS;

            #[doc = concat!("The name of every ", $kind, ", in the same order.")]
            pub const NAMES: &'static [&'static str] = <Self as strum::VariantNames>::VARIANTS;

            /// The name on the wire, the same in JSON, in `Display` and in `FromStr`.
            #[must_use]
            pub fn as_str(self) -> &'static str { self.into() }

            $crate::vocabulary::as_index!();
        }

        impl $crate::vocabulary::sealed::Sealed for $Name {}
        impl $crate::Vocabulary for $Name {
            const ALL: &'static [Self] = Self::ALL;
            const NAMES: &'static [&'static str] = Self::NAMES;
            const KIND: &'static str = $kind;
            fn as_str(self) -> &'static str { self.as_str() }
            fn index(self) -> u32 { self.place() }
        }
    };
}

/// The one place where a variant becomes a number.
macro_rules! as_index {
    () => {
        #[expect(clippy::as_conversions, reason = "a fieldless repr(u8) enum, read in const")]
        pub(crate) const fn place(self) -> u32 {
            self as u32
        }
    };
}

pub(crate) use {as_index, vocabulary};
