// Each check is seen to fail: a fault is planted in a sound answer, and exactly its sentence must be told.

import assert from "node:assert/strict";
import { test } from "node:test";

import { faultsOfDiscovery, faultsOfOutcome, faultsOfResponse } from "./invariants.mjs";

const uuid = (digit) => `${"0".repeat(8)}-0000-4000-8000-${String(digit).repeat(12)}`;
const coding = { code: "a", system: "urn:a" };

const discovery = () => ({
  services: ["patient-view", "order-select", "order-sign"].map((hook) => ({
    hook,
    title: "a title",
    description: "a description",
    id: `a-${hook}`,
    usageRequirements: "none",
    prefetch: {
      patient: "Patient/{{context.patientId}}",
      findings: "Observation?patient={{context.patientId}}&code=http://loinc.org|29593-1,urn%3Aa%7C",
      user: "{{context.userId}}",
      role: "PractitionerRole?_id={{userPractitionerRoleId}}",
    },
    extension: { "org.example.a": { of: ["b"] } },
  })),
});

const action = (type) => ({
  create: { type, description: "an action", resource: { resourceType: "Task", id: "a" } },
  update: { type, description: "an action", resource: { resourceType: "Task", id: "a" } },
  delete: { type, description: "an action", resourceId: "Task/a" },
})[type];

const response = () => ({
  cards: [
    {
      uuid: uuid(1),
      summary: "é".repeat(139),
      detail: "more",
      indicator: "warning",
      source: { label: "a text", url: "https://example.org/", icon: "https://example.org/a.png", topic: { ...coding } },
      suggestions: [
        { label: "one", uuid: uuid(2), isRecommended: true, actions: [action("create"), action("update")] },
        { label: "other", uuid: uuid(3), isRecommended: false, actions: [action("delete")] },
      ],
      selectionBehavior: "at-most-one",
      overrideReasons: [{ ...coding, display: "a reason" }],
      links: [
        { label: "a page", url: "https://example.org/?a#b", type: "absolute", autolaunchable: false },
        { label: "an app", url: "https://example.org/launch", type: "smart", appContext: "{}" },
      ],
    },
    { summary: "short", indicator: "info", source: { label: "a text" } },
  ],
  systemActions: [action("create")],
});

const outcome = () => ({
  resourceType: "OperationOutcome",
  issue: [{ severity: "error", code: "invalid", diagnostics: "a reason" }],
});

const told = "a FHIR read or search with tokens of the specification";

