//! The tables for people, who read them against the source and sign.

use std::fmt::Write;

use nen_pathway::{
    CONTRACT, Chemotherapy, Citation, Differentiation, Divergence, Ecog, Finding, Gap, Grade,
    Hundredths, Label, LiverMetastases, Pathway, Platinum, Precedence, PrimarySite, PrimaryTumour,
    Reading, Report, SOURCE, Standing, Statement, Therapy,
};
use sha2::{Digest, Sha256};

use crate::{
    bounds::End,
    space::Column,
    table::{Row, Table},
    tables::{AS_CHOSEN, NOT_LISTED},
};

pub(crate) fn write(tables: &[Table]) -> String {
    let mut text = String::new();
    tell(&mut text, tables).expect("a text takes all");
    text
}

fn tell(text: &mut String, tables: &[Table]) -> std::fmt::Result {
    let start = |begins: fn(&str) -> bool| {
        tables.iter().position(|table| begins(table.name())).unwrap_or(tables.len())
    };
    let beside = start(|name| name.starts_with("gap_"));
    let readings = start(|name| name.contains(':'));
    let (decided, beside, readings) =
        (&tables[..beside], &tables[beside..readings], &tables[readings..]);
    preface(text)?;
    decided.iter().try_for_each(|table| decision(text, table, readings))?;
    listed(text, beside)?;
    texts(text)?;
    writeln!(text, "\n## The readings")?;
    Reading::ALL.iter().try_for_each(|it| reading(text, *it, readings))?;
    signature(text, tables)
}

/// What the tables are, and what they ask for.
fn preface(text: &mut String) -> std::fmt::Result {
    writeln!(text, "# Decision table\n\n{}\n", Report::NOTICE)?;
    writeln!(
        text,
        "Source: {}; {}; {}. SHA-256 `{}`. Version of the answers: {CONTRACT}.\n",
        SOURCE.title, SOURCE.kind, SOURCE.place, SOURCE.sha256
    )?;
    text.push_str(
        "In each table exactly one row fits a complete case; an empty field fits any value. The tables build on each \
         other:\nthe grade is made of two numbers, the pathway of the grade and three findings, the rest of the pathway. \
         A row names\nthe readings that, taken the other way, change it while what it builds on stays. Where a row rests \
         on `platinum`, the\nreason is the patient and not the source.\n\nThe tables are of complete cases. Where findings \
         are missing, the library gives every value that a completion has, and\nwhat would settle it; a gap, a divergence \
         or a prognosis is then listed only if it holds in every completion.\n\n## The findings\n\n",
    );
    for finding in Finding::ALL {
        writeln!(text, "- **{}**: {}", finding.label(), finding.instructions())?;
    }
    Ok(())
}

/// Where each gap, divergence and prognosis is listed.
fn listed(text: &mut String, tables: &[Table]) -> std::fmt::Result {
    writeln!(
        text,
        "\n## What stands beside\n\nA gap, a divergence or a prognosis is listed where a row fits.\n"
    )?;
    writeln!(text, "| listed | where |\n| --- | --- |")?;
    for table in tables {
        let rows = table.rows.iter();
        for row in rows.filter(|row| !matches!(&*row.output.value, NOT_LISTED | "none")) {
            let value = match &*row.output.value {
                "listed" => table.name().replacen('_', " ", 1),
                value => format!("{} {value} {}", table.name(), row.output.statements),
            };
            writeln!(text, "| {} | {} |", value.trim_end(), conditions(row))?;
        }
    }
    Ok(())
}

