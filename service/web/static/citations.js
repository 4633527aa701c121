// Numbered citations: in the text, and as a list of what each source says.

import { button, h, marked, shortTitle } from "./dom.js";
import { t } from "./messages.js";
import { printed } from "./printed.js";

const SHORT = 90;
const ON_PAPER = { className: "on-paper" }; // said where nothing can be opened
const JOINER = "\u2060"; // no line begins with the number, or with the stop behind it

/** "[2]" in the text becomes the button of citation 2. */
export function withCitations(text, citations, open) {
  return text.split(/(\[\d+\])/).map((part) => {
    const number = Number(/^\[(\d+)\]$/.exec(part)?.[1]);
    const citation = citations.find((one) => one.n === number);
    return citation ? [JOINER, citationButton(citation, open), JOINER] : printed(part);
  });
}

/** The number that opens its source. */
function citationButton(citation, open) {
  return button(String(citation.n), (event) => open({ citation, opener: event.currentTarget }), {
    className: "cite",
    "aria-label": t("cite", { n: citation.n, page: citation.page }),
    "data-page": `${citation.report}/${citation.page}`,
  });
}

/** The citation of a figure, where it has one. */
export const citationOf = (answer, figure) => answer.citations.find((one) => one.n === figure.citation);

/** Where a citation stands, in a line. */
const whereOf = (citation) =>
  [shortTitle(citation.section.at(-1) ?? citation.title), t("page", { page: citation.page })].join(" · ");

/** The list of sources. */
export function sources(citations, open) {
  if (citations.length === 0) return null;
  const several = new Set(citations.map((citation) => citation.report)).size > 1;
  const items = citations.map((citation) =>
    h(
      "li",
      {},
      citationButton(citation, open),
      h(
        "div",
        {},
        h("p", { className: "where" }, h("span", several ? {} : ON_PAPER, printed(`${citation.title} · `)), printed(whereOf(citation))),
        h("p", { className: "snippet", lang: "zh-CN" }, snippet(citation)),
        h("p", { className: "where source-link on-paper" }, new URL(citation.url, location.href).href),
      ),
    ),
  );
  return h(
    "details",
    { className: "sources", open: citations.length < 4 },
    h("summary", {}, t("sources", { count: citations.length })),
    h("ol", { "aria-label": t("sources", { count: citations.length }) }, items),
  );
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
