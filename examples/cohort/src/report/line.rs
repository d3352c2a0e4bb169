//! What is counted.

use nen_pathway::{
    Concordance, Finding, Given, Grade, Pathway, Possible, Reading, Set, Standing, Statement,
    Therapy, Vocabulary,
};

use super::attrition::Step;

/// Something that is told of a case, and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// A row.
    Case,
    /// A row that could not be read; nothing else is told of it.
    Unreadable,
    /// A way on the pathway.
    Way(Step),
    /// What the pathway is, or may be.
    Pathway(Values),
    /// What the grade is, or may be.
    Grade(Values),
    /// What the source says of a therapy, or may say.
    Standing(Therapy, Values),
    /// A finding of which nothing is known.
    NotAssessed(Finding),
    /// A finding that would settle something.
    Needed(Finding),
    /// It is not known what was given.
    GivenNotKnown,
    /// How what was given stands to the source.
    Concordance(Concordance),
    /// Given although it is ruled out, by these statements or these findings of the patient.
    RuledOut(Given, Reasons),
    /// Recommended before chemotherapy has started, and neither it nor its like was given.
    Omitted(Therapy),
    /// A reading under which that would not be so.
    DisputedBy(Reading),
    /// Given although it is open, and can turn out to be nothing that is offered.
    Unsupported(Given),
}

/// One value or several possible ones, the settled ones first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Values {
    count: u32,
    bits: u8,
}

impl Values {
    pub(super) fn of<V: Vocabulary>(possible: Possible<V>) -> Self {
        let bits = possible.bits();
        Self { count: bits.count_ones(), bits }
    }

    fn joined(self, names: &[&str]) -> String {
        let places = 0_u32..;
        let possible = |place| self.bits.checked_shr(place).is_some_and(|bits| bits & 1 == 1);
        let names = names.iter().zip(places).filter(|(_, place)| possible(*place));
        names.map(|(name, _)| *name).collect::<Vec<_>>().join(";")
    }
}

/// Why something is ruled out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reasons {
    statements: u64,
    findings: u64,
}

impl Reasons {
    pub(super) const fn new(statements: Set<Statement>, findings: Set<Finding>) -> Self {
        Self { statements: statements.bits(), findings: findings.bits() }
    }

    fn told(self) -> String {
        fn named<V: Vocabulary>(bits: u64) -> impl Iterator<Item = &'static str> {
            let is_in =
                move |value: &&V| bits.checked_shr(value.index()).is_some_and(|it| it & 1 == 1);
            V::ALL.iter().filter(is_in).map(|value| value.as_str())
        }
        let statements = named::<Statement>(self.statements);
        statements.chain(named::<Finding>(self.findings)).collect::<Vec<_>>().join(" ")
    }
}

impl Line {
    /// The section, the key and the value, as machines read them.
    #[must_use]
    pub fn cells(&self) -> [String; 3] {
        let cells =
            |section: &str, key: &str, value: &str| [section, key, value].map(str::to_owned);
        match self {
            Self::Case => cells("cases", "all", ""),
            Self::Unreadable => cells("cases", "unreadable", ""),
            Self::Way(step) => {
                let (question, way) = step.names();
                cells("attrition", question, way)
            }
            Self::Pathway(values) => cells("pathway", &values.joined(Pathway::NAMES), ""),
            Self::Grade(values) => cells("grade", &values.joined(Grade::NAMES), ""),
            Self::Standing(therapy, values) => {
                cells("standing", therapy.as_str(), &values.joined(Standing::NAMES))
            }
            Self::NotAssessed(finding) => cells("not_assessed", finding.as_str(), ""),
            Self::Needed(finding) => cells("needed", finding.as_str(), ""),
            Self::GivenNotKnown => cells("concordance", "not_known", ""),
            Self::Concordance(concordance) => cells("concordance", concordance.as_str(), ""),
            Self::RuledOut(given, reasons) => cells("ruled_out", given.as_str(), &reasons.told()),
            Self::Omitted(therapy) => cells("omitted", therapy.as_str(), ""),
            Self::DisputedBy(reading) => cells("disputed_by", reading.as_str(), ""),
            Self::Unsupported(given) => cells("unsupported", given.as_str(), ""),
        }
    }
}
