//! A case: nine findings, each a set of possible values. It knows nothing of the pathway.

mod finding;
mod findings;
mod instructions;
mod ki67;
mod merge;
mod mitotic_rate;
mod range;
mod stating;

use core::fmt::{self, Debug, Display};

pub use self::{
    finding::Finding,
    findings::{
        Chemotherapy, Differentiation, Ecog, LiverMetastases, Platinum, PrimarySite, PrimaryTumour,
    },
    ki67::Ki67,
    merge::Contradiction,
    mitotic_rate::MitoticRate,
    range::{Hundredths, RangeError, RangeProblem},
    stating::ValueError,
};
use crate::{Grade, PackedCase, Possible, Set};

/// One patient's nine findings, each the set of the values it may have.
///
/// [`Case::NOT_ASSESSED`] knows nothing; each `with_` states one finding. A value, or several with
/// `|`, or a range: what is given is kept exactly. There is no `Default`, since no finding has one.
///
/// ```
/// use nen_pathway::{Case, Differentiation, Ecog, Finding};
///
/// let case = Case::NOT_ASSESSED
///     .with_differentiation(Differentiation::Poor)
///     .with_ki67(">80%".parse()?)
///     .with_ecog(Ecog::Zero | Ecog::One);
///
/// assert_eq!(case.differentiation().only(), Some(Differentiation::Poor));
/// assert!(case.platinum().is_all(), "not assessed");
/// assert_eq!(case.assessed().to_string(), "differentiation ki67 ecog");
/// assert_eq!(case.to_string(), "differentiation poor, ki67 >80%, ecog 0 or 1");
/// # Ok::<(), nen_pathway::RangeError>(())
/// ```
///
/// # As JSON
///
/// With the feature `serde`, a case is one object with a key for each finding. Every key may be absent or
/// null: not assessed. Ki-67 and mitoses are texts with their unit, ECOG is a number, every other finding is
/// a name, and where several values are possible a list of them:
///
/// ```json
/// {"primary_site": "sigmoid_colon", "liver_metastases": "multiple", "differentiation": "poor",
///  "ki67": ">80%", "mitoses": "45/2mm2", "ecog": [0, 1], "primary_tumour": "obstructing",
///  "chemotherapy": "not_started", "platinum": "either"}
/// ```
///
/// Anything else is an error that names the key, the text and what is accepted: an unknown or a repeated key,
/// a bare number for Ki-67, `1.0` for ECOG, an empty list. Keys of your own go beside a flattened case, or
/// are read with `CaseReader`, which also tells errors as values:
///
/// ```
/// # #[cfg(feature = "serde")] {
/// use nen_pathway::{Case, Ecog};
///
/// #[derive(serde::Deserialize)]
/// struct Letter {
///     ward: String,
///     #[serde(flatten)]
///     case: Case,
/// }
///
/// let letter: Letter = serde_json::from_str(r#"{"ward":"7b","ecog":[0,1]}"#)?;
/// assert_eq!(letter.ward, "7b");
/// assert_eq!(letter.case, Case::NOT_ASSESSED.with_ecog(Ecog::Zero | Ecog::One));
/// # }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[must_use]
pub struct Case {
    // INVARIANT: the bits of Ki-67 and mitoses are the cells of the numbers below.
    /// What the decisions and the readings ask.
    packed: PackedCase,
    /// What is told, and what divergences ask.
    ki67: Ki67,
    mitoses: MitoticRate,
}

/// Reading and stating one finding.
macro_rules! finding {
    ($name:ident, $with:ident, $Value:ident, $words:literal) => {
        #[doc = concat!($words, ".")]
        #[must_use]
        #[inline]
        pub const fn $name(&self) -> Possible<$Value> {
            Possible::trusted(self.packed.cells(Finding::$Value))
        }

        #[doc = concat!("The same case with this stated: ", $words, ".")]
        pub fn $with(self, value: impl Into<Possible<$Value>>) -> Self {
            Self { packed: self.packed.with(Finding::$Value, value.into().bits()), ..self }
        }
    };
}

