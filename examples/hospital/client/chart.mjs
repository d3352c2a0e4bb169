// The chart of a pretend patient, as short lists.

import { element } from "./dom.mjs";

const headings = {
  Condition: "Problems",
  Observation: "Findings",
  Procedure: "Procedures",
  MedicationStatement: "Medicines",
  MedicationRequest: "Prescriptions",
  MedicationAdministration: "Given",
};

/** Who the patient is, what is known, and the draft orders if there are any. */
export function chart(records, order) {
  const all = (records.entry ?? []).map((it) => it.resource);
  const some = (type) => all.filter((it) => it.resourceType === type);
  const lists = Object.entries(headings).map(([type, title]) => list(title, some(type)));
  const drafts = (order?.draftOrders.entry ?? []).map((it) => it.resource);
  return [banner(some("Patient")[0]), ...lists, list("Draft orders", drafts)].filter(Boolean);
}

function banner(patient) {
  const [name] = patient?.name ?? [];
  const facts = [patient?.gender, patient?.birthDate && `born ${patient.birthDate}`, patient?.id].filter(Boolean);
  return element("p", { class: "banner" },
    element("strong", {}, name?.text ?? [...(name?.given ?? []), name?.family ?? "Unnamed"].join(" ")),
    element("span", {}, facts.join(" · ")));
}

const list = (title, resources) => resources.length > 0 && element("section", {},
  element("h3", {}, title),
  element("ul", {}, resources.map((it) =>
    element("li", {}, element("span", {}, named(it)), element("b", {}, valueOf(it))))));

const named = (it) =>
  concept(it.code ?? it.medicationCodeableConcept) ?? it.medicationReference?.display ?? it.resourceType;

const concept = (it) => it && (it.text ?? it.coding?.map((coding) => coding.display ?? coding.code)[0]);

const quantity = (it) =>
  it && [it.comparator, it.value, it.unit ?? it.code].filter((part) => part !== undefined).join(" ");

function valueOf(it) {
  const { valueRange: range, valueRatio: ratio } = it;
  const value = quantity(it.valueQuantity) ?? concept(it.valueCodeableConcept)
    ?? it.valueString ?? it.valueInteger ?? it.valueBoolean
    ?? (range && [range.low, range.high].map(quantity).filter(Boolean).join(" to "))
    ?? (ratio && [ratio.numerator, ratio.denominator].map(quantity).join(" / "))
    ?? concept(it.dataAbsentReason);
  return value === undefined ? "" : String(value);
}
