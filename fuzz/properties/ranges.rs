//! Ki-67 and mitoses.

use std::{
    fmt::{Debug, Display},
    str::FromStr,
};

use nen_pathway::{Finding, Hundredths, Ki67, MitoticRate, RangeError, RangeProblem};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    contract::{self, NoRange},
    refusal, text,
};

/// Texts of Ki-67.
pub fn ki67(bytes: &[u8]) {
    read(Finding::Ki67, text(bytes), |ki67: Ki67| [ki67.lowest(), ki67.highest()]);
}

/// Texts of mitoses.
pub fn mitoses(bytes: &[u8]) {
    read(Finding::Mitoses, text(bytes), |rate: MitoticRate| [rate.lowest(), rate.highest()]);
}

/// The contract and the crate accept the same texts, with the same bounds; what is accepted is written so that it reads
/// back as the same, and what is refused is told.
fn read<T>(finding: Finding, text: &str, bounds: fn(T) -> [Hundredths; 2])
where
    T: FromStr<Err = RangeError> + Serialize + DeserializeOwned,
    T: Display + Debug + PartialEq + Copy,
{
    let contract = contract::range(finding, text);
    match text.parse::<T>() {
        Ok(range) => {
            assert_eq!(Ok(bounds(range)), contract, "{text}");
            let canonical = range.to_string();
            assert_eq!(canonical.parse(), Ok(range));
            assert_eq!(contract::range(finding, &canonical), contract);
            let json = format!("\"{canonical}\"");
            assert_eq!(serde_json::to_string(&range).unwrap(), json);
            assert_eq!(serde_json::from_str::<T>(&json).unwrap(), range);
        }
        Err(error) => {
            let expected = match error.problem() {
                RangeProblem::Bounds => NoRange::Bounds,
                RangeProblem::Empty => NoRange::Empty,
                _ => NoRange::Form,
            };
            assert_eq!(contract, Err(expected), "{text}");
            assert_eq!(error.finding(), finding);
            refusal::tells(&error.to_string(), finding.as_str(), text);
        }
    }
}
