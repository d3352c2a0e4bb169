//! What was given: a list, or text with `;` between.

use datafusion::{
    arrow::{
        array::{Array, ArrayRef, AsArray},
        datatypes::DataType,
    },
    common::Result,
    logical_expr::ColumnarValue,
};
use nen_pathway::{Given, NameError, ReviewError};

use crate::{column::Column, finding::repeated};

/// The treatments of each row, none where nothing was given.
pub(crate) fn read(value: &ColumnarValue) -> Result<Column<Vec<Given>>> {
    match value.data_type() {
        DataType::List(_) => Column::spread(value, lists),
        _ => Column::read(value, Vec::new(), text),
    }
}

fn text(text: &str) -> Result<Vec<Given>, String> {
    let names = text.split([';', '|']).filter(|_| !text.is_empty());
    each_once(names.map(name).collect::<Result<_, _>>()?)
}

fn name(name: &str) -> Result<Given, String> {
    name.parse().map_err(|error: NameError| {
        format!("given `{}`: not one of its values; accepted: {}", error.text(), error.accepted())
    })
}

fn each_once(given: Vec<Given>) -> Result<Vec<Given>, String> {
    match repeated(&given) {
        Some(treatment) => Err(ReviewError::Repeated(treatment).to_string()),
        None => Ok(given),
    }
}

fn lists(array: &ArrayRef) -> Result<Column<Vec<Given>>> {
    let lists = array.as_list::<i32>();
    let rows =
        lists.iter().map(|list| list.map_or_else(|| Ok(Ok(Vec::new())), |list| items(&list)));
    Ok(Column::each(rows.collect::<Result<_>>()?, Vec::new()))
}

fn items(list: &ArrayRef) -> Result<Result<Vec<Given>, String>> {
    let names = Column::of(list, None, |text| name(text).map(Some))?;
    let item = |row| match names.get(row) {
        Ok(Some(given)) => Ok(*given),
        Ok(None) => Err("given: a null in the list; accepted: names".to_owned()),
        Err(error) => Err(error.to_owned()),
    };
    Ok((0..list.len()).map(item).collect::<Result<_, _>>().and_then(each_once))
}
