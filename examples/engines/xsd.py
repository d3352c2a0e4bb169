#!/usr/bin/env python3
"""Hold answers.dmn against the XML Schema of DMN 1.3, as the package SpiffWorkflow ships it.

    python xsd.py

Then the model is made wrong in one place after another, and the schema must refuse each.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

MODEL = Path(__file__).parent.parent / "export" / "answers.dmn"
SCHEMA = Path(find_spec("SpiffWorkflow").origin).parent / "dmn/parser/schema/DMN13.xsd"
FAULTS = {
    "a hit policy that is none": ('hitPolicy="UNIQUE"', 'hitPolicy="ONLY"'),
    "a decision without a name": ('<decision id="grade" name="grade">', '<decision id="grade">'),
    "an id that two decisions have": ('<decision id="tace"', '<decision id="tae"'),
    "an output before the inputs": ("<input>", '<output typeRef="string"/><input>'),
    "a rule without an output": ('<outputEntry><text>"g1"</text></outputEntry>', ""),
    "an element of another standard": ("<rule>", "<row/><rule>"),
}


def main():
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    model = MODEL.read_text(encoding="utf-8")
    wrong = errors(schema, model)
    missed = [fault for fault, (right, other) in FAULTS.items() if not errors(schema, model.replace(right, other, 1))]
    print(f"DMN 1.3 schema: {len(wrong)} errors; {len(FAULTS) - len(missed)} planted faults caught")
    for line in [*wrong, *(f"not caught: {fault}" for fault in missed)]:
        print(f"  {line}")
    return 1 if wrong or missed else 0


def errors(schema, model):
    return [] if schema.validate(etree.fromstring(model.encode())) else list(schema.error_log)


if __name__ == "__main__":
    sys.exit(main())
