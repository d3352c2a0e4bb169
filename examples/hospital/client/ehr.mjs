// A pretend EHR: it holds records in memory, fills prefetch templates from them, and calls a CDS Hooks 2.0 service.
// It runs in Node and in a browser.

const user = { userPractitionerId: "example" };

const contexts = {
  "patient-view": (base) => base,
  "order-select": (base, order) => order && { ...base, selections: order.selections, draftOrders: order.draftOrders },
  "order-sign": (base, order) => order && { ...base, draftOrders: order.draftOrders },
};

/** The hooks this EHR can fire, in the order of work. */
export const hooks = Object.keys(contexts);

/** What a hook tells a service; nothing where it needs an order and there is none, or where it is unknown here. */
export function contextFor(hook, records, order) {
  const patientId = resources(records).find((it) => it.resourceType === "Patient")?.id;
  if (patientId === undefined) throw new Error("the records hold no Patient with an id");
  return contexts[hook]?.({ userId: `Practitioner/${user.userPractitionerId}`, patientId }, order);
}

/** The services a server offers, as `{ status, body }`. */
export const discover = (base) => ask(address(base));

/** Calls one of the discovered services. A prefetch with nothing in it is left out. */
export function call(base, service, { context, prefetch, hookInstance = crypto.randomUUID() }) {
  const some = prefetch && Object.keys(prefetch).length > 0 ? { prefetch } : {};
  return ask(address(base, service.id), { hook: service.hook, hookInstance, context, ...some });
}

/** Tells a service what became of its cards. */
export const feedback = (base, service, entries) => ask(address(base, service.id, "feedback"), { feedback: entries });

/** That a card was dismissed, with the Coding of a reason or without. */
export const overridden = (card, reason) =>
  ({ ...outcome(card, "overridden"), ...(reason && { overrideReason: { reason } }) });

/** That one suggestion of a card was taken. */
export const accepted = (card, suggestion) =>
  ({ ...outcome(card, "accepted"), acceptedSuggestions: [{ id: suggestion.uuid }] });

/** What an OperationOutcome says to people, one text for each issue. */
export const said = (body) =>
  (Array.isArray(body?.issue) ? body.issue : []).map((it) => it?.details?.text ?? it?.diagnostics ?? it?.code ?? "");

/** Answers each template that can be filled and is understood here; the keys of the others are left out. */
export function prefetch(templates, context, records) {
  const answers = Object.entries(templates ?? {}).map(([key, template]) => [key, answer(template, context, records)]);
  return Object.fromEntries(answers.filter(([, it]) => it !== undefined));
}

function answer(template, context, records) {
  const url = filled(template, context);
  if (url === undefined) return undefined;
  const [, path, query] = /^([^?]*)(?:\?(.*))?$/s.exec(url);
  return query === undefined ? read(decodeURIComponent(path), records) : search(path, query, records);
}

/** The template with its tokens replaced, if the context has a text for each. */
function filled(template, context) {
  const values = [...template.matchAll(/\{\{(.*?)\}\}/g)].map(([, token]) => valueOf(token, context));
  if (values.some((it) => typeof it !== "string")) return undefined;
  return template.replaceAll(/\{\{.*?\}\}/g, () => encodeURIComponent(values.shift()));
}

const valueOf = (token, context) =>
  token.startsWith("context.") ? context[token.slice("context.".length)] : user[token];

const resources = (records) => (records.entry ?? []).map((it) => it.resource).filter(Boolean);

const read = (path, records) => resources(records).find((it) => `${it.resourceType}/${it.id}` === path) ?? null;

function search(type, query, records) {
  const wanted = [...new URLSearchParams(query)];
  if (!wanted.every(([name]) => Object.hasOwn(parameters, name))) return undefined;
  const entry = (records.entry ?? []).filter(({ resource }) => resource?.resourceType === type
    && wanted.every(([name, values]) => values.split(",").some((it) => parameters[name](resource, it, records))));
  return {
    resourceType: "Bundle",
    type: "searchset",
    total: entry.length,
    ...(entry.length > 0 && { entry: entry.map(found) }),
  };
}

const found = ({ fullUrl, resource }) => ({ ...(fullUrl && { fullUrl }), resource, search: { mode: "match" } });

/** The search parameters that are understood, each a question to a resource. */
const parameters = {
  _id: (resource, wanted) => resource.id === wanted,
  patient: (resource, wanted, records) => isOf(resource.subject ?? resource.patient, wanted, records),
  subject: (resource, wanted, records) => isOf(resource.subject, wanted, records),
  code: (resource, wanted) => carries(resource.code ?? resource.medicationCodeableConcept, wanted),
};

/** Whether a reference points to the patient, by a relative or an absolute address or by the `fullUrl` of its entry. */
function isOf(reference, wanted, records) {
  const name = `Patient/${wanted.replace(/^Patient\//, "")}`;
  const entry = (records.entry ?? []).find(({ resource: it }) => `${it?.resourceType}/${it?.id}` === name);
  const to = reference?.reference;
  return to !== undefined && (`/${to}`.endsWith(`/${name}`) || to === entry?.fullUrl);
}

/** Whether a concept carries `code` of any system, `system|code`, `|code` of no system, or any code of `system|`. */
function carries(concept, token) {
  const [code, system] = token.split("|").reverse();
  return (concept?.coding ?? []).some((it) =>
    (system === undefined || system === (it.system ?? "")) && (code === "" || code === it.code));
}

const outcome = (card, outcome) =>
  ({ card: card.uuid, outcome, outcomeTimestamp: new Date().toISOString() });

const address = (base, ...path) =>
  [base.replace(/\/+$/, ""), "cds-services", ...path.map(encodeURIComponent)].join("/");

/** Asks, and reads an answer that may not be JSON: its body is then undefined. */
async function ask(url, body) {
  const headers = { "Content-Type": "application/json" };
  const posted = body && { method: "POST", headers, body: JSON.stringify(body) };
  const options = { credentials: "omit", signal: AbortSignal.timeout(10_000), ...posted };
  const { status, text } = await exchange(url, options).catch((cause) => {
    throw new Error("The service does not answer.", { cause });
  });
  try {
    return { status, body: JSON.parse(text) };
  } catch {
    return { status, body: undefined };
  }
}

async function exchange(url, options) {
  const response = await fetch(url, options);
  return { status: response.status, text: await response.text() };
}
