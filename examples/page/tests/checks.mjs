// What is checked, each on a page of its own.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import { cases, completions } from "./cases.mjs";
import * as told from "./words.mjs";

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
const net = { ...complete, differentiation: "well", ki67: "10-20%", mitoses: "1/2mm2" };
const emergency = { ...complete, primary_tumour: "obstructing", ecog: 3 };
const partial = { differentiation: "poor", ki67: ">80%", ecog: [0, 1], primary_tumour: ["uncomplicated", "bleeding"] };

const hash = (thing) => `#${encodeURIComponent(typeof thing === "string" ? thing : JSON.stringify(thing))}`;
const text = (page, selector) => page.locator(selector).textContent();
const report = (page) => text(page, "#report");

const unfold = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((it) => { it.open = true; }));

/** Follows a link. */
const follow = (page, hash) =>
  page.evaluate(async (hash) => {
    if (location.hash === hash) return;
    const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = hash;
    await changed;
  }, hash);

/** The page as it is printed. */
async function print(page) {
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
}

const unfolded = (it) => async (page) => {
  await follow(page, hash(it));
  await unfold(page);
};

/** The states that are looked at. */
const states = {
  empty: async () => {},
  partial: unfolded(partial),
  filled: unfolded(complete),
  net: unfolded(net),
  verify: unfolded({ ...complete, differentiation: "moderate" }),
  emergency: unfolded(emergency),
  error: async (page) => {
    await page.locator("#ki67").fill("80");
    await page.locator("#mitoses").fill("12 per HPF");
  },
  link: (page) => follow(page, hash('{"stage":4}')),
};

/** The page loads in silence, asks nobody else for anything, and shows the notice. */
async function quiet({ open }) {
  const page = await open();
  const files = await page.evaluate(() => performance.getEntriesByType("resource").map((it) => it.name.split("/").at(-1)));
  assert.deepEqual(files.sort(), ["nen_pathway_page.wasm", "page.css", "page.js", "print.css", "sheet.css"], "what is asked for");
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
  for (const place of ["#entry", "#answer-view", "#link"]) {
    await page.locator(place).scrollIntoViewIfNeeded();
    const box = await notice.boundingBox();
    const { width, height } = page.viewportSize();
    assert.ok(box.y >= 0 && box.y + box.height <= height && box.width <= width, "the notice is in sight");
    const share = (await page.locator("footer").boundingBox()).height / height;
    assert.ok(share < 0.15, `the notice takes ${share} of the window`);
  }
  // What the file says while the library loads is what the library says.
  const written = await (await page.request.get(page.url().split("#")[0])).text();
  assert.ok(written.includes(`<p id="notice">${await notice.textContent()}</p>`), "the notice of the file");
}

/** What a reader sees of each case. */
const seen = async (lines) => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const texts = (selector, from) => all(selector, from).map((it) => it.textContent);
  const said = (from) => texts(":scope > p:not(.standing, .title)", from);
  const statements = (from) => $(":scope > details > summary", from)?.textContent ?? "";
  const standing = (from) => $(":scope > .standing", from)?.textContent;
  const title = (from) => $(":scope > .title", from).textContent.replace("If the pathway is: ", "");
  const told = (from) => ({ marked: standing(from), said: said(from), statements: statements(from) });
  const grouped = (from) =>
    all(":scope > .standing", from).flatMap((heading) =>
      all(":scope > li", heading.nextElementSibling).map((line) => ({
        ...told(line),
        marked: heading.textContent,
        name: line.firstChild.textContent,
      })),
    );
  const part = (title) => {
    const heading = all("#beside h3").find((it) => it.textContent.startsWith(title));
    return heading ? all(":scope > li", heading.nextElementSibling) : [];
  };
  const read = () => ({
    report: $("#report").textContent,
    link: $("#link").hash,
    summary: $("#summary").textContent,
    brief: $("#brief").textContent,
    order: texts("#answer-view > p"),
    rows: all("[data-therapy]").map((row) => ({
      therapy: row.dataset.therapy,
      name: $("th", row).textContent,
      ...told($("td", row)),
      branches: all("td > .if", row).map((it) => ({ pathway: title(it), ...told(it) })),
    })),
    pathways: all("#pathways > ul > li").map((it) => ({ pathway: it.firstChild.textContent, statements: statements(it) })),
    needs: texts("#pathways > p"),
    lines: grouped($("#answer-view")),
    branches: all("#answer-view > .if").map((it) => ({ pathway: title(it), lines: grouped(it) })),
    question: $("#next-view .question")?.textContent,
    next: texts("#next-view > p").at(-1),
    ways: all("#next-view li").map((way) => ({ links: all("a", way).map((it) => [it.textContent, it.hash]), turns: texts("p", way) })),
    // What is ruled out is faint.
    ends: texts("#diagram text:not([opacity]) tspan"),
    gaps: part("Where the source is silent").map((it) => it.textContent),
    prognosis: part("Prognosis").map((it) => it.textContent),
    readings: part("Readings").map((it) => it.innerHTML),
    divergences: part("Where published guidance differs").map((it) => it.innerHTML),
  });
  const pages = [];
  for (const line of lines) {
    const hash = `#${encodeURIComponent(line)}`;
    if (location.hash !== hash) {
      const changed = new Promise((done) => addEventListener("hashchange", done, { once: true }));
      location.hash = hash;
      await changed;
    }
    pages.push(read());
  }
  return pages;
};

