// Faults to plant in the page: each must be found by the check it is named with, for the reason it is planted.

const [html, css, js] = ["index.html", "page.css", "page.js"];
const fault = (check, file, from, to, found) => ({ check, file, from, to, found });

export const faults = [
  fault("quiet", js, "start(await load());", 'fetch("http://localhost:9/x").catch(() => {}); start(await load());', /Content Security Policy/),
  fault("quiet", js, "start(await load());", 'start(await load()); console.error("x");', /console: x/),
  fault("quiet", js, "start(await load());", 'start(await load()); fetch("none.js");', /404/),
  fault("quiet", html, "script-src 'self' ", "script-src * 'unsafe-inline' ", /unsafe-inline/),
  fault("quiet", html, "gives no dose", "gives a dose", /the notice of the file/),
  fault("quiet", css, "position: sticky", "position: static", /the notice is in sight/),
  fault("same", js, 'join("|")', 'slice(0, 2).join("|")', /"settled"|"open"/),
  fault("same", js, "told.report)", 'told.report.replace("S01", "S02"))', /S02/),
  fault("same", js, "told[name])", 'told[name].replace("standing avoid", "standing option"))', /folfox/),
  fault("keyboard", css, "outline: 3px solid var(--accent)", "outline: none", /cannot be seen/),
  fault("keyboard", css, "scroll-padding-block: 1rem 11rem", "scroll-padding-block: 0", /behind the notice/),
  fault("keyboard", js, '.querySelector("h2").focus()', '.querySelector("h2")', /the focus stays/),
  fault("keyboard", js, "= begun.form;", '= begun.form; $("ki67").tabIndex = 2;', /skip/),
  fault("keyboard", html, '<button type="reset">', '<button tabindex="1" type="reset">', /BUTTON/),
  fault("link", js, "if (!error) fill(linked);", "", /the canonical JSON/),
  fault("link", js, 'addEventListener("hashchange", follow);', "", /unequal/),
  fault("link", js, 'history.replaceState(null, "", link)', "void 0", /waitForFunction/),
  fault("hostile", js, "element.textContent = text;", "element.innerHTML = text;", /no element more/),
  fault("hostile", js, "if (!error) fill(linked);", "fill(linked);", /the case stays/),
  fault("hostile", js, "error = problem.message;", "", /#%/),
  fault("unread", js, "setText($(`${name}-error`), error);", "", /the unit is missing/),
  fault("unread", js, 'text.setAttribute("aria-invalid", "true")', "void 0", /'true'/),
  fault("unread", js, "told.summary)", 'told.summary.replace(/^Not.*?\\. /, ""))', /Not read, and left out/),

  fault("changes", js, '$("decision").addEventListener("change", update);', "", /grade/),
  fault("none", js, "for (const id of Object.values(panes)) setPane($(id), \"\");", "", /is empty/),
  fault("none", js, "`The library could not be started, so there is no answer: ${error.message}`", '""', /could not be started/),
  fault("paper", css, ".skip, header, main, #brief", ".skip, header, #brief", /main/),
  fault("paper", html, 'id="link-title"', 'id="source"', /an id twice/),
  fault("paper", js, 'sheet: "sheet"', 'sheet: "copied"', /sheet/),
  fault("accessible", css, "--faint: #51565e", "--faint: #9a9fa8", /color-contrast/),
  fault("accessible", css, "--bad: #ff9c94", "--bad: #7b1c1c", /color-contrast/),
  fault("accessible", css, "flex-wrap: wrap", "flex-wrap: nowrap", /too wide/),
  fault("accessible", html, ' lang="en"', "", /html-has-lang/),
  fault("accessible", html, '<label for="decision">Decision</label>', "Decision", /select-name/),
];
