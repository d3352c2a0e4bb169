//! Every complete case, as the library and as the engine read it.

use dsntk_feel::{FeelNumber, context::FeelContext, values::Value};
use nen_pathway::{
    Case, Chemotherapy, Differentiation, Ecog, Finding, LiverMetastases, Platinum, PrimarySite,
    PrimaryTumour,
};

/// The values of each finding; the lowest and the highest of each band of numbers.
const VALUES: [(Finding, &[&str]); 9] = [
    (Finding::PrimarySite, PrimarySite::NAMES),
    (Finding::LiverMetastases, LiverMetastases::NAMES),
    (Finding::Differentiation, Differentiation::NAMES),
    (Finding::Ki67, &["0-2.99", "3-9.99", "10-19.99", "20-20", "20.01-100"]),
    (Finding::Mitoses, &["0-1.99", "2-20", "20.01-600"]),
    (Finding::Ecog, Ecog::NAMES),
    (Finding::PrimaryTumour, PrimaryTumour::NAMES),
    (Finding::Chemotherapy, Chemotherapy::NAMES),
    (Finding::Platinum, Platinum::NAMES),
];

/// How many there are.
pub(crate) const COUNT: usize = {
    let (mut count, mut finding) = (1, 0);
    while finding < VALUES.len() {
        count *= VALUES[finding].1.len();
        finding += 1;
    }
    count
};

/// Prime to [`COUNT`]: cells that follow each other differ in much, so that a fault shows early.
const STRIDE: usize = 104_729;

/// A complete case, and the same as the input of a decision model.
pub(crate) struct Cell {
    pub(crate) case: Case,
    pub(crate) input: FeelContext,
}

/// The cell of a number below [`COUNT`]. Numbers are by turns the lowest and the highest of their band.
pub(crate) fn cell(number: usize) -> Cell {
    let mut rest = number * STRIDE % COUNT;
    let places = VALUES.map(|(_, values)| {
        let place = rest % values.len();
        rest /= values.len();
        place
    });
    let turn: usize = places.iter().sum();

    let (mut case, mut input) = (Case::NOT_ASSESSED, FeelContext::default());
    for ((finding, values), place) in VALUES.into_iter().zip(places) {
        let (text, unit) = match finding {
            Finding::Ki67 => (end(values[place], turn), "%"),
            Finding::Mitoses => (end(values[place], turn / 2), "/2mm2"),
            _ => (values[place], ""),
        };
        case = case.stating(finding, &format!("{text}{unit}")).expect("a value of the finding");
        let value = text.parse::<FeelNumber>().map(Value::Number);
        let value = value.unwrap_or_else(|_| Value::String(text.to_owned()));
        input.set_entry(&finding.as_str().into(), value);
    }
    Cell { case, input }
}

fn end(band: &'static str, turn: usize) -> &'static str {
    let (lowest, highest) = band.split_once('-').expect("a band has two ends");
    if turn.is_multiple_of(2) { lowest } else { highest }
}
