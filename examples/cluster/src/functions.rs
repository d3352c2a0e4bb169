//! The cohort's functions as they travel: by name only. The name says of which build they are, so that an answer is never
//! put together from two: a process of another build does not have the function, and the query ends there.

use datafusion::{
    arrow::datatypes::DataType,
    common::Result,
    logical_expr::{ColumnarValue, Expr, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature},
};

/// In SQL they have the cohort's names.
pub(crate) fn functions() -> impl Iterator<Item = ScalarUDF> {
    nen_pathway_cohort::functions().into_iter().map(|function| {
        let name = format!("{}@{}", function.name(), env!("BUILD"));
        let in_sql = [function.name().to_owned()];
        ScalarUDF::from(OfThisBuild { name, in_sql, function })
    })
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct OfThisBuild {
    name: String,
    in_sql: [String; 1],
    function: ScalarUDF,
}

impl ScalarUDFImpl for OfThisBuild {
    fn name(&self) -> &str {
        &self.name
    }

    fn aliases(&self) -> &[String] {
        &self.in_sql
    }

    /// The column of a result is called as on one machine.
    fn schema_name(&self, arguments: &[Expr]) -> Result<String> {
        self.function.schema_name(arguments)
    }

    fn signature(&self) -> &Signature {
        self.function.signature()
    }

    fn coerce_types(&self, types: &[DataType]) -> Result<Vec<DataType>> {
        self.function.coerce_types(types)
    }

    fn return_type(&self, types: &[DataType]) -> Result<DataType> {
        self.function.return_type(types)
    }

    fn invoke_with_args(&self, arguments: ScalarFunctionArgs) -> Result<ColumnarValue> {
        self.function.invoke_with_args(arguments)
    }
}