impl Case {
    /// The case of which nothing is known.
    pub const NOT_ASSESSED: Self = Self {
        packed: PackedCase::NOT_ASSESSED,
        ki67: Ki67::NOT_ASSESSED,
        mitoses: MitoticRate::NOT_ASSESSED,
    };

    finding!(primary_site, with_primary_site, PrimarySite, "Where the primary tumour is");
    finding!(
        liver_metastases,
        with_liver_metastases,
        LiverMetastases,
        "How many metastases the liver holds"
    );
    finding!(
        differentiation,
        with_differentiation,
        Differentiation,
        "The differentiation of the tumour"
    );
    finding!(ecog, with_ecog, Ecog, "The ECOG performance status");
    finding!(
        primary_tumour,
        with_primary_tumour,
        PrimaryTumour,
        "What the primary tumour does now"
    );
    finding!(
        chemotherapy,
        with_chemotherapy,
        Chemotherapy,
        "Where the patient stands with the first platinum doublet"
    );
    finding!(
        platinum,
        with_platinum,
        Platinum,
        "Which platinum drug the patient can safely receive"
    );

    /// The Ki-67 index.
    #[must_use]
    pub const fn ki67(&self) -> Ki67 {
        self.ki67
    }

    /// The same case with this Ki-67 index.
    pub fn with_ki67(self, value: Ki67) -> Self {
        let packed = self.packed.with(Finding::Ki67, value.cells());
        Self { packed, ki67: value, ..self }
    }

    /// The mitoses per 2 mm².
    #[must_use]
    pub const fn mitoses(&self) -> MitoticRate {
        self.mitoses
    }

    /// The same case with so many mitoses per 2 mm².
    pub fn with_mitoses(self, value: MitoticRate) -> Self {
        let packed = self.packed.with(Finding::Mitoses, value.cells());
        Self { packed, mitoses: value, ..self }
    }

    /// The same case with the WHO grade that a report states.
    ///
    /// A number that is not given is entered as the bound the grade implies: G1 is `<3%` and
    /// `<2/2mm2`, G2 is `<=20%` and `<=20/2mm2`; G3 with neither number given is `>20%`. A number
    /// that is given stays as it is, even where it grades otherwise: numbers decide, and the answer's
    /// grade shows it. State the numbers first, then the grade. The differentiation is left as it is, since a NEC may be called G3 too;
    /// for a NET take [`with_net_grade`](Self::with_net_grade).
    ///
    /// ```
    /// use nen_pathway::{Case, Grade, Ki67, recommend};
    ///
    /// let case = Case::NOT_ASSESSED.with_grade(Grade::G1);
    /// assert_eq!(case.to_string(), "ki67 <3%, mitoses <2/2mm2");
    ///
    /// let contradictory = Case::NOT_ASSESSED.with_ki67(Ki67::percent::<90>()).with_grade(Grade::G1);
    /// assert_eq!(contradictory.to_string(), "ki67 90%, mitoses <2/2mm2");
    /// assert_eq!(recommend(&contradictory).answer().grade().value(), Some(Grade::G3));
    /// ```
    pub fn with_grade(self, grade: Grade) -> Self {
        let no_ki67 = !self.is_assessed(Finding::Ki67);
        let no_mitoses = !self.is_assessed(Finding::Mitoses);
        let ki67 = match grade {
            Grade::G1 if no_ki67 => Ki67::within::<0, 299>(),
            Grade::G2 if no_ki67 => Ki67::within::<0, 2_000>(),
            Grade::G3 if no_ki67 && no_mitoses => Ki67::within::<2_001, 10_000>(),
            Grade::G1 | Grade::G2 | Grade::G3 => self.ki67,
        };
        let mitoses = match grade {
            Grade::G1 if no_mitoses => MitoticRate::within::<0, 199>(),
            Grade::G2 if no_mitoses => MitoticRate::within::<0, 2_000>(),
            Grade::G1 | Grade::G2 | Grade::G3 => self.mitoses,
        };
        self.with_ki67(ki67).with_mitoses(mitoses)
    }

