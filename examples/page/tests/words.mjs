// What a reader must see of an answer, told once more: from the library's JSON, with words of its own.

export const findings = {
  primary_site: "primary site",
  liver_metastases: "liver metastases",
  differentiation: "differentiation",
  ki67: "Ki-67 index",
  mitoses: "mitoses per 2 mm²",
  ecog: "ECOG performance status",
  primary_tumour: "primary tumour",
  chemotherapy: "first platinum doublet",
  platinum: "platinum the patient can receive",
};

const values = {
  primary_site: { sigmoid_colon: "sigmoid colon", other_colorectal: "other colon or rectum", elsewhere: "another organ" },
  liver_metastases: { absent: "none", solitary: "one", multiple: "multiple" },
  differentiation: {
    well: "well differentiated", moderate: "moderately differentiated", poor: "poorly differentiated",
    mixed: "a mixed neoplasm (MiNEN)",
  },
  primary_tumour: {
    resected: "resected", uncomplicated: "uncomplicated", complication_imminent: "complication imminent",
    obstructing: "obstructing", bleeding: "bleeding", perforation_risk: "perforated or at risk of it",
  },
  chemotherapy: {
    not_started: "not started", under_way: "under way", indolent_after: "indolent afterwards",
    progressed_after: "progressed on or after it",
  },
  platinum: {
    either: "either drug", cisplatin_only: "cisplatin only", carboplatin_only: "carboplatin only", neither: "neither",
  },
};

const pathways = {
  nec: "neuroendocrine carcinoma (NEC)",
  net: "neuroendocrine tumour (NET) G1/G2",
  net_g3: "neuroendocrine tumour (NET) G3",
  verify_pathology: "verify the pathology first",
  outside_scope: "outside the scope of the source",
};

const therapies = {
  cisplatin_etoposide: "cisplatin + etoposide",
  carboplatin_etoposide: "carboplatin + etoposide",
  folfox: "FOLFOX",
  folfox_bevacizumab: "FOLFOX + bevacizumab",
  folfiri: "FOLFIRI",
  other_colorectal_regimen: "other colorectal regimen",
  lanreotide: "lanreotide",
  octreotide: "octreotide",
  tae: "transarterial embolization (TAE)",
  tace: "transarterial chemoembolization (TACE)",
  tare: "transarterial radioembolization (TARE)",
  ablation: "ablation of liver metastases",
  primary_resection: "resection of the primary tumour",
  debulking: "surgical debulking",
};
const short = {
  ...therapies, tae: "TAE", tace: "TACE", tare: "TARE", ablation: "ablation", primary_resection: "primary resection",
  debulking: "debulking", other_colorectal_regimen: "other regimens",
};

const standings = {
  recommended: "recommended",
  option: "an option",
  consider: "to consider",
  avoid: "ruled out",
  verify_first: "not before the pathology is settled",
  not_applicable: "not applicable any more",
  not_addressed: "not addressed by the source",
};
const signs = {
  recommended: "✓", option: "○", consider: "~", avoid: "✗", verify_first: "!", not_applicable: "–", not_addressed: "–",
};

/** How a condition speaks of a finding. */
const conditions = {
  primary_site: "the primary site is ",
  liver_metastases: "liver metastases: ",
  differentiation: "the tumour is ",
  ki67: "Ki-67 is ",
  mitoses: "mitoses are ",
  ecog: "ECOG is ",
  primary_tumour: "the primary tumour ",
  chemotherapy: "the first platinum doublet ",
  platinum: "the patient can receive ",
};

/** A few words of each gap. */
const gaps = {
  net_g3: "neither class",
  second_line: "after the first platinum regimen",
  platinum_unsuitable: "who can receive neither",
  performance_status: "no limit of fitness",
  unfit_for_resection: "no stoma",
  solitary_metastasis: "single one",
  other_site: "another colorectal primary",
  bowel_emergency: "obstructs, bleeds",
  symptom_control: "hormone symptoms",
  after_first_line: "indolent course",
  receptor_imaging: "receptors",
};

const list = (value) => (Array.isArray(value) ? value : [value]);
const listed = (names, table, between = ", ") => names.map((name) => table[name]).join(between);

