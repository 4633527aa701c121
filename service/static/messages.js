// What the page says, in the reader's language: the server puts it into the page as data.

const data = JSON.parse(document.getElementById("script-data").textContent);

/** The language as HTML names it: "zh-CN" or "en". */
export const language = data.language;

/** The message with its {places} filled; counted ones are chosen by `places.count`. */
export function t(key, places = {}) {
  const found = data.messages[key];
  if (found === undefined) throw new Error(`no message "${key}"`);
  const text = typeof found === "string" ? found : found[places.count === 1 ? "one" : "other"];
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in places ? String(places[name]) : whole));
}

/** An address of this service, with the reader's choice of language and text size passed on. */
export function keep(address) {
  if (!data.kept) return address;
  const [path, fragment] = address.split("#");
  const joined = `${path}${path.includes("?") ? "&" : "?"}${data.kept}`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}
