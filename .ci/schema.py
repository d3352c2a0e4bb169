#!/usr/bin/env python3
"""Hold the JSON Schemas of src/wire against the reader and the writer.

    python3 .ci/schema.py [--samples FILE] target/debug/examples/ndjson

Needs Python 3.10 and the package jsonschema (4.18 or later). Objects of every kind, good and bad, go through
`ndjson` in one go; the schema of a case must accept what the reader accepts and refuse what it refuses,
but for three things that a schema cannot see, each foreseen from the object itself: the order of a range,
the spelling of a number, a repeated key. Every answer must fit the schema of a report. Then each keyword
and each value of the schemas is taken out in turn, and that must show. --samples writes what schema.mjs
reads.
"""

import argparse
import copy
import itertools
import json
import random
import re
import string
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from jsonschema import Draft202012Validator, validators

WIRE = Path(__file__).resolve().parent.parent / "src" / "wire"
UNITS = {"ki67": ["%"], "mitoses": ["/2mm2", "/2 mm2", "/2mm²", "/2 mm²"]}
TOP = {"ki67": "100", "mitoses": "600"}
SIGNS = ["", "<", "<=", ">", ">=", "≤", "≥"]
DASHES = ["-", "–"]
NO_SIGNS = ["=", "==", "=<", "=>", "< =", "> =", "<<", "<>", "~", "+", "-", "–", "±", "≈", "≦", "⩽", "<≤", "!", "ca. "]
NO_SIGNS += ["<<=", "<==", ">>=", ">==", "<= =", "≤=", "≥≥", ">>", "<>=", "? ", "*"]
NO_DASHES = ["--", "—", "−", "‐", "‑", " to ", "..", "/", ",", "~", "- -", "–-", "-<", "-≤", "-+"]
NO_UNITS = {
    "ki67": ["", "%%", "% %", "％", "‰", "percent", " pct", "%.", "/2mm2", "/100", "%2mm2", "% of cells", "%;"],
    "mitoses": [
        "", "%", "/2", "/2mm", "/2mm3", "/2MM2", "/2Mm2", "/2mm^2", "/2  mm2", "/2\u00a0mm2", "/2\u202fmm²", "/ 2mm2",
        "/2m m2", "/2mm 2", "/2mm 2", "2mm2", "//2mm2", " per 2 mm2", "/mm2", "/1mm2", "/20mm2", "/2㎟", "/10HPF",
        "/10 HPF", "/10 hpf", "/high-power field", "/2mm22", "/2mm2²", "/2.0mm2", "/02mm2", "∕2mm2",
    ],
}
SPACES = ["", " ", "  ", "     "]
NO_SPACES = [
    "\t", "\n", "\r", "\r\n", "\u00a0", "\u2009", "\u202f", "\u3000", "\u200b", "\ufeff", "\v", "\f", "\0", "\u2028",
]
DIGITS = ["٣", "３", "३", "๓", "²", "½", "Ⅲ", "③", "𝟑", "O", "l"]
ALPHABET = list("0123456789.%<>=≤≥–- /m²" * 3 + string.printable) + NO_SPACES + DIGITS + list("—−")
TYPES = [
    True, False, 0, 1, 4, 5, -1, 3.5, 1.5, 0.8, 80, 10**20, "", " ", {}, [], [None], {"a": 1}, [[]], [{}], "0",
    "null",
]


def number(key, rng):
    """A number of the grammar, in hundredths or with fewer decimals, at the bounds more often than not."""
    top = int(TOP[key])
    whole = rng.choice([0, 1, 2, 3, 9, 10, 19, 20, 21, 55, 99, top - 1, top, rng.randrange(top)])
    decimals = rng.choice(["", "", "", ".0", ".00", ".5", ".01", ".99", f".{rng.randrange(100):02}"])
    if whole == top and rng.random() < 0.7:
        decimals = decimals and rng.choice([".0", ".00"])
    return "0" * rng.choice([0, 0, 0, 0, 1, 2, 40]) + str(whole) + decimals


