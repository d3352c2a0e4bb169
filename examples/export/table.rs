//! A decision as rows that do not overlap and leave nothing out, as few as splitting can make them.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use nen_pathway::Finding;

use crate::space::{Cell, Column};

/// What a row answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Output {
    pub(crate) value: String,
    /// The statements, separated by spaces.
    pub(crate) statements: String,
    /// The patient's findings that are the reason, where it is not the source.
    pub(crate) findings: String,
}

/// Some decisions that are always answered alike.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) decisions: Vec<String>,
    pub(crate) rows: Vec<Row>,
}

/// For each column the cells that fit, and what is answered where all fit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Row {
    pub(crate) fits: [u8; Column::ALL.len()],
    pub(crate) output: Output,
}

impl Output {
    /// What it rests on.
    pub(crate) fn grounds(&self) -> String {
        let grounds = [&*self.statements, &*self.findings];
        grounds.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

impl Row {
    /// Whether some case fits both.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.fits.iter().zip(other.fits).all(|(fits, others)| fits & others != 0)
    }

    /// The columns that the row asks for, with what fits.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = (Column, u8)> {
        let columns = Column::ALL.iter().zip(self.fits);
        columns.filter(|(column, fits)| *fits != column.all()).map(|(column, fits)| (*column, fits))
    }
}

impl Table {
    /// The table of the outputs of some cells, asking for nothing but these columns.
    pub(crate) fn of(
        decisions: Vec<String>,
        columns: &[Column],
        outputs: impl Iterator<Item = (Cell, u16)>,
        told: &[Output],
    ) -> Self {
        let mut columns = columns.to_vec();
        let packed = outputs.map(|(cell, output)| (pack(&cell), output));
        let mut points = project(&columns, packed).expect("the columns decide the outputs");
        // A column that changes nothing is not asked for; what was derived before is asked first.
        for column in columns.clone().into_iter().rev() {
            let fewer: Vec<_> = columns.iter().copied().filter(|it| *it != column).collect();
            if let Some(projected) = project(&fewer, points.iter().map(|(key, it)| (*key, *it))) {
                (columns, points) = (fewer, projected);
            }
        }
        let row = |(fits, output): ([u8; Column::ALL.len()], u16)| Row {
            fits,
            output: told[usize::from(output)].clone(),
        };
        let mut rows: Vec<_> =
            split(&columns, &points.into_iter().collect()).into_iter().map(row).collect();
        // By pathway, then by the findings in their order; the grade decides last, as in the source.
        rows.sort_by_key(|row| {
            let mut order = row.fits.map(|fits| (fits.trailing_zeros(), fits));
            order.rotate_left(1);
            order
        });
        // The pathway as its lines are tried: outside the scope, then from poor to well, a high grade first.
        if decisions == [Column::Pathway.name()] {
            let lines = [
                Column::Finding(Finding::Differentiation),
                Column::Finding(Finding::PrimarySite),
                Column::Grade,
            ];
            rows.sort_by_key(|row| Reverse(lines.map(|column| row.fits[column.place()])));
        }
        Self { decisions, rows }
    }

    pub(crate) fn name(&self) -> &str {
        self.decisions.first().map_or("", String::as_str)
    }

    /// The columns that some row asks for.
    pub(crate) fn columns(&self) -> Vec<Column> {
        let asked =
            |column: &Column| self.rows.iter().any(|row| row.fits[column.place()] != column.all());
        Column::ALL.iter().copied().filter(asked).collect()
    }
}

/// The output by the values of some columns: four bits each, at the place of the column.
type Points = BTreeMap<u64, u16>;

fn pack(cell: &Cell) -> u64 {
    cell.iter().rev().fold(0, |key, value| key << 4 | u64::from(*value))
}

/// The outputs by the values of these columns, if they decide them.
fn project(
    columns: &[Column],
    outputs: impl Iterator<Item = (u64, u16)>,
) -> Option<HashMap<u64, u16>> {
    let kept = columns.iter().fold(0, |kept, column| kept | 15 << (4 * column.place()));
    let mut points = HashMap::new();
    for (key, output) in outputs {
        if *points.entry(key & kept).or_insert(output) != output {
            return None;
        }
    }
    Some(points)
}

/// The fewest rows that splitting by one column after another gives; among equals, by the first column.
fn split(columns: &[Column], points: &Points) -> Vec<([u8; Column::ALL.len()], u16)> {
    let mut outputs = points.values();
    let first = outputs.next().copied().unwrap_or_default();
    if outputs.all(|output| *output == first) {
        return vec![(Column::ALL.map(Column::all), first)];
    }
    let by_column = |column: &Column| {
        let groups = grouped(*column, points);
        let rest: Vec<_> = columns.iter().copied().filter(|it| it != column).collect();
        let rows = groups.iter().flat_map(|(cells, points)| {
            split(&rest, points).into_iter().map(|(mut fits, output)| {
                fits[column.place()] = *cells;
                (fits, output)
            })
        });
        (groups.len() > 1).then(|| rows.collect::<Vec<_>>())
    };
    columns.iter().filter_map(by_column).min_by_key(Vec::len).unwrap_or_default()
}

/// The cells of a column that are answered alike, whatever the other columns are; of numbers only neighbours.
fn grouped(column: Column, points: &Points) -> Vec<(u8, Points)> {
    let place = 4 * column.place();
    let mut by_value = BTreeMap::<u64, Points>::new();
    for (key, output) in points {
        by_value.entry(key >> place & 15).or_default().insert(key & !(15 << place), *output);
    }
    let mut groups: Vec<(u8, Points)> = Vec::new();
    for (value, points) in by_value {
        let alike = |(_, group): &&mut (u8, Points)| {
            points.iter().all(|(rest, output)| group.get(rest).is_none_or(|known| known == output))
        };
        let open = if column.bounds().is_some() { groups.len().saturating_sub(1) } else { 0 };
        match groups.iter_mut().skip(open).find(alike) {
            Some((cells, group)) => {
                *cells |= 1 << value;
                group.extend(points);
            }
            None => groups.push((1 << value, points)),
        }
    }
    groups
}
