// A small part of GitHub-flavoured Markdown, as elements: headings, paragraphs, lists, tables, code, bold, italics and
// links. All else, HTML included, is shown as the text it is.

import { element, link } from "./dom.mjs";

/** The elements of a text. Its headings are all of one level, below the card's. */
export const markdown = (text) => blocks(text.split(/\r?\n/));

const heading = /^#{1,6}\s+(.*?)(?:\s+#+)?\s*$/;
const fence = /^(`{3,}|~{3,})/;
const marker = /^([-*+]|\d{1,9}[.)])\s+/;
const rule = /^\|?(\s*:?-+:?\s*\|)+\s*(:?-+:?\s*)?$/;
const starts = (line) => [heading, fence, marker].some((it) => it.test(line)) || line.trim() === "";

function blocks(lines) {
  const nodes = [];
  for (let at = 0; at < lines.length;) {
    const [node, used] = block(lines, at);
    if (node) nodes.push(node);
    at += used;
  }
  return nodes;
}

/** The block that starts at a line, and how many lines it takes. */
function block(lines, at) {
  const line = lines[at];
  if (line.trim() === "") return [undefined, 1];
  const title = heading.exec(line)?.[1];
  if (title) return [element("h4", {}, inline(title)), 1];
  if (fence.test(line)) return code(lines, at);
  if (marker.test(line)) return items(lines, at);
  if (line.includes("|") && rule.test(lines[at + 1] ?? "")) return table(lines, at);
  const end = until(lines, at + 1, starts);
  return [element("p", {}, inline(lines.slice(at, end).join("\n"))), end - at];
}

function until(lines, from, stop) {
  const end = lines.slice(from).findIndex(stop);
  return end < 0 ? lines.length : from + end;
}

function code(lines, at) {
  const [mark] = fence.exec(lines[at]);
  const end = until(lines, at + 1, (it) => it.startsWith(mark));
  const text = lines.slice(at + 1, end).join("\n");
  return [element("pre", { tabindex: 0 }, element("code", {}, text)), end + 1 - at];
}

/** A list: an item is its first line and the lines under it that are indented. */
function items(lines, at) {
  const ordered = /^\d/.test(lines[at]);
  const same = (line) => marker.test(line) && /^\d/.test(line) === ordered;
  const list = element(ordered ? "ol" : "ul");
  let end = at;
  while (end < lines.length && same(lines[end])) {
    const [{ length: width }] = marker.exec(lines[end]);
    const next = until(lines, end + 1, (it) => it.trim() !== "" && !/^\s{2}/.test(it));
    const inside = lines.slice(end + 1, next).map((it) => it.replace(new RegExp(`^\\s{0,${width}}`), ""));
    const [first, ...rest] = blocks([lines[end].slice(width), ...inside]);
    list.append(element("li", {}, ...(first?.tagName === "P" ? first.childNodes : [first ?? ""]), ...rest));
    end = next;
  }
  return [list, end - at];
}

function table(lines, at) {
  const end = until(lines, at + 2, (it) => !it.includes("|"));
  const cells = (line) => line.trim().replace(/^\||(?<!\\)\|$/g, "").split(/(?<!\\)\|/).map((it) => inline(it.trim()));
  const row = (line, name) => element("tr", {}, cells(line).map((it) => element(name, {}, it)));
  const head = element("thead", {}, row(lines[at], "th"));
  const body = element("tbody", {}, lines.slice(at + 2, end).map((it) => row(it, "td")));
  return [element("div", { class: "wide", tabindex: 0 }, element("table", {}, head, body)), end - at];
}

const entities = { lt: "<", gt: ">", amp: "&", quot: "\"", "#39": "'" };
const spans = new RegExp([
  /\\(?<literal>[!-/:-@[-`{-~])/,
  /(?<ticks>`{1,3})(?<code>[^`]+)\k<ticks>/,
  /\*\*(?<bold>(?:\\.|[^\\*]|\*(?!\*))+)\*\*/,
  /\*(?<italic>(?! )(?:\\.|[^\\*])+)\*/,
  /\[(?<label>(?:\\.|[^\\[\]])+)\]\((?<url>https?:\/\/[^\s()]+)\)/,
  /&(?<entity>lt|gt|amp|quot|#39);/,
  /(?<stop> {2,}|\\)\n/,
].map((it) => it.source).join("|"), "gs");

/** The texts and elements of a line. */
function inline(text) {
  const nodes = [];
  let at = 0;
  for (const { index, 0: whole, groups: it } of text.matchAll(spans)) {
    nodes.push(text.slice(at, index), span(it));
    at = index + whole.length;
  }
  return [...nodes, text.slice(at)];
}

function span({ literal, code, bold, italic, label, url, entity }) {
  if (literal) return literal;
  if (code) return element("code", {}, code.trim());
  if (bold) return element("strong", {}, inline(bold));
  if (italic) return element("em", {}, inline(italic));
  if (url) return link(url, inline(label));
  return entity ? entities[entity] : element("br");
}