/** Whatever the page tells of a case is what the library tells natively, put into words once more. */
async function same({ open, natively, faulty }) {
  const lines = cases(faulty ? 50 : 1000, 20260121);
  const page = await open();
  const pages = await page.evaluate(seen, lines);
  const expected = natively("recommend", lines);
  assert.equal(expected.length, lines.length);
  const distinct = new Set(expected);
  assert.ok(faulty || distinct.size > 700, `only ${distinct.size} different reports`);
  const targets = new Map(pages.flatMap((it) => it.ways.flatMap((way) => way.links.map(([, hash]) => [hash, ""]))));
  const answers = natively("recommend", [...targets.keys()].map((hash) => JSON.stringify(caseOf(hash))));
  [...targets.keys()].forEach((hash, place) => targets.set(hash, JSON.parse(answers[place])));
  lines.forEach((line, place) => {
    assert.equal(pages[place].report, expected[place], line);
    reads(pages[place], JSON.parse(expected[place]), targets, line);
  });
  const whole = pages.map((it) => completions(caseOf(it.link), 3));
  const turned = natively("recommend", whole.flat()).map((it) => JSON.parse(it));
  pages.forEach((page, place) => whole[place].forEach((line) => turns(page, turned.shift(), `${lines[place]}: ${line}`)));
  return `${lines.length} cases, ${distinct.size} different reports, ${targets.size} values of next questions, word for word`;
}

const caseOf = (hash) => JSON.parse(decodeURIComponent(hash.slice(1)));

/** One page as it is read, against one report. */
function reads(page, report, targets, line) {
  const current = caseOf(page.link);
  assert.equal(page.summary, told.summary(report, Object.keys(current).length === 0), line);
  assert.equal(page.brief, told.brief(report), line);
  const therapies = Object.entries(report.therapies);
  assert.equal(page.rows.length, therapies.length, line);
  const rows = therapies.map((it, place) => told.row(it, page.rows[place], report.pathway));
  const branches = (row) => row.branches.map((it) => it.pathway);
  assert.deepEqual(page.rows.map((row) => ({ ...row, branches: branches(row) })), rows, line);
  assert.deepEqual(page.lines, told.lines(rows.filter((row) => row.branches.length === 0)), line);
  const open = page.rows.filter((row) => row.branches.length > 0);
  const below = told.pathwaysOf(report).map((pathway, place) => {
    const named = open.map(({ therapy, branches }) => ({ ...branches[place], name: told.named(therapy, branches[place].marked) }));
    return { pathway, lines: told.lines(named) };
  });
  assert.deepEqual(page.branches, open.length > 0 ? below : [], line);
  assert.deepEqual(page.pathways.map((it) => it.pathway), told.pathwaysOf(report), line);
  if (report.pathway.settled) assert.equal(page.pathways[0].statements, report.pathway.statements.join(" "), line);
  const needed = report.pathway.needs?.map((it) => told.findings[it]).join(", ");
  assert.deepEqual(page.needs, needed ? [`One of these; needs ${needed}`] : [], line);
  assert.deepEqual(page.order.map((it) => it.split(" ").slice(0, 3).join(" ")), told.order(report, current), line);
  told.beside(report, page);
  assert.deepEqual(told.ends(page.ends), told.ends(told.possible(report.pathway)), `${line}: the way`);
  const needs = told.needs(report);
  if (needs.length === 0) {
    assert.equal(page.next, "Every decision is settled: no finding can change one any more.", line);
    return;
  }
  const asked = needs.find((it) => page.question === `${told.findings[it]}?`);
  assert.ok(asked, `${line}: ${page.question}`);
  const others = needs.filter((it) => it !== asked).map((it) => told.findings[it]);
  if (others.length > 0) assert.equal(page.next, `Needed as well, as far as is known now: ${others.join(", ")}.`, line);
  assert.equal(new Set(page.ways.map((it) => it.turns.join("\n"))).size, page.ways.length, `${line}: ways alike`);
  for (const { links, turns } of page.ways) {
    for (const [words, hash] of links) {
      assert.deepEqual({ ...caseOf(hash), [asked]: 0 }, { ...current, [asked]: 0 }, `${line}: ${words}`);
      assert.equal(words, told.words(asked, caseOf(hash)[asked]), line);
      assert.deepEqual(turns, told.becomes(report, targets.get(hash)), `${line}: ${words}`);
    }
  }
}

