// Hold the JSON Schemas of src/wire against the samples of schema.py, in another engine:
//
//     python3 .ci/schema.py --samples samples.ndjson target/debug/examples/ndjson
//     node .ci/schema.mjs samples.ndjson
//
// Needs the package ajv (8) in the working directory. Each line is {"schema":…,"good":…,"value":…}.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const Ajv = createRequire(`${process.cwd()}/`)("ajv/dist/2020").default;
const read = (path) => readFileSync(path, "utf8");
const schema = (name) => JSON.parse(read(new URL(`../src/wire/${name}.schema.json`, import.meta.url)));

const ajv = new Ajv({ strict: true });
const check = { case: ajv.compile(schema("case")), report: ajv.compile(schema("report")) };

const lines = read(process.argv[2]).split("\n").slice(0, -1);
const wrong = lines.filter((line) => {
  const { schema, good, value } = JSON.parse(line);
  return check[schema](value) !== good;
});
for (const line of wrong.slice(0, 20)) console.log(`ajv: not so: ${line}`);
console.log(`ajv: ${lines.length - wrong.length} samples agreed, ${wrong.length} did not`);
process.exitCode = wrong.length === 0 && lines.length > 0 ? 0 : 1;
