// Clicks through every example and hook in Chromium and compares the page with what the service answered; then asks
// services that are hostile, late or broken.
//
// `node page.test.mjs BASE FOLDER [SHOT.png]`: the service, the folder of `examples.json`, and a picture to take: a
// second one, of a phone in the dark, gets `-narrow` before its `.png`.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { serve } from "./serve.mjs";

const [base, folder, shot] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const examples = JSON.parse(await readFile(join(folder, "examples.json"), "utf8"));
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];
const words = { info: "Information", warning: "Warning", critical: "Critical" };
const attack = "<img src=x onerror=alert(1)>";

const site = await serve(folder);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });

/** Runs a check on a fresh page; nothing may be heard of it but what is `expected`. */
async function visit(name, service, options, check, expected = /^$/) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const heard = [];
  page.on("console", (it) => heard.push(`console: ${it.text()}`));
  page.on("pageerror", (it) => heard.push(`error: ${it.message}`));
  page.on("dialog", (it) => heard.push(`dialog: ${it.message()}`) && it.dismiss());
  context.on("page", () => heard.push("a window"));
  context.on("request", (it) => {
    const known = [site.address, `${service}/cds-services`, "data:,"].some((start) => it.url().startsWith(start));
    if (!known) heard.push(`request: ${it.url()}`);
  });
  await page.goto(`${site.address}?service=${encodeURIComponent(service)}`);
  await check(page);
  assert.deepEqual(heard.filter((it) => !expected.test(it)), [], name);
  await context.close();
}

const status = (page, text) => page.locator("#status").filter({ hasText: text }).waitFor();

const pick = async (page, place) => {
  await page.selectOption("#patient", String(place));
  await status(page, /Choose|nothing for this chart/);
};

/** Presses a button, and waits for the answer and for the page to show it. */
async function fire(page, button) {
  const answered = page.waitForResponse((it) => it.request().method() === "POST" && it.url().includes("/cds-serv"));
  await button.click();
  const response = await answered;
  await status(page, /service/);
  return response;
}

/** The letters and digits that a reader of the Markdown sees. */
const letters = (text) => text
  .replace(/\]\(https?:[^)]*\)/g, "").replace(/^\s*\d+[.)]\s/gm, "").replace(/&(?:lt|gt|amp|quot|#39);/g, "")
  .replace(/[^\p{L}\p{N}]/gu, "");

async function compare(page, cards) {
  const views = page.locator(".card");
  assert.equal(await views.count(), cards.length);
  for (const [place, card] of cards.entries()) {
    const view = views.nth(place);
    assert.equal(await view.locator(":scope > h3").textContent(), card.summary);
    assert.equal(await view.getAttribute("data-indicator"), card.indicator);
    assert.equal(await view.locator(".indicator").innerText(), words[card.indicator]);
    assert.ok((await view.locator(".source").textContent()).includes(card.source.label));
    const detail = await view.locator(".detail").allTextContents();
    assert.equal(letters(detail.join("")), letters(card.detail ?? ""));
    const options = await view.locator("option").allTextContents();
    assert.deepEqual(options.slice(1), (card.overrideReasons ?? []).map((it) => it.display));
    const links = view.locator(".links a");
    const hrefs = await links.evaluateAll((all) => all.map((it) => [it.getAttribute("href"), it.rel]));
    const absolute = (card.links ?? []).filter((it) => it.type === "absolute");
    assert.deepEqual(hrefs, absolute.map((it) => [it.url, "noopener noreferrer"]));
  }
}

async function accessible(page, name) {
  await page.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.deepEqual(violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" ")}`), [], name);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  assert.ok(!wide, `${name}: wider than the window`);
}

/** Dismisses the first card with its first reason, and sees that the service is told so. */
async function dismiss(page, card) {
  const view = page.locator(".card").first();
  if (card.overrideReasons) await view.locator("select").selectOption("0");
  const told = page.waitForRequest(/\/feedback$/);
  await view.getByRole("button", { name: "Dismiss" }).click();
  const [entry] = (await told).postDataJSON().feedback;
  assert.equal(entry.card, card.uuid);
  assert.equal(entry.outcome, "overridden");
  assert.deepEqual(entry.overrideReason?.reason, card.overrideReasons?.[0]);
  assert.match(entry.outcomeTimestamp, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  await page.getByText(`Dismissed: “${card.summary}” The service was told.`).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.className), "done");
}

let [answers, shown, best] = [0, 0, undefined];

/** Every example at every hook that it allows. */
async function everything(page, name) {
  for (const [place, { title, order }] of examples.entries()) {
    await pick(page, place);
    assert.equal(await page.locator(".card").count(), 0, "cards of another patient");
    const buttons = await page.locator("#hooks button:enabled").all();
    assert.equal(buttons.length, order ? 3 : 1, title);
    for (const button of buttons) {
      const where = `${name}, ${title}, ${await button.textContent()}`;
      const response = await fire(page, button);
      assert.equal(response.status(), 200, where);
      const { cards } = await response.json();
      await compare(page, cards);
      await accessible(page, where);
      answers += 1;
      shown += cards.length;
      const hook = await button.getAttribute("data-hook");
      if (cards.length > (best?.count ?? 0)) best = { place, hook, count: cards.length };
      if (cards[0]?.uuid) await dismiss(page, cards[0]);
    }
  }
}

async function picture(page, path) {
  await pick(page, best.place);
  await fire(page, page.locator(`[data-hook="${best.hook}"]`));
  await page.locator("details").evaluateAll((all) => all.forEach((it) => { it.open = true; }));
  await page.screenshot({ path, fullPage: true });
}

/** A service for one test. It is asked for `patient-view` alone and answers what it is told to. */
async function mock(answer) {
  const server = createServer(async (request, response) => {
    const reply = (status, body) => response.writeHead(status, {
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Headers": "content-type",
      "Content-Type": "application/json",
    }).end(JSON.stringify(body));
    if (request.method === "OPTIONS") return reply(200, {});
    const service = { hook: "patient-view", id: "a", description: "a mock", title: attack };
    if (request.method === "GET") return reply(200, { services: [service] });
    return reply(...await answer(request.url));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function mocked(name, answer, check, expected) {
  const { address, close } = await mock(answer);
  await visit(name, address, {}, check, expected);
  close();
}

const open = (page) => fire(page, page.getByRole("button", { name: "Open chart" }));
const coding = { code: "a", system: "urn:a" };
const card = (summary) => ({ summary, indicator: "info", source: { label: "a" } });

const hostile = {
  ...card(attack),
  indicator: "critical",
  uuid: "00000000-0000-4000-8000-000000000000",
  detail: [
    `# ${attack}`, attack, `- ${attack}`, `1. \`${attack}\``, `**${attack}** [${attack}](https://example.org/)`,
    "[a](javascript:alert(1)) [b](data:text/html,b) <script>alert(1)</script> &lt;script>alert(1)&lt;/script>",
    `| ${attack} | b |\n|---|---|\n| ${attack} | c |`, "```\n</code><script>alert(1)</script>\n```",
  ].join("\n\n"),
  source: { label: attack, topic: { ...coding, display: attack } },
  suggestions: [{ label: attack, uuid: "00000000-0000-4000-8000-000000000001" }],
  selectionBehavior: "any",
  overrideReasons: [{ ...coding, display: attack }],
  links: [{ label: attack, url: "https://example.org/", type: "absolute" }],
};

