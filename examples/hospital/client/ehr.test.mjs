// How prefetch templates are answered, by records of two patients.

import assert from "node:assert/strict";
import { test } from "node:test";

import { contextFor, overridden, prefetch, said } from "./ehr.mjs";

const of = (reference) => ({ subject: { reference } });
const coded = (...coding) => ({ code: { coding } });
const loinc = (code) => ({ system: "http://loinc.org", code });

const records = {
  resourceType: "Bundle",
  entry: [
    { fullUrl: "urn:uuid:1", resource: { resourceType: "Patient", id: "p" } },
    { resource: { resourceType: "Patient", id: "other" } },
    { resource: { resourceType: "Observation", id: "ki67", ...of("Patient/p"), ...coded(loinc("29593-1")) } },
    { resource: { resourceType: "Observation", id: "mitoses", ...of("urn:uuid:1"),
      ...coded({ code: "x" }, loinc("89247-1")) } },
    { resource: { resourceType: "Observation", id: "ecog", ...of("https://a.example/Patient/p"),
      ...coded({ system: "urn:a:b", code: "ecog" }) } },
    { resource: { resourceType: "Observation", id: "elsewhere", ...of("Patient/other"), ...coded(loinc("29593-1")) } },
    { resource: { resourceType: "Observation", id: "uncoded", ...of("Patient/p") } },
    { resource: { resourceType: "Observation", id: "nobody", ...coded(loinc("29593-1")) } },
    { resource: { resourceType: "MedicationRequest", id: "drug", ...of("Patient/p"),
      medicationCodeableConcept: { coding: [{ system: "urn:atc", code: "L01" }] } } },
  ],
};
const context = contextFor("patient-view", records);
const answer = (template) => prefetch({ a: template }, context, records).a;
const ids = (template) => (answer(template).entry ?? []).map((it) => it.resource.id);
const patient = "Observation?patient={{context.patientId}}";

test("a read is the resource, or null", () => {
  assert.deepEqual(answer("Patient/{{context.patientId}}"), { resourceType: "Patient", id: "p" });
  assert.equal(answer("{{context.userId}}"), null);
});

test("a search is a searchset", () => {
  assert.deepEqual(answer("Patient?_id={{context.patientId}}"), {
    resourceType: "Bundle",
    type: "searchset",
    total: 1,
    entry: [{ fullUrl: "urn:uuid:1", resource: { resourceType: "Patient", id: "p" }, search: { mode: "match" } }],
  });
  const none = { resourceType: "Bundle", type: "searchset", total: 0 };
  assert.deepEqual(answer("Condition?patient={{context.patientId}}"), none);
});

const searches = {
  [patient]: ["ki67", "mitoses", "ecog", "uncoded"],
  "Observation?subject=Patient/{{context.patientId}}": ["ki67", "mitoses", "ecog", "uncoded"],
  [`${patient}&code=http://loinc.org|29593-1`]: ["ki67"],
  [`${patient}&code=http://loinc.org|29593-1,http://loinc.org|89247-1,urn:a:b|`]: ["ki67", "mitoses", "ecog"],
  [`${patient}&code=http%3A%2F%2Floinc.org%7C29593-1%2Curn%3Aa%3Ab%7C`]: ["ki67", "ecog"],
  [`${patient}&code=http://loinc.org|`]: ["ki67", "mitoses"],
  [`${patient}&code=29593-1`]: ["ki67"],
  [`${patient}&code=|x`]: ["mitoses"],
  [`${patient}&code=|29593-1`]: [],
  [`${patient}&code=urn:a|`]: [],
  "MedicationRequest?patient={{context.patientId}}&code=urn:atc|L01": ["drug"],
};
for (const [template, found] of Object.entries(searches)) {
  test(template, () => assert.deepEqual(ids(template), found));
}

test("what cannot be filled or is not understood is left out", () => {
  for (const it of ["Encounter/{{context.encounterId}}", "Patient/{{userPatientId}}", `${patient}&_sort=date`]) {
    assert.deepEqual(prefetch({ a: it, b: patient }, context, records).a, undefined, it);
    assert.deepEqual(Object.keys(prefetch({ a: it, b: patient }, context, records)), ["b"], it);
  }
  assert.deepEqual(prefetch(undefined, context, records), {});
});

test("a hook has its context, or none without an order", () => {
  const order = { selections: ["MedicationRequest/a"], draftOrders: { resourceType: "Bundle" } };
  const base = { userId: "Practitioner/example", patientId: "p" };
  assert.deepEqual(contextFor("patient-view", records, order), base);
  assert.deepEqual(contextFor("order-select", records, order), { ...base, ...order });
  assert.deepEqual(contextFor("order-sign", records, order), { ...base, draftOrders: order.draftOrders });
  assert.equal(contextFor("order-sign", records), undefined);
  assert.equal(contextFor("appointment-book", records, order), undefined);
  assert.throws(() => contextFor("patient-view", { entry: [] }), /the records hold no Patient with an id/);
});

test("feedback without a reason names none", () => {
  assert.deepEqual(Object.keys(overridden({ uuid: "a" })), ["card", "outcome", "outcomeTimestamp"]);
});

test("an outcome says its texts", () => {
  const issue = [{ details: { text: "a" }, diagnostics: "b" }, { diagnostics: "c" }, { code: "d" }];
  assert.deepEqual(said({ issue }), ["a", "c", "d"]);
  assert.deepEqual(said(undefined), []);
});