def numbers(key):
    """Good ones and, more of them, bad ones."""
    top = int(TOP[key])
    good = [
        "0", "0.0", "0.00", "0.01", "0.1", "0.10", "1", "2", "3", "3.5", "3.55", "9.99", "10", "20", "007", "00",
        "000.00", "99.99",
    ]
    good += [f"{top - 1}.99", f"{top}", f"{top}.0", f"{top}.00", f"000{top}", "0" * 300 + "5", "100", "100.00"]
    bad = (
        [
            "", ".", ".5", "5.", "0.", "3.000", "0.000", "0.001", "0.016", "0.1910", "3.555", f"{top}.", f"{top}.01",
            f"{top}.1", f"{top}.10", f"{top}.000", f"{top + 1}", f"{top}0", f"{top}00", f"{top + 1}00", "1000",
            "1100", "6600", f"{str(top)[0]}{top}", "4294967295", "4294967296", "42949672.95", "42949672.96",
            "18446744073709551617", "9" * 400, "1e1", "1E1", "+3", "-3", "- 3", "3,5", "1_0", "1'0", "0x3", "3.5.5",
            "3..5", "3 .5", "3. 5", "1 0", "inf", "nan", "three", "601", "650.5", "700", "101", "110", "199", "200.5",
            "300", "3½",
        ]
        + DIGITS
        + [f"1{digit}" for digit in DIGITS]
        + [f"3.{digit}" for digit in DIGITS]
    )
    return good, bad


def texts(key, rng):
    """Texts of ki67 or mitoses, good and bad: what is exact is tried with everything, the rest is drawn."""
    good, bad = numbers(key)
    units, no_units = UNITS[key], NO_UNITS[key]
    for sign, n in itertools.product(SIGNS, good + bad):
        yield f"{sign}{n}{rng.choice(units)}"
        yield f"{rng.choice(SPACES)}{sign}{rng.choice(SPACES)}{n}{rng.choice(SPACES)}{rng.choice(units)}{rng.choice(SPACES)}"
    # Every whole number in every place, and every decimal of the least and the highest.
    top = int(TOP[key])
    whole = [f"{n}{rng.choice(['', '', '.0', '.00', '.5', '.05', '.005'])}" for n in range(top + 12)]
    parts = [f"{n}.{decimals}" for n in (0, top) for decimals in [*range(10), *(f"{n:02}" for n in range(100))]]
    for n, form in itertools.product(whole + parts, ["{}", "<{}", ">{}", "0-{}", "{}-" + TOP[key]]):
        yield form.format(n) + rng.choice(units)
    for sign, n, unit in itertools.product(SIGNS + NO_SIGNS, good[:5] + good[-8:], units + no_units):
        yield f"{sign}{n}{unit}"
    for dash, (n, m) in itertools.product(DASHES, itertools.product(good + bad, repeat=2)):
        if rng.random() < 0.15:
            yield f"{n}{rng.choice(['', rng.choice(units)])}{dash}{m}{rng.choice(units)}"
    for dash, n, m in itertools.product(DASHES + NO_DASHES, good[:20:3], good[1:20:3]):
        yield f"{n}{dash}{m}{rng.choice(units + no_units)}"
        yield f"{n}{rng.choice(units + no_units)}{dash}{m}{rng.choice(units)}"
        yield f"{n}{rng.choice(units)}{dash}{m}"
    for sign, dash in itertools.product(SIGNS, DASHES):
        yield f"{sign}2{dash}3{units[0]}"
        yield f"2{dash}{sign}3{units[0]}"
        yield f"{sign}2{units[0]}{dash}3{units[-1]}"
        yield f"2{dash}3{dash}4{units[0]}"
        yield f"2{units[0]}{units[-1]}{dash}3{units[0]}"
    # A space, or what looks like one, in each place; a final newline among them.
    for space, form in itertools.product(
        SPACES + NO_SPACES, [["", ">=", "20", "{u}", ""], ["", "2", "{u}", "–", "30.5", "{u}", ""]]
    ):
        form = [part.replace("{u}", rng.choice(units)) for part in form]
        for place in range(1, len(form)):
            yield "".join(form[:place]) + space + "".join(form[place:])
    # Every sign of ASCII, and what stands next to the digits, in every place.
    for n, form in itertools.product(
        ["57.34", "357.34"], ["{}", "<{}", "< 0.57", "<0.07", "> {}", ">={}", "{}-60", "9 - {}"]
    ):
        text = form.format(n)
        for place, sign in itertools.product(range(len(text)), string.punctuation + "aO "):
            yield text[:place] + sign + text[place + 1 :] + units[0]
    for _ in range(2000):
        yield good_text(key, rng)
    for _ in range(5000):
        text = list(good_text(key, rng))
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            place = rng.randrange(len(text) + 1)
            match rng.choice("idrs"):
                case "i":
                    text.insert(place, rng.choice(ALPHABET))
                case "d":
                    del text[place : place + 1]
                case "r":
                    text[place : place + 1] = [rng.choice(ALPHABET)]
                case "s":
                    text[place : place + 2] = reversed(text[place : place + 2])
        yield "".join(text)


