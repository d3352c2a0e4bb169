// Runs every check in Chromium, then plants faults and sees that the checks find them.
//
// `node run.mjs PAGE NDJSON SHOTS [CHECK…]`: the folder of the page, the library's program, a folder for pictures, or ""
// for none.

import { spawnSync } from "node:child_process";
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { chromium } from "playwright-core";

import { checks } from "./checks.mjs";
import { faults } from "./faults.mjs";
import { serve } from "./server.mjs";

const [folder, program, shots, ...chosen] = process.argv.slice(2);
assert.deepEqual(chosen.filter((name) => !(name in checks)), [], "no such checks");
const wanted = (name) => chosen.length === 0 || chosen.includes(name);
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** What the library answers to lines of JSON, without a browser. */
function natively(mode, lines) {
  const { stdout, stderr } = spawnSync(program, [mode], { input: `${lines.join("\n")}\n`, maxBuffer: 1 << 28 });
  assert.equal(stderr.toString(), "");
  return stdout.toString().trimEnd().split("\n");
}

/** The sheets of the cases whose sheets are kept, and of these. */
async function sheet(cases) {
  const folder = await mkdtemp(join(tmpdir(), "sheets-"));
  const kept = ["../../cases/", "../../../tests/reports/"].map((it) => new URL(it, import.meta.url).pathname);
  const files = (await Promise.all(kept.map(async (from) => (await readdir(from)).map((name) => join(from, name)))))
    .flat().filter((name) => name.endsWith(".json"));
  for (const [place, case_] of cases.entries()) {
    files.push(join(folder, `${place}.json`));
    await writeFile(files.at(-1), JSON.stringify(case_));
  }
  const written = files.map((file) => {
    const { stdout, stderr } = spawnSync(join(dirname(program), "sheet"), [file]);
    assert.equal(stderr.toString(), "");
    return stdout.toString();
  });
  await rm(folder, { recursive: true });
  return written;
}

/** All that the page may ask for, to the letter. */
const files = ["", "page.css", "sheet.css", "print.css", "page.js", "nen_pathway_page.wasm"];

/** What a page leaves behind on the machine. */
const kept = async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
  ...(await indexedDB.databases()).map((it) => it.name), ...(await caches.keys()),
].join("");

/** Runs one check on the page as it is, or with a fault; throws what it finds. */
async function run(browser, check, fault, shots) {
  const { address, close } = await serve(folder, fault);
  const [contexts, heard] = [[], []];
  const open = async (hash = "", options = {}) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 800 }, ...options });
    contexts.push(context);
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.on("console", (message) => heard.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
    page.on("dialog", (dialog) => heard.push(`dialog: ${dialog.message()}`) && dialog.dismiss());
    page.on("response", (response) => response.ok() || heard.push(`${response.status()}: ${response.url()}`));
    context.on("request", (request) => {
      const url = request.url().split("#")[0];
      if (!files.some((file) => url === address + file) && url !== "data:,") heard.push(`request: ${url}`);
    });
    await page.goto(address + hash);
    await page.waitForSelector("#controls fieldset");
    return page;
  };
  try {
    const told = await check({ open, natively, sheet, shots, faulty: fault !== undefined });
    for (const page of contexts.flatMap((context) => context.pages()).filter((page) => page.url().startsWith(address))) {
      assert.equal(await page.evaluate(kept), "", "something is kept");
    }
    assert.deepEqual(heard, [], "something was heard");
    return told;
  } finally {
    await Promise.all(contexts.map((context) => context.close()));
    close();
  }
}

/** Does all of them, two at a time, each in a browser of its own: a clipboard and a focus are shared within one. */
async function each(all, todo) {
  const queue = [...all];
  await Promise.all([1, 2].map(async () => {
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
    try {
      for (let next; (next = queue.shift()) !== undefined;) await todo(browser, next);
    } finally {
      queue.length = 0;
      await browser.close();
    }
  }));
}

await each(Object.entries(checks).filter(([name]) => wanted(name)), async (browser, [name, check]) => {
  const told = await run(browser, check, undefined, shots).catch((error) => {
    throw new Error(`${name}: ${error.message}`, { cause: error });
  });
  console.log(`${name}: ok${told ? `: ${told}` : ""}`);
});
const planted = faults.filter((fault) => wanted(fault.check));
const missed = [];
await each(planted, async (browser, fault) => {
  const what = `${fault.check}: ${fault.from} → ${fault.to}`;
  const found = await run(browser, checks[fault.check], fault).then(() => "nothing", (error) => error.message);
  if (!fault.found.test(found)) missed.push(`${what}: ${found}`);
  if (process.env.TELL) console.log(`${what}\n    ${found.split("\n").slice(0, 3).join(" | ").slice(0, 200)}`);
});
assert.equal(missed.join("\n"), "", "faults that are not found, or for another reason");
console.log(`${planted.length} planted faults found`);
