//! The tables as a DMN 1.3 model: a decision for each table, asking for those before it.

use std::fmt::Write;

use nen_pathway::{Hundredths, Question, SOURCE};

use crate::{
    bounds::End,
    space::Column,
    table::{Row, Table},
};

/// Every decision table has the hit policy UNIQUE: an engine that finds two rows, or none, says so.
pub(crate) fn write(tables: &[Table]) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <definitions xmlns=\"https://www.omg.org/spec/DMN/20191111/MODEL/\" id=\"nen_pathway\" name=\"nen_pathway\" namespace=\"urn:nen-pathway\">\n\
         <description>Generated from nen-pathway. {} SHA-256 {}. ki67 in percent, mitoses per 2 mm2, ecog a number, the others text.</description>\n",
        nen_pathway::Report::NOTICE,
        SOURCE.sha256
    );
    let mut model = || -> std::fmt::Result {
        for column in &Column::ALL[2..] {
            let (name, kind) = (column.name(), kind(*column));
            writeln!(
                text,
                "<inputData id=\"i_{name}\" name=\"{name}\"><variable name=\"{name}\" typeRef=\"{kind}\"/></inputData>"
            )?;
        }
        for table in tables.iter().filter(|table| table.name().parse::<Question>().is_ok()) {
            decision(&mut text, table)?;
            for alike in table.decisions.iter().filter(|it| **it != table.name()) {
                same(&mut text, alike, table.name())?;
            }
        }
        Ok(())
    };
    model().expect("a text takes all");
    text + "</definitions>\n"
}

fn decision(text: &mut String, table: &Table) -> std::fmt::Result {
    let name = table.name();
    writeln!(
        text,
        "<decision id=\"{name}\" name=\"{name}\"><variable name=\"{name}\" typeRef=\"string\"/>"
    )?;
    let columns = table.columns();
    for column in &columns {
        let required = match column {
            Column::Grade | Column::Pathway => {
                format!("<requiredDecision href=\"#{}\"/>", column.name())
            }
            Column::Finding(finding) => format!("<requiredInput href=\"#i_{finding}\"/>"),
        };
        writeln!(text, "<informationRequirement>{required}</informationRequirement>")?;
    }
    if let ([row], []) = (table.rows.as_slice(), columns.as_slice()) {
        return writeln!(
            text,
            "<literalExpression><text>\"{}\"</text></literalExpression></decision>",
            row.output.value
        );
    }
    writeln!(text, "<decisionTable hitPolicy=\"UNIQUE\">")?;
    for column in &columns {
        let (name, kind) = (column.name(), kind(*column));
        writeln!(
            text,
            "<input><inputExpression typeRef=\"{kind}\"><text>{name}</text></inputExpression></input>"
        )?;
    }
    writeln!(text, "<output typeRef=\"string\"/><annotation name=\"rests on\"/>")?;
    for row in &table.rows {
        rule(text, &columns, row)?;
    }
    writeln!(text, "</decisionTable></decision>")
}

fn rule(text: &mut String, columns: &[Column], row: &Row) -> std::fmt::Result {
    write!(text, "<rule>")?;
    for column in columns {
        let fits = row.fits[column.place()];
        let entry = if fits == column.all() { "-".to_owned() } else { entry(*column, fits) };
        write!(text, "<inputEntry><text>{entry}</text></inputEntry>")?;
    }
    let grounds = row.output.grounds();
    writeln!(
        text,
        "<outputEntry><text>\"{}\"</text></outputEntry><annotationEntry><text>{grounds}</text></annotationEntry></rule>",
        row.output.value
    )
}

/// A decision that is always answered as another.
fn same(text: &mut String, name: &str, other: &str) -> std::fmt::Result {
    writeln!(
        text,
        "<decision id=\"{name}\" name=\"{name}\"><variable name=\"{name}\" typeRef=\"string\"/>\
         <informationRequirement><requiredDecision href=\"#{other}\"/></informationRequirement>\
         <literalExpression><text>{other}</text></literalExpression></decision>"
    )
}

const fn kind(column: Column) -> &'static str {
    match column {
        Column::Finding(
            nen_pathway::Finding::Ki67 | nen_pathway::Finding::Mitoses | nen_pathway::Finding::Ecog,
        ) => "number",
        _ => "string",
    }
}

/// What fits, in FEEL.
fn entry(column: Column, fits: u8) -> String {
    let Some((range, _)) = column.range(fits) else {
        let quote = if kind(column) == "number" { "" } else { "\"" };
        let values: Vec<_> =
            column.listed(fits).map(|value| format!("{quote}{value}{quote}")).collect();
        return values.join(",");
    };
    if range.lowest == range.highest {
        return Hundredths(range.lowest).to_string();
    }
    match (range.lower(), range.upper()) {
        (None, Some(End::At(upper))) => format!("&lt;={upper}"),
        (None, Some(End::Beyond(upper))) => format!("&lt;{upper}"),
        (Some(End::At(lower)), None) => format!("&gt;={lower}"),
        (Some(End::Beyond(lower)), None) => format!("&gt;{lower}"),
        (Some(lower), Some(upper)) => {
            let lower = match lower {
                End::At(number) => format!("[{number}"),
                End::Beyond(number) => format!("({number}"),
            };
            let upper = match upper {
                End::At(number) => format!("{number}]"),
                End::Beyond(number) => format!("{number})"),
            };
            format!("{lower}..{upper}")
        }
        (None, None) => "-".to_owned(),
    }
}
