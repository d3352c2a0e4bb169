// Plays an EHR at a terminal: calls a service for every example, checks what it answers, and sends feedback.
//
// `node client.mjs BASE FOLDER`: where the service is, and a folder of `*.bundle.json` with or without `*.order.json`.
// One line per card: file, hook, indicator, summary. One line per fault. Exit 1 on any fault.

import { isDeepStrictEqual } from "node:util";

import { call, contextFor, discover, feedback, hooks, overridden, prefetch } from "./ehr.mjs";
import { examplesIn } from "./examples.mjs";
import { faultsOfDiscovery, faultsOfResponse } from "./invariants.mjs";
import { faultsOfRefusals } from "./refusals.mjs";

const [base, folder] = process.argv.slice(2);
let [calls, cards, faults] = [0, 0, 0];

function report(where, sentences) {
  faults += sentences.length;
  for (const it of sentences) console.log([where, "fault", it].join("\t"));
}

async function fire(service, { name, records, order }) {
  const where = `${name}\t${service.hook}`;
  const context = contextFor(service.hook, records, order);
  if (context === undefined) return;
  calls += 1;
  const answers = prefetch(service.prefetch, context, records);
  const { status, body } = await call(base, service, { context, prefetch: answers });
  if (status !== 200) return report(where, [`status ${status} instead of 200`]);
  const found = faultsOfResponse(body);
  if (found.length > 0) return report(where, found);
  for (const it of body.cards) console.log([where, it.indicator, it.summary].join("\t"));
  cards += body.cards.length;
  const entries = body.cards.filter((it) => it.uuid).map((it) => overridden(it, it.overrideReasons?.[0]));
  if (entries.length === 0) return;
  const answer = await feedback(base, service, entries);
  if (answer.status !== 200) report(where, [`feedback: status ${answer.status} instead of 200`]);
}

/** Of a chart with nothing in it a service says nothing; a call that it cannot answer it refuses. */
async function probe(service, { records, order }) {
  const context = contextFor(service.hook, records, order);
  const patient = { entry: records.entry.filter((it) => it.resource?.resourceType === "Patient") };
  const empty = prefetch(service.prefetch, context, patient);
  const { status, body } = await call(base, service, { context, prefetch: empty });
  const silent = status === 200 && isDeepStrictEqual(body, { cards: [] });
  report(`empty chart\t${service.hook}`, silent ? [] : [`status ${status} and something else than no cards`]);
  report(`refusals\t${service.hook}`, await faultsOfRefusals(base, service, context, empty));
}

async function all() {
  const examples = await examplesIn(folder);
  if (examples.length === 0) report("examples\t", ["there are none"]);
  const { status, body } = await discover(base);
  const found = status === 200 ? faultsOfDiscovery(body) : [`status ${status} instead of 200`];
  if (found.length > 0) return report("discovery\t", found);
  const services = body.services.filter((it) => hooks.includes(it.hook));
  if (services.length === 0) report("discovery\t", ["no service for a hook of this client"]);
  for (const example of examples) for (const service of services) await fire(service, example);
  for (const service of services) {
    const able = examples.find((it) => contextFor(service.hook, it.records, it.order));
    if (able) await probe(service, able);
  }
  const [offered, read] = [services.length, examples.length];
  console.log(`${offered} services, ${read} examples, ${calls} calls, ${cards} cards, ${faults} faults`);
}

await all().catch((error) => report("client\t", [error.message]));
process.exitCode = faults > 0 ? 1 : 0;
