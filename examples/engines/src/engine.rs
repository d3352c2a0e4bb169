//! A decision model, evaluated by code that knows nothing of this project.

use std::sync::Arc;

use dsntk_feel::values::Value;
use dsntk_model_evaluator::ModelEvaluator;
use nen_pathway::{Outcome, Question, recommend};

use crate::cells;

/// The version that `Cargo.toml` names.
pub(crate) const VERSION: &str = "0.3.0";

const NAMESPACE: &str = "urn:nen-pathway";
const MODEL: &str = "nen_pathway";

pub(crate) struct Engine(Arc<ModelEvaluator>);

impl Engine {
    /// Reads a DMN model.
    pub(crate) fn of(model: &str) -> Result<Self, String> {
        let model = dsntk_model::parse(model).map_err(|error| error.to_string())?;
        ModelEvaluator::new(&[model]).map(Self).map_err(|error| error.to_string())
    }

    /// What is decided otherwise than by the library, in the cell of a number.
    pub(crate) fn disagreements(&self, number: usize) -> impl Iterator<Item = String> {
        let cell = cells::cell(number);
        let answer = *recommend(&cell.case).answer();
        Question::all().filter_map(move |question| {
            let expected = answer.outcome(question).map(Outcome::as_str);
            match self.0.evaluate_invocable(NAMESPACE, MODEL, question.as_str(), &cell.input) {
                Value::String(value) if Some(&*value) == expected => None,
                other => Some(format!("{question}: {other}, not {expected:?}, for {}", cell.input)),
            }
        })
    }
}
