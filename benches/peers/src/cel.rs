//! The tables as expressions of CEL: a chain of conditions for each, in the order in which they build on each other.

use std::sync::Arc;

use cel::{Context, Env, Program, Value};
use nen_pathway::{Finding, Question};

use crate::{
    cells::Cell,
    peer::{Failure, Peer, place},
    tables::{Row, Table, Test, hundredths},
};

pub(crate) struct Cel {
    env: Arc<Env>,
    steps: Vec<Arc<Step>>,
}

struct Step {
    program: Program,
    /// The places of the decisions that it answers.
    decisions: Vec<usize>,
    /// The variable that other steps read.
    variable: Option<&'static str>,
}

impl Peer for Cel {
    const NAME: &'static str = "cel 0.15.0";

    type Input = Context<'static, 'static>;

    fn of(tables: &[Table]) -> Result<Self, Failure> {
        let env = Arc::new(Env::stdlib());
        let steps = tables.iter().map(|table| step(&env, table)).collect::<Result<_, _>>()?;
        Ok(Self { env, steps })
    }

    fn with(&self, tables: &[Table], place: usize) -> Result<Self, Failure> {
        let mut steps = self.steps.clone();
        steps[place] = step(&self.env, &tables[place])?;
        Ok(Self { env: Arc::clone(&self.env), steps })
    }

    fn input(&self, cell: &Cell) -> Self::Input {
        let mut context = Context::with_env(Arc::clone(&self.env));
        for (finding, text) in cell.findings() {
            let value = text.map_or(Value::Null, |text| value(finding, text));
            context.add_variable_from_value(finding.as_str(), value);
        }
        context
    }

    fn decide(
        &self,
        input: &Self::Input,
        mut told: impl FnMut(usize, &str),
    ) -> Result<(), Failure> {
        let mut scope = input.new_inner_scope();
        let mut failure = None;
        for step in &self.steps {
            let value = step.program.execute(&scope).unwrap_or_else(|error| {
                failure = Some(error);
                Value::Null
            });
            if let Value::String(value) = &value {
                step.decisions.iter().for_each(|decision| told(*decision, value));
            }
            if let Some(variable) = step.variable {
                scope.add_variable_from_value(variable, value);
            }
        }
        failure.map_or(Ok(()), |error| Err(error.into()))
    }
}

fn step(env: &Env, table: &Table) -> Result<Arc<Step>, Failure> {
    let derived = matches!(table.decisions[0], Question::Grade | Question::Pathway);
    Ok(Arc::new(Step {
        program: env.compile(&chain(table))?,
        decisions: table.decisions.iter().map(|decision| place(*decision)).collect(),
        variable: derived.then(|| table.name()),
    }))
}

/// CEL has no decimals: hundredths are whole numbers.
fn value(finding: Finding, text: &str) -> Value {
    let number = match finding {
        Finding::Ki67 | Finding::Mitoses => hundredths(text).map(i64::from),
        _ => text.parse().ok(),
    };
    number.map_or_else(|| Value::from(text), Value::Int)
}

/// A row after which no other can be asked ends the chain.
fn chain(table: &Table) -> String {
    table.rows.iter().rfold("null".to_owned(), |rest, Row { tests, value }| {
        match tests.iter().map(condition).collect::<Vec<_>>().join(" && ") {
            all if all.is_empty() => format!("'{value}'"),
            some => format!("{some} ? '{value}' : {rest}"),
        }
    })
}

fn condition((column, test): &(String, Test)) -> String {
    match test {
        Test::Names(names) => match names.as_slice() {
            [name] => format!("{column} == '{name}'"),
            names => format!("{column} in ['{}']", names.join("', '")),
        },
        Test::Wholes(numbers) => format!("{column} in [{}]", numbers.join(", ")),
        Test::AtLeast(least) => format!("{column} >= {least}"),
        Test::AtMost(most) => format!("{column} <= {most}"),
    }
}
