// What tells figures of one name in one place apart: what their rows stand under, or the words
// of the sentence that each stands in.

import { citationOf } from "./citations.js";

const MOST = 56; // characters of a sentence
const END = /[；;。]/;

/** Figure to the words that tell it from its namesakes; figures without namesakes are not in it. */
export function tellings(figures, answer, placeOf) {
  const namesakes = new Map();
  for (const figure of figures) {
    const name = [figure.label, figure.measure, figure.year, figure.entity, placeOf(figure)].join("\n");
    namesakes.set(name, [...(namesakes.get(name) ?? []), figure]);
  }
  const told = new Map();
  for (const group of namesakes.values()) {
    if (group.length < 2) continue;
    const tell = [above, columns, (figure) => clause(figure, answer)].find((one) => parts(group.map(one)));
    if (tell) group.forEach((figure) => told.set(figure, tell(figure)));
  }
  return told;
}

const parts = (texts) => texts.every(Boolean) && new Set(texts).size === texts.length;
const above = (figure) => figure.table?.row.slice(0, -1).join(" › ");
const columns = (figure) => figure.table?.column.join(" › ");

/** The clause of the citation's text that prints the figure. */
function clause(figure, answer) {
  const text = citationOf(answer, figure)?.text ?? "";
  const at = text.indexOf(figure.printed);
  if (at < 0) return "";
  const before = text.slice(0, at).split(END).at(-1);
  const whole = before + text.slice(at).split(END)[0];
  const from = Math.max(0, before.length - MOST / 2);
  const cut = whole.slice(from, from + MOST);
  return [from > 0 && "…", cut.trim(), from + MOST < whole.length && "…"].filter(Boolean).join("");
}
