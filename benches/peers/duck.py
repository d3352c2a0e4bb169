#!/usr/bin/env python3
"""answers.sql on DuckDB, by what examples/engines has for it.

    python duck.py check CELLS UNKNOWN    does it agree, in complete cases and in those with a NULL?
    python duck.py serve SAMPLE           for each line on standard input, a number of threads: nanoseconds of a query
"""

import csv
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
    decisions = [name.removeprefix("expected_") for name in header if name.startswith("expected_")]
    return sql.duck(header, rows), rows, decisions


def check(known, unknown):
    database, rows, decisions = read(known)
    wrong, _ = database.execute(sql.counts(decisions, sql.EQUAL)).fetchone()
    planted = [] if wrong else list(sql.wrong_rows())
    missed = [fault for fault, query in planted if not sql.shows(database, query, decisions, sql.EQUAL)]
    print(f"{NAME}: {len(rows)} complete cases, {len(decisions)} decisions, {wrong} disagreements;", end=" ")
    print(f"{len(planted) - len(missed)} planted faults caught")
    for fault in missed:
        print(f"  not caught: {fault}")

    database, rows, _ = read(unknown)
    otherwise, told = database.execute(sql.counts(decisions, sql.EQUAL_OR_NULL)).fetchone()
    settled = sum(value != "" for row in rows for value in row[-len(decisions) :])
    print(f"{NAME}: {len(rows)} cases with a null, {otherwise} disagreements", end=" ")
    print(f"({told - otherwise} values told of {settled} settled); errors in 0 cases")
    return 0 if wrong == otherwise == 0 and planted and not missed else 1


def serve(sample):
    database, _, decisions = read(sample)
    own = database.execute("SELECT current_setting('threads')").fetchone()[0]
    query = f"CREATE OR REPLACE TABLE told AS SELECT {', '.join(decisions)} FROM ({sql.QUERY}) AS answers"
    print("ready", flush=True)
    for line in sys.stdin:
        database.execute(f"SET threads = {int(line) or own}")
        start = time.perf_counter_ns()
        database.execute(query)
        print(time.perf_counter_ns() - start, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit({"check": check, "serve": serve}[sys.argv[1]](*sys.argv[2:]))