/// What the gaps, the divergences, the order and the statements say.
fn texts(text: &mut String) -> std::fmt::Result {
    writeln!(text, "\n### Gaps: where the source is silent\n")?;
    for gap in Gap::ALL {
        writeln!(text, "- **{gap}**: {}", gap.text())?;
    }
    writeln!(text, "\n### Divergences: not the source's, and no standing changes\n")?;
    for divergence in Divergence::ALL {
        let (source, guidance) = (divergence.source_says(), divergence.guidance_says());
        let citations: Vec<_> = divergence.citations().iter().map(linked).collect();
        writeln!(text, "- **{divergence}**: {source} But: {guidance} {}", citations.join(" "))?;
    }
    writeln!(text, "\n### Order of treatment, said beside an answer\n")?;
    for order in Precedence::ALL {
        writeln!(text, "- **{order}**: {} {}", order.text(), order.statements())?;
    }
    writeln!(text, "\n## The statements, in our words\n")?;
    for statement in Statement::ALL.iter().copied() {
        let entry = statement.entry();
        let unused = statement
            .why_unused()
            .map_or(String::new(), |why| format!(" *No row rests on it: {why}.*"));
        writeln!(text, "- **{statement}** (line {}): {}{unused}", entry.line, entry.text)?;
    }
    Ok(())
}

fn signature(text: &mut String, tables: &[Table]) -> std::fmt::Result {
    let csv = Sha256::digest(crate::csv::write(tables));
    let digest = csv.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    writeln!(
        text,
        "\n## Signed\n\nVersion of the answers {CONTRACT}, `answers-{CONTRACT}.csv` with SHA-256 `{digest}`, read against \
         the source row by row:\n\n| name | role | date | remarks |\n| --- | --- | --- | --- |\n|  |  |  |  |\n|  |  |  |  |"
    )
}

fn decision(text: &mut String, table: &Table, readings: &[Table]) -> std::fmt::Result {
    let names: Vec<_> = table.decisions.iter().map(|name| heading(name)).collect();
    writeln!(text, "\n## {}\n", names.join(", "))?;
    let columns = table.columns();
    let labels = columns.iter().map(|column| label(*column));
    let heads: Vec<_> =
        ["#"].into_iter().chain(labels).chain(["answer", "rests on", "readings"]).collect();
    writeln!(text, "| {} |\n|{}", heads.join(" | "), " --- |".repeat(heads.len()))?;
    for (number, row) in (1..).zip(&table.rows) {
        let mut fields = vec![number.to_string()];
        fields.extend(columns.iter().map(|column| field(*column, row)));
        fields.push(format!("**{}**", answer(table.name(), &row.output.value)));
        fields.push(row.output.grounds());
        fields.push(deciding(table, row, readings).join(", "));
        writeln!(text, "| {} |", fields.join(" | "))?;
    }
    Ok(())
}

/// The readings that change the row in some case.
fn deciding(table: &Table, row: &Row, readings: &[Table]) -> Vec<&'static str> {
    let changes = |reading: &&str| {
        let name = format!("{reading}:{}", table.name());
        let of_this = readings.iter().filter(|it| it.decisions.contains(&name));
        of_this
            .flat_map(|it| &it.rows)
            .any(|other| other.output.value != AS_CHOSEN && row.meets(other))
    };
    Reading::NAMES.iter().copied().filter(changes).collect()
}

/// What a reading says, and where the other way changes what.
fn reading(text: &mut String, reading: Reading, tables: &[Table]) -> std::fmt::Result {
    let statements = reading.statements();
    writeln!(text, "\n### {reading}\n\n{} ({statements})\n", reading.question())?;
    writeln!(text, "As chosen: {}\n\nOtherwise: {}\n", reading.chosen(), reading.alternative())?;
    writeln!(text, "| decision | where | otherwise |\n| --- | --- | --- |")?;
    for table in tables {
        let decisions = table.decisions.iter().filter_map(|name| name.split_once(':'));
        let decisions: Vec<_> =
            decisions.filter(|(of, _)| *of == reading.as_str()).map(|(_, it)| it).collect();
        for row in
            table.rows.iter().filter(|row| !decisions.is_empty() && row.output.value != AS_CHOSEN)
        {
            let names: Vec<_> = decisions.iter().map(|name| heading(name)).collect();
            let value = answer(decisions[0], &row.output.value);
            writeln!(text, "| {} | {} | **{value}** |", names.join(", "), conditions(row))?;
        }
    }
    Ok(())
}