def good_text(key, rng):
    """A text of the grammar; the order of a range is left to chance."""
    gap = lambda: rng.choice(SPACES) if rng.random() < 0.3 else ""
    unit = lambda: rng.choice(UNITS[key])
    sign = rng.choice(SIGNS + ["range"] * 4)
    parts = [number(key, rng), unit()] if sign == "range" else [sign, number(key, rng), unit()]
    if sign == "range":
        parts = parts[: rng.choice([1, 2])] + [rng.choice(DASHES), number(key, rng), unit()]
    return gap() + "".join(part + gap() for part in parts)


def values(finding, names, rng):
    """Values of a vocabulary, good and bad."""
    for size in range(1, len(names) + 1):
        for some in itertools.combinations(names, size):
            for _ in range(min(size, 3)):
                yield rng.sample(some, size)
    yield from names
    yield None
    for name in names:
        # The last of them are another JSON type for the same name.
        text = str(name)
        yield from [
            [name, name], [name, None], [None, name], [[name]], {name: name}, {text: None}, [name, [name]],
            [name, {}],
        ]
        yield from [
            text.upper(), text.title(), text + " ", " " + text, text + "\n", "\ufeff" + text, text + "\0", text[:-1],
            text + "s",
        ]
        yield from [
            text.replace("_", "-"), text.replace("_", " "), text.replace("_", ""), text.replace("i", "ı"),
            [text.upper()],
        ]
        yield [text] if finding == "ecog" else name[:1]
        yield from [
            [*names, name], [name, *names], [name, 7], [name, True], [name, ""], [name, "other"], [name, text + "\n"],
        ]
    yield from TYPES
    yield from ([value] for value in TYPES)
    yield from (
        5, -1, 0.5, 1.5, 4.5, 2**64, -(2**63), "1", "01", "1.0", "٣", "one", True, [True], [0, False], [1, True],
        "not assessed",
    )
    yield [None] * 2
    yield "{" * 20


def not_seen(vocabulary):
    """JSON whose fault is lost before a schema sees it, each with the exception it is."""
    for spelling in ["1.0", "1e0", "1E0", "1.00", "10e-1", "0.0", "-0", "-0.0", "0e0", "0e9", "4.0", "0.4e1", "2e+0"]:
        yield f'{{"ecog":{spelling}}}', "number"
        yield f'{{"ecog":[3,{spelling}]}}', "number"
    for key, (one, two) in {
        **{key: names[:2] for key, names in vocabulary.items()},
        "ki67": ["3%", ">20%"],
        "mitoses": ["2/2mm2", "<2/2mm2"],
    }.items():
        for first, second in [(one, one), (one, two), (None, one), (one, None), (None, None)]:
            yield f'{{"{key}":{json.dumps(first)},"{key}":{json.dumps(second)}}}', "repeated"
    yield '{"ki67":"3%","\\u006bi67":"3%"}', "repeated"


