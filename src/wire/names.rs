//! Names, Ki-67 and mitoses on their own: written everywhere, read where they are input.

use core::{
    fmt::{self, Display},
    marker::PhantomData,
    str::FromStr,
};

use serde::{
    de::{Deserialize, Deserializer, Error, Unexpected, Visitor},
    ser::{Serialize, Serializer},
};

use crate::{
    Chemotherapy, Concordance, Deviation, Differentiation, Divergence, Ecog, Finding, Gap, Given,
    Grade, Ki67, LiverMetastases, MitoticRate, Outcome, Pathway, Platinum, Precedence, PrimarySite,
    PrimaryTumour, Question, Reading, Section, Standing, Statement, Strength, Therapy, Vocabulary,
};

macro_rules! written {
    ($($Name:ident)*) => {$(
        impl Serialize for $Name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}

macro_rules! read {
    ($($Name:ident: $what:literal)*) => {$(
        impl<'de> Deserialize<'de> for $Name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str(Text($what, PhantomData))
            }
        }
    )*};
}

written!(PrimarySite LiverMetastases Differentiation PrimaryTumour Chemotherapy Platinum);
written!(Ki67 MitoticRate Finding Grade Therapy Question);
written!(Given Concordance Deviation);
written!(Pathway Standing Strength Outcome Statement Section Reading Gap Divergence Precedence);

read!(PrimarySite: "a primary site" LiverMetastases: "a number of liver metastases");
read!(Differentiation: "a differentiation" PrimaryTumour: "a state of the primary tumour");
read!(Chemotherapy: "a state of chemotherapy" Platinum: "a choice of platinum drugs");
read!(Ki67: "a Ki-67 index as text" MitoticRate: "a mitotic rate as text");
read!(Given: "a therapy or `other`" Deviation: "a reason for a deviation");
read!(Finding: "a finding" Grade: "a grade" Therapy: "a therapy" Question: "a decision");

/// Reads a text by `FromStr`.
struct Text<T>(&'static str, PhantomData<T>);

impl<T: FromStr<Err: Display>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }
}

/// ECOG is a number, here as in a case.
impl Serialize for Ecog {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(self.index())
    }
}

impl<'de> Deserialize<'de> for Ecog {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        impl Visitor<'_> for Number {
            type Value = Ecog;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an ECOG performance status from 0 to 4, as a number")
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Ecog, E> {
                let ecog = usize::try_from(number).ok().and_then(|place| Ecog::ALL.get(place));
                ecog.copied().ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
            }
        }

        deserializer.deserialize_u64(Number)
    }
}