/** Where, what is put there (nothing: it is taken away), and the fault, after the place if it begins with a blank. */
const planted = {
  discovery: [discovery, faultsOfDiscovery, [
    ["services", undefined, "$ is empty"],
    ["services", null, " is not an array"],
    ["services", {}, " is not an array"],
    ["cards", [], " is unknown"],
    ["services[0]", "a", " is not an object"],
    ["services[0].hook", undefined, " is missing"],
    ["services[0].hook", "", " is empty"],
    ["services[0].description", undefined, " is missing"],
    ["services[0].description", 1, " is not a string"],
    ["services[0].id", undefined, " is missing"],
    ["services[0].id", "a/b", " is not one segment of a path"],
    ["services[0].title", null, " is null"],
    ["services[0].usageRequirements", [], " is empty"],
    ["services[0].name", "a", " is unknown"],
    ["services[0].prefetch", {}, " is empty"],
    ["services[0].prefetch", "a", " is not an object"],
    ["services[0].prefetch.a", "", " is empty"],
    ["services[0].prefetch.a", 1, ` is not ${told}`],
    ["services[0].prefetch.a", "Patient", ` is not ${told}`],
    ["services[0].prefetch.a", "/Patient/1", ` is not ${told}`],
    ["services[0].prefetch.a", "Patient/{{patientId}}", ` is not ${told}`],
    ["services[0].prefetch.a", "Patient/{{context.patient.id}}", ` is not ${told}`],
    ["services[0].prefetch.a", "Task?code=a b", ` is not ${told}`],
    ["services[1].prefetch.a", "Task/{{context.selections}}",
      "$.services[1].prefetch.a uses context.selections, which is no token of order-select"],
    ["services[0].extension", {}, " is empty"],
    ["services[0].extension", ["a"], " is not an object"],
    ["services[0].extension.a", { b: [null] }, ".b[0] is null"],
    ["services[1]", { hook: "patient-view", description: "again", id: "a-patient-view" }, " is not unique"],
  ]],
  response: [response, faultsOfResponse, [
    ["cards", undefined, " is missing"],
    ["cards", null, " is not an array"],
    ["cards", "a", " is not an array"],
    ["card", [], " is unknown"],
    ["cards[1]", null, " is null"],
    ["cards[1]", {}, " is empty"],
    ["cards[1].uuid", "urn:uuid:1", " is not a UUID"],
    ["cards[1].uuid", [uuid(9)], " is not a UUID"],
    ["cards[1].uuid", uuid(1), " is not unique"],
    ["cards[1].uuid", uuid(3), "$.cards[1].uuid is not unique"],
    ["cards[0].suggestions[1].uuid", uuid(2), " is not unique"],
    ["cards[0].summary", undefined, " is missing"],
    ["cards[0].summary", "", " is empty"],
    ["cards[0].summary", "é".repeat(140), " is not one line of less than 140 characters"],
    ["cards[0].summary", "a\nb", " is not one line of less than 140 characters"],
    ["cards[0].detail", "", " is empty"],
    ["cards[0].indicator", undefined, " is missing"],
    ["cards[0].indicator", "hard-stop", " is not one of info, warning, critical"],
    ["cards[0].source", undefined, " is missing"],
    ["cards[0].source.label", undefined, " is missing"],
    ["cards[0].source.label", 1, " is not a string"],
    ["cards[0].source.url", "page.html", " is not an absolute web address"],
    ["cards[0].source.icon", "data:,", " is not an absolute web address"],
    ["cards[0].source.topic.code", undefined, " is missing"],
    ["cards[0].source.topic.system", undefined, " is missing"],
    ["cards[0].source.topic.display", null, " is null"],
    ["cards[0].source.topic.version", "1", " is unknown"],
    ["cards[0].source.name", "a", " is unknown"],
    ["cards[0].suggestions", [], " is empty"],
    ["cards[0].suggestions[0].label", undefined, " is missing"],
    ["cards[0].suggestions[0].uuid", 1, " is not a UUID"],
    ["cards[0].suggestions[0].isRecommended", "yes", " is not true or false"],
    ["cards[0].suggestions[0].actions", [], " is empty"],
    ["cards[0].suggestions[0].recommended", true, " is unknown"],
    ["cards[0].suggestions[1].isRecommended", true,
      "$.cards[0].suggestions recommends several, of which at most one may be chosen"],
    ["cards[0].suggestions[0].actions[0].type", "erase", " is not one of create, update, delete"],
    ["cards[0].suggestions[0].actions[0].description", undefined, " is missing"],
    ["cards[0].suggestions[0].actions[0].resource", undefined,
      "$.cards[0].suggestions[0].actions[0] is to create, without a resource"],
    ["cards[0].suggestions[0].actions[1].resource", "Task/a",
      "$.cards[0].suggestions[0].actions[1] is to update, without a resource"],
    ["cards[0].suggestions[0].actions[1].resource.resourceType", undefined, " is missing"],
    ["cards[0].suggestions[0].actions[1].resource.note", [{ text: "" }], "[0].text is empty"],
    ["cards[0].suggestions[1].actions[0].resourceId", undefined,
      "$.cards[0].suggestions[1].actions[0] deletes, without a resourceId"],
    ["cards[0].suggestions[1].actions[0].resourceId", "https://example.org/Task/a", " is not a relative reference"],
    ["cards[0].selectionBehavior", undefined, " is missing beside suggestions"],
    ["cards[0].selectionBehavior", "all", " is not one of at-most-one, any"],
    ["cards[0].overrideReasons", [], " is empty"],
    ["cards[0].overrideReasons[0].code", undefined, " is missing"],
    ["cards[0].overrideReasons[0].system", undefined, " is missing"],
    ["cards[0].overrideReasons[0].display", undefined, " is missing"],
    ["cards[0].links", [], " is empty"],
    ["cards[0].links[0].label", undefined, " is missing"],
    ["cards[0].links[0].url", undefined, " is missing"],
    ["cards[0].links[0].url", "javascript:alert(1)", " is not an absolute web address"],
    ["cards[0].links[1].url", "https://", " is not an absolute web address"],
    ["cards[0].links[0].type", undefined, " is missing"],
    ["cards[0].links[0].type", "relative", " is not one of absolute, smart"],
    ["cards[0].links[0].appContext", "a", " is for smart links only"],
    ["cards[0].links[1].appContext", "", " is empty"],
    ["cards[0].links[0].autolaunchable", "no", " is not true or false"],
    ["systemActions", [], " is empty"],
    ["systemActions[0].description", undefined, " is missing"],
    ["systemActions[0].extension", {}, " is empty"],
  ]],
  outcome: [outcome, faultsOfOutcome, [
    ["resourceType", "Bundle", " is not one of OperationOutcome"],
    ["issue", undefined, " is missing"],
    ["issue", [], " is empty"],
    ["issue[0].severity", "bad", " is not one of fatal, error, warning, information"],
    ["issue[0].code", undefined, " is missing"],
    ["issue[0].diagnostics", undefined, "$.issue[0] says nothing to people"],
    ["error", "a", " is unknown"],
  ]],
};

