//! The tables as a decision graph of zen-engine: one decision table each.

use std::collections::BTreeMap;

use nen_pathway::*;
use serde_json::{Map, Value, json};
use tokio::runtime::{Builder, Runtime};
use zen_engine::{
    Decision, Variable, Workspace,
    model::{DecisionContent, GraphContent},
    policy::DiagnosticCode,
};

use crate::{
    cells::Cell,
    faults::without_a_row,
    peer::{Failure, Peer},
    tables::{Row, Table, Test, bound},
};

pub(crate) struct Zen {
    decision: Decision,
    runtime: Runtime,
}

impl Peer for Zen {
    const NAME: &'static str = "zen-engine 2.1.6";

    type Input = Variable;

    fn of(tables: &[Table]) -> Result<Self, Failure> {
        let content: GraphContent = serde_json::from_value(graph(tables, &json!({})))?;
        let mut decision = Decision::from(content);
        decision.compile();
        decision.validate()?;
        Ok(Self { decision, runtime: Builder::new_current_thread().build()? })
    }

    fn with(&self, tables: &[Table], _: usize) -> Result<Self, Failure> {
        Self::of(tables)
    }

    fn input(&self, cell: &Cell) -> Variable {
        let value = |(finding, text): (Finding, Option<&str>)| {
            let value = text.map_or(Value::Null, |text| value(finding, text));
            (finding.as_str().to_owned(), value)
        };
        Value::Object(cell.findings().map(value).collect()).into()
    }

    fn decide(&self, input: &Variable, mut told: impl FnMut(usize, &str)) -> Result<(), Failure> {
        let answer = self.runtime.block_on(self.decision.evaluate(input.clone()));
        let answer = answer.map_err(|error| error.to_string())?.result;
        for (place, decision) in Question::all().enumerate() {
            if let Some(Variable::String(value)) = answer.dot(decision.as_str()) {
                told(place, value.as_str());
            }
        }
        Ok(())
    }
}

/// Whether the engine's own analysis, which looks for cases that no row fits, notices each row that is taken away.
pub(crate) fn analysis(tables: &[Table]) -> Result<bool, Failure> {
    let (clean, faults) = (gaps(tables)?, without_a_row(tables));
    let wrong = faults.iter().map(|fault| gaps(&fault.tables)).collect::<Result<Vec<_>, _>>()?;
    let noticed = wrong.iter().filter(|gaps| **gaps != clean).count();
    println!(
        "{}, its own analysis: gaps in {} of {} tables; other gaps for {noticed} of {} rows taken away",
        Zen::NAME,
        clean.len(),
        tables.len(),
        faults.len(),
    );
    Ok(noticed == faults.len())
}

/// The gaps of each table that has some, in the words of the engine.
fn gaps(tables: &[Table]) -> Result<Vec<String>, Failure> {
    let findings = Finding::ALL.iter().map(|finding| (finding.as_str(), schema(*finding)));
    let findings: BTreeMap<_, _> = findings.collect();
    let schema = json!({ "type": "object", "properties": findings, "required": Finding::NAMES });
    let input = json!({ "schema": schema.to_string() });
    let content: DecisionContent = serde_json::from_value(graph(tables, &input))?;
    let mut workspace = Workspace::new();
    workspace.set_document("pathway", content);
    let found = workspace.diagnostics("pathway").into_iter();
    let missing = found.filter(|it| it.code == DiagnosticCode::MissingCases);
    Ok(missing.map(|it| format!("{:?}: {}", it.location.block_id, it.message)).collect())
}

/// What values a finding can have.
fn schema(finding: Finding) -> Value {
    let names = |names: &[&str]| json!({ "type": "string", "enum": names });
    match finding {
        Finding::PrimarySite => names(PrimarySite::NAMES),
        Finding::LiverMetastases => names(LiverMetastases::NAMES),
        Finding::Differentiation => names(Differentiation::NAMES),
        Finding::Ki67 => json!({ "type": "number", "minimum": 0, "maximum": 100 }),
        Finding::Mitoses => json!({ "type": "number", "minimum": 0, "maximum": 600 }),
        Finding::Ecog => json!({ "type": "integer", "minimum": 0, "maximum": 4 }),
        Finding::PrimaryTumour => names(PrimaryTumour::NAMES),
        Finding::Chemotherapy => names(Chemotherapy::NAMES),
        Finding::Platinum => names(Platinum::NAMES),
    }
}

fn value(finding: Finding, text: &str) -> Value {
    match finding {
        Finding::Ki67 | Finding::Mitoses | Finding::Ecog => {
            serde_json::from_str(text).unwrap_or_default()
        }
        _ => text.into(),
    }
}

/// The findings go to the grade, with it to the pathway, with both to the standings.
fn graph(tables: &[Table], schema: &Value) -> Value {
    let mut nodes = vec![
        json!({ "id": "case", "name": "case", "type": "inputNode", "content": schema }),
        json!({ "id": "answer", "name": "answer", "type": "outputNode", "content": {} }),
    ];
    let mut edges = Vec::new();
    let mut edge = |from: &str, to: &str| {
        edges.push(json!({ "id": format!("{from} {to}"), "sourceId": from, "targetId": to }));
    };
    for table in tables {
        let name = table.name();
        nodes.push(json!({ "id": name, "name": name, "type": "decisionTableNode", "content": content(table) }));
        match table.decisions[0] {
            Question::Grade => edge("case", name),
            Question::Pathway => {
                edge("grade", name);
                edge(name, "answer");
            }
            Question::Standing(_) => {
                edge("pathway", name);
                edge(name, "answer");
            }
        }
    }
    json!({ "nodes": nodes, "edges": edges })
}

fn content(table: &Table) -> Value {
    let field = |name: &str| json!({ "id": name, "name": name, "field": name });
    let rules = table.rows.iter().enumerate().map(|(number, row)| {
        let value = |decision: &Question| {
            (decision.as_str().to_owned(), format!("\"{}\"", row.value).into())
        };
        let values = table.decisions.iter().map(value);
        let id = [("_id".to_owned(), Value::from(number.to_string()))];
        Value::Object(id.into_iter().chain(tests(row)).chain(values).collect::<Map<_, _>>())
    });
    json!({
        "hitPolicy": "first",
        "inputs": table.columns().into_iter().map(field).collect::<Vec<_>>(),
        "outputs": table.decisions.iter().map(|it| field(it.as_str())).collect::<Vec<_>>(),
        "rules": rules.collect::<Vec<_>>(),
        "passThrough": !matches!(table.decisions[0], Question::Standing(_)),
    })
}

/// One cell for each column that the row asks for.
fn tests(row: &Row) -> Map<String, Value> {
    let mut cells: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (column, test) in &row.tests {
        cells.entry(column).or_default().push(unary(column, test));
    }
    cells
        .into_iter()
        .map(|(column, tests)| (column.to_owned(), tests.join(" and ").into()))
        .collect()
}

fn unary(column: &str, test: &Test) -> String {
    match test {
        Test::Names(names) => format!("\"{}\"", names.join("\", \"")),
        Test::Wholes(numbers) => numbers.join(", "),
        Test::AtLeast(least) => bound(column, ">=", *least),
        Test::AtMost(most) => bound(column, "<=", *most),
    }
}
