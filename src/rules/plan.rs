//! The recommendation: one plan for each pathway, holding only what that pathway can.

use core::marker::PhantomData;

use crate::{
    Answer, AnyLineNecTherapy, Chemotherapy, Decision, Finding, FirstLineNecTherapy,
    LaterNecTherapy, NetTherapy, NoTherapy, Offered, Pathway, Set, Standing, Statement, Therapy,
    vocabulary::vocabulary,
};

/// What the pathway says of a case: one variant for each pathway, and one while it is open.
///
/// Exhaustive on purpose: a `match` that forgets a pathway does not compile, and an application that
/// embeds the crate has to stop and look when one is added.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED.with_differentiation(Differentiation::Mixed);
/// let text = match recommend(&case) {
///     Recommendation::Nec(_) => "carcinoma",
///     Recommendation::Net(_) => "tumour G1 or G2",
///     Recommendation::NetG3(_) => "tumour G3, on which the source is silent",
///     Recommendation::VerifyPathology(_) => "verify the pathology first",
///     Recommendation::OutsideScope(_) => "the source does not speak of this",
///     Recommendation::Open(open) => panic!("still needs {}", open.answer().pathway().needs()),
/// };
/// assert_eq!(text, "the source does not speak of this");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Recommendation {
    /// A neuroendocrine carcinoma.
    Nec(NecPlan),
    /// A neuroendocrine tumour G1 or G2.
    Net(Plan<NetTherapy>),
    /// A neuroendocrine tumour G3: the source leaves it out, and nothing is offered.
    NetG3(Plan<NoTherapy>),
    /// The pathology is verified before anything starts, so nothing is offered.
    VerifyPathology(Plan<NoTherapy>),
    /// The source does not speak of the case, so nothing is offered.
    OutsideScope(Plan<NoTherapy>),
    /// What is known fits several pathways. Decisions on which they agree are settled all the same.
    Open(Plan<NoTherapy>),
}

/// The plan for a NEC, by where the patient stands with the first platinum doublet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum NecPlan {
    /// Not started, or not yet judged.
    FirstLine(Plan<FirstLineNecTherapy>),
    /// Judged: indolent, or progressed.
    Later(Plan<LaterNecTherapy>),
    /// It is not known which of the two.
    LineOpen(Plan<AnyLineNecTherapy>),
}

/// A plan: what one kind of pathway offers, `O` being all it can ever offer, and what it rules out.
///
/// Only the rules make one. What is offered is of the plan's own type, so that no NEC plan can hold a
/// somatostatin analogue, and a plan of [`NoTherapy`] can hold nothing.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::SigmoidColon)
///     .with_liver_metastases(LiverMetastases::Multiple)
///     .with_differentiation(Differentiation::Poor)
///     .with_ki67("90%".parse()?)
///     .with_ecog(Ecog::Zero | Ecog::One)
///     .with_chemotherapy(Chemotherapy::NotStarted)
///     .with_platinum(Platinum::CarboplatinOnly);
///
/// let Recommendation::Nec(NecPlan::FirstLine(plan)) = recommend(&case) else { panic!("a NEC") };
/// for offer in plan.offers() {
///     // Three therapies are all that can stand here, and the compiler knows it.
///     let drug = match offer.therapy() {
///         FirstLineNecTherapy::CisplatinEtoposide => "cisplatin",
///         FirstLineNecTherapy::CarboplatinEtoposide => "carboplatin",
///         FirstLineNecTherapy::PrimaryResection => "surgery",
///     };
///     assert_eq!((drug, offer.strength()), ("carboplatin", Strength::Recommended));
/// }
/// let cisplatin = plan.rules_out().next().unwrap();
/// assert_eq!(cisplatin.therapy(), Therapy::CisplatinEtoposide);
/// assert_eq!(cisplatin.findings().to_string(), "platinum");
/// # Ok::<(), nen_pathway::RangeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Plan<O> {
    answer: Answer,
    offers: PhantomData<O>,
}

impl<O: Offered> Plan<O> {
    const fn new(answer: Answer) -> Self {
        Self { answer, offers: PhantomData }
    }

    /// What is offered: recommended, an option, or to consider. Decisions that are open offer
    /// nothing yet.
    pub fn offers(&self) -> impl Iterator<Item = Offer<O>> {
        O::ALL.iter().filter_map(|therapy| {
            let decision = self.answer.therapy((*therapy).into());
            let strength = match decision.value()? {
                Standing::Recommended => Strength::Recommended,
                Standing::Option => Strength::Option,
                Standing::Consider => Strength::Consider,
                Standing::Avoid
                | Standing::VerifyFirst
                | Standing::NotApplicable
                | Standing::NotAddressed => return None,
            };
            Some(Offer { therapy: *therapy, strength, statements: decision.statements() })
        })
    }

