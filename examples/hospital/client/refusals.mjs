// What a service must refuse, and that a browser may read the refusal.

import { randomUUID } from "node:crypto";

import { hooks } from "./ehr.mjs";
import { faultsOfOutcome } from "./invariants.mjs";

const origin = "http://client.example";

/** The faults in how a service refuses calls that it cannot answer. */
export async function faultsOfRefusals(base, service, context, prefetch) {
  const services = `${base.replace(/\/+$/, "")}/cds-services`;
  const url = `${services}/${service.id}`;
  const body = { hook: service.hook, hookInstance: randomUUID(), context };
  const other = hooks.find((it) => it !== service.hook);
  return [
    ...(service.prefetch ? await refused("without prefetch", url, JSON.stringify(body), [412]) : []),
    ...await refused("malformed JSON", url, "{", [400, 422]),
    ...await refused("another hook", url, JSON.stringify({ ...body, hook: other, prefetch }), [400, 404, 422]),
    ...await refused("an unknown service", `${services}/${randomUUID()}`, JSON.stringify(body), [404]),
    ...await preflight(url),
  ];
}

async function refused(what, url, body, statuses) {
  const headers = { Origin: origin, "Content-Type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body });
  const outcome = await response.json().catch(() => undefined);
  return [
    ...(statuses.includes(response.status) ? [] : [`status ${response.status} instead of ${statuses.join(" or ")}`]),
    ...faultsOfOutcome(outcome),
    ...(open(response) ? [] : ["a browser may not read it"]),
  ].map((it) => `${what}: ${it}`);
}

async function preflight(url) {
  const response = await fetch(url, {
    method: "OPTIONS",
    headers: {
      Origin: origin,
      "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "content-type",
    },
  });
  const allowed = (what) => (response.headers.get(`access-control-allow-${what}`) ?? "").toLowerCase().split(/\s*,\s*/);
  const allows = (what, word) => allowed(what).some((it) => it === "*" || it === word);
  return [
    ...(response.ok ? [] : [`status ${response.status} instead of 200 or 204`]),
    ...(open(response) ? [] : ["the origin is not allowed"]),
    ...(allows("methods", "post") ? [] : ["POST is not allowed"]),
    ...(allows("headers", "content-type") ? [] : ["content-type is not allowed"]),
  ].map((it) => `preflight: ${it}`);
}

const open = (response) => ["*", origin].includes(response.headers.get("access-control-allow-origin"));