fn conditions(row: &Row) -> String {
    let conditions = row.conditions();
    let conditions =
        conditions.map(|(column, fits)| format!("{}: {}", label(column), words(column, fits)));
    conditions.collect::<Vec<_>>().join("; ")
}

/// A citation whose address can be followed.
fn linked(citation: &Citation) -> String {
    match citation.link {
        Some(link) if link.starts_with("https://") => format!("{} <{link}>", citation.text),
        _ => citation.to_string(),
    }
}

fn field(column: Column, row: &Row) -> String {
    let fits = row.fits[column.place()];
    if fits == column.all() { String::new() } else { words(column, fits) }
}

fn heading(decision: &str) -> String {
    match decision.parse::<Therapy>() {
        Ok(therapy) => sentence(therapy.label()),
        Err(_) => sentence(decision),
    }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn answer(decision: &str, value: &str) -> String {
    match (value.parse::<Standing>(), value.parse::<Pathway>(), value.parse::<Grade>()) {
        (Ok(standing), ..)
            if standing.is_offered() && decision == Therapy::PrimaryResection.as_str() =>
        {
            format!("{}, as palliation", standing.label())
        }
        (Ok(standing), ..) => standing.label().to_owned(),
        (_, Ok(pathway), _) => pathway.label().to_owned(),
        (.., Ok(grade)) => grade.label().to_owned(),
        _ => value.to_owned(),
    }
}

fn label(column: Column) -> &'static str {
    match column {
        Column::Grade => "grade",
        Column::Pathway => "pathway",
        Column::Finding(finding) => finding.label(),
    }
}

/// What fits, as it is said: `not started or under way`, `from 10 to below 20 %`.
fn words(column: Column, fits: u8) -> String {
    if let Some((range, _)) = column.range(fits) {
        let unit = if column == Column::Finding(Finding::Ki67) { " %" } else { "" };
        let lower = range.lower().map(|end| match end {
            End::At(number) => format!("from {number}"),
            End::Beyond(number) => format!("above {number}"),
        });
        let upper = range.upper().map(|end| match end {
            End::At(number) => format!("to {number}"),
            End::Beyond(number) => format!("below {number}"),
        });
        return match (lower, upper) {
            _ if range.lowest == range.highest => {
                format!("exactly {}{unit}", Hundredths(range.lowest))
            }
            (None, Some(upper)) => format!("{}{unit}", upper.replace("to ", "up to ")),
            (lower, upper) => {
                let ends: Vec<_> = lower.into_iter().chain(upper).collect();
                format!("{}{unit}", ends.join(" and ").replace("and to", "to"))
            }
        };
    }
    let labels = column.listed(fits).map(|name| value_label(column, name));
    let mut labels: Vec<_> = labels.collect();
    let last = labels.pop().unwrap_or_default();
    if labels.is_empty() { last.to_owned() } else { format!("{} or {last}", labels.join(", ")) }
}

fn value_label(column: Column, name: &'static str) -> &'static str {
    fn of<T: Label + std::str::FromStr>(name: &'static str) -> &'static str {
        name.parse::<T>().map_or(name, Label::label)
    }
    match column {
        Column::Grade => of::<Grade>(name),
        // Short, where it is a condition.
        Column::Pathway => match name.parse() {
            Ok(Pathway::Nec) => "NEC",
            Ok(Pathway::Net) => "NET G1/G2",
            Ok(Pathway::NetG3) => "NET G3",
            Ok(Pathway::VerifyPathology) => "verify first",
            Ok(Pathway::OutsideScope) => "outside scope",
            Err(_) => name,
        },
        Column::Finding(finding) => match finding {
            Finding::PrimarySite => of::<PrimarySite>(name),
            Finding::LiverMetastases => of::<LiverMetastases>(name),
            Finding::Differentiation => of::<Differentiation>(name),
            Finding::Ki67 | Finding::Mitoses => name,
            Finding::Ecog => of::<Ecog>(name),
            Finding::PrimaryTumour => of::<PrimaryTumour>(name),
            Finding::Chemotherapy => of::<Chemotherapy>(name),
            Finding::Platinum => of::<Platinum>(name),
        },
    }
}
