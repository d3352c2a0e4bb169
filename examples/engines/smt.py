#!/usr/bin/env python3
"""Prove with z3 that in every table of the CSV exactly one row fits every case.

    python smt.py CELLS

CELLS is what `export cells` writes: the names of all values are taken from there. Ki-67 and mitoses are any whole
numbers of hundredths; grade and pathway are what the CSV's own tables derive. Then rows are made wrong one after
another, and z3 must find a case that no row fits, or two do.
"""

import csv
import re
import sys
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import z3

EXPORT = Path(__file__).parent.parent / "export"
HUNDREDTHS = {"ki67": 100_00, "mitoses": 600_00}
UNITS = {"ki67": "%", "mitoses": "/2mm2"}
DERIVED = ["grade", "pathway"]
RANGE = re.compile(r"(?P<sign>[<>]=?)?(?P<low>\d+(\.\d\d)?)(-(?P<high>\d+(\.\d\d)?))?(%|/2mm2)")


def main(cells):
    with open(cells, encoding="utf-8", newline="") as file:
        space = Space(csv.reader(file))
    newest = max(EXPORT.glob("answers-*.csv"), key=lambda path: int(path.stem.removeprefix("answers-")))
    with newest.open(encoding="utf-8", newline="") as file:
        tables = [list(rows) for _, rows in groupby(csv.DictReader(file), lambda row: row["decisions"])]

    wrong, missed, caught = [], [], {"gap": [], "overlap": []}
    for rows in tables:
        name = rows[0]["decisions"]
        if found := space.not_exactly_one(rows):
            wrong.append(f"{name}: {found[1]}")
        for kind, fault, faulty in () if found else faults(space, rows):
            number, told = space.not_exactly_one(faulty) or (1, "")
            if (kind == "gap" and number == 0) or (kind == "overlap" and number > 1):
                caught[kind].append(f"{name}, {fault}: {told}")
            else:
                missed.append(f"{name}, {fault}: not caught")
        if name in DERIVED:
            space.derive(name, rows)

    print(f"z3 {z3.get_version_string()}: {len(tables)} tables, {sum(map(len, tables))} rows, ", end="")
    print(f"{len(wrong)} tables with a gap or an overlap; ", end="")
    print(", ".join(f"{len(told)} planted {kind}s" for kind, told in caught.items()), "caught, for example")
    for line in [told[0] for told in caught.values() if told] + wrong + missed:
        print(f"  {line}")
    return 1 if wrong or missed else 0


class Space:
    """Every case: a variable for each column."""

    def __init__(self, cells):
        names = next(cells)
        values = {name.removeprefix("expected_"): sorted(set(column)) for name, column in zip(names, zip(*cells))}
        self.solver = z3.Solver()
        self.columns, self.values = {}, {}
        for column in DERIVED + [name for name in names if not name.startswith("expected_")]:
            if most := HUNDREDTHS.get(column):
                self.columns[column] = z3.Int(column)
                self.solver.add(0 <= self.columns[column], self.columns[column] <= most)
            else:
                sort, constants = z3.EnumSort(column, values[column])
                self.columns[column] = z3.Const(column, sort)
                self.values[column] = dict(zip(values[column], constants))

    def fits(self, row):
        """That a row fits: each of its fields does, and an empty one fits any value."""
        return z3.And([self.field(column, row[column]) for column in self.columns if row[column]])

    def field(self, column, text):
        variable = self.columns[column]
        if column in HUNDREDTHS:
            low, high = bounds(column, text)
            return z3.And(low <= variable, variable <= high)
        return z3.Or([variable == self.values[column][value] for value in text.split("|")])

    def derive(self, column, rows):
        """From here on the column is what its table says."""
        for row in rows:
            self.solver.add(z3.Implies(self.fits(row), self.field(column, row["value"])))

    def not_exactly_one(self, rows):
        """A case that no row fits or more than one, if there is any: how many do, and which for what case."""
        fits = [self.fits(row) for row in rows]
        if self.solver.check(z3.Sum([z3.If(it, 1, 0) for it in fits]) != 1) == z3.unsat:
            return None
        model = self.solver.model()
        fitting = [row["row"] for row, it in zip(rows, fits) if z3.is_true(model.eval(it, True))]
        case = ", ".join(f"{column} {self.told(model, column)}" for column in self.columns)
        fit = f"rows {' and '.join(fitting)} fit" if fitting else "no row fits"
        return len(fitting), f"{fit} {case}"

    def told(self, model, column):
        value = model.eval(self.columns[column], True)
        return decimal(value.as_long()) if column in HUNDREDTHS else value


def faults(space, rows):
    """A row taken away or ending a hundredth too early leaves a gap; one that asks for less overlaps another."""
    for place, row in enumerate(rows):
        instead = lambda *other: [*rows[:place], *other, *rows[place + 1 :]]
        for column in filter(row.get, HUNDREDTHS):
            low, high = bounds(column, row[column])
            for narrower in ((low, high - 1), (low + 1, high)) if low < high else ():
                text = "-".join(map(decimal, narrower)) + UNITS[column]
                yield "gap", f"row {row['row']} with {text} for {row[column]}", instead(row | {column: text})
        yield "gap", f"without row {row['row']}", instead()
        for column in filter(row.get, space.columns):
            yield "overlap", f"row {row['row']} without {row[column]}", instead(row | {column: ""})


def bounds(column, text):
    """A range in hundredths, both ends included."""
    match = RANGE.fullmatch(text)
    low, high = (int(Decimal(match[end] or match["low"]) * 100) for end in ("low", "high"))
    most = HUNDREDTHS[column]
    return {None: (low, high), "<": (0, low - 1), "<=": (0, low), ">": (low + 1, most), ">=": (low, most)}[match["sign"]]


def decimal(hundredths):
    return f"{hundredths // 100}.{hundredths % 100:02}"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