def objects(vocabulary, rng):
    """JSON texts of cases, each with None, or the exception it is."""
    keys = list(vocabulary)
    keys[3:3] = UNITS
    one = {key: list(texts(key, rng)) for key in UNITS} | {
        key: list(values(key, names, rng)) for key, names in vocabulary.items()
    }
    for key in UNITS:
        one[key] += (
            TYPES
            + [[text] for text in ("3%", "3/2mm2")]
            + [None, 3, 3.0, 20, 0.2, "3", "20-30", "G1", "high", "3%3%", "not assessed"]
        )
        one[key] += [
            "3% ", "3%\n", "3%\r\n", "\n3%", "3/2mm2\n", "3/2mm2\r", "3/2mm2 \n", "3%\n\n", "2-3%\n", "2–3/2 mm²\n",
        ]
    good = {key: names + [None] for key, names in vocabulary.items()}
    good |= {key: [good_text(key, rng) for _ in range(2000)] for key in UNITS}

    def write(case):
        return json.dumps(case, ensure_ascii=rng.random() < 0.5, separators=rng.choice([(",", ":"), (", ", " : ")]))

    def good_case():
        chosen = [key for key in keys if rng.random() < 0.8]
        rng.shuffle(chosen)
        several = lambda key: key in vocabulary and rng.random() < 0.3
        return {
            key: rng.sample(vocabulary[key], rng.randint(1, len(vocabulary[key])))
            if several(key)
            else rng.choice(good[key])
            for key in chosen
        }

    yield "{}", None
    for key, listed in one.items():
        yield from ((write({key: value}), None) for value in listed)
    yield from ((write(good_case()), None) for _ in range(3000))
    for _ in range(3000):
        key = rng.choice(keys)
        yield write(good_case() | {key: rng.choice(one[key])}), None
    # Whole cases in which every finding is one value: what an answer is settled on.
    for _ in range(6000):
        ki67 = rng.choice(["2%", "3%", "9.99%", "10%", "20%", ">20%", "20.01-54.99%", "55%", "90%", "<20%", "1-5%"])
        mitoses = rng.choice(["1/2mm2", "2/2mm2", "20/2mm2", ">20/2mm2", "<=20/2mm2"])
        case = {key: rng.choice(names) for key, names in vocabulary.items()} | {"ki67": ki67, "mitoses": mitoses}
        if rng.random() < 0.7:
            case |= {"primary_site": rng.choice(["sigmoid_colon", "sigmoid_colon", "other_colorectal"])}
            case |= {"liver_metastases": rng.choice(["multiple", "multiple", "solitary"])}
            case |= rng.choice([{"differentiation": "poor", "ki67": "80%"}, {"differentiation": "well"}, {}])
        for key in rng.sample(keys, rng.choice([0, 0, 1, 1, 2, 3])):
            case[key] = rng.sample(vocabulary[key], 2) if key in vocabulary else None
        yield write(case), None
    unknown = [
        "", " ", "a", "Ki67", "KI67", "ki-67", "ki_67", "ki67 ", " ki67", "ki67\n", "ki67%", "mitosis", "grade",
        "age", "case", "$schema", "given",
    ]
    unknown += [
        "$serde_json::private::Number", "$serde_json::private::RawValue", "primary_site\0", "primary_tumor", "ECOG",
        "ec\u00f3g",
    ]
    for name, value in itertools.product(unknown, [None, "3%", 1, [], {}, ["a"], {"ki67": "3%"}]):
        yield write({name: value}), None
        yield write(good_case() | {name: value}), None
    for key in UNITS:
        yield f'{{"{key}":{"[" * 40 + "]" * 40}}}', None
    for text in (
        "[]", "[{}]", "null", "true", "1", "1.5", '""', '"{}"', '["sigmoid_colon"]',
        "[null,null,null,null,null,null,null,null,null]",
    ):
        yield text, None
    # Escapes change nothing; a lone surrogate is no text.
    for text in (
        '"\\u0033\\u0025"', '"\\u003c3%"', '"\\u22643%"', '"2\\u20133%"', '"3%\\u000a"', '"3%\\u0020"', '"\\ud800"',
        '"3\\ud83d\\ude00%"',
    ):
        yield f'{{"ki67":{text}}}', None
    yield '{"\\u006bi67":"3%"}', None
    yield '{"\\ud800":null}', None
    yield '{"ecog":1e400}', None
    yield '{"ecog":-1e400}', None
    yield ' { "ecog" : [ 1 , 2 ] } ', None
    yield from not_seen(vocabulary)


