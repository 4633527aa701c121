// Many figures as a table: sorted by any column, taken away as CSV.

import { tellings } from "./apart.js";
import { checkWord } from "./checks.js";
import { citationOf } from "./citations.js";
import { button, h } from "./dom.js";
import { amount, placeOf, printedAt } from "./figures.js";
import { measureWord, t } from "./messages.js";
import { compareDecimals } from "./numbers.js";
import { printed } from "./printed.js";

const WORDS = new Intl.Collator("zh-CN", { numeric: true });
const words = (read) => (a, b) => WORDS.compare(read(a) ?? "", read(b) ?? "");

/** Amounts in 元 where they are amounts, so that 万元 and 元 sort together. */
const size = (figure) => figure.amount_yuan ?? figure.value;

const COLUMNS = [
  { name: "entity", text: (figure) => figure.entity, compare: words((figure) => figure.entity) },
  { name: "year", text: (figure) => figure.year ?? "", compare: (a, b) => (a.year ?? 0) - (b.year ?? 0) },
  { name: "item", text: (figure) => figure.label, compare: words((figure) => figure.label) },
  { name: "measure", text: (figure) => measureWord(figure.measure), compare: words((figure) => figure.measure) },
  { name: "amount", text: (figure) => figure.value ?? "", compare: (a, b) => compareDecimals(size(a), size(b)) },
  { name: "check", text: (figure) => checkWord(figure.checks), compare: words((figure) => checkWord(figure.checks)) },
];

/** The table; a column that says the same of every figure is left out where it is not needed. */
export function figureTable(figures, answer, on) {
  const columns = COLUMNS.filter(
    ({ name, text }) => name === "amount" || new Set(figures.map(text)).size > 1 || name === "item",
  );
  const places = new Set(figures.map((figure) => placeOf(figure, answer)));
  const source = places.size === 1 ? [...places][0] : ""; // said once, over the table
  /** The place is said where it is another one than that of the row before. */
  const beside = (figure, before) => {
    const same = source || (before && placeOf(before, answer) === placeOf(figure, answer));
    return same ? figure.page && t("page", { page: figure.page }) : printedAt(figure, answer);
  };
  const told = tellings(figures, answer, () => "");
  const body = h("tbody", { role: "rowgroup" });
  const heads = columns.map((column) =>
    h("th", { scope: "col", role: "columnheader", className: column.name }, sorter(column)),
  );
  let order = { name: null, up: true };

  function sorter(column) {
    return button(t(`column_${column.name}`), () => sort(column), { className: "sort" });
  }
  function sort(column) {
    order = { name: column.name, up: order.name === column.name ? !order.up : true };
    fill([...figures].sort((a, b) => column.compare(a, b) * (order.up ? 1 : -1)));
    columns.forEach(({ name }, index) => {
      if (name !== order.name) heads[index].removeAttribute("aria-sort");
      else heads[index].setAttribute("aria-sort", order.up ? "ascending" : "descending");
    });
  }
  function fill(list) {
    const rows = list.map((figure, index) =>
      row(figure, columns, { told: told.get(figure), where: beside(figure, list[index - 1]) }, answer, on),
    );
    body.replaceChildren(...rows);
  }

  fill(figures);
  return h(
    "div",
    { className: "scroll", tabIndex: 0, role: "group", "aria-label": t("figures") },
    // The roles are said because a narrow screen lays the rows out as blocks.
    h(
      "table",
      { className: "data sortable", role: "table" },
      source && h("caption", { className: "where" }, printed(t("taken_from", { source }))),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)),
      body,
    ),
  );
}

function row(figure, columns, { told, where }, answer, on) {
  const small = (text) => text && h("span", { className: "where" }, printed(text));
  const cell = { amount: () => [amount(figure, answer, on), small(where)], item: () => [printed(figure.label), small(told)] };
  return h(
    "tr",
    { role: "row" },
    columns.map(({ name, text }) =>
      h("td", { role: "cell", className: name }, name in cell ? cell[name]() : printed(String(text(figure)))),
    ),
  );
}

/** Every figure with everything that says what it is, as rows of text. */
export function figureRows(figures, answer) {
  const heads = ["entity", "year", "kind", "item", "measure", "amount", "unit", "check", "source", "page", "link"];
  const rows = figures.map((figure) => {
    const citation = citationOf(answer, figure);
    return [
      figure.entity, figure.year ?? "", figure.kind, figure.label, measureWord(figure.measure), figure.value ?? "",
      figure.unit ?? "", checkWord(figure.checks), citation?.title ?? "", figure.page ?? "",
      citation ? new URL(citation.url, location.href).href : "",
    ];
  });
  return [heads.map((name) => t(`column_${name}`)), ...rows];
}
