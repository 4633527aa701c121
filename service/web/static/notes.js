// Remarks below an answer, each told once: what a remark says of two places, no figure repeats.

import { citationOf } from "./citations.js";
import { button, h } from "./dom.js";
import { t } from "./messages.js";
import { printed } from "./printed.js";

const CONFLICT = "conflict";

/** The remarks. Of places that disagree one leads to all of them. */
export const remarks = (answer, on) =>
  answer.notes.map((note) => h("p", { className: `note ${note.kind}` }, printed(note.text), " ", places(note, answer, on)));

function places(note, answer, on) {
  if (note.kind !== CONFLICT) return null; // its figures stand above and open there
  const figures = figuresOf(note, answer).filter((figure) => figure.box && citationOf(answer, figure));
  if (on.openAll) return button(t("check_compare"), (event) => on.openAll(figures, event.currentTarget), { className: "inline" });
  return figures.map((figure) => {
    const open = (event) => on.open({ citation: citationOf(answer, figure), figure, opener: event.currentTarget });
    return [button(t("see_page", { page: figure.page, printed: figure.printed }), open, { className: "inline" }), " "];
  });
}

/** The checks of a figure whose difference no remark tells already. */
export function untold(figure, answer) {
  const told = answer.notes
    .filter((note) => note.kind === CONFLICT)
    .map((note) => figuresOf(note, answer))
    .filter((figures) => figures.includes(figure))
    .flatMap((figures) => figures.filter((other) => other !== figure));
  return figure.checks.filter((check) => !told.some((other) => check.detail.includes(other.printed)));
}

const figuresOf = (note, answer) => note.figures.map((index) => answer.figures[index]).filter(Boolean);