RANGE = re.compile(r"([0-9.]+) *(?:%|/2 ?mm[2²])? *[-–] *([0-9.]+)")


def descending(case):
    """The keys of ranges whose first number is the higher, in a case that the schema accepts."""
    ends = {key: RANGE.search(case.get(key) or "") for key in UNITS}
    return [key for key, ends in ends.items() if ends and Decimal(ends[1]) > Decimal(ends[2])]


class Memo:
    """A validator that judges equal instances under the same `$ref` once, and remembers them."""

    def __init__(self, schema):
        self.seen = {}
        check = Draft202012Validator.VALIDATORS["$ref"]

        def ref(validator, ref, instance, schema):
            known = self.seen.setdefault(ref, {})
            key = json.dumps(instance)
            if key not in known:
                known[key] = (list(check(validator, ref, instance, schema)), instance)
            yield from known[key][0]

        self.validator = validators.extend(Draft202012Validator, {"$ref": ref})(schema)

    def error(self, instance):
        return next(self.validator.iter_errors(instance), None)


def places(schema, path=()):
    """The path of everything within a schema."""
    inner = schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    for step, value in inner:
        yield (*path, step), value
        yield from places(value, (*path, step))


def without(schema, path):
    schema = copy.deepcopy(schema)
    *parents, last = path
    inner = schema
    for step in parents:
        inner = inner[step]
    del inner[last]
    return schema


ABOUT = {"$schema", "$id", "$comment", "$defs", "title", "description", "examples"}
LOOSENED = {
    "ki67": {
        "101%": ("0*(100(\\.00?)?|", "0*(100(\\.00?)?|101|"), "100.01%": ("100(\\.00?)?", "100(\\.0[0-9]?)?"),
        "<0%": ("< *0*(100", "< *0*(0|100"), "<0.00%": ("0\\.([1-9][0-9]?|0[1-9])", "0\\.([1-9][0-9]?|0[0-9])"),
        ">100%": ("> *0*[1-9]?[0-9]", "> *0*(100|[1-9]?[0-9])"),
        "three decimals": ("[1-9]?[0-9](\\.[0-9][0-9]?)?", "[1-9]?[0-9](\\.[0-9][0-9]?[0-9]?)?"),
        "a bare point": ("[1-9]?[0-9](\\.[0-9][0-9]?)?", "[1-9]?[0-9](\\.[0-9]?[0-9]?)?"),
        "no leading zeros": ("0*(100(\\.00?)?|[1-9]?[0-9]", "(100(\\.00?)?|[1-9]?[0-9]"),
        "any white space": (" *", "\\s*"), "any digit": ("[0-9]", "\\d"), "no final space": (" *$", "$"),
        "no initial space": ("^ *", "^"), "no end": (" *$", ""), "no start": ("^ *", ""), "no en dash": ("[-–]", "-"),
        "an em dash": ("[-–]", "[-–—]"), "no ≤": ("[≤≥]", "≥"), "< =": ("<=", "< *="),
        "one unit only": ("(% *)?[-–]", "[-–]"), "no unit": (" *%|<", " *%?|<"),
    },
    "mitoses": {
        "601": ("(600(", "(60[01]("), "<0": ("< *0*(600", "< *0*(0|600"), ">600": ("> *0*([1-5]", "> *0*(600|[1-5]"),
        "spaces in the unit": (" ?mm", " *mm"), "no space in the unit": (" ?mm", "mm"), "no ²": ("[2²]", "2"),
    },
}


def planted(schema):
    """The schema of a case with one change at a time, and the property that it is about, if one: without a
    keyword or a value, with a value more, with a pattern that is looser or tighter."""
    for path, _ in places(schema):
        if (path[0] != "$defs" or len(path) > 2) and ABOUT.isdisjoint(path[1 if path[0] == "$defs" else 0 :]):
            yield "less " + "/".join(map(str, path)), path[1] if len(path) > 1 else None, without(schema, path)
    for name, values in schema["$defs"].items():
        mutant = copy.deepcopy(schema)
        mutant["$defs"][name]["enum"] = [*values["enum"], 5 if name == "ecog" else "other"]
        yield f"{name} {mutant['$defs'][name]['enum'][-1]}", name, mutant
    for key, changes in LOOSENED.items():
        pattern = schema["properties"][key]["pattern"]
        for name, (old, new) in changes.items():
            assert old in pattern, f"{old} is not in the pattern of {key}"
            mutant = copy.deepcopy(schema)
            mutant["properties"][key]["pattern"] = pattern.replace(old, new)
            yield f"{key} {name}", key, mutant


