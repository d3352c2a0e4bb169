//! What each pathway can offer: subsets of the therapies, as types.

use crate::{Therapy, Vocabulary, vocabulary::vocabulary};

/// The therapies that one kind of plan can offer: a subset of [`Therapy`].
///
/// ```
/// use nen_pathway::{FirstLineNecTherapy, NetTherapy, Offered, Therapy};
///
/// // No NEC plan can offer a somatostatin analogue: there is no such value.
/// assert_eq!(FirstLineNecTherapy::from_therapy(Therapy::Lanreotide), None);
/// assert_eq!(NetTherapy::from_therapy(Therapy::Lanreotide), Some(NetTherapy::Lanreotide));
/// assert_eq!(Therapy::from(NetTherapy::Lanreotide), Therapy::Lanreotide);
/// ```
pub trait Offered: Vocabulary + Into<Therapy> {
    /// The same therapy in this subset, or `None` if this kind of plan never offers it.
    #[must_use]
    fn from_therapy(therapy: Therapy) -> Option<Self> {
        Self::ALL.iter().copied().find(|offered| (*offered).into() == therapy)
    }
}

/// A therapy that a kind of plan never offers.
///
/// ```
/// use nen_pathway::{FirstLineNecTherapy, Therapy};
///
/// let error = FirstLineNecTherapy::try_from(Therapy::Tace).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`tace` is no therapy that a NEC plan offers before or during the first platinum doublet",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("`{therapy}` is no {by}")]
pub struct NotOffered {
    therapy: Therapy,
    by: &'static str,
}

impl NotOffered {
    /// The therapy.
    #[must_use]
    pub const fn therapy(&self) -> Therapy {
        self.therapy
    }
}

/// A subset of the therapies: the same names, and the way to and fro.
macro_rules! subset {
    ($kind:literal $(#[$meta:meta])* $Name:ident { $($Therapy:ident)* }) => {
        vocabulary! { $kind
            $(#[$meta])*
            #[strum(serialize_all = "snake_case")]
            pub enum $Name {
                $(#[doc = concat!("See [`Therapy::", stringify!($Therapy), "`].")] $Therapy,)*
            }
        }

        impl $Name {
            /// The therapies of this subset, as bits of [`Therapy::ALL`].
            pub(crate) const BITS: u64 = 0 $(| 1 << Therapy::$Therapy.place())*;
        }

        impl From<$Name> for Therapy {
            fn from(offered: $Name) -> Self {
                match offered { $($Name::$Therapy => Self::$Therapy,)* }
            }
        }

        impl TryFrom<Therapy> for $Name {
            type Error = NotOffered;

            fn try_from(therapy: Therapy) -> Result<Self, NotOffered> {
                Self::from_therapy(therapy).ok_or(NotOffered { therapy, by: Self::KIND })
            }
        }

        impl Offered for $Name {}
    };
}

subset! { "therapy that a NEC plan offers before or during the first platinum doublet"
    /// What a NEC plan can offer until the first platinum doublet has been judged.
    FirstLineNecTherapy { CisplatinEtoposide CarboplatinEtoposide PrimaryResection }
}

subset! { "therapy that a NEC plan offers after the first platinum doublet"
    /// What a NEC plan can offer after the first platinum doublet.
    LaterNecTherapy { Tae Tace Tare Ablation PrimaryResection }
}

subset! { "therapy that a NEC plan offers in whatever line"
    /// What a NEC plan can offer while it is not known whether chemotherapy has been given.
    AnyLineNecTherapy { PrimaryResection }
}

subset! { "therapy that a NET plan offers"
    /// What a plan for NET G1 or G2 can offer.
    NetTherapy { Lanreotide Octreotide Tae Tace Tare Ablation Debulking }
}

/// No therapy at all: what a plan offers that can offer nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoTherapy {}

impl NoTherapy {
    pub(crate) const BITS: u64 = 0;
}

impl crate::vocabulary::sealed::Sealed for NoTherapy {}

impl Vocabulary for NoTherapy {
    const ALL: &'static [Self] = &[];
    const NAMES: &'static [&'static str] = &[];
    const KIND: &'static str = "therapy that is offered";

    fn as_str(self) -> &'static str {
        match self {}
    }

    fn index(self) -> u32 {
        match self {}
    }
}

impl From<NoTherapy> for Therapy {
    fn from(offered: NoTherapy) -> Self {
        match offered {}
    }
}

impl Offered for NoTherapy {}