function plant(json, path, value) {
  const steps = path.match(/[^.[\]]+/g);
  const last = steps.pop();
  const place = steps.reduce((it, step) => it[step], json);
  if (value === undefined) delete place[last];
  else place[last] = value;
}

for (const [name, [sound, faultsOf, faults]] of Object.entries(planted)) {
  test(`a sound ${name} has no fault`, () => assert.deepEqual(faultsOf(sound()), []));

  test(`what is no ${name} at all`, () => {
    for (const it of [undefined, "a", 1, ["a"]]) assert.deepEqual(faultsOf(it), ["$ is not an object"]);
    assert.deepEqual(faultsOf(null), ["$ is null"]);
    assert.deepEqual(faultsOf({}), ["$ is empty"]);
  });

  for (const [path, value, fault] of faults) {
    test(`${path}: ${JSON.stringify(value) ?? "nothing"}`.slice(0, 100), () => {
      const json = sound();
      plant(json, path, value);
      assert.deepEqual(faultsOf(json), [fault].flat().map((it) => (it.startsWith("$") ? it : `$.${path}${it}`)));
    });
  }
}

test("no cards and no services are sound answers", () => {
  assert.deepEqual(faultsOfResponse({ cards: [] }), []);
  assert.deepEqual(faultsOfDiscovery({ services: [] }), []);
});

test("several may be recommended where any may be chosen, and one service may serve two hooks", () => {
  const json = response();
  Object.assign(json.cards[0], { selectionBehavior: "any" });
  json.cards[0].suggestions[1].isRecommended = true;
  assert.deepEqual(faultsOfResponse(json), []);
  const services = discovery();
  services.services[1].id = services.services[0].id;
  assert.deepEqual(faultsOfDiscovery(services), []);
});

test("every fault is told, not the first alone", () => {
  const json = response();
  delete json.cards[0].summary;
  json.cards[1].indicator = "fatal";
  assert.deepEqual(faultsOfResponse(json), [
    "$.cards[0].summary is missing",
    "$.cards[1].indicator is not one of info, warning, critical",
  ]);
});