    /// The same case for a NET of a stated WHO grade: well differentiated, and the grade as in
    /// [`with_grade`](Self::with_grade).
    ///
    /// ```
    /// use nen_pathway::{Case, Grade};
    ///
    /// let case = Case::NOT_ASSESSED.with_ki67("15%".parse()?).with_net_grade(Grade::G2)?;
    /// assert_eq!(case.to_string(), "differentiation well, ki67 15%, mitoses <=20/2mm2");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// The case says that the tumour is not well differentiated.
    pub fn with_net_grade(self, grade: Grade) -> Result<Self, Contradiction> {
        let net = Self::NOT_ASSESSED.with_differentiation(Differentiation::Well);
        self.merge(&net).map(|case| case.with_grade(grade))
    }

    /// The findings of which something is known.
    #[must_use]
    pub fn assessed(&self) -> Set<Finding> {
        self.differing(&Self::NOT_ASSESSED)
    }

    /// Whether something is known of this finding.
    #[must_use]
    pub fn is_assessed(&self, finding: Finding) -> bool {
        self.assessed().contains(finding)
    }

    /// The findings of which the two say different things.
    ///
    /// ```
    /// use nen_pathway::{Case, Ecog};
    ///
    /// let (before, after) = (Case::NOT_ASSESSED, Case::NOT_ASSESSED.with_ecog(Ecog::One));
    /// assert_eq!(before.differing(&after).to_string(), "ecog");
    /// ```
    #[must_use]
    pub fn differing(&self, other: &Self) -> Set<Finding> {
        let same = |finding: &Finding| *self == self.with(*finding, other);
        Finding::ALL.iter().copied().filter(|finding| !same(finding)).collect()
    }

    fn with(self, finding: Finding, other: &Self) -> Self {
        let packed = self.packed.with(finding, other.packed.cells(finding));
        let ki67 = if finding == Finding::Ki67 { other.ki67 } else { self.ki67 };
        let mitoses = if finding == Finding::Mitoses { other.mitoses } else { self.mitoses };
        Self { packed, ki67, mitoses }
    }

    /// The case of a word, whatever it says of the numbers.
    pub(crate) fn unpacked(packed: PackedCase, ki67: Ki67, mitoses: MitoticRate) -> Self {
        Self { packed, ..Self::NOT_ASSESSED }.with_ki67(ki67).with_mitoses(mitoses)
    }

    /// What the decisions and the readings ask, in one word.
    #[inline]
    pub(crate) const fn packed(&self) -> PackedCase {
        self.packed
    }

    /// What is known of a finding, as text: `0 or 1`, `>80%`.
    ///
    /// ```
    /// use nen_pathway::{Case, Finding};
    /// let case = Case::NOT_ASSESSED.with_ki67(">80%".parse()?);
    /// assert_eq!(case.told(Finding::Ki67).to_string(), ">80%");
    /// # Ok::<(), nen_pathway::RangeError>(())
    /// ```
    #[must_use]
    pub fn told(&self, finding: Finding) -> impl Display + use<> {
        Value(*self, finding)
    }
}

struct Value(Case, Finding);

impl Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(case, finding) = self;
        match finding {
            Finding::PrimarySite => Display::fmt(&case.primary_site(), f),
            Finding::LiverMetastases => Display::fmt(&case.liver_metastases(), f),
            Finding::Differentiation => Display::fmt(&case.differentiation(), f),
            Finding::Ki67 => Display::fmt(&case.ki67, f),
            Finding::Mitoses => Display::fmt(&case.mitoses, f),
            Finding::Ecog => Display::fmt(&case.ecog(), f),
            Finding::PrimaryTumour => Display::fmt(&case.primary_tumour(), f),
            Finding::Chemotherapy => Display::fmt(&case.chemotherapy(), f),
            Finding::Platinum => Display::fmt(&case.platinum(), f),
        }
    }
}

impl Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let assessed = self.assessed();
        if assessed.is_empty() {
            return f.write_str("nothing assessed");
        }
        assessed.iter().enumerate().try_for_each(|(place, finding)| {
            let comma = if place == 0 { "" } else { ", " };
            write!(f, "{comma}{finding} {}", self.told(finding))
        })
    }
}

impl Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Case({self})")
    }
}
