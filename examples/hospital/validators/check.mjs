// Every Bundle of these folders, validated by the npm package fhir: `node check.mjs FOLDER…`

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { Fhir } from "fhir";

const fhir = new Fhir();
const errors = (bundle) =>
  fhir.validate(bundle, { errorOnUnexpected: true }).messages.filter((it) => it.severity === "error");

// It sees a code that is none, and a member that is none.
const sound = { resourceType: "GuidanceResponse", moduleUri: "urn:x", status: "success" };
assert.deepEqual(errors(sound), []);
assert.notDeepEqual(errors({ ...sound, status: "done" }), []);
assert.notDeepEqual(errors({ ...sound, moduleUrl: "urn:x" }), []);

let [files, faults] = [0, 0];
for (const folder of process.argv.slice(2)) {
  for (const name of readdirSync(folder).filter((it) => it.endsWith(".bundle.json"))) {
    const found = errors(JSON.parse(readFileSync(join(folder, name))));
    files += 1;
    if (found.length === 0) continue;
    faults += 1;
    console.error(name, found.map((it) => `${it.location}: ${it.message}`));
  }
}
console.log(`fhir: ${files} Bundles, ${faults} with errors`);
process.exitCode = files > 0 && faults === 0 ? 0 : 1;
