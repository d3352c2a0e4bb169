// The page: an example is picked, a hook is fired, and what the service answers is shown.

import { cardView } from "./cards.mjs";
import { chart } from "./chart.mjs";
import { element } from "./dom.mjs";
import { call, contextFor, discover, feedback, prefetch, said } from "./ehr.mjs";
import { faultsOfDiscovery, faultsOfResponse } from "./invariants.mjs";

const at = (id) => document.getElementById(id);
const buttons = [...at("hooks").children];
const base = new URLSearchParams(location.search).get("service");

let services = [];
let example;
/** Counts what was asked, so that an answer to an earlier question is never shown. */
let turn = 0;

const say = (text) => at("status").replaceChildren(text);
const plural = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

const notice = (title, texts) => element("article", { class: "notice" },
  element("h3", {}, title), texts.map((it) => element("p", {}, it)));

/** Does something; if it cannot be done, says so. */
async function attempt(what, todo) {
  try {
    return await todo();
  } catch (error) {
    return notice(what, [error.message]);
  }
}

/** Throws what a server says that is not an answer with status 200 and without faults. */
function answered({ status, body }, faultsOf) {
  if (status !== 200) throw new Error([`Status ${status}.`, ...said(body)].join(" "));
  const faults = faultsOf(body);
  if (faults.length > 0) throw new Error(`The answer is not as CDS Hooks demands: ${faults.join("; ")}.`);
  return body;
}

async function read(file) {
  const response = await fetch(file);
  if (!response.ok) throw new Error(`${file}: status ${response.status}.`);
  return response.json();
}

/** Nothing of one patient stays in sight beside another. */
function clear() {
  turn += 1;
  example = undefined;
  at("chart").replaceChildren();
  at("cards").replaceChildren();
  for (const it of buttons) {
    it.disabled = true;
    it.removeAttribute("aria-current");
  }
}

async function pick(choice) {
  clear();
  say("");
  const mine = turn;
  const failed = await attempt("The example cannot be read", async () => {
    const [records, order] = await Promise.all([read(choice.bundle), choice.order && read(choice.order)]);
    if (mine !== turn) return;
    example = { records, order };
    at("chart").replaceChildren(...chart(records, order));
    const able = buttons.filter(({ dataset: { hook } }) =>
      serving(hook).length > 0 && contextFor(hook, records, order));
    for (const it of able) it.disabled = false;
    say(able.length > 0 ? "Choose a moment of work." : "The service offers nothing for this chart.");
  });
  if (failed && mine === turn) at("cards").replaceChildren(failed);
}

const serving = (hook) => services.filter((it) => it.hook === hook);

async function fire(button) {
  turn += 1;
  const mine = turn;
  for (const it of buttons) it.removeAttribute("aria-current");
  button.setAttribute("aria-current", "step");
  at("cards").replaceChildren();
  say("Asking.");
  const answers = await Promise.all(serving(button.dataset.hook).map((it) =>
    attempt(`${it.title ?? it.id} gives no guidance`, () => ask(it, example))));
  if (mine !== turn) return;
  const views = answers.flat();
  at("cards").replaceChildren(...views);
  const cards = views.filter((it) => it.matches(".card")).length;
  say(views.length === 0 ? "The service has nothing to say here." : `${plural(cards, "card")} from the service.`);
}

async function ask(service, { records, order }) {
  const context = contextFor(service.hook, records, order);
  const answer = await call(base, service, { context, prefetch: prefetch(service.prefetch, context, records) });
  const { cards, systemActions = [] } = answered(answer, faultsOfResponse);
  const actions = systemActions.map((it) => it.description);
  return [
    ...cards.map((it) => cardView(it, (entry) => send(service, entry))),
    ...(actions.length > 0 ? [notice("Proposed to the system, and not done by this example", actions)] : []),
  ];
}

async function send(service, entry) {
  const { status, body } = await feedback(base, service, [entry]).catch(() => ({ status: 0 }));
  return status === 200 ? "The service was told." : ["The service was not told.", ...said(body)].join(" ");
}

async function start() {
  if (!base) throw new Error("Name the service in the address of this page: ?service=http://127.0.0.1:PORT");
  ({ services } = answered(await discover(base), faultsOfDiscovery));
  const examples = await read("examples.json");
  at("patient").append(...examples.map((it, place) => element("option", { value: place }, it.title)));
  at("patient").addEventListener("change", () => pick(examples[at("patient").value]));
  for (const it of buttons) it.addEventListener("click", () => fire(it));
  await pick(examples[0]);
}

const failed = await attempt("The page cannot start", start);
if (failed) {
  say("");
  at("cards").replaceChildren(failed);
}