/** One value of a finding, as people write it: `3–9.99 %`, `> 20 to 30`. */
export function words(name, value) {
  if (name in values) return listed(list(value), values[name], " or ");
  if (name === "ecog") return `${value}`;
  const number = value.replace(/%|\/2mm2/, "").replace(/^([1-9]\d*)\.01-/, ">$1 to ").replace("-", "–");
  const spaced = number.replace("<=", "≤").replace(">=", "≥").replace(/^[<>≤≥]/, "$&\u{a0}");
  return name === "ki67" ? `${spaced}\u{a0}%` : spaced;
}

/** A decision's name and how it turns out, for the what-if. */
export const outcome = (decision, value) =>
  ({ grade: value.toUpperCase(), pathway: pathways[value] })[decision] ?? standings[value];

/** The pathways that are possible, in words. */
export const pathwaysOf = ({ pathway }) => possible(pathway).map((it) => pathways[it]);

export const possible = (decision) => list(decision.settled ?? decision.open);
const isOpen = (decision) => decision.open !== undefined;
const decisions = (told) => ({ grade: told.grade, pathway: told.pathway, ...told.therapies });
const open = (told) => Object.entries(decisions(told)).filter(([, it]) => isOpen(it)).map(([name]) => name);
const settled = (told) => 16 - open(told).length;
const emergency = (told) => told.gaps.includes("bowel_emergency");

export function needs(told) {
  const needed = new Set(Object.values(decisions(told)).flatMap((it) => it.needs ?? []));
  return Object.keys(findings).filter((name) => needed.has(name));
}

export function summary(told, nothing) {
  const grade = possible(told.grade).map((it) => it.toUpperCase()).join(" or ");
  const needed = needs(told).length > 0 ? ` Needed: ${listed(needs(told), findings)}.` : "";
  return (
    `${nothing ? "Nothing is assessed. " : ""}${emergency(told) ? "A bowel emergency is relieved first (practice, not the source). " : ""}` +
    `Pathway: ${listed(possible(told.pathway), pathways, " or ")}. Grade: ${grade}. ` +
    `${settled(told)} of 16 decisions are settled.${needed}`
  );
}

export function brief(told) {
  const { settled: pathway, open } = told.pathway;
  return (
    `${emergency(told) ? "Bowel emergency first (practice, not the source). " : ""}Answer: ` +
    `${pathway ? pathways[pathway] : `${open.length} pathways possible`}, ${settled(told)} of 16 settled ↓`
  );
}

const never = "✗not to be started either way";

const name = (therapy, standing) =>
  therapy === "primary_resection" && ["recommended", "option", "consider"].includes(standing)
    ? "palliative resection of the primary tumour"
    : therapies[therapy];

/** The name of a therapy where it is marked so. */
export const named = (therapy, marked) => name(therapy, Object.keys(standings).find((it) => mark(it) === marked));

const isHeld = (told) => told.open?.every((it) => it === "avoid" || it === "verify_first");
const mark = (standing) => signs[standing] + standings[standing];

/**
 * The row of a therapy: its name, its standing with its sign, its statements; what was read of an open one is judged. What
 * differs between the pathways that are possible stands below them.
 */
export function row([therapy, told], read, pathway) {
  const standing = told.settled;
  const marked = standing ? mark(standing) : isHeld(told) ? never : "?open";
  const said = standing ? (told.findings ? ["Because the patient cannot receive it."] : []) : turnsOf(told, read.said, pathway);
  const branches = marked === "?open" && isOpen(pathway) ? pathway.open.map((it) => pathways[it]) : [];
  const statements = standing ? (told.statements ?? []).join(" ") : numbers(branches.length > 0 ? [] : read.said);
  return { therapy, name: name(therapy, standing), marked, said, statements, branches };
}

/** The statements named in texts. */
const numbers = (texts) => [...new Set(texts.flatMap((it) => it.match(/\bS\d\d\b/g) ?? []))].sort().join(" ");

