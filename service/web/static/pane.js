// The source pane: a page's picture with the place marked, beside the chat on a wide screen, a
// sheet over it on a narrow one.

import { pageAddress, pdfAddress } from "./addresses.js";
import { get } from "./api.js";
import { h, marked } from "./dom.js";
import { copy } from "./files.js";
import { t } from "./messages.js";
import { Picture, prefetch } from "./picture.js";

const WIDE = "(min-width: 60rem)";

const byId = (id) => document.getElementById(id);
const pane = byId("pane");
const picture = new Picture(byId("pane-picture"));
let opener = null;
let stops = [];
let at = 0;

/** Show the stop `start` of `list`; closing goes back to `from`. */
export function openPane({ stops: list, start }, from) {
  if (list.length === 0) return;
  opener = from ?? document.activeElement;
  stops = list;
  show();
  go(Math.max(0, start));
  byId("pane-title").focus({ preventScroll: true });
}

/** Close it and go back to what opened it. */
export function closePane() {
  if (pane.open) pane.close();
}

function show() {
  document.body.classList.add("with-pane");
  if (pane.open) return;
  if (window.matchMedia(WIDE).matches) pane.show();
  else pane.showModal();
}

async function go(index) {
  at = index;
  const { citation, report, page, title, link } = stops[at];
  byId("pane-title").textContent = title;
  byId("pane-where").textContent = `${citation.title} · ${t("page", { page })}`;
  byId("pane-text").replaceChildren(...marked(citation.text, citation.marks));
  byId("pane-page").href = pageAddress(report, page, link);
  byId("pane-pdf").href = pdfAddress(report, page);
  byId("pane-copied").textContent = "";
  showSteps();
  showHeads([]);
  const here = stops[at];
  const ready = picture.show({ ...here, title: citation.title }).then(showZoom);
  const heads = await headsOf(here);
  await ready;
  if (stops[at] !== here) return;
  showHeads(heads);
  picture.add(heads.filter((head) => head.page === page));
  const next = stops[at + 1];
  if (next) prefetch(next.report, next.page);
}

function showSteps() {
  byId("pane-previous").disabled = at === 0;
  byId("pane-next").disabled = at === stops.length - 1;
  byId("pane-count").textContent = t("step", { n: at + 1, count: stops.length });
  byId("pane-steps").hidden = stops.length < 2;
}

/** The heads of the cell that is shown; without them the figure is still marked. */
async function headsOf({ report, page, cell }) {
  if (!cell) return [];
  try {
    return (await get(`/api/reports/${report}/pages/${page}?box=${cell.join(",")}`)).heads;
  } catch {
    return [];
  }
}

/** What the colours mean, with the words that the head cells print. */
function showHeads(heads) {
  const line = (kind) => {
    const cells = heads.filter((head) => head.kind === kind);
    if (cells.length === 0) return null;
    const elsewhere = cells.find((head) => head.page !== stops[at].page);
    return h(
      "li",
      {},
      h("span", { className: `key ${kind}`, "aria-hidden": "true" }),
      `${t(`head_${kind}`)}${cells.map((head) => head.text).join(" › ")}`,
      elsewhere && h("span", { className: "where" }, ` ${t("head_elsewhere", { page: elsewhere.page })}`),
    );
  };
  const figure = stops[at].marks.some(({ kind }) => kind === "figure");
  byId("pane-heads").replaceChildren(
    ...[
      figure && h("li", {}, h("span", { className: "key figure", "aria-hidden": "true" }), t("head_figure")),
      line("row"),
      line("column"),
    ].filter(Boolean),
  );
}

function zoom(direction) {
  picture.step(direction);
  showZoom();
}

const showZoom = () => (byId("pane-zoom").textContent = `${Math.round(picture.zoom * 100)}%`);

async function copyLink() {
  const { report, page, link } = stops[at];
  await copy(new URL(pageAddress(report, page, link), location.href).href);
  byId("pane-copied").textContent = t("link_copied");
}

const KEYS = { "+": () => zoom(1), "=": () => zoom(1), "-": () => zoom(-1), "[": () => step(-1), "]": () => step(1) };
const step = (direction) => stops[at + direction] && go(at + direction);

byId("pane-previous").addEventListener("click", () => step(-1));
byId("pane-next").addEventListener("click", () => step(1));
byId("pane-closer").addEventListener("click", () => zoom(1));
byId("pane-further").addEventListener("click", () => zoom(-1));
byId("pane-link").addEventListener("click", copyLink);
byId("pane-close").addEventListener("click", closePane);
pane.addEventListener("close", () => {
  document.body.classList.remove("with-pane");
  opener?.focus({ preventScroll: true });
  opener = null;
});
pane.addEventListener("click", (event) => {
  if (event.target === pane) closePane(); // the backdrop of the sheet
});
document.addEventListener("keydown", (event) => {
  if (!pane.open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && !event.defaultPrevented) closePane();
  else if (pane.contains(document.activeElement)) KEYS[event.key]?.();
});
window.addEventListener("resize", () => picture.shown && pane.open && picture.resize());
