// What CDS Hooks 2.0 demands of a discovery answer and of a response with cards. Each fault is a sentence that names
// its place. Values are not repeated: they may be a patient's.

/** The faults of what `GET /cds-services` answers. */
export const faultsOfDiscovery = (json) => discovery(json, "$");

/** The faults of what `POST /cds-services/{id}` answers with status 200. */
export const faultsOfResponse = (json) => response(json, "$");

/** The faults of an OperationOutcome. The specification leaves the body of an error open: this is the project's own. */
export const faultsOfOutcome = (json) => outcome(json, "$");

const matches = (pattern, it) => typeof it === "string" && pattern.test(it);

const isObject = (it) => typeof it === "object" && it !== null && !Array.isArray(it);

/** A check of a value that is neither null nor empty. */
const given = (check) => (value, path) => {
  if (value === null) return [`${path} is null`];
  const empty = value === "" || (typeof value === "object" && Object.keys(value).length === 0);
  return empty ? [`${path} is empty`] : check(value, path);
};

const is = (what, test) => given((value, path) => (test(value) ? [] : [`${path} is not ${what}`]));

const text = is("a string", (it) => typeof it === "string");
const flag = is("true or false", (it) => typeof it === "boolean");
const url = is("an absolute web address", (it) => matches(/^https?:\/\//i, it) && URL.canParse(it));
const like = (what, pattern) => is(what, (it) => matches(pattern, it));
const uuid = like("a UUID", /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i);
const summary = like("one line of less than 140 characters", /^.{1,139}$/u);
const segment = like("one segment of a path", /^[^\s/?#]+$/);
const reference = like("a relative reference", /^[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/);
const oneOf = (...words) => is(`one of ${words.join(", ")}`, (it) => words.includes(it));

const each = (check) => (value, path) =>
  Array.isArray(value) ? value.flatMap((it, place) => check(it, `${path}[${place}]`)) : [`${path} is not an array`];
const list = (check) => given(each(check));

/** Whatever is inside, nothing of it is null or empty. */
const anything = given((value, path) => {
  if (Array.isArray(value)) return each(anything)(value, path);
  return isObject(value) ? Object.entries(value).flatMap(([name, it]) => anything(it, `${path}.${name}`)) : [];
});

const map = (check) => given((value, path) => isObject(value)
  ? Object.entries(value).flatMap(([name, it]) => check(it, `${path}.${name}`))
  : [`${path} is not an object`]);

/** An object of these members, and no others; what holds between them is asked once each is as it should be. */
const object = (needed, allowed = {}, between = () => []) => given((value, path) => {
  if (!isObject(value)) return [`${path} is not an object`];
  const members = { ...needed, ...allowed, extension: map(anything) };
  const faults = [
    ...Object.keys(needed).filter((it) => !Object.hasOwn(value, it)).map((it) => `${path}.${it} is missing`),
    ...Object.entries(value).flatMap(([name, it]) =>
      Object.hasOwn(members, name) ? members[name](it, `${path}.${name}`) : [`${path}.${name} is unknown`]),
  ];
  return faults.length > 0 ? faults : between(value, path);
});

/** A fault where the condition holds. */
const unless = (fine, fault) => (fine ? [] : [fault]);

/** A fault for each later one that is the same as an earlier one. */
const distinct = (all) => all.flatMap(([it, path], place) =>
  unless(all.findIndex(([other]) => other === it) === place, `${path} is not unique`));

const tokens = /\{\{(?:user(?:Practitioner|PractitionerRole|Patient|RelatedPerson)Id|context\.\w+)\}\}/g;
const template = is("a FHIR read or search with tokens of the specification", (it) => {
  const plain = String(it).replace(tokens, "0");
  return !/[{}\s]/.test(plain) && (it === "{{context.userId}}" || /^[A-Z][A-Za-z]+(?:\/[^/?]+|\?.+)$/.test(plain));
});

/** The fields of the context that a template may use, which are the same for these hooks. */
const hooks = ["patient-view", "order-select", "order-sign"];
const eligible = ["userId", "patientId", "encounterId"];

const service = object(
  { hook: text, description: text, id: segment },
  { title: text, usageRequirements: text, prefetch: map(template) },
  ({ hook, prefetch = {} }, path) => Object.entries(prefetch).flatMap(([key, it]) =>
    [...it.matchAll(/\{\{context\.(\w+)/g)].flatMap(([, field]) =>
      unless(!hooks.includes(hook) || eligible.includes(field),
        `${path}.prefetch.${key} uses context.${field}, which is no token of ${hook}`))),
);

const discovery = object({ services: each(service) }, {}, ({ services }, path) =>
  distinct(services.map(({ hook, id }, place) => [`${hook} ${id}`, `${path}.services[${place}]`])));

const coding = object({ code: text, system: text }, { display: text });
const reason = object({ code: text, system: text, display: text });

const resource = (value, path) => [
  ...map(anything)(value, path),
  ...(isObject(value) ? unless(typeof value.resourceType === "string", `${path}.resourceType is missing`) : []),
];

const action = object(
  { type: oneOf("create", "update", "delete"), description: text },
  { resource: (value, path) => (typeof value === "string" ? text : resource)(value, path), resourceId: reference },
  ({ type, resource, resourceId }, path) => type === "delete"
    ? unless(resourceId ?? resource, `${path} deletes, without a resourceId`)
    : unless(isObject(resource), `${path} is to ${type}, without a resource`),
);

const suggestion = object({ label: text }, { uuid, isRecommended: flag, actions: list(action) });

const link = object(
  { label: text, url, type: oneOf("absolute", "smart") },
  { appContext: text, autolaunchable: flag },
  ({ type, appContext }, path) =>
    unless(type === "smart" || appContext === undefined, `${path}.appContext is for smart links only`),
);

const source = object({ label: text }, { url, icon: url, topic: coding });

const card = object(
  { summary, indicator: oneOf("info", "warning", "critical"), source },
  {
    uuid,
    detail: text,
    suggestions: list(suggestion),
    selectionBehavior: oneOf("at-most-one", "any"),
    overrideReasons: list(reason),
    links: list(link),
  },
  ({ suggestions = [], selectionBehavior }, path) => [
    ...unless(suggestions.length === 0 || selectionBehavior, `${path}.selectionBehavior is missing beside suggestions`),
    ...unless(selectionBehavior === "any" || suggestions.filter((it) => it.isRecommended).length < 2,
      `${path}.suggestions recommends several, of which at most one may be chosen`),
  ],
);

const response = object({ cards: each(card) }, { systemActions: list(action) }, ({ cards }, path) =>
  distinct(cards.flatMap((card, place) => [
    [card.uuid, `${path}.cards[${place}].uuid`],
    ...(card.suggestions ?? []).map((it, of) => [it.uuid, `${path}.cards[${place}].suggestions[${of}].uuid`]),
  ]).filter(([uuid]) => uuid !== undefined)));

const issue = object(
  { severity: oneOf("fatal", "error", "warning", "information"), code: text },
  { details: map(anything), diagnostics: text, expression: list(text), location: list(text) },
  ({ details, diagnostics }, path) => unless(details?.text ?? diagnostics, `${path} says nothing to people`),
);

const outcome = object({ resourceType: oneOf("OperationOutcome"), issue: list(issue) }, {
  id: text, meta: map(anything), text: map(anything),
});