/** What the page says of a case with much open holds for a complete case within it. */
function turns(page, report, line) {
  const [pathway] = told.pathwaysOf(report);
  const { statements } = page.pathways.find((it) => it.pathway === pathway);
  assert.equal(statements, report.pathway.statements.join(" "), line);
  for (const [therapy, decision] of Object.entries(report.therapies)) {
    const row = page.rows.find((it) => it.therapy === therapy);
    const said = row.branches.find((it) => it.pathway === pathway) ?? row;
    assert.ok(told.isTold(said, decision), `${line}: ${therapy}: ${JSON.stringify([said, decision])}`);
  }
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

/** Waits until something is so, and says for what it waited in vain. */
const until = (page, what, is, given) => page.waitForFunction(is, given).catch(() => assert.fail(`in vain: ${what}`));

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
  const wanted = hash({ mitoses: "20-30/2mm2", ecog: 1 });
  await until(page, "the address tells the case", (hash) => location.hash === hash, wanted);
  const told = await report(page);
  await page.reload();
  await page.waitForSelector("#controls fieldset");
  assert.equal(await report(page), told);
  await page.locator("#next-view a").first().click();
  await until(page, "a link is followed", (hash) => document.querySelector("#link").getAttribute("href") !== hash, wanted);
  assert.notEqual(await report(page), told);
  await page.goBack();
  await until(page, "the way back", (hash) => document.querySelector("#link").getAttribute("href") === hash, wanted);
  assert.equal(await report(page), told);
  // An edit is not lost to the link that follows at once, nor what is cleared.
  await page.locator("[name=ecog][value='1']").uncheck();
  await page.locator("[name=ecog][value='2']").check();
  await page.locator("#next-view a").first().evaluate((it) => it.click());
  await page.goBack();
  await until(page, "the last edit", () => document.querySelector("#ecog-taken").textContent === "2");
  await page.locator("button[type=reset]").click();
  await page.waitForFunction(() => document.querySelector("#link").getAttribute("href") === "#%7B%7D");
  await page.locator("#beside summary").first().focus();
  await page.goBack();
  await until(page, "what was cleared", () => document.querySelector("#ecog-taken").textContent === "2");
  assert.equal(await page.evaluate(() => document.activeElement.id), "beside-title", "the focus stays");
  await scrolls(page);
  // Every value ticked is not assessed.
  for (const box of await page.locator("[name=ecog]").all()) await box.check();
  assert.equal(await text(page, "#ecog-taken"), "not assessed");
  await page.locator("button[type=reset]").click();
  await page.waitForFunction(() => document.querySelector("#link").getAttribute("href") === "#%7B%7D");
  assert.equal(await page.locator("#mitoses").inputValue(), "");
  await buttons(page);
}

