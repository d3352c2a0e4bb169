#!/usr/bin/env python3
"""answers.sql and the shortened tables on DuckDB, by what examples/engines has for it.

    python duck.py check CELLS UNKNOWN SHORT   do they agree, in complete cases and in those with a NULL?
    python duck.py serve SAMPLE SHORT          for each line on standard input, as `short 1` for a query and a number of
                                               threads: nanoseconds of that query

SHORT is what `peers` writes: the shortened tables as a query, its types, and the query with each planted fault.
"""

import csv
import json
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "examples" / "engines"))
import sql  # noqa: E402

NAME = f"DuckDB {sql.duckdb.__version__}"


def read(file):
    header, *rows = csv.reader(Path(file).read_text(encoding="utf-8").splitlines())
    random.seed(1)
    random.shuffle(rows)  # a fault shows early
    return header, rows, [name.removeprefix("expected_") for name in header if name.startswith("expected_")]


def exported(header, rows):
    """Findings are text, as `answers.sql` asks for."""
    return sql.duck(header, rows)


def short(types, header, rows):
    """Findings are enumerations."""
    database = sql.duck(header, rows)
    for name, values in types.items():
        database.execute(f"CREATE TYPE {name} AS ENUM {tuple(values)}")
    typed = ", ".join(f"{name}::{name} AS {name}" for name in header if name in types)
    database.execute(f"CREATE OR REPLACE TABLE cases AS SELECT * REPLACE ({typed}) FROM cases")
    return database


def forms(written):
    """Of each form: how its table is filled, its query, and the query with each planted fault."""
    told = json.loads(Path(written).read_text(encoding="utf-8"))
    return {
        "exported": (exported, sql.QUERY, list(sql.wrong_rows())),
        "short": (lambda *cases: short(told["types"], *cases), told["query"], told["faults"]),
    }


def check(known, unknown, written):
    passed = True
    for form, (fill, query, faults) in forms(written).items():
        header, rows, decisions = read(known)
        database = fill(header, rows)
        wrong, _ = database.execute(sql.counts(decisions, sql.EQUAL, query)).fetchone()
        planted = [] if wrong else faults
        missed = [fault for fault, faulty in planted if not sql.shows(database, faulty, decisions, sql.EQUAL)]
        print(f"{NAME}, {form}: {len(rows)} complete cases, {len(decisions)} decisions, {wrong} disagreements;", end=" ")
        print(f"{len(planted) - len(missed)} of {len(planted)} planted faults caught")
        for fault in missed:
            print(f"  not caught: {fault}")

        header, rows, _ = read(unknown)
        database = fill(header, rows)
        otherwise, told = database.execute(sql.counts(decisions, sql.EQUAL_OR_NULL, query)).fetchone()
        settled = sum(value != "" for row in rows for value in row[-len(decisions) :])
        print(f"{NAME}, {form}: {len(rows)} cases with a null, {otherwise} disagreements", end=" ")
        print(f"({told - otherwise} values told of {settled} settled)")
        passed &= wrong == 0 and bool(planted) and not missed and (otherwise == 0 or form == "short")
    return 0 if passed else 1


def serve(sample, written):
    header, rows, decisions = read(sample)
    databases = {form: (fill(header, rows), query) for form, (fill, query, _) in forms(written).items()}
    print("ready", flush=True)
    for line in sys.stdin:
        form, threads = line.split()
        database, query = databases[form]
        database.execute(f"SET threads = {int(threads)}")
        # Every value is made, and none is kept.
        greatest = ", ".join(f"MAX({decision})" for decision in decisions)
        start = time.perf_counter_ns()
        database.execute(f"SELECT {greatest} FROM ({query}) AS answers").fetchall()
        print(time.perf_counter_ns() - start, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit({"check": check, "serve": serve}[sys.argv[1]](*sys.argv[2:]))
