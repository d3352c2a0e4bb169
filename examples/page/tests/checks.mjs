// What is checked, each on a page of its own.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { cases } from "./cases.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const complete = {
  primary_site: "sigmoid_colon",
  liver_metastases: "multiple",
  differentiation: "poor",
  ki67: "90%",
  mitoses: "45/2mm2",
  ecog: 1,
  primary_tumour: "uncomplicated",
  chemotherapy: "not_started",
  platinum: "either",
};
const partial = { differentiation: "poor", ki67: ">80%", ecog: [0, 1], primary_tumour: ["uncomplicated", "bleeding"] };

const hash = (thing) => `#${encodeURIComponent(typeof thing === "string" ? thing : JSON.stringify(thing))}`;
const text = (page, selector) => page.locator(selector).textContent();
const report = (page) => text(page, "#report");

/** The states that are looked at. */
const states = {
  empty: async () => {},
  partial: (page) => page.evaluate((hash) => { location.hash = hash; }, hash(partial)),
  filled: async (page) => {
    await page.evaluate((hash) => { location.hash = hash; }, hash(complete));
    await page.waitForFunction(() => document.querySelector("#ki67").value !== "");
    await page.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));
  },
  error: async (page) => {
    await page.locator("#ki67").fill("80");
    await page.locator("#mitoses").fill("12 per HPF");
  },
  link: (page) => page.evaluate((hash) => { location.hash = hash; }, hash('{"stage":4}')),
};

/** The page loads in silence, asks nobody else for anything, and shows the notice. */
async function quiet({ open }) {
  const page = await open();
  assert.match(await text(page, "#summary"), /^Nothing is assessed\. /);
  for (const state of Object.values(states)) await state(page);
  await page.locator("#decision").selectOption("tace");
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.equal(
    policy,
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src data:; " +
      "base-uri 'none'; form-action 'none'",
  );
  const notice = page.locator("#notice");
  assert.match(await notice.textContent(), /supports clinicians and decides nothing for them/);
  for (const place of ["#entry", "#therapies-view", "#link"]) {
    await page.locator(place).scrollIntoViewIfNeeded();
    const box = await notice.boundingBox();
    const { width, height } = page.viewportSize();
    assert.ok(box.y >= 0 && box.y + box.height <= height && box.width <= width, "the notice is in sight");
  }
  // What the file says while the library loads is what the library says.
  const written = await (await page.request.get(page.url().split("#")[0])).text();
  assert.ok(written.includes(`<p id="notice">${await notice.textContent()}</p>`), "the notice of the file");
}

/** The page, through its link, its form and its table, tells what the library tells natively. */
async function same({ open, natively, faulty }) {
  const lines = cases(faulty ? 50 : 1000, 20260121);
  const page = await open();
  const told = await page.evaluate(async (lines) => {
    const told = [];
    for (const line of lines) {
      const hash = `#${encodeURIComponent(line)}`;
      if (location.hash !== hash) {
        const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
        location.hash = hash;
        await changed;
      }
      const rows = [...document.querySelectorAll("[data-therapy]")].map((row) => [
        row.dataset.therapy,
        row.querySelector(".standing").classList[1],
        row.querySelector("summary")?.textContent ?? "",
      ]);
      told.push([document.querySelector("#report").textContent, rows]);
    }
    return told;
  }, lines);
  const expected = natively("recommend", lines);
  assert.equal(expected.length, lines.length);
  const distinct = new Set(expected);
  assert.ok(faulty || distinct.size > 700, `only ${distinct.size} different reports`);
  lines.forEach((line, place) => {
    assert.equal(told[place][0], expected[place], line);
    const therapies = Object.entries(JSON.parse(expected[place]).therapies);
    const rows = therapies.map(([name, it]) => [name, it.settled ?? "open", (it.statements ?? []).join(" ")]);
    assert.deepEqual(told[place][1], rows, line);
  });
  return `${lines.length} cases, ${distinct.size} different reports, byte for byte`;
}

/** A case entered with the keyboard alone reaches its answer; the focus can be seen wherever it goes. */
async function keyboard({ open, natively, faulty }) {
  await entered(await open(), natively);
  if (!faulty) await entered(await open("", { viewport: { width: 1280, height: 900 } }), natively);
}

