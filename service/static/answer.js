// One Answer of the interface as a card: what is said, its figures, where each stands.

import { button, h, marked, shortTitle } from "./dom.js";

const LABELS = {
  not_disclosed: "未披露",
  not_found: "未找到",
  ambiguous: "需要明确",
  out_of_scope: "不在范围内",
};
const CHECKS = { agrees: "相符", rounding: "四舍五入差异", differs: "不符" };
const SHORT = 90;

/**
 * The card. `open(place)` shows the source: {citation, figure};
 * `ask(question)` asks again.
 */
export function renderAnswer(answer, { open, ask }) {
  const cite = (number) => {
    const citation = answer.citations.find((one) => one.n === number);
    return citation && citationButton(citation, open);
  };
  const shown = answer.figures.filter((figure) => figure.role === "answer");
  return h(
    "article",
    { className: `answer ${answer.status}`, tabIndex: -1, "aria-label": `答：${answer.question}` },
    LABELS[answer.status] && h("p", { className: "status" }, LABELS[answer.status]),
    shown.length > 0 &&
      h("ul", { className: "figures" }, shown.map((figure) => figureItem(figure, answer, open))),
    h("p", { className: "said" }, withCitations(answer.answer, cite)),
    answer.notes.map((note) => h("p", { className: `note ${note.kind}` }, note.text)),
    sources(answer.citations, open),
    questions("您是想问", answer.choices, ask, "choices"),
    questions("还可以问", answer.suggestions, ask, "suggestions"),
  );
}

/** "[2]" in the text becomes the button of citation 2. */
function withCitations(text, cite) {
  return text.split(/(\[\d+\])/).map((part) => {
    const match = /^\[(\d+)\]$/.exec(part);
    return (match && cite(Number(match[1]))) || part;
  });
}

function citationButton(citation, open) {
  return button(String(citation.n), (event) => open({ citation, opener: event.currentTarget }), {
    className: "cite",
    "aria-label": `出处 ${citation.n}：第 ${citation.page} 页`,
  });
}

function figureItem(figure, answer, open) {
  const citation = answer.citations.find((one) => one.n === figure.citation);
  const year = figure.year ? `${figure.year} 年度` : "";
  const value = [
    h("span", { className: "value" }, grouped(figure.value ?? "（空）")),
    h("span", { className: "unit" }, figure.unit ?? ""),
  ];
  const opens = figure.box && citation;
  return h(
    "li",
    { className: "figure" },
    opens
      ? button(value, (event) => open({ citation, figure, opener: event.currentTarget }), {
          className: "amount",
          title: "看原文",
        })
      : h("p", { className: "amount" }, value),
    h("p", { className: "what" }, [figure.label, figure.measure].filter(Boolean).join(" · ")),
    h("p", { className: "whose" }, [year, figure.entity].filter(Boolean).join(" · ")),
    figure.derived && h("p", { className: "derived" }, `计算得出：${figure.expression}`),
    figure.checks.map((check) => checkBadge(check)),
  );
}

function checkBadge(check) {
  const label = CHECKS[check.status] ?? check.status;
  return h("p", { className: `check ${check.status}` }, h("b", {}, label), ` ${check.detail}`);
}

/** Thousands commas for reading; the value itself is left as printed. */
function grouped(value) {
  const [whole, fraction] = value.split(".");
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

function sources(citations, open) {
  if (citations.length === 0) return null;
  const items = citations.map((citation) => {
    const section = shortTitle(citation.section.at(-1) ?? citation.title);
    return h(
      "li",
      {},
      citationButton(citation, open),
      h(
        "div",
        {},
        h("p", { className: "where" }, `${section} · 第 ${citation.page} 页`),
        h("p", { className: "snippet" }, snippet(citation)),
      ),
    );
  });
  return h("ol", { className: "sources", "aria-label": "出处" }, items);
}

/** The sentences that answer, or the beginning. */
function snippet(citation) {
  const text = [...citation.text];
  const first = citation.marks?.[0];
  if (text.length <= SHORT) return marked(citation.text, citation.marks);
  if (!first) return `${text.slice(0, SHORT).join("")}…`;
  const from = Math.max(0, first[0] - 15);
  const to = Math.min(text.length, Math.max(first[1], from + SHORT));
  const inside = (citation.marks ?? [])
    .filter(([, end]) => end <= to)
    .map(([start, end]) => [start - from, end - from]);
  const cut = marked(text.slice(from, to).join(""), inside);
  return [from > 0 && "…", ...cut, to < text.length && "…"];
}

function questions(head, list, ask, className) {
  if (list.length === 0) return null;
  return h(
    "div",
    { className },
    h("p", { className: "where" }, head),
    h(
      "ul",
      { className: "questions", "aria-label": head },
      list.map((text) => h("li", {}, button(text, () => ask(text), { className: "question" }))),
    ),
  );
}
