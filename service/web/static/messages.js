// What the page says, in the reader's language: the server puts it into the page as data.

let data = null;

/** Speak as told instead: the widget stands in a page that is not ours. */
export function speak(told) {
  data = told;
}

function told() {
  data ??= JSON.parse(document.getElementById("script-data").textContent);
  return data;
}

/** The language as HTML names it: "zh-CN" or "en". */
export const language = () => told().language;

/** The language that the service is asked for: "zh" or "en". */
export const tongue = () => language().split("-")[0];

/** A measure (决算数 …) in the reader's language; as it is where it has no other name. */
export const measureWord = (measure) => told().measures?.[measure] ?? measure;

/** The message with its {places} filled; counted ones are chosen by `places.count`. */
export function t(key, places = {}) {
  const found = told().messages[key];
  if (found === undefined) throw new Error(`no message "${key}"`);
  const text = typeof found === "string" ? found : found[places.count === 1 ? "one" : "other"];
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in places ? String(places[name]) : whole));
}

/** An address of this service, with the reader's choice of language and text size passed on. */
export function keep(address) {
  const { kept } = told();
  if (!kept) return address;
  const [path, fragment] = address.split("#");
  const joined = `${path}${path.includes("?") ? "&" : "?"}${kept}`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}
