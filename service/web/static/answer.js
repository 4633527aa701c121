// One Answer of the interface as a card: its figures, what is said, where each stands.

import { sources, withCitations } from "./citations.js";
import { button, h } from "./dom.js";
import { figureCards, furtherFigures } from "./figures.js";
import { figureTable } from "./figuretable.js";
import { t } from "./messages.js";
import { remarks } from "./notes.js";
import { printed } from "./printed.js";

const LABELLED = new Set(["not_disclosed", "not_found", "ambiguous", "out_of_scope"]);
const MOST_CARDS = 4;
const LONG = 140;

/** The figures of an answer that play a role in it. */
export const figuresOf = (answer, role) => answer.figures.filter((figure) => figure.role === role);

/**
 * The card's parts. `on.open({citation, figure, opener})` shows a source, `on.ask(question)` asks,
 * `on.compare(figure, check, opener)`, where there is one, shows what a check compared.
 */
export function answerParts(answer, on) {
  const shown = figuresOf(answer, "answer");
  return [
    LABELLED.has(answer.status) && h("p", { className: "status" }, t(`status_${answer.status}`)),
    shown.length > MOST_CARDS
      ? figureTable(shown, answer, on)
      : shown.length > 0 && figureCards(shown, answer, on),
    said(answer, shown, on),
    furtherFigures(t("operands"), figuresOf(answer, "operand"), answer, on),
    remarks(answer, on),
    questions(t("choose"), answer.choices, on.ask, "choices"),
    furtherFigures(t("related"), figuresOf(answer, "related"), answer, on),
    sources(answer.citations, on.open),
    questions(t("ask_next"), answer.suggestions, on.ask, "suggestions"),
  ];
}

/** Beside a table a long enumeration says nothing new: it folds away. */
function said(answer, shown, on) {
  const text = h("p", { className: "said" }, withCitations(answer.answer, answer.citations, on.open));
  if (shown.length <= MOST_CARDS || answer.answer.length < LONG) return text;
  return h("details", { className: "in-words" }, h("summary", {}, t("in_words")), text);
}

/** Ready questions as buttons. */
export function questions(head, list, ask, className) {
  if (list.length === 0) return null;
  return h(
    "div",
    { className },
    h("p", { className: "where" }, head),
    h(
      "ul",
      { className: "questions", "aria-label": head },
      list.map((text) => h("li", {}, button(printed(text), () => ask(text), { className: "question" }))),
    ),
  );
}
