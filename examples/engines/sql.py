#!/usr/bin/env python3
"""Run answers.sql on SQLite and DuckDB: over every complete case, and over cases of which much is not known.

    python sql.py CELLS NDJSON

CELLS is what `export cells` writes, NDJSON the built example of that name. Then the query is made wrong in one place
after another, and each time that must show.
"""

import csv
import json
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

QUERY = (Path(__file__).parent.parent / "export" / "answers.sql").read_text(encoding="utf-8")
TABLE = re.compile(r"CASE\n(?:    WHEN .*\n)+")
ROW = re.compile(r"    WHEN .+ THEN '(?P<value>\w+)'.*\n")
BOUND = re.compile(r"(?P<sign>[<>]=?) (?P<number>\d+)")

TYPES = {"ki67": "DECIMAL(5, 2)", "mitoses": "DECIMAL(5, 2)", "ecog": "INTEGER"}
UNITS = {"ki67": "%", "mitoses": "/2mm2"}
PARTIAL = 20_000

# What is right of a complete case; and of one with NULLs, where the query may tell less than the library.
EQUAL = "COALESCE({0} = expected_{0}, FALSE)"
EQUAL_OR_NULL = "({0} IS NULL OR COALESCE({0} = expected_{0}, FALSE))"


def main(cells, ndjson):
    header, *complete = csv.reader(Path(cells).read_text(encoding="utf-8").splitlines())
    findings = [name for name in header if not name.startswith("expected_")]
    decisions = [name.removeprefix("expected_") for name in header[len(findings) :]]
    random.seed(1)
    random.shuffle(complete)  # a fault shows early
    partial = [[random.choice(["", value]) for value in row[: len(findings)]] for row in complete[:PARTIAL]]
    partial = list(answered(ndjson, findings, decisions, partial))

    passed = True
    for engine, fill in ENGINES.items():
        for name, cases, right, faults in (
            ("complete cases", complete, EQUAL, wrong_rows),
            ("cases with NULLs", partial, EQUAL_OR_NULL, wrong_defaults),
        ):
            database = fill(header, cases)
            wrong, told = database.execute(counts(decisions, right)).fetchone()
            planted = list(faults())
            missed = [fault for fault, query in planted if not shows(database, query, decisions, right)]
            settled = sum(value != "" for row in cases for value in row[len(findings) :])
            print(f"{engine}: {len(cases)} {name}, {len(decisions)} decisions, {wrong} disagreements", end="")
            print(f" ({told} values told of {settled} settled); {len(planted) - len(missed)} planted faults caught")
            for fault in missed:
                print(f"  not caught: {fault}")
            passed &= wrong == 0 and not missed
    return 0 if passed else 1


def answered(ndjson, findings, decisions, cases):
    """The cases with what the library settles of each."""
    asked = "".join(json.dumps(told(dict(zip(findings, case)))) + "\n" for case in cases)
    answers = subprocess.run([ndjson], input=asked, capture_output=True, text=True, check=True).stdout.splitlines()
    for case, answer in zip(cases, map(json.loads, answers), strict=True):
        answer |= answer["therapies"]
        yield case + [answer[decision].get("settled", "") for decision in decisions]


def told(case):
    """A case as the library reads it."""
    known = {finding: value + UNITS.get(finding, "") for finding, value in case.items() if value}
    return known | ({"ecog": int(known["ecog"])} if "ecog" in known else {})


def sqlite(header, rows):
    database = sqlite3.connect(":memory:")
    database.execute(table(header))
    places = ", ".join("?" * len(header))
    database.executemany(f"INSERT INTO cases VALUES ({places})", ([it or None for it in row] for row in rows))
    return database


def duck(header, rows):
    database = duckdb.connect()
    database.execute(table(header))
    with tempfile.NamedTemporaryFile("w", newline="") as file:
        csv.writer(file).writerows(rows)
        file.flush()
        database.execute(f"COPY cases FROM '{file.name}' (FORMAT csv, HEADER false)")
    return database


ENGINES = {f"SQLite {sqlite3.sqlite_version}": sqlite, f"DuckDB {duckdb.__version__}": duck}


def table(header):
    columns = ", ".join(f"{name} {TYPES.get(name, 'VARCHAR(40)')}" for name in header)
    return f"CREATE TABLE cases ({columns})"


def counts(decisions, right, query=QUERY):
    """The query for how many values are wrong, and how many are told at all."""
    wrong = " + ".join(f"CASE WHEN {right.format(it)} THEN 0 ELSE 1 END" for it in decisions)
    told = " + ".join(f"COUNT({it})" for it in decisions)
    return f"SELECT SUM({wrong}), {told} FROM ({query}) AS answers"


def shows(database, query, decisions, right):
    """Whether any value is wrong."""
    all_right = " AND ".join(right.format(it) for it in decisions)
    found = f"SELECT 1 FROM ({query}) AS answers WHERE NOT ({all_right}) LIMIT 1"
    return database.execute(found).fetchone() is not None


def wrong_rows():
    """The query with a row taken away, with another value in a row, and with a bound that leaves out a hundredth."""
    for rows in TABLE.finditer(QUERY):
        values = sorted({row["value"] for row in ROW.finditer(rows[0])})
        for row in ROW.finditer(QUERY, rows.start(), rows.end()):
            other = values[values.index(row["value"]) - 1]
            yield f"without{row[0]}", QUERY[: row.start()] + QUERY[row.end() :]
            yield f"{other} in{row[0]}", QUERY[: row.start("value")] + other + QUERY[row.end("value") :]
            for bound in BOUND.finditer(QUERY, row.start(), row.end()):
                whole = int(bound["number"])
                narrower = f"{whole - 1}.99" if "<" in bound["sign"] else f"{whole}.01"
                yield f"{narrower} in{row[0]}", QUERY[: bound.start("number")] + narrower + QUERY[bound.end() :]


def wrong_defaults():
    """The query with a value where no row fits: what it must not tell of a case with NULLs."""
    for rows in TABLE.finditer(QUERY):
        default = f"    ELSE '{ROW.search(rows[0])['value']}'\n"
        yield f"{default} after {rows[0]}", QUERY[: rows.end()] + default + QUERY[rows.end() :]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