def spoiled(report, rng):
    """The report with one fault of each kind, at a place that is drawn."""

    def at(kind, fits=bool):
        """A copy, and something within it."""
        whole = copy.deepcopy(report)
        within = [whole, *(value for _, value in places(whole))]
        return whole, rng.choice([value for value in within if isinstance(value, kind) and fits(value)])

    whole, inner = at(dict)
    del inner[rng.choice(list(inner))]
    yield whole
    whole, inner = at(dict)
    inner["more"] = []
    yield whole
    whole, inner = at(dict)
    inner[rng.choice(list(inner))] = rng.choice(["other", 7, False, {"settled": "other"}])
    yield whole
    whole, inner = at(list)
    inner.append(inner[0])
    yield whole
    whole, inner = at(list)
    inner[rng.randrange(len(inner))] = rng.choice(["other", "S52", "S1", None, 1, [], True])
    yield whole
    if any("open" in decision for decision in report["therapies"].values()):
        whole, inner = at(dict, lambda value: "open" in value)
        inner |= rng.choice([{"open": inner["open"][:1]}, {"open": []}, {"needs": []}, {"settled": inner["open"][0]}])
        yield whole
    settled = report["pathway"].get("settled")
    if settled:
        name = rng.choice([name for name in SETTLED if name != settled])
        yield report | {"pathway": {"settled": name, "statements": SETTLED[name]}}
    if settled != "net":
        yield report | {"prognosis": {"years": True, "statements": ["S40"]}}
    if settled != "nec":
        yield report | {"prognosis": {"median_months": [5, 11], "statements": ["S36", "S37"]}}


SETTLED = {
    "nec": ["S05", "S06", "S41", "S50"], "net": ["S05", "S09", "S41", "S50"],
    "net_g3": ["S06", "S09", "S41", "S50", "S51"], "verify_pathology": ["S41", "S50"], "outside_scope": ["S01"],
}


def out_of_order(report, schema, findings):
    """What does not come in the order of the schema."""
    defs = schema["$defs"]
    named = {name: defs[name]["items"]["enum"] for name in ("gaps", "readings", "divergences")}
    pathways = defs["pathway"]["anyOf"][-1]["properties"]["open"]["items"]["enum"]
    pairs = [(list(report), schema["required"]), (list(report["therapies"]), defs["therapies"]["required"])]
    pairs += [(report[name], names) for name, names in named.items()]
    for decision, names in [
        (report["pathway"], pathways),
        *((decision, STANDINGS) for decision in report["therapies"].values()),
    ]:
        pairs += [(decision.get("open", []), names), (decision.get("needs", []), findings)]
    return [given for given, names in pairs if given != [name for name in names if name in given]]


