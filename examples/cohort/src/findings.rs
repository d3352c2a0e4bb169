//! The nine findings of each row, or one packed column in their place.

use datafusion::{
    arrow::{
        array::{Array, AsArray},
        datatypes::{DataType, Int64Type, UInt64Type},
    },
    common::{Result, internal_err},
    logical_expr::ColumnarValue,
};
use nen_pathway::{Case, Finding, PackedCase, Set};

use crate::{
    column::{Column, refused},
    finding::Stated,
};

/// The findings of a batch of rows.
#[derive(Debug)]
pub(crate) enum Findings {
    Stated(Vec<(Finding, Column<Stated>)>),
    Packed(Vec<Result<PackedCase, String>>),
}

impl Findings {
    pub(crate) fn read(columns: &[ColumnarValue], rows: usize) -> Result<Self> {
        if let [packed] = columns {
            return Ok(Self::Packed(words(packed, rows)?));
        }
        let stated = Finding::ALL.iter().zip(columns).map(|(finding, column)| {
            let read = |text: &str| Stated::read(*finding, text);
            Ok((*finding, Column::read(column, Stated::NOTHING, read)?))
        });
        stated.collect::<Result<_>>().map(Self::Stated)
    }

    /// The case of each row.
    ///
    /// # Errors
    /// The first text that is no value of its finding.
    pub(crate) fn cases(&self, rows: usize) -> Result<Vec<PackedCase>> {
        (0..rows).map(|row| self.case(row).map_err(refused)).collect()
    }

    /// The case of a row.
    pub(crate) fn case(&self, row: usize) -> Result<PackedCase, String> {
        match self {
            Self::Packed(words) => words.get(row).cloned().unwrap_or(Ok(PackedCase::NOT_ASSESSED)),
            Self::Stated(columns) => {
                let bits = columns
                    .iter()
                    .try_fold(PackedCase::NOT_ASSESSED.bits(), |bits, (_, column)| {
                        Ok::<_, &str>(bits & column.get(row)?.bits)
                    });
                PackedCase::from_bits(bits?).map_err(|error| error.to_string())
            }
        }
    }

    /// What is not assessed in a row.
    pub(crate) fn not_assessed(&self, row: usize) -> Result<Set<Finding>, String> {
        let all = || Finding::ALL.iter().copied();
        match self {
            Self::Packed(_) => {
                let assessed = Case::from(self.case(row)?).assessed();
                Ok(all().filter(|finding| !assessed.contains(*finding)).collect())
            }
            Self::Stated(columns) => {
                let mut not_assessed = Set::EMPTY;
                for (finding, column) in columns {
                    not_assessed.extend((!column.get(row)?.is_assessed).then_some(*finding));
                }
                Ok(not_assessed)
            }
        }
    }
}

/// Packed cases; the signed numbers of SQL are read too.
fn words(column: &ColumnarValue, rows: usize) -> Result<Vec<Result<PackedCase, String>>> {
    let word = |bits: u64| PackedCase::from_bits(bits).map_err(|error| format!("packed: {error}"));
    let array = column.to_array(rows)?;
    Ok(match array.data_type() {
        DataType::Null => vec![Ok(PackedCase::NOT_ASSESSED); rows],
        DataType::UInt64 => {
            let words = array.as_primitive::<UInt64Type>().iter();
            words.map(|bits| bits.map_or(Ok(PackedCase::NOT_ASSESSED), word)).collect()
        }
        DataType::Int64 => {
            let signed = |bits: i64| match u64::try_from(bits) {
                Ok(bits) => word(bits),
                Err(_) => {
                    Err(format!("packed: bits `{bits}`: below zero; accepted: a packed case"))
                }
            };
            let words = array.as_primitive::<Int64Type>().iter();
            words.map(|bits| bits.map_or(Ok(PackedCase::NOT_ASSESSED), signed)).collect()
        }
        other => return internal_err!("packed cases of {other} were not refused"),
    })
}