/** Where the picture is cut, it says so and can be scrolled by keyboard, and its lines begin in sight. */
async function scrolls(page) {
  for (const [width, cut] of [[360, true], [1280, false]]) {
    await page.setViewportSize({ width, height: 800 });
    for (const it of [complete, { ...complete, primary_site: "elsewhere" }]) {
      await follow(page, hash(it));
      await until(page, "the keyboard scrolls", (cut) => document.querySelector("#diagram").tabIndex === (cut ? 0 : -1), cut);
      assert.equal(await page.locator("#wide").isVisible(), cut, "the picture is cut");
      const inside = await page.evaluate(() => {
        const all = document.querySelector("#diagram").getBoundingClientRect();
        const starts = [...document.querySelectorAll("#diagram text")].map((it) => it.getBoundingClientRect().left);
        return Math.min(...starts) >= all.left;
      });
      assert.ok(inside, "where the lines begin is in sight");
    }
  }
  await page.setViewportSize({ width: 360, height: 800 });
}

/** The two buttons do what they say. */
async function buttons(page) {
  await follow(page, hash(partial));
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator("#copy").click();
  await page.waitForFunction(() => document.querySelector("#copied").textContent === "Copied.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url(), "the link is copied");
  await page.evaluate(() => { window.print = () => { window.printed = true; }; });
  await page.locator("#print").click();
  assert.ok(await page.evaluate(() => window.printed), "the sheet is printed");
}

/** A link that holds no case is told so, runs nothing, and leaves nothing that was of another case. */
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
  await follow(page, hash('{"x":1}'));
  const elements = await page.locator("*").count();
  for (const it of wrong) {
    const name = it.slice(0, 60);
    await follow(page, hash(complete));
    await follow(page, it);
    await unanswered(page, /^Not answered: the link holds no case: ./, name);
    assert.equal(await page.locator("*").count(), elements, `${name}: no element more`);
    const left = await page.evaluate(() => [...document.querySelectorAll("input:checked")].length + document.querySelector("#ki67").value);
    assert.equal(left, "0", `${name}: nothing of the other case`);
    const fresh = await open(it);
    await unanswered(fresh, /^Not answered: the link holds no case: ./, name);
    assert.equal(await fresh.evaluate(() => window.hit), undefined, name);
    await fresh.close();
  }
  assert.equal(await page.evaluate(() => window.hit), undefined);
  // What would turn the message round is shown and does nothing; the case before is one step back.
  await follow(page, hash(complete));
  await follow(page, hash('{"ki67":"\\u202e80"}'));
  assert.match(await text(page, "#summary"), /`\\u\{202e\}80`/);
  await page.goBack();
  await page.waitForFunction((hash) => document.querySelector("#link").getAttribute("href") === hash, hash(complete));
  await follow(page, "#answer");
  await page.locator("[name=ecog][value='2']").check();
  assert.equal(await page.locator("#link").getAttribute("href"), hash({ ecog: 2 }), "an edit goes on from the form");
}

/** No answer anywhere, on paper neither, and why. */
async function unanswered(page, why, name) {
  assert.match(await text(page, "#summary"), why, name);
  assert.match(await text(page, "#brief"), /^Not answered: [^:]+ ↓$/, name);
  for (const pane of ["#answer-view", "#next-view", "#what-if", "#diagram", "#beside", "#report"]) {
    assert.equal(await text(page, pane), "", `${name}: ${pane} is empty`);
  }
  assert.equal(await page.locator("#link").getAttribute("href"), null, name);
  assert.ok(await page.locator("#copy").isDisabled(), name);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.match(await text(page, "#sheet"), /^There is no sheet: ./, name);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await text(page, "#sheet"), "", name);
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
  assert.match(await text(page, "#brief"), /^Not all is read\. Answer: /);
  const weight = () => page.locator("#summary").evaluate((it) => getComputedStyle(it).fontWeight);
  assert.equal(await weight(), "600", "the summary stands out");
  // No link takes the text away, and no sheet leaves it out.
  for (const pane of ["#next-view", "#what-if"]) {
    assert.equal(await text(page, pane), "First what is not read: Ki-67 index.");
  }
  await print(page);
  assert.equal(await text(page, "#sheet"), "There is no sheet: not read: Ki-67 index");
  await page.emulateMedia({ media: "screen" });
  await field.fill("<script>window.hit=1</script>\ud800");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.fill("80%");
  assert.equal(await text(page, "#ki67-error"), "");
  assert.equal(await field.getAttribute("aria-invalid"), null);
  assert.doesNotMatch(await text(page, "#summary"), /Not read/);
  assert.equal(await weight(), "400");
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
    const links = await page.locator("#what-if a").evaluateAll((all) =>
      all.map((it) => [it.closest("ul").previousElementSibling.textContent, it.textContent, it.hash].join(" | ")),
    );
    const wanted = expected[place].changes.map(({ set, to }) => {
      const moved = Object.entries(set).map(([name, value]) => `${told.findings[name]}: ${told.words(name, value)}`);
      return [told.outcome(decision, to), moved.join("; "), hash({ ...complete, ...set })].join(" | ");
    });
    assert.deepEqual(links.sort(), wanted.sort(), decision);
    count += links.length;
  }
  return `${count} changes of 16 decisions`;
}