STANDINGS = ["recommended", "option", "consider", "avoid", "verify_first", "not_applicable", "not_addressed"]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--samples", type=Path)
    arguments.add_argument("binary")
    arguments = arguments.parse_args()
    failures = []

    def fail(*what):
        failures.append(what)
        if len(failures) <= 20:
            print("schema:", *what)

    case_schema, report_schema = (
        json.loads((WIRE / f"{name}.schema.json").read_text("utf-8")) for name in ("case", "report")
    )
    for schema in (case_schema, report_schema):
        Draft202012Validator.check_schema(schema)
    findings = list(case_schema["properties"])
    vocabulary = {name: values["enum"] for name, values in case_schema["$defs"].items()}

    rng = random.Random(20)
    given = list(dict.fromkeys(objects(vocabulary, rng)))
    rng.shuffle(given)
    done = subprocess.run(
        [arguments.binary, "recommend"],
        input="\n".join(text for text, _ in given),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    answers = [json.loads(line) for line in done.stdout.split("\n")[:-1]]
    if done.returncode != 1 or len(answers) != len(given):
        sys.exit(
            f"schema: {len(answers)} answers to {len(given)} objects, exit status {done.returncode}: {done.stderr}"
        )

    # The schema of a case against the reader.
    case_validator = Draft202012Validator(case_schema)
    # By the one finding that a case is about.
    judged, reports = {finding: [] for finding in [None, *findings]}, {}
    counts = {"good": 0, "bad": 0, "range": 0, "number": 0, "repeated": 0}
    for line, ((text, exception), answer) in enumerate(zip(given, answers), 1):
        case = json.loads(text)
        read, accepted = "error" not in answer, case_validator.is_valid(case)
        if exception is None and accepted:
            keys = descending(case)
            if keys:
                exception = "range"
                if answer.get("error", {}).get("key") not in keys:
                    fail(f"no error about {keys}: {text}")
        if read:
            reports.setdefault(json.dumps(answer), (text, answer))
        elif answer["error"]["line"] != line or not answer["error"]["message"]:
            fail(f"an error without its line or message: {text}")
        if (read, accepted) != ((False, True) if exception else (accepted, accepted)):
            says = {True: "accepts", False: "refuses"}
            fail(f"{text}: the reader {says[read]}, the schema {says[accepted]}")
        elif exception:
            counts[exception] += 1
        else:
            counts["good" if read else "bad"] += 1
            keys = list(case) if isinstance(case, dict) else []
            judged[keys[0] if len(keys) == 1 and keys[0] in judged else None].append((case, read))

    # The schema of a report against the answers.
    memo = Memo(report_schema)
    for text, report in reports.values():
        error = memo.error(report)
        if error:
            fail(f"{text}: {error.json_path}: {error.message[:300]}")
        elif wrong := out_of_order(report, report_schema, findings):
            fail(f"{text}: out of order: {wrong}")
    answered = {ref: list(known.values()) for ref, known in memo.seen.items()}

    # A fault in an answer must show.
    faults = 0
    for _, report in rng.sample(list(reports.values()), min(1000, len(reports))):
        for faulty in spoiled(report, rng):
            faults += 1
            if not memo.error(faulty):
                fail(f"the schema of a report accepts {json.dumps(faulty)}")

    # So must a fault in a schema: a change that no object, or no answer, tells from the schema itself.
    changes = 0
    for name, key, mutant in planted(case_schema):
        changes += 1
        validator = Draft202012Validator(mutant)
        if not any(validator.is_valid(case) != read for case, read in judged[key if key in findings else None]):
            fail(f"the schema of a case, changed ({name}), agrees as well")
    for path, value in places(report_schema):
        if path[-2:-1] not in [("enum",), ("anyOf",)] or path[1] == "statements":
            continue
        changes += 1
        ref = f"#/$defs/{path[1]}"
        validator = Draft202012Validator({"$defs": without(report_schema, path)["$defs"], "$ref": ref})
        if not any(not errors and not validator.is_valid(instance) for errors, instance in answered[ref]):
            fail(f"no answer needs {'/'.join(map(str, path))}: {json.dumps(value)}")

    if arguments.samples:
        with arguments.samples.open("w", encoding="utf-8") as out:
            for text, _ in given:
                good = case_validator.is_valid(json.loads(text))
                out.write(f'{{"schema":"case","good":{json.dumps(good)},"value":{text.strip()}}}\n')
            for text in itertools.islice(reports, 2000):
                out.write(f'{{"schema":"report","good":true,"value":{text}}}\n')
                out.write(f'{{"schema":"report","good":false,"value":{{"more":1,{text[1:]}}}\n')

    exceptions = "{range} descending ranges, {number} spellings of a number, {repeated} repeated keys".format(**counts)
    print(f"schema: foreseen exceptions: {exceptions}")
    print(f"schema: {len(reports)} different answers, {faults} faulty ones, {changes} changed schemas")
    if failures:
        sys.exit(f"schema: {len(failures)} failures")
    good, bad = counts["good"], counts["bad"]
    print(f"schema: {good + bad} objects agreed, {good} accepted and {bad} refused")


if __name__ == "__main__":
    main()
