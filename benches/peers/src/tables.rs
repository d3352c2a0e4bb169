//! The exported tables of the grade, the pathway and the standings.

use nen_pathway::{Ki67, MitoticRate, Question, RangeError};

use crate::cells::Cell;

/// Some decisions that are always answered alike: by the row that fits.
#[derive(Clone)]
pub(crate) struct Table {
    pub(crate) decisions: Vec<Question>,
    pub(crate) rows: Vec<Row>,
}

#[derive(Clone)]
pub(crate) struct Row {
    /// The columns that it asks for, with what fits.
    pub(crate) tests: Vec<(String, Test)>,
    pub(crate) value: String,
}

#[derive(Clone)]
pub(crate) enum Test {
    /// One of these names.
    Names(Vec<String>),
    /// One of these whole numbers.
    Wholes(Vec<String>),
    /// Hundredths: at least, at most. An end of the scale is no bound.
    Between(Option<u32>, Option<u32>),
}

impl Table {
    pub(crate) fn name(&self) -> &'static str {
        self.decisions.first().map_or("", |decision| decision.as_str())
    }
}

impl Row {
    pub(crate) fn fits(&self, cell: &Cell) -> bool {
        self.tests
            .iter()
            .all(|(column, test)| cell.text(column).is_some_and(|text| test.fits(text)))
    }
}

impl Test {
    fn fits(&self, text: &str) -> bool {
        match self {
            Self::Names(values) | Self::Wholes(values) => values.iter().any(|value| value == text),
            Self::Between(lowest, highest) => hundredths(text).is_some_and(|number| {
                lowest.is_none_or(|lowest| lowest <= number)
                    && highest.is_none_or(|highest| number <= highest)
            }),
        }
    }
}

/// Of a number with two decimals.
pub(crate) fn hundredths(text: &str) -> Option<u32> {
    text.replace('.', "").parse().ok()
}

/// The tables of the sixteen decisions; those of gaps, divergences, readings and the prognosis are left out.
pub(crate) fn read(csv: &str) -> Result<Vec<Table>, String> {
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let heads = lines.next().unwrap_or_default();
    let mut tables: Vec<Table> = Vec::new();
    for fields in lines {
        let [_, decisions, columns @ .., value, _, _] = fields.as_slice() else {
            return Err(format!("`{}`: not a row of a table", fields.join(",")));
        };
        let named = |name: &str| Question::all().find(|question| question.as_str() == name);
        let Some(decisions) = decisions.split(' ').map(named).collect::<Option<Vec<_>>>() else {
            continue;
        };
        let asked = heads.iter().skip(2).zip(columns).filter(|(_, text)| !text.is_empty());
        let tests = asked.map(|(head, text)| Ok(((*head).to_owned(), test(head, text)?)));
        let tests = tests.collect::<Result<_, RangeError>>().map_err(|error| error.to_string())?;
        let row = Row { tests, value: (*value).to_owned() };
        match tables.last_mut().filter(|table| table.decisions == decisions) {
            Some(table) => table.rows.push(row),
            None => tables.push(Table { decisions, rows: vec![row] }),
        }
    }
    Ok(tables)
}

fn test(column: &str, text: &str) -> Result<Test, RangeError> {
    let bounds = |lowest: u32, highest: u32, scale: u32| {
        Test::Between((lowest > 0).then_some(lowest), (highest < scale).then_some(highest))
    };
    let listed = text.split('|').map(str::to_owned).collect();
    Ok(match column {
        "ki67" => {
            let range: Ki67 = text.parse()?;
            bounds(range.lowest().0, range.highest().0, Ki67::NOT_ASSESSED.highest().0)
        }
        "mitoses" => {
            let range: MitoticRate = text.parse()?;
            bounds(range.lowest().0, range.highest().0, MitoticRate::NOT_ASSESSED.highest().0)
        }
        "ecog" => Test::Wholes(listed),
        _ => Test::Names(listed),
    })
}
