// The page: hands what stands in the form to the library, and shows what comes back.
//
// Texts go in as texts. HTML comes from the library's side alone, which escapes whatever it puts in it.

const $ = (id) => document.getElementById(id);
const form = $("form");
const panes = {
  answer: "answer-view",
  next: "next-view",
  what_if: "what-if",
  diagram: "diagram",
  beside: "beside",
};

/** Puts a request into the library's memory, and reads the reply there. */
export function call(library, request) {
  const bytes = new TextEncoder().encode(JSON.stringify(request));
  const room = library.room(bytes.length);
  new Uint8Array(library.memory.buffer, room, bytes.length).set(bytes);
  const length = library.call();
  const reply = new Uint8Array(library.memory.buffer, library.place(), length);
  return JSON.parse(new TextDecoder().decode(reply));
}

async function load() {
  const response = await fetch("nen_pathway_page.wasm");
  if (!response.ok) throw new Error(`nen_pathway_page.wasm: ${response.status}`);
  const { instance } = await WebAssembly.instantiate(await response.arrayBuffer());
  return instance.exports;
}

const controls = (name) => [...form.elements].filter((control) => control.name === name);
const names = () => [...new Set([...form.elements].map((control) => control.name))].filter(Boolean);

/** A text for each finding: what is typed, or the ticked values. */
function fields() {
  const text = (name) => {
    const [first, ...others] = controls(name);
    if (first.type === "text") return first.value;
    return [first, ...others].filter((box) => box.checked).map((box) => box.value).join("|");
  };
  return Object.fromEntries(names().map((name) => [name, text(name)]));
}

function fill(fields) {
  for (const name of names()) {
    const text = fields[name] ?? "";
    const values = text.split("|");
    for (const control of controls(name)) {
      if (control.type === "text") control.value = text;
      else control.checked = values.includes(control.value);
    }
  }
}

function setText(element, text) {
  // What is said again is read aloud again.
  if (element.textContent !== text) element.textContent = text;
}

/** Puts HTML of the library into its pane; what was unfolded stays so, and the focus does not get lost. */
const shown = new Map();
function setPane(pane, html) {
  if (shown.get(pane) === html) return;
  shown.set(pane, html);
  const details = () => [...pane.querySelectorAll("details[data-key]")];
  const open = new Set(details().filter((it) => it.open).map((it) => it.dataset.key));
  const focused = pane.contains(document.activeElement);
  pane.innerHTML = html;
  for (const it of details()) it.open = open.has(it.dataset.key);
  if (!focused) return;
  const heading = pane.closest("section").querySelector("h2");
  heading.tabIndex = -1;
  heading.focus();
}

/** A picture wider than its frame says so, is scrolled by keyboard, and shows where its lines begin. */
function frame() {
  const diagram = $("diagram");
  const wide = diagram.scrollWidth > diagram.clientWidth;
  $("wide").hidden = !wide;
  if (wide) diagram.tabIndex = 0;
  else diagram.removeAttribute("tabindex");
  diagram.scrollLeft = 0;
}

function show(told) {
  for (const name of names()) {
    const error = told.errors[name] ?? "";
    setText($(`${name}-taken`), error ? "not read" : told.taken[name]);
    const text = $(name);
    if (text?.type !== "text") continue;
    setText($(`${name}-error`), error);
    if (error) text.setAttribute("aria-invalid", "true");
    else text.removeAttribute("aria-invalid");
  }
  for (const [name, id] of Object.entries(panes)) setPane($(id), told[name]);
  $("told-answer").classList.toggle("partly", Object.keys(told.errors).length > 0);
  setText($("summary"), told.summary);
  setText($("brief"), told.brief);
  setText($("report"), told.report);
  $("link").href = told.link;
  $("copy").disabled = false;
  frame();
}

/** An answer that does not belong to the form is worse than none. */
function showNone(error) {
  for (const id of Object.values(panes)) setPane($(id), "");
  for (const name of names()) setText($(`${name}-taken`), "");
  frame();
  $("told-answer").classList.add("partly");
  setText($("summary"), `Not answered: ${error}`);
  setText($("brief"), `Not answered: ${error.split(":", 1)} ↓`);
  setText($("report"), "");
  $("link").removeAttribute("href");
  $("copy").disabled = true;
}

function start(library) {
  const begun = call(library, "start");
  $("controls").innerHTML = begun.form;
  $("decision").innerHTML = begun.decisions;
  setText($("notice"), begun.notice);

  // Why there is nothing to ask about: the link holds no case, until the form is edited.
  let broken = "";
  const ask = (request) => {
    if (broken) return { error: broken };
    try {
      return call(library, request);
    } catch (error) {
      return { error: `the form cannot be read: ${error.message}` };
    }
  };

  const update = () => {
    const told = ask({ form: { fields: fields(), decision: $("decision").value } });
    if (told.error === undefined) show(told);
    else showNone(told.error);
    setText($("copied"), "");
  };

  // The address follows the form; not with every letter, as browsers refuse that.
  let waiting;
  const address = () => {
    clearTimeout(waiting);
    const link = $("link").getAttribute("href");
    if (link && link !== location.hash) history.replaceState(null, "", link);
  };
  const edited = () => {
    broken = "";
    update();
    clearTimeout(waiting);
    waiting = setTimeout(address, 300);
  };

  const follow = () => {
    clearTimeout(waiting);
    let linked = {};
    try {
      if (location.hash.length > 1) linked = call(library, { link: decodeURIComponent(location.hash.slice(1)) });
    } catch (problem) {
      linked = { error: problem.message };
    }
    broken = linked.error === undefined ? "" : `the link holds no case: ${linked.error}`;
    // Of a broken link nothing is taken, and nothing stays that was of another case.
    fill(broken ? {} : linked);
    update();
    if (broken) $("told-answer").focus();
  };

  form.addEventListener("input", edited);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    // What is cleared is one step back.
    address();
    history.pushState(null, "", location.href);
    setTimeout(() => {
      edited();
      address();
    });
  });
  $("decision").addEventListener("change", update);
  $("told").addEventListener("click", address, true);
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => {
    const { sheet, style, error } = ask({ sheet: fields() });
    // The policy allows no style within HTML.
    $("sheet").style.cssText = style ?? "";
    if (error === undefined) $("sheet").innerHTML = sheet;
    else setText($("sheet"), `There is no sheet: ${error}`);
  });
  addEventListener("afterprint", () => $("sheet").replaceChildren());
  new ResizeObserver(frame).observe($("diagram"));
  $("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText($("link").href);
      setText($("copied"), "Copied.");
    } catch {
      setText($("copied"), "Not copied: the browser does not allow it.");
    }
  });
  $("print").addEventListener("click", () => print());
  follow();
}

// Behind the `#` stands a case and no place of the page: what leads to the answer moves the focus itself.
for (const id of ["skip", "brief"]) {
  $(id).addEventListener("click", (event) => {
    event.preventDefault();
    $("told-answer").focus();
  });
}

try {
  start(await load());
} catch (error) {
  setText($("summary"), `The library could not be started, so there is no answer: ${error.message}`);
}