/** Whether a row, or what stands below a pathway, tells how a therapy turns out in one complete case, and on which statements. */
export function isTold({ marked, said, statements }, { settled: standing, statements: wanted }) {
  const within = (names) => names.split(" ").every((it) => it === "" || wanted.includes(it));
  const some = wanted.length > 0;
  if (marked === mark(standing)) return within(statements) && (statements !== "") === some;
  const so = said.filter((it) => it.startsWith(standings[standing])).map((it) => numbers([it]));
  return (marked === "?open" || marked === never) && so.some((it) => within(it) && (it !== "") === some) && numbers(said) === statements;
}

/** Before the pathway is known, the list of what is needed; then for each standing the conditions, of what is needed. */
function turnsOf(told, turns, pathway) {
  const { open, needs } = told;
  if (isOpen(pathway) && !isHeld(told)) return [`${listed(open, standings, " or ")}; needs ${listed(needs, findings)}`];
  const text = turns.join("\n");
  const begins = (it, standing) => new RegExp(`^${standings[standing]}( as palliation)? if `).test(it);
  const right =
    turns.every((it) => open.some((standing) => begins(it, standing))) &&
    open.every((standing) => turns.some((it) => begins(it, standing))) &&
    Object.keys(conditions).every((name) => needs.includes(name) === text.includes(conditions[name]));
  return right ? turns : [`${open}; needs ${needs}`];
}

/** The grouped lines, from the rows: each standing in its order, those with the same said of them together. */
export function lines(rows) {
  const order = [never, ...Object.keys(standings).map((it) => signs[it] + standings[it]), "?open"];
  const groups = new Map();
  for (const { name, marked, said, statements } of rows) {
    const key = JSON.stringify([marked, said, statements]);
    groups.set(key, { marked, said, statements, name: groups.has(key) ? `${groups.get(key).name}, ${name}` : name });
  }
  return order.flatMap((marked) => [...groups.values()].filter((it) => it.marked === marked));
}

/** What becomes of the decisions that are open now. */
export function becomes(now, then) {
  const [left, all] = [open(then), decisions(then)];
  const turned = open(now).filter((name) => !left.includes(name));
  const told = isOpen(then.pathway) ? [`pathway: ${listed(then.pathway.open, pathways, " or ")}`] : [];
  for (const it of ["grade", "pathway"]) if (turned.includes(it)) told.push(`${it}: ${outcome(it, all[it].settled)}`);
  for (const standing of Object.keys(standings)) {
    const so = turned.filter((it) => it in therapies && all[it].settled === standing);
    if (so.length > 0) told.push(`${standings[standing]}: ${so.length === 14 ? "every therapy" : listed(so, short)}`);
  }
  told.push(left.length === 0 ? "nothing stays open" : `${left.length} of 16 decisions stay open`);
  return told;
}

/** The pathways among names or words, in order, each once. */
export const ends = (all) => Object.keys(pathways).filter((it) => all.includes(it) || all.includes(pathways[it]));

/** How each sentence begins on what comes before what. */
export function order(told, { chemotherapy = "not_started" }) {
  const pathways = possible(told.pathway);
  const first = ["not_started", "under_way"].some((it) => list(chemotherapy).includes(it));
  return [
    emergency(told) && "A bowel emergency",
    (pathways.includes("nec") || pathways.includes("verify_pathology")) && "The pathology is",
    pathways.includes("nec") && first && "Neither debulking nor",
  ].filter(Boolean);
}

/** What is read beside the answer: whether each gap, reading and divergence is there, in order, and nothing else. */
export function beside(told, lists) {
  assertWords(lists.gaps, told.gaps.map((it) => [gaps[it]]), "gaps");
  assertWords(lists.readings, told.readings.map((it) => [it, "Taken so: ", "Otherwise: "]), "readings");
  assertWords(lists.divergences, told.divergences.map((it) => [`citations-${it}`, "But: "]), "divergences");
  const prognosis = told.prognosis === null ? [] : [told.prognosis.years ? ["years"] : ["5", "11 months"]];
  assertWords(lists.prognosis, prognosis, "prognosis");
}

function assertWords(read, wanted, what) {
  const right = read.length === wanted.length && wanted.every((words, place) => words.every((it) => read[place].includes(it)));
  if (!right) throw new Error(`beside: ${what}: ${JSON.stringify(wanted)}, not ${JSON.stringify(read)}`);
}