async function texts(page) {
  await pick(page, 0);
  await open(page);
  await compare(page, [hostile]);
  assert.equal(await page.locator("img, iframe, .card script").count(), 0);
  assert.ok((await page.locator(".card").textContent()).split(attack).length > 12);
  const hrefs = await page.locator(".card a").evaluateAll((all) => all.map((it) => it.href));
  assert.deepEqual([...new Set(hrefs)], ["https://example.org/"]);
  await accessible(page, "hostile");
  await dismiss(page, hostile);
}

/** A refusal and a malformed answer say why, and show no card. */
const refused = (text) => async (page) => {
  await pick(page, 0);
  await open(page);
  assert.ok((await page.locator(".notice").textContent()).includes(text));
  assert.equal(await page.locator(".card").count(), 0);
  await accessible(page, text);
};

/** The answer for one patient is not shown beside the next. */
async function late(page, release) {
  await pick(page, 0);
  await page.getByRole("button", { name: "Open chart" }).click();
  await pick(page, examples.length - 1);
  const answered = page.waitForResponse(/cds-services\/a$/);
  release();
  await (await answered).finished();
  await page.waitForTimeout(200);
  assert.equal(await page.locator(".card, .notice").count(), 0);
}

const sizes = { wide: { width: 1200, height: 900 }, narrow: { width: 360, height: 800 } };
try {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
      await visit(`${size}, ${colorScheme}`, base, { viewport, colorScheme }, async (page) => {
        await everything(page, `${size}, ${colorScheme}`);
        const paths = { "wide light": shot, "narrow dark": shot?.replace(/(?=\.png$)/, "-narrow") };
        const path = paths[`${size} ${colorScheme}`];
        if (path && best) await picture(page, path);
      });
    }
  }
  await mocked("hostile", (url) => [200, url.endsWith("/feedback") ? {} : { cards: [hostile] }], texts);
  const issue = [{ severity: "error", code: "required", diagnostics: attack }];
  const outcome = { resourceType: "OperationOutcome", issue };
  await mocked("412", () => [412, outcome], refused(`Status 412. ${attack}`), /^console: Failed to load resource.* 412 /);
  await mocked("malformed", () => [200, { cards: [{ ...card("a"), indicator: "urgent" }] }],
    refused("$.cards[0].indicator is not one of info, warning, critical"));
  let release;
  const released = new Promise((resolve) => { release = resolve; });
  const afterwards = () => released.then(() => [200, { cards: [card("late")] }]);
  await mocked("late", afterwards, (page) => late(page, release));
  await visit("nobody", "http://127.0.0.1:1", {}, async (page) => {
    await page.getByText("The service does not answer.").waitFor();
    await accessible(page, "nobody");
  }, /^console: Failed to load resource/);
  console.log(`${answers} answers with ${shown} cards compared, 5 odd services met`);
} finally {
  await browser.close();
  site.close();
}
