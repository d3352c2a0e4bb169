//! The exported tables of the grade, the pathway and the standings.

use nen_pathway::{Ki67, MitoticRate, Question, RangeError};

use crate::cells::Cell;

/// Some decisions that are always answered alike: by the row that fits.
#[derive(Clone)]
pub(crate) struct Table {
    pub(crate) decisions: Vec<Question>,
    pub(crate) rows: Vec<Row>,
}

#[derive(Clone, PartialEq)]
pub(crate) struct Row {
    /// The columns that it asks for, with what fits. An interval is two tests of a column, one after the other.
    pub(crate) tests: Vec<(String, Test)>,
    pub(crate) value: String,
}

#[derive(Clone, PartialEq)]
pub(crate) enum Test {
    /// One of these names.
    Names(Vec<String>),
    /// One of these whole numbers.
    Wholes(Vec<String>),
    /// Hundredths, or whole numbers where the column has whole numbers.
    AtLeast(u32),
    AtMost(u32),
}

impl Table {
    pub(crate) fn name(&self) -> &'static str {
        self.decisions.first().map_or("", |decision| decision.as_str())
    }

    /// What the first row that fits says.
    pub(crate) fn answer(&self, cell: &Cell) -> Option<&str> {
        self.rows.iter().find(|row| row.fits(cell)).map(|row| row.value.as_str())
    }

    /// The columns that it asks for, each once.
    pub(crate) fn columns(&self) -> Vec<&str> {
        let mut columns: Vec<&str> = Vec::new();
        for (column, _) in self.rows.iter().flat_map(|row| &row.tests) {
            if !columns.contains(&column.as_str()) {
                columns.push(column);
            }
        }
        columns
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
        let number = || hundredths(text);
        match self {
            Self::Names(values) | Self::Wholes(values) => values.iter().any(|value| value == text),
            Self::AtLeast(least) => number().is_some_and(|number| *least <= number),
            Self::AtMost(most) => number().is_some_and(|number| number <= *most),
        }
    }

    /// A list without each of its members in turn, as long as one is left.
    pub(crate) fn fewer(&self) -> Vec<Self> {
        let (of, members): (fn(Vec<String>) -> Self, _) = match self {
            Self::Names(names) => (Self::Names, names),
            Self::Wholes(numbers) => (Self::Wholes, numbers),
            Self::AtLeast(_) | Self::AtMost(_) => return Vec::new(),
        };
        let without =
            |member: &String| members.iter().filter(|it| *it != member).cloned().collect();
        let fewer = members.iter().map(without).filter(|fewer: &Vec<String>| !fewer.is_empty());
        fewer.map(of).collect()
    }
}

/// A bound in the column's own unit, as a person writes it: `> 20` for at least 20.01.
pub(crate) fn bound(column: &str, sign: &str, number: u32) -> String {
    let (whole, rest) = if column == "ecog" { (number, 0) } else { (number / 100, number % 100) };
    match (sign, rest) {
        (_, 0) => format!("{sign} {whole}"),
        (">=", 1) => format!("> {whole}"),
        ("<=", 99) => format!("< {}", whole + 1),
        _ => format!("{sign} {whole}.{rest:02}"),
    }
}

/// Of a number with two decimals; a whole number without them stays as it is.
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
        let tests = asked.map(|(head, text)| Ok((head, tests(head, text)?)));
        let tests =
            tests.collect::<Result<Vec<_>, RangeError>>().map_err(|error| error.to_string())?;
        let each = |(head, tests): (&&str, Vec<Test>)| {
            tests.into_iter().map(|test| ((*head).to_owned(), test)).collect::<Vec<_>>()
        };
        let tests = tests.into_iter().flat_map(each).collect();
        let row = Row { tests, value: (*value).to_owned() };
        match tables.last_mut().filter(|table| table.decisions == decisions) {
            Some(table) => table.rows.push(row),
            None => tables.push(Table { decisions, rows: vec![row] }),
        }
    }
    Ok(tables)
}

fn tests(column: &str, text: &str) -> Result<Vec<Test>, RangeError> {
    // An end of the scale is no bound.
    let bounds = |lowest: u32, highest: u32, scale: u32| {
        let least = (lowest > 0).then_some(Test::AtLeast(lowest));
        least.into_iter().chain((highest < scale).then_some(Test::AtMost(highest))).collect()
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
        "ecog" => vec![Test::Wholes(listed)],
        _ => vec![Test::Names(listed)],
    })
}
