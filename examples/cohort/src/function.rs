//! The functions as the engine sees them.

use std::sync::Arc;

use datafusion::{
    arrow::{
        array::{ArrayRef, UInt64Array},
        datatypes::DataType,
    },
    common::{Result, internal_datafusion_err},
    logical_expr::{
        ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
    },
    prelude::SessionContext,
};
use nen_pathway::{NameError, PackedCase, Question, Therapy};

use crate::{
    call::Told,
    column::{Column, refused},
    findings::Findings,
    given, told,
};

/// All of the functions. They keep nothing between calls: an engine of several processes registers them in each, and
/// finds them by name.
#[must_use]
pub fn functions() -> Vec<ScalarUDF> {
    Told::ALL.map(Function::new).map(ScalarUDF::from).into()
}

/// Makes the functions known to a session.
pub fn register(context: &SessionContext) {
    for function in functions() {
        context.register_udf(function);
    }
}

#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Function {
    told: Told,
    signature: Signature,
}

impl Function {
    pub(crate) fn new(told: Told) -> Self {
        Self { told, signature: Signature::user_defined(Volatility::Immutable) }
    }
}

impl ScalarUDFImpl for Function {
    fn name(&self) -> &str {
        self.told.name()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        self.told.types(types)
    }

    fn return_type(&self, _types: &[DataType]) -> Result<DataType> {
        Ok(if self.told == Told::Packed { DataType::UInt64 } else { DataType::Utf8View })
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let rows = arguments.number_rows;
        let (first, findings) = self.told.split(&arguments.args)?;
        let findings = Findings::read(findings, rows)?;
        let cases = || findings.cases(rows);
        let array = match self.told {
            Told::Grade => told::decided(&cases()?, Question::Grade),
            Told::Pathway => told::decided(&cases()?, Question::Pathway),
            Told::Standing => told::standings(&cases()?, &therapies(required(first)?)?),
            Told::Needs => {
                let decisions = first.map(decisions).transpose()?;
                told::needs(&cases()?, decisions.as_ref())
            }
            Told::NotAssessed => told::not_assessed(&findings, rows),
            Told::Concordance => {
                told::reviewed(&cases()?, &given::read(required(first)?)?, |review| {
                    Ok(review.concordance().as_str())
                })
            }
            Told::Review => told::reviewed(&cases()?, &given::read(required(first)?)?, |review| {
                serde_json::to_string(review).map_err(refused)
            }),
            Told::Packed => {
                let words = cases()?.into_iter().map(PackedCase::bits);
                let words: ArrayRef = Arc::new(UInt64Array::from_iter_values(words));
                Ok(words)
            }
            Told::Error => {
                let given = first.map(given::read).transpose()?;
                Ok(told::errors(&findings, given.as_ref(), rows))
            }
        }?;
        Ok(ColumnarValue::Array(array))
    }
}

fn required(first: Option<&ColumnarValue>) -> Result<&ColumnarValue> {
    first.ok_or_else(|| internal_datafusion_err!("the number of arguments was not checked"))
}

fn therapies(column: &ColumnarValue) -> Result<Column<Option<Question>>> {
    Column::read(column, None, |text| {
        let therapy = text.parse::<Therapy>().map(Question::Standing);
        therapy.map(Some).map_err(|error| error.to_string())
    })
}

fn decisions(column: &ColumnarValue) -> Result<Column<Option<Question>>> {
    Column::read(column, None, |text| {
        text.parse().map(Some).map_err(|error: NameError| error.to_string())
    })
}