    /// What is ruled out, and why.
    pub fn rules_out(&self) -> impl Iterator<Item = RuledOut> {
        self.answer.therapies().filter_map(|(therapy, decision)| match decision {
            Decision::Settled(settled) if settled.value() == Standing::Avoid => Some(RuledOut {
                therapy,
                statements: settled.statements(),
                findings: settled.findings(),
            }),
            Decision::Settled(_) | Decision::Open(_) => None,
        })
    }

    /// Every decision, and what must be shown beside them.
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }
}

/// A therapy that a plan offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offer<O> {
    therapy: O,
    strength: Strength,
    statements: Set<Statement>,
}

impl<O: Offered> Offer<O> {
    /// The therapy.
    #[must_use]
    pub const fn therapy(&self) -> O {
        self.therapy
    }

    /// How strongly.
    #[must_use]
    pub const fn strength(&self) -> Strength {
        self.strength
    }

    /// The statements it rests on.
    #[must_use]
    pub const fn statements(&self) -> Set<Statement> {
        self.statements
    }
}

vocabulary! { "strength"
    /// How strongly a therapy is offered, strongest first.
    #[strum(serialize_all = "snake_case")]
    pub enum Strength {
        /// The source says to do it.
        Recommended,
        /// The source lists it as working here, without ranking it.
        Option,
        /// Permitted; a judgement.
        Consider,
    }
}

impl From<Strength> for Standing {
    fn from(strength: Strength) -> Self {
        match strength {
            Strength::Recommended => Self::Recommended,
            Strength::Option => Self::Option,
            Strength::Consider => Self::Consider,
        }
    }
}

/// A therapy that is ruled out, and the reason: the source, or what the patient can receive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuledOut {
    therapy: Therapy,
    statements: Set<Statement>,
    findings: Set<Finding>,
}

impl RuledOut {
    /// The therapy.
    #[must_use]
    pub const fn therapy(&self) -> Therapy {
        self.therapy
    }

    /// The statements that rule it out; empty if the patient's findings do.
    #[must_use]
    pub const fn statements(&self) -> Set<Statement> {
        self.statements
    }

    /// The patient's findings that rule it out; empty if the source does.
    #[must_use]
    pub const fn findings(&self) -> Set<Finding> {
        self.findings
    }
}

impl Recommendation {
    #[inline]
    pub(super) fn new(answer: Answer) -> Self {
        match answer.pathway().value() {
            Some(Pathway::Nec) => Self::Nec(NecPlan::new(answer)),
            Some(Pathway::Net) => Self::Net(Plan::new(answer)),
            Some(Pathway::NetG3) => Self::NetG3(Plan::new(answer)),
            Some(Pathway::VerifyPathology) => Self::VerifyPathology(Plan::new(answer)),
            Some(Pathway::OutsideScope) => Self::OutsideScope(Plan::new(answer)),
            None => Self::Open(Plan::new(answer)),
        }
    }

    /// Every decision, and what must be shown beside them.
    pub const fn answer(&self) -> &Answer {
        match self {
            Self::Nec(plan) => plan.answer(),
            Self::Net(plan) => plan.answer(),
            Self::NetG3(plan)
            | Self::VerifyPathology(plan)
            | Self::OutsideScope(plan)
            | Self::Open(plan) => plan.answer(),
        }
    }
}

impl NecPlan {
    #[inline]
    fn new(answer: Answer) -> Self {
        let chemotherapy = answer.case().chemotherapy();
        if chemotherapy.is_within(Chemotherapy::NotStarted | Chemotherapy::UnderWay) {
            Self::FirstLine(Plan::new(answer))
        } else if chemotherapy
            .is_within(Chemotherapy::IndolentAfter | Chemotherapy::ProgressedAfter)
        {
            Self::Later(Plan::new(answer))
        } else {
            Self::LineOpen(Plan::new(answer))
        }
    }

    /// Every decision, and what must be shown beside them.
    pub const fn answer(&self) -> &Answer {
        match self {
            Self::FirstLine(plan) => &plan.answer,
            Self::Later(plan) => &plan.answer,
            Self::LineOpen(plan) => &plan.answer,
        }
    }
}
