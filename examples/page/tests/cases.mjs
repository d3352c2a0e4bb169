// Cases at random, the same ones every time: values and lists of them in any order, ranges in every form, much missing.

const values = {
  primary_site: ["sigmoid_colon", "other_colorectal", "elsewhere"],
  liver_metastases: ["absent", "solitary", "multiple"],
  differentiation: ["well", "moderate", "poor", "mixed"],
  ki67: { highest: 100, units: ["%", " %"], bounds: [0, 3, 10, 20, 55, 100] },
  mitoses: { highest: 600, units: ["/2mm2", "/2 mm2", "/2mm²", "/2 mm²"], bounds: [0, 2, 20, 600] },
  ecog: [0, 1, 2, 3, 4],
  primary_tumour: ["resected", "uncomplicated", "complication_imminent", "obstructing", "bleeding", "perforation_risk"],
  chemotherapy: ["not_started", "under_way", "indolent_after", "progressed_after"],
  platinum: ["either", "cisplatin_only", "carboplatin_only", "neither"],
};

/** What keeps a case within the scope of the source, most of the time. */
const likely = {
  primary_site: ["sigmoid_colon", "other_colorectal"],
  liver_metastases: ["solitary", "multiple"],
  differentiation: ["well", "poor"],
};

/** Numbers below `n` (mulberry32). */
function numbers(seed) {
  return (n) => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
  };
}

function shuffled(below, list) {
  const left = [...list];
  return list.map(() => left.splice(below(left.length), 1)[0]);
}

function range(below, { highest, units, bounds }) {
  // At the bounds of the grades as often as elsewhere.
  const hundredths = () => {
    const near = bounds[below(bounds.length)] * 100 + below(3) - 1;
    const number = below(2) === 0 ? near : below(highest * 100 + 1);
    return Math.min(Math.max(number, 0), highest * 100);
  };
  const [low, high] = [hundredths(), hundredths()].sort((one, other) => one - other);
  const unit = units[below(units.length)];
  const told = (number) => `${number / 100}`;
  const forms = [`${told(low)}`, `<=${told(high)}`, `≤${told(high)}`, `>=${told(low)}`, `≥ ${told(low)}`];
  forms.push(`${told(low)}-${told(high)}`, `${told(low)}–${told(high)}`);
  if (high > 0) forms.push(`<${told(high)}`);
  if (low < highest * 100) forms.push(`>${told(low)}`);
  return forms[below(forms.length)] + unit;
}

function finding(below, name) {
  if (name in likely && below(8) > 0) return likely[name][below(likely[name].length)];
  const about = values[name];
  if (!Array.isArray(about)) return range(below, about);
  const some = shuffled(below, about).slice(0, below(3) === 0 ? 1 + below(about.length) : 1);
  return some.length === 1 && below(4) > 0 ? some[0] : some;
}

/** So many cases, as lines of JSON. */
export function cases(count, seed) {
  const below = numbers(seed);
  return Array.from({ length: count }, () => {
    const missing = below(8);
    const names = shuffled(below, Object.keys(values)).filter(() => below(10) + 2 > missing);
    return JSON.stringify(Object.fromEntries(names.map((name) => [name, finding(below, name)])));
  });
}

/** So many complete cases within one, as lines of JSON. */
export function completions(case_, count) {
  const below = numbers(JSON.stringify(case_).length);
  const among = (list) => list[below(list.length)];
  const value = (name) => {
    const about = values[name];
    if (Array.isArray(about)) return among([case_[name] ?? about].flat());
    const { highest, units, bounds } = about;
    const [low, high] = ends(case_[name] ?? ">=0", highest * 100);
    const near = bounds.flatMap((it) => [it * 100 - 1, it * 100, it * 100 + 1]).filter((it) => low <= it && it <= high);
    return `${among([low, high, ...near]) / 100}${units[0]}`;
  };
  const complete = () => JSON.stringify(Object.fromEntries(Object.keys(values).map((name) => [name, value(name)])));
  return Array.from({ length: count }, complete);
}

/** The ends of a canonical range, in hundredths. */
function ends(text, highest) {
  const [first, second = first] = text.match(/[\d.]+/g).map((it) => Math.round(Number(it) * 100));
  const sign = text.match(/^[<>]=?/)?.[0];
  if (!sign) return [first, text.replace("/2mm2", "").includes("-") ? second : first];
  const step = sign.endsWith("=") ? 0 : 1;
  return sign.startsWith("<") ? [0, first - step] : [first + step, highest];
}
