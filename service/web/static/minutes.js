// The conversation written down, with every figure's and every citation's source: as Markdown, and
// as a page that opens anywhere.

import { checkWord } from "./checks.js";
import { h } from "./dom.js";
import { whose } from "./figures.js";
import { language, measureWord, t } from "./messages.js";
import { grouped } from "./numbers.js";

const absolute = (address) => new URL(address, location.href).href;
const said = (turn) => (turn.change ? `${turn.question}（${turn.change}）` : turn.question);

/** One turn as blocks: {kind, text, parts?}; both forms are made of them. */
function blocks({ answer, ...turn }) {
  const figures = answer.figures.filter((figure) => figure.role !== "related");
  return [
    { kind: "question", text: said(turn) },
    { kind: "text", text: answer.answer },
    ...figures.map((figure) => ({ kind: "item", text: figureLine(figure) })),
    ...answer.notes.map((note) => ({ kind: "note", text: note.text })),
    ...answer.citations.map((citation) => ({
      kind: "source",
      n: citation.n,
      text: `${citation.title}${citation.section.length ? ` · ${citation.section.at(-1)}` : ""} · ${t("page", { page: citation.page })}`,
      quote: citation.text,
      address: absolute(citation.url),
    })),
  ];
}

function figureLine(figure) {
  const amount = figure.value === null ? t("empty") : `${grouped(figure.value)} ${figure.unit ?? ""}`.trim();
  const about = [figure.label, measureWord(figure.measure), whose(figure), checkWord(figure.checks)].filter(Boolean);
  const source = figure.citation ? ` [${figure.citation}]` : figure.derived ? ` = ${figure.expression}` : "";
  return `${amount}${source} — ${about.join(" · ")}`;
}

const MARKDOWN = {
  question: ({ text }) => `## ${inline(text)}\n`,
  text: ({ text }) => `${inline(text)}\n`,
  item: ({ text }) => `- ${inline(text)}`,
  note: ({ text }) => `\n> ${inline(text)}`,
  source: ({ n, text, quote, address }) => `\n[${n}] [${inline(text)}](${address})  \n“${inline(quote)}”`,
};

/** Characters that mean something to Markdown stand for themselves. */
const inline = (text) => text.replace(/([\\`*_{}<>#|])/g, "\\$1").replace(/\s*\n\s*/g, " ");

/** The turns as Markdown. */
export function toMarkdown(turns) {
  const parts = turns.map((turn) => blocks(turn).map((block) => MARKDOWN[block.kind](block)).join("\n"));
  return `# ${t("minutes_title")}\n\n${t("minutes_made", { date: today(), address: location.origin })}\n\n${parts.join("\n\n")}\n`;
}

const ELEMENTS = {
  question: ({ text }) => h("h2", {}, text),
  text: ({ text }) => h("p", {}, text),
  item: ({ text }) => h("p", { className: "item" }, text),
  note: ({ text }) => h("p", { className: "note" }, text),
  source: ({ n, text, quote, address }) =>
    h("blockquote", {}, h("p", {}, `[${n}] `, h("a", { href: address }, text)), h("p", {}, quote)),
};

const STYLE =
  "body{font:16px/1.7 system-ui,sans-serif;max-width:46em;margin:2em auto;padding:0 1em}" +
  "h2{margin-top:2em}.item{font-weight:600}.note{border-left:3px solid #999;padding-left:1em}" +
  "blockquote{margin:1em 0;padding-left:1em;border-left:3px solid #ddd;color:#444;font-size:.9em}";

/** The turns as a page of its own. */
export function toHtml(turns) {
  const page = document.implementation.createHTMLDocument(t("minutes_title"));
  page.documentElement.lang = language();
  page.head.prepend(h("meta", { charset: "utf-8" }));
  page.body.append(
    h("h1", {}, t("minutes_title")),
    h("p", {}, t("minutes_made", { date: today(), address: location.origin })),
    ...turns.flatMap((turn) => blocks(turn).map((block) => ELEMENTS[block.kind](block))),
  );
  // The sheet goes in as text: the policy of this page lets no script make a style of its own.
  const written = page.documentElement.outerHTML.replace("</head>", `<style>${STYLE}</style></head>`);
  return `<!doctype html>\n${written}`;
}

/** The day as files are named by it. */
export const today = () => new Date().toLocaleDateString("sv-SE");