async function entered(page, natively) {
  const focused = () =>
    page.evaluate(() => {
      const it = document.activeElement;
      const style = getComputedStyle(it);
      const box = it.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 8));
      return {
        name: it.name || it.id || it.tagName,
        value: it.type === "checkbox" ? it.value : "",
        seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        covered: top !== null && !it.contains(top) && document.querySelector("footer").contains(top),
      };
    });
  const order = [];
  const next = async () => {
    await page.keyboard.press("Tab");
    const it = await focused();
    assert.ok(it.seen, `the focus on ${it.name} ${it.value} cannot be seen`);
    assert.ok(!it.covered, `${it.name} ${it.value} is behind the notice`);
    if (order.at(-1) !== it.name) order.push(it.name);
    return it;
  };
  const reach = async (name, value = "") => {
    for (let steps = 0; steps < 60; steps += 1) {
      const it = await next();
      if (it.name === name && (value === "" || it.value === value)) return;
    }
    assert.fail(`${name} ${value} is not reached with Tab`);
  };
  assert.equal((await next()).name, "skip");
  for (const [name, value] of Object.entries(complete)) {
    const typed = name === "ki67" || name === "mitoses";
    await reach(name, typed ? "" : String(value));
    if (typed) await page.keyboard.type(value);
    else await page.keyboard.press("Space");
  }
  assert.deepEqual(order, ["skip", ...Object.keys(complete)], "the order of the controls");
  assert.equal(await report(page), natively("recommend", [JSON.stringify(complete)])[0]);
  assert.match(await text(page, "#summary"), /Pathway: neuroendocrine carcinoma \(NEC\)\. Grade: G3\. 16 of 16/);
  await reach("decision");
  await page.keyboard.press("ArrowDown");
  assert.match(await text(page, "#what-if"), /^Now, cisplatin \+ etoposide: recommended\./);
  // From the skip link into the answer, and a question answered from there on.
  await page.goto(page.url().split("#")[0]);
  await page.waitForSelector("#controls fieldset");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal((await focused()).name, "told-answer");
  await reach("A");
  const asked = await text(page, "#next-view .question");
  await page.keyboard.press("Enter");
  await page.waitForFunction((asked) => document.querySelector("#next-view .question").textContent !== asked, asked);
  assert.equal((await focused()).name, "next-title", "the focus stays with the questions");
  assert.notEqual(await text(page, "#report"), natively("recommend", ["{}"])[0]);
}

/** The link of a case restores it: in another window, after a reload, and going back. */
async function link({ open }) {
  for (const it of [partial, complete, {}]) {
    const page = await open(hash(it));
    const href = await page.locator("#link").getAttribute("href");
    assert.equal(decodeURIComponent(href.slice(1)), JSON.stringify(it), "the canonical JSON");
    const told = await report(page);
    const other = await open(href);
    assert.equal(await report(other), told);
    assert.equal(await other.locator("#link").getAttribute("href"), href);
  }
  const page = await open();
  await page.locator("[name=ecog][value='1']").check();
  await page.locator("#mitoses").fill("20–30 / 2mm2");
  assert.equal(await page.locator("#mitoses").getAttribute("aria-invalid"), "true");
  await page.locator("#mitoses").fill("20–30/2 mm²");
  await page.waitForFunction(() => location.hash !== "");
  const wanted = hash({ mitoses: "20-30/2mm2", ecog: 1 });
  assert.equal(new URL(page.url()).hash, wanted, "the address follows");
  const told = await report(page);
  await page.reload();
  await page.waitForSelector("#controls fieldset");
  assert.equal(await report(page), told);
  await page.locator("#next-view a").first().click();
  await page.waitForFunction((hash) => location.hash !== hash, wanted);
  assert.notEqual(await report(page), told);
  await page.goBack();
  await page.waitForFunction((hash) => document.querySelector("#link").getAttribute("href") === hash, wanted);
  assert.equal(await report(page), told);
  // Every value ticked is not assessed.
  for (const box of await page.locator("[name=ecog]").all()) await box.check();
  assert.equal(await text(page, "#ecog-taken"), "not assessed");
  await page.locator("button[type=reset]").click();
  await page.waitForFunction(() => document.querySelector("#link").getAttribute("href") === "#%7B%7D");
  assert.equal(await page.locator("#mitoses").inputValue(), "");
}

