//! A column of texts, each distinct one read once.

use std::fmt::Display;

use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray, StringArrayType},
        compute::cast,
        datatypes::{DataType, UInt64Type},
    },
    common::{DataFusionError, HashMap, Result, internal_err},
    logical_expr::ColumnarValue,
};

/// A text, a number or a list that is none of what is accepted: it ends the query, as
/// [`DataFusionError::External`]. It names the column, the text, and what is accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// In a case, or in what was given.
    #[error("{0}")]
    Row(String),
    /// In what is asked: the name of a therapy or of a decision.
    #[error("{0}")]
    Question(String),
}

pub(crate) fn refused(error: impl Display) -> DataFusionError {
    DataFusionError::External(Box::new(Refused::Row(error.to_string())))
}

/// What is asked is none of what can be.
pub(crate) fn not_asked(error: impl Display) -> DataFusionError {
    DataFusionError::External(Box::new(Refused::Question(error.to_string())))
}

/// What the distinct texts of a column were read as, and where each row has its own.
#[derive(Debug)]
pub(crate) struct Column<T> {
    values: Vec<Result<T, String>>,
    null: Result<T, String>,
    places: Places,
}

/// Places among the values; one past the end is that of a null.
#[derive(Debug)]
enum Places {
    Same(usize),
    Each(Vec<usize>),
}

const NULL: usize = usize::MAX;

impl<T> Column<T> {
    /// Reads the text of every row; `null` stands for none.
    pub(crate) fn read(
        value: &ColumnarValue,
        null: T,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Self> {
        Self::spread(value, |array| Self::of(array, null, read))
    }

    /// Reads an array, or the one value that every row has.
    pub(crate) fn spread(
        value: &ColumnarValue,
        of: impl FnOnce(&ArrayRef) -> Result<Self>,
    ) -> Result<Self> {
        match value {
            ColumnarValue::Array(array) => of(array),
            ColumnarValue::Scalar(scalar) => {
                let column = of(&scalar.to_array()?)?;
                let places = Places::Same(column.places.of(0));
                Ok(Self { places, ..column })
            }
        }
    }

    pub(crate) fn of(
        array: &ArrayRef,
        null: T,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Self> {
        let mut values = Vec::new();
        let places = match array.data_type() {
            DataType::Null => vec![NULL; array.len()],
            DataType::Dictionary(_, _) => {
                let dictionary = array.as_any_dictionary();
                let keys = cast(dictionary.keys(), &DataType::UInt64)?;
                let keys = keys.as_primitive::<UInt64Type>().iter();
                let keys = keys.map(|key| key.and_then(|key| usize::try_from(key).ok()));
                places(dictionary.values(), keys, &mut values, read)?
            }
            _ => places(array, (0..array.len()).map(Some), &mut values, read)?,
        };
        Ok(Self { values, null: Ok(null), places: Places::Each(places) })
    }

    /// A value for each row, in their order.
    pub(crate) fn each(values: Vec<Result<T, String>>, null: T) -> Self {
        let places = Places::Each((0..values.len()).collect());
        Self { values, null: Ok(null), places }
    }

    /// What every row has, if it is told once for all.
    pub(crate) fn same(&self) -> Option<Result<&T, &str>> {
        match self.places {
            Places::Same(_) => Some(self.get(0)),
            Places::Each(_) => None,
        }
    }

    /// What a row has, or why it cannot be read.
    pub(crate) fn get(&self, row: usize) -> Result<&T, &str> {
        let value = self.values.get(self.places.of(row)).unwrap_or(&self.null);
        value.as_ref().map_err(String::as_str)
    }
}

impl Places {
    fn of(&self, row: usize) -> usize {
        match self {
            Self::Same(place) => *place,
            Self::Each(places) => places.get(row).copied().unwrap_or(NULL),
        }
    }
}

/// The place of each key's text, whatever the texts are kept in.
fn places<T>(
    texts: &ArrayRef,
    keys: impl Iterator<Item = Option<usize>>,
    values: &mut Vec<Result<T, String>>,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<Vec<usize>> {
    match texts.data_type() {
        DataType::Utf8 => Ok(distinct(&texts.as_string::<i32>(), keys, values, read)),
        DataType::LargeUtf8 => Ok(distinct(&texts.as_string::<i64>(), keys, values, read)),
        DataType::Utf8View => Ok(distinct(&texts.as_string_view(), keys, values, read)),
        DataType::Null => Ok(keys.map(|_| NULL).collect()),
        other => internal_err!("a column of {other} was not refused"),
    }
}

fn distinct<'a, T>(
    texts: &impl StringArrayType<'a>,
    keys: impl Iterator<Item = Option<usize>>,
    values: &mut Vec<Result<T, String>>,
    read: impl Fn(&str) -> Result<T, String>,
) -> Vec<usize> {
    let mut known = HashMap::new();
    let place = |key: Option<usize>| match key.filter(|key| texts.is_valid(*key)) {
        None => NULL,
        Some(key) => {
            let text = texts.value(key);
            *known.entry(text).or_insert_with(|| {
                values.push(read(text));
                values.len().saturating_sub(1)
            })
        }
    };
    keys.map(place).collect()
}