/** axe-core finds nothing, and nothing is wider than the window. */
async function accessible({ open, shots }) {
  let passes = 0;
  for (const [width, height] of [[360, 800], [1280, 900]]) {
    for (const [name, state] of Object.entries(states)) {
      for (const colorScheme of ["light", "dark"]) {
        const page = await open("", { colorScheme, viewport: { width, height } });
        await state(page);
        await page.waitForTimeout(50);
        // All of it in one window, so that nothing is behind the notice just now.
        const whole = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.setViewportSize({ width, height: whole });
        passes += await axed(page, `${name}, ${colorScheme}, ${width}`, [...wcag, "best-practice"]);
        // A tall picture takes its time.
        if (shots) await page.screenshot({ path: `${shots}/${name}-${colorScheme}-${width}.png`, timeout: 60_000 });
        await page.setViewportSize({ width, height });
        await narrow(page, `${name}, ${width}`);
        await page.setViewportSize({ width: 320, height: 640 });
        await narrow(page, `${name}, 320`);
        await page.close();
      }
    }
  }
  return `${passes} rules passed, 0 violations`;
}

const wcag = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

async function axed(page, name, rules) {
  await page.evaluate(axe);
  const found = await page.evaluate((rules) => window.axe.run({ runOnly: rules }), rules);
  const violations = found.violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" ")}`);
  assert.deepEqual(violations, [], name);
  return found.passes.length;
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
  await unanswered(page, /^Not answered: ./, "half a letter");
  await type("90%");
  assert.match(await text(page, "#summary"), /^Pathway: neuro/);
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 200, body: "no module" }));
  await page.reload();
  await page.waitForFunction(() => !document.querySelector("#summary").textContent.includes("loading"));
  assert.match(await text(page, "#summary"), /^The library could not be started, so there is no answer: ./);
  assert.match(await text(page, "#notice"), /decides nothing for them/);
  assert.match(await text(page, "#sheet"), /^There is no sheet: ./);
}

/** On paper: the sheet of the case as the library's program writes it, in its style, and nothing of the page. */
async function paper({ open, sheet, shots, faulty }) {
  const cases = [complete, emergency, { differentiation: "poor" }, { ...complete, differentiation: "moderate" }];
  const files = (await sheet(cases)).slice(-cases.length);
  for (const colorScheme of faulty ? ["dark"] : ["light", "dark"]) {
    for (const [place, it] of cases.entries()) {
      // The width that a page of A5 has, where a phone's rules would do harm.
      const options = { colorScheme, viewport: { width: 540, height: 780 } };
      const page = await open(hash(it), options);
      assert.ok(!(await page.locator("#sheet").isVisible()));
      await print(page);
      for (const [what, visible] of [["#sheet #therapies", true], ["#sheet .notice", true], ["main", false], ["footer", false]]) {
        assert.equal(await page.locator(what).isVisible(), visible, what);
      }
      const ids = await page.locator("[id]").evaluateAll((all) => all.map((it) => it.id));
      assert.equal(new Set(ids).size, ids.length, "an id twice");
      await axed(page, `paper ${place}, ${colorScheme}`, wcag);
      const printed = await page.evaluate(styled, "#sheet > div");
      const other = await page.context().newPage();
      await other.emulateMedia({ media: "print" });
      await other.setContent(files[place]);
      const written = await other.evaluate(styled, "main > div");
      printed.forEach((it, at) => assert.deepEqual(it, written[at], `paper ${place}, ${colorScheme}`));
      assert.equal(printed.length, written.length);
      const name = shots && `${shots}/paper-${place}-${colorScheme}`;
      if (shots) await page.screenshot({ path: `${name}.png`, fullPage: true, timeout: 60_000 });
      const paper = await page.pdf({ path: shots && `${name}.pdf`, preferCSSPageSize: true });
      assert.equal(pages(paper), 1);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      assert.equal(await text(page, "#sheet"), "", "on paper only");
    }
  }
}

/** Each element below one, with its own text and how it is set. */
const styled = (selector) => {
  const root = document.querySelector(selector);
  return [root, ...root.querySelectorAll("*")].map((it) => {
    const style = getComputedStyle(it);
    const set = ["color", "backgroundColor", "fontSize", "fontWeight", "display", "padding", "margin", "borderRadius", "width"];
    const own = [...it.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE).map((child) => child.data);
    return [it.tagName, own.join(""), ...set.map((name) => `${name}: ${style[name]}`)];
  });
};

const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g).length;

/** How large a letter is in which an element is set, in pixels. */
const size = (it) => parseFloat(getComputedStyle(it).fontSize) * (it.getScreenCTM?.().a ?? 1);

/** The least size of the text on paper, and of what is small there, in points. */
async function printed(page) {
  await page.emulateMedia({ media: "print" });
  const sizes = await page.evaluate((size) => {
    const all = (selector) => [...document.querySelectorAll(selector)].filter((it) => it.getClientRects().length > 0);
    const least = (selector) => Math.min(...all(selector).map(eval(size))) * 0.75;
    return [least(".sized :is(p, td, th, dt, dd, ul > li)"), least(".sized :is(small, pre, code, svg text)")];
  }, `${size}`);
  await page.emulateMedia({ media: null });
  return sizes;
}

/** The sheets that the library's program writes: one page of A4 in letters that can be read, and nothing for the checker to find. */
async function sheets({ open, sheet, shots }) {
  const page = await open();
  // Out of the page, whose policy allows no style of another.
  await page.goto("about:blank");
  const everything = { differentiation: "poor", ki67: ">20%", liver_metastases: ["solitary", "multiple"] };
  const longest = [{}, everything, { ...everything, primary_site: "sigmoid_colon" }, complete, partial];
  const random = cases(300, 7).map((it) => JSON.parse(it));
  const files = await sheet([...longest, ...random]);
  const least = [];
  for (const [place, html] of files.entries()) {
    await page.setContent(html);
    const paper = await page.pdf({ path: shots && `${shots}/sheet-${place}.pdf`, preferCSSPageSize: true });
    assert.equal(pages(paper), 1, `sheet ${place}`);
    await page.setViewportSize({ width: 748, height: 1077 });
    const [text, small] = await printed(page);
    // The letters of a very wide picture are the smallest.
    assert.ok(text >= 6.1 && small >= 5.4, `sheet ${place} is printed in letters of ${text} and ${small} points`);
    least.push(text);
    // The cases that are kept, the longest ones, and some of the others.
    if (place >= files.length - random.length && place % 25) continue;
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      const [wide, small] = await page.evaluate((size) => {
        const all = [...document.querySelectorAll(".sheet :is(p, li, td, dd, pre, svg text)")];
        return [document.documentElement.scrollWidth, Math.min(...all.map(eval(size)))];
      }, `${size}`);
      assert.ok(wide <= width, `sheet ${place} is ${wide} wide`);
      assert.ok(small >= 12, `sheet ${place} has letters of ${small} at ${width}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(violations.map((it) => [it.id, it.nodes[0].html]), [], `sheet ${place} at ${width}`);
    }
    if (shots) await page.screenshot({ path: `${shots}/sheet-${place}.png`, fullPage: true });
  }
  const larger = least.filter((it) => it >= 7).length;
  return `${files.length} sheets, a page each, in letters of ${Math.min(...least).toFixed(1)} points or more, ${larger} of 7 or more`;
}

// The longest first: two run at a time.
export const checks = { sheets, accessible, quiet, same, keyboard, link, hostile, unread, changes, none, paper };