/** A link that holds no case is told so, runs nothing, and takes nothing away. */
async function hostile({ open }) {
  const script = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>";
  const wrong = [
    `#${script}`,
    hash(script),
    hash(JSON.stringify({ [script]: 1 })),
    hash(JSON.stringify({ ki67: script })),
    hash(JSON.stringify({ primary_site: script })),
    hash('{"__proto__":{"ecog":1}}'),
    hash('{"ecog":5}'),
    hash('{"ecog":1,"ecog":1}'),
    hash('{"ki67":80}'),
    hash("[".repeat(100_000)),
    hash(`{"ki67":"${"9".repeat(200_000)}%"}`),
    hash('{"ecog":1e400}'),
    hash('{"ki67":"\\ud800%"}'),
    hash("null"),
    hash("\0"),
    "#%",
    "#%ff%fe",
    "#javascript:window.hit=1",
    "#answer",
  ];
  const page = await open();
  await page.locator("[name=ecog][value='1']").check();
  const [told, elements] = [await report(page), await page.locator("*").count()];
  for (const it of wrong) {
    await page.evaluate(async (hash) => {
      const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
      location.hash = hash;
      await changed;
    }, it);
    const name = it.slice(0, 60);
    assert.match(await text(page, "#link-error"), /^Nothing was taken from the link, because it holds no case: ./, name);
    assert.equal(await report(page), told, `${name}: the case stays as it was`);
    assert.equal(await page.locator("*").count(), elements, `${name}: no element more`);
    const fresh = await open(it);
    assert.match(await text(fresh, "#link-error"), /^Nothing was taken/, name);
    assert.equal(await fresh.evaluate(() => window.hit), undefined, name);
    await fresh.close();
  }
  assert.equal(await page.evaluate(() => window.hit), undefined);
  await page.locator("[name=ecog][value='2']").check();
  assert.equal(await text(page, "#link-error"), "", "an edit goes on from the form");
}

/** A text that is no range: the library's own words beside it, and the answer says that it is left out. */
async function unread({ open }) {
  const page = await open(hash(partial));
  const field = page.locator("#ki67");
  await field.fill("80");
  assert.equal(
    await text(page, "#ki67-error"),
    "ki67 `80`: the unit is missing; accepted: `N%`, `<N%`, `<=N%`, `>N%`, `>=N%` or `N-M%`, N and M from 0 to 100 with " +
      "at most two decimals",
  );
  assert.ok(await page.locator("#ki67-error").isVisible());
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.ok((await field.getAttribute("aria-describedby")).split(" ").includes("ki67-error"));
  assert.equal(await text(page, "#ki67-taken"), "not read");
  assert.match(await text(page, "#summary"), /^Not read, and left out of this answer: Ki-67 index\. /);
  assert.ok(!(await page.locator("#link").getAttribute("href")).includes("ki67"));
  await field.fill("<script>window.hit=1</script>\ud800");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.fill("80%");
  assert.equal(await text(page, "#ki67-error"), "");
  assert.equal(await field.getAttribute("aria-invalid"), null);
  assert.doesNotMatch(await text(page, "#summary"), /Not read/);
}

/** What would change a decision: the library's changes, each a link; of an incomplete case, what is missing. */
async function changes({ open, natively }) {
  const page = await open(hash(partial));
  assert.match(await text(page, "#what-if .missing"), /^primary site, liver metastases, mitoses per 2 mm², ECOG/);
  await page.goto(page.url().split("#")[0] + hash(complete));
  const decisions = await page.locator("#decision option").evaluateAll((all) => all.map((it) => it.value));
  assert.equal(decisions.length, 16);
  const lines = decisions.map((decision) => JSON.stringify({ case: complete, decision }));
  const expected = natively("what_if", lines).map((line) => JSON.parse(line));
  let count = 0;
  for (const [place, decision] of decisions.entries()) {
    await page.locator("#decision").selectOption(decision);
    const links = await page.locator("#what-if a").evaluateAll((all) => all.map((it) => it.hash));
    const wanted = expected[place].changes.map(({ set }) => hash({ ...complete, ...set }));
    assert.deepEqual(links.sort(), wanted.sort(), decision);
    count += links.length;
  }
  return `${count} changes of 16 decisions`;
}

