// Shows one card as a record system would, and lets it be dismissed or a suggestion of it be taken.

import { element, link } from "./dom.mjs";
import { accepted, overridden } from "./ehr.mjs";
import { markdown } from "./markdown.mjs";

const words = { info: "Information", warning: "Warning", critical: "Critical" };

/** `send` passes feedback on and answers what to say of it. */
export function cardView(card, send) {
  const close = async (what, entry) => {
    const told = element("p", { class: "done", tabindex: -1 }, `${what}: “${card.summary}” `);
    view.replaceWith(told);
    told.focus();
    told.append(entry ? await send(entry) : "The card has no identifier, so nothing is sent.");
  };
  const view = element("article", { class: "card", "data-indicator": card.indicator },
    element("p", { class: "indicator" }, words[card.indicator]),
    element("h3", {}, card.summary),
    detail(card),
    suggestions(card, close),
    links(card),
    source(card.source),
    dismissal(card, close));
  return view;
}

/** Of what is not urgent the detail is folded. */
function detail({ detail, indicator }) {
  if (!detail) return [];
  const content = element("div", { class: "detail" }, markdown(detail));
  return indicator === "info" ? element("details", {}, element("summary", {}, "More"), content) : content;
}

function suggestions(card, close) {
  if (!card.suggestions) return [];
  const choices = card.suggestions.map((it) => {
    const button = element("button", { type: "button" }, it.isRecommended ? `${it.label} (recommended)` : it.label);
    const entry = () => card.uuid && it.uuid && accepted(card, it);
    button.addEventListener("click", () => close(`Taken, “${it.label}”, of`, entry()));
    return button;
  });
  const what = card.selectionBehavior === "any" ? "Any of these may be taken." : "At most one of these may be taken.";
  return element("div", { class: "suggestions" }, element("p", {}, `${what} This example changes no record.`), choices);
}

/** A SMART app needs a launch that this example cannot give it, so only its name is shown. */
const links = (card) => card.links ? element("ul", { class: "links" }, card.links.map((it) => element("li", {},
  it.type === "absolute" ? link(it.url, it.label) : `${it.label} (an app, not launched from here)`))) : [];

const source = ({ label, url, topic }) => element("p", { class: "source" },
  "Source: ", url ? link(url, label) : label, topic?.display ? ` · ${topic.display}` : "");

function dismissal(card, close) {
  const reasons = card.overrideReasons ?? [];
  const select = element("select", {}, element("option", { value: "" }, "No reason given"),
    reasons.map((it, place) => element("option", { value: place }, it.display)));
  const button = element("button", { type: "button", "aria-label": `Dismiss: ${card.summary}` }, "Dismiss");
  button.addEventListener("click", () => close("Dismissed", card.uuid && overridden(card, reasons[select.value])));
  const choice = reasons.length > 0 ? element("label", {}, "Reason ", select) : [];
  return element("div", { class: "dismissal" }, choice, button);
}
