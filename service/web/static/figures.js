// Figures set large, each with what it is, whose, of which year, where it is printed, and how it
// stands to the others.

import { tellings } from "./apart.js";
import { checkBadge } from "./checks.js";
import { citationOf } from "./citations.js";
import { button, h, shortTitle } from "./dom.js";
import { measureWord, t } from "./messages.js";
import { untold } from "./notes.js";
import { grouped } from "./numbers.js";
import { printed } from "./printed.js";

/** The figures that answer, side by side. */
export function figureCards(figures, answer, on) {
  const told = tellings(figures, answer, (figure) => printedAt(figure, answer));
  return h(
    "ul",
    { className: `figures${figures.length === 1 ? " one" : ""}`, "aria-label": t("figures") },
    figures.map((figure) => figureCard(figure, told.get(figure), answer, on)),
  );
}

function figureCard(figure, told, answer, on) {
  return h(
    "li",
    { className: "figure" },
    amount(figure, answer, on),
    h("p", { className: "what" }, printed(named(figure))),
    h("p", { className: "whose" }, printed(whose(figure))),
    h("p", { className: "where" }, printed(printedAt(figure, answer))),
    told && h("p", { className: "where", lang: "zh-CN" }, `“${told}”`),
    figure.derived && h("p", { className: "derived" }, t("derived", { expression: figure.expression })),
    checkBadge(figure.checks, untold(figure, answer), on.compare && ((check, opener) => on.compare(figure, check, opener))),
  );
}

/** The figure itself: a button to its place where it is printed somewhere. */
export function amount(figure, answer, on) {
  const value = [
    h("span", { className: "value" }, figure.value === null ? t("empty") : grouped(figure.value)),
    figure.unit && h("span", { className: "unit" }, printed(figure.unit)),
  ];
  const citation = citationOf(answer, figure);
  if (!figure.box || !citation) return h("p", { className: "amount" }, value);
  return button(value, (event) => on.open({ citation, figure, opener: event.currentTarget }), {
    className: "amount",
    title: t("see_source"),
    "aria-label": t("amount", {
      amount: `${grouped(figure.value ?? "")} ${figure.unit ?? ""}`,
      page: figure.page,
    }),
    "data-page": `${figure.report}/${figure.page}`,
  });
}

/** "差旅费 · 决算数" */
const named = (figure) => [figure.label, measureWord(figure.measure)].filter(Boolean).join(" · ");

/** "2023 年度 · 某局" */
export const whose = (figure) =>
  [figure.year && t("of_year", { year: figure.year }), figure.entity].filter(Boolean).join(" · ");

/** The table or section that prints it, and the page. */
export function printedAt(figure, answer) {
  if (!figure.page) return "";
  return [t("page", { page: figure.page }), placeOf(figure, answer)].filter(Boolean).join(" · ");
}

/** The name of that table or section. */
export function placeOf(figure, answer) {
  const table = figure.table && [figure.table.code, figure.table.title].filter(Boolean).join(" ");
  return shortTitle(table || citationOf(answer, figure)?.section.at(-1) || "");
}

/** What a computed figure was computed from, or what else belongs to it: small, each a button. */
export function furtherFigures(head, figures, answer, on) {
  if (figures.length === 0) return null;
  return h(
    "details",
    { className: "further", open: figures.length < 4 },
    h("summary", {}, head),
    h(
      "ul",
      {},
      figures.map((figure) =>
        h(
          "li",
          {},
          amount(figure, answer, on),
          " ",
          h("span", { className: "where" }, printed([named(figure), whose(figure)].filter(Boolean).join(" · "))),
        ),
      ),
    ),
  );
}