/** axe-core finds nothing, and nothing is wider than the window. */
async function accessible({ open, shots }) {
  let passes = 0;
  for (const colorScheme of ["light", "dark"]) {
    for (const [width, height] of [[360, 800], [1280, 900]]) {
      for (const [name, state] of Object.entries(states)) {
        const page = await open("", { colorScheme, viewport: { width, height }, bypassCSP: true });
        await state(page);
        await page.waitForTimeout(50);
        // All of it in one window, so that nothing is behind the notice just now.
        const whole = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width, height: whole });
        await page.evaluate(axe);
        const found = await page.evaluate(() =>
          window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
        );
        const told = found.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" ")}`);
        assert.deepEqual(told, [], `${name}, ${colorScheme}, ${width}`);
        passes += found.passes.length;
        await page.setViewportSize({ width, height });
        await narrow(page, `${name}, ${width}`);
        if (shots) await page.screenshot({ path: `${shots}/${name}-${colorScheme}-${width}.png`, fullPage: true });
        if (shots) await page.screenshot({ path: `${shots}/${name}-${colorScheme}-${width}-first.png` });
        await page.setViewportSize({ width: 320, height: 640 });
        await narrow(page, `${name}, 320`);
        await page.close();
      }
    }
  }
  return `${passes} rules passed, 0 violations`;
}

async function narrow(page, name) {
  const wide = await page.evaluate(() => {
    const out = (it) => it.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
    const cut = (it) => it.scrollWidth > it.clientWidth + 1 && !it.matches("pre, input, select, html, body, #diagram");
    const clipped = (it) => getComputedStyle(it.closest("thead") ?? it).clipPath !== "none";
    const all = [...document.querySelectorAll("body *")].filter((it) => !it.closest("pre, svg") && it.clientWidth > 0);
    const names = all.filter((it) => !clipped(it) && (out(it) || cut(it))).map((it) => it.outerHTML.slice(0, 80));
    return document.documentElement.scrollWidth > innerWidth ? ["the page", ...names] : names;
  });
  assert.deepEqual(wide, [], `${name}: too wide`);
}

/** Where there is no answer the page says so, and shows none. */
async function none({ open }) {
  const page = await open(hash(complete));
  const type = (value) => page.evaluate((value) => {
    const field = document.querySelector("#ki67");
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, value);
  // Half a letter: no JSON, and so no request.
  await type("\ud800");
  assert.match(await text(page, "#summary"), /^Not answered: ./);
  assert.equal(await text(page, "#brief"), "Not answered");
  for (const pane of ["#answer-view", "#next-view", "#therapies-view", "#what-if", "#diagram", "#beside", "#sheet", "#report"]) {
    assert.equal(await text(page, pane), "", `${pane} is empty`);
  }
  assert.equal(await page.locator("#link").getAttribute("href"), null);
  await type("90%");
  assert.match(await text(page, "#summary"), /^Pathway: neuro/);
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 200, body: "no module" }));
  await page.reload();
  await page.waitForFunction(() => !document.querySelector("#summary").textContent.includes("loading"));
  assert.match(await text(page, "#summary"), /^The library could not be started, so there is no answer: ./);
  assert.match(await text(page, "#notice"), /decides nothing for them/);
}

/** On paper: the sheet of the case and the notice, and nothing of the form. */
async function paper({ open, shots }) {
  const page = await open(hash(complete));
  assert.ok(!(await page.locator("#sheet").isVisible()));
  const ids = await page.locator("[id]").evaluateAll((all) => all.map((it) => it.id));
  assert.equal(new Set(ids).size, ids.length, "an id twice");
  await page.emulateMedia({ media: "print" });
  for (const [place, visible] of [["#sheet #therapies", true], ["#notice", true], ["main", false], ["#brief", false]]) {
    assert.equal(await page.locator(place).isVisible(), visible, place);
  }
  assert.match(await text(page, "#sheet #answer"), /neuroendocrine carcinoma \(NEC\)/);
  const paper = await page.pdf({ path: shots && `${shots}/filled.pdf`, preferCSSPageSize: true });
  assert.equal(pages(paper), 1);
}

const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;

/** The sheets that the library's program writes: one page of A4, and nothing for the checker to find. */
async function sheets({ open, sheet, shots }) {
  const page = await open();
  // Out of the page, whose policy allows no style of another.
  await page.goto("about:blank");
  const everything = { differentiation: "poor", ki67: ">20%", liver_metastases: ["solitary", "multiple"] };
  const longest = [{}, everything, { ...everything, primary_site: "sigmoid_colon" }, complete, partial];
  const files = await sheet(longest);
  for (const [place, html] of files.entries()) {
    await page.setContent(html);
    const paper = await page.pdf({ path: shots && `${shots}/sheet-${place}.pdf`, preferCSSPageSize: true });
    assert.equal(pages(paper), 1, `sheet ${place}`);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= width, `sheet ${place} is ${wide} wide`);
    }
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run());
    assert.deepEqual(violations.map((it) => [it.id, it.nodes[0].html]), [], `sheet ${place}`);
    if (shots) await page.screenshot({ path: `${shots}/sheet-${place}.png`, fullPage: true });
  }
  return `${files.length} sheets, a page each`;
}

export const checks = { quiet, same, keyboard, link, hostile, unread, changes, none, paper, sheets, accessible };
