//! How the functions are called: their names, and which arguments they take.

use std::sync::Arc;

use datafusion::{
    arrow::datatypes::{DataType, Field},
    common::{Result, plan_datafusion_err, plan_err},
};
use nen_pathway::Finding;

use crate::tables::GIVEN;

/// What a function tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Told {
    Grade,
    Pathway,
    Standing,
    Needs,
    NotAssessed,
    Concordance,
    Review,
    Packed,
    Error,
}

/// What stands before the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    Nothing,
    Therapy,
    PerhapsDecision,
    Given,
    PerhapsGiven,
}

impl Told {
    pub(crate) const ALL: [Self; 9] = [
        Self::Grade,
        Self::Pathway,
        Self::Standing,
        Self::Needs,
        Self::NotAssessed,
        Self::Concordance,
        Self::Review,
        Self::Packed,
        Self::Error,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Grade => "nen_grade",
            Self::Pathway => "nen_pathway",
            Self::Standing => "nen_standing",
            Self::Needs => "nen_needs",
            Self::NotAssessed => "nen_not_assessed",
            Self::Concordance => "nen_concordance",
            Self::Review => "nen_review",
            Self::Packed => "nen_packed",
            Self::Error => "nen_error",
        }
    }

    const fn first(self) -> First {
        match self {
            Self::Grade | Self::Pathway | Self::NotAssessed | Self::Packed => First::Nothing,
            Self::Standing => First::Therapy,
            Self::Needs => First::PerhapsDecision,
            Self::Concordance | Self::Review => First::Given,
            Self::Error => First::PerhapsGiven,
        }
    }

    /// What stands before the findings, and the findings: nine columns, or a packed one.
    pub(crate) fn split<T>(self, arguments: &[T]) -> Result<(Option<&T>, &[T])> {
        use First::{Given, Nothing, PerhapsDecision, PerhapsGiven, Therapy};
        match (arguments, self.first()) {
            (_, Nothing | PerhapsDecision | PerhapsGiven) if matches!(arguments.len(), 1 | 9) => {
                Ok((None, arguments))
            }
            ([first, findings @ ..], Therapy | PerhapsDecision | Given | PerhapsGiven)
                if matches!(findings.len(), 1 | 9) =>
            {
                Ok((Some(first), findings))
            }
            (_, first) => plan_err!(
                "{}: {} arguments; accepted: {}the nine findings ({}) or a column of packed cases",
                self.name(),
                arguments.len(),
                first.told(),
                Finding::ALL.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", ")
            ),
        }
    }

    /// The types that are read, from those that are given.
    pub(crate) fn types(self, given: &[DataType]) -> Result<Vec<DataType>> {
        let (first, findings) = self.split(given)?;
        let refused = |(name, kind, accepted): (&str, &DataType, &str)| {
            plan_datafusion_err!("{}: {name} is of type {kind}; accepted: {accepted}", self.name())
        };
        let first = first.map(|kind| self.first().kind(kind).map_err(refused));
        let findings: Vec<_> = match findings {
            [packed] => vec![word(packed).map_err(refused)],
            nine => {
                let nine = Finding::ALL.iter().zip(nine);
                nine.map(|(finding, kind)| stated(*finding, kind).map_err(refused)).collect()
            }
        };
        first.into_iter().chain(findings).collect()
    }
}

type Kind<'k> = std::result::Result<DataType, (&'static str, &'k DataType, &'static str)>;

impl First {
    const fn told(self) -> &'static str {
        match self {
            Self::Nothing => "",
            Self::Therapy => "a therapy, then ",
            Self::PerhapsDecision => "perhaps a decision, then ",
            Self::Given => "what was given, then ",
            Self::PerhapsGiven => "perhaps what was given, then ",
        }
    }

    fn kind(self, kind: &DataType) -> Kind<'_> {
        let given = matches!(self, Self::Given | Self::PerhapsGiven);
        let name = match self {
            Self::Given | Self::PerhapsGiven => GIVEN,
            Self::Therapy => "the therapy",
            Self::PerhapsDecision | Self::Nothing => "the decision",
        };
        match kind {
            kind if is_text(kind) => Ok(kind.clone()),
            DataType::List(item) | DataType::LargeList(item) | DataType::FixedSizeList(item, _)
                if given && is_text(item.data_type()) =>
            {
                Ok(DataType::List(Arc::new(Field::new("item", DataType::Utf8View, true))))
            }
            _ if given => Err((name, kind, "names with `;` between, or a list of names")),
            _ => Err((name, kind, "its name")),
        }
    }
}

/// Whether a column of a file is read; if it is not, what is.
pub(crate) fn accepted(name: &str, kind: &DataType) -> Result<(), &'static str> {
    let read = match Finding::ALL.iter().find(|finding| finding.as_str() == name) {
        Some(finding) => stated(*finding, kind),
        None if name == GIVEN => First::Given.kind(kind),
        None => word(kind),
    };
    read.map(|_| ()).map_err(|(_, _, accepted)| accepted)
}

fn stated(finding: Finding, kind: &DataType) -> Kind<'_> {
    match kind {
        kind if is_text(kind) => Ok(kind.clone()),
        kind if finding == Finding::Ecog && kind.is_integer() => Ok(DataType::Utf8View),
        _ => Err((
            finding.as_str(),
            kind,
            match finding {
                Finding::Ki67 => "text with the unit, as `>80%`",
                Finding::Mitoses => "text with the unit, as `45/2mm2`",
                Finding::Ecog => "text, whole numbers",
                _ => "text",
            },
        )),
    }
}

fn word(kind: &DataType) -> Kind<'_> {
    match kind {
        DataType::Null | DataType::UInt64 => Ok(kind.clone()),
        kind if kind.is_integer() => Ok(DataType::Int64),
        _ => Err(("the packed case", kind, "UInt64, as `nen_packed` tells it")),
    }
}

/// Text, in whatever way it is kept; a column of which nothing is known but nulls too.
fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_text(values),
        kind => kind.is_string() || kind.is_null(),
    }
}
