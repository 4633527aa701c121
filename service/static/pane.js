// The source pane: a page's picture with the place marked. Beside the chat on a wide screen, a
// sheet over it on a narrow one.

import { button, h, marked, shortTitle } from "./dom.js";

const WIDE = "(min-width: 60rem)";
const SCALE = 2;

const byId = (id) => document.getElementById(id);
const pane = byId("pane");
let opener = null;

/** Show where a citation, or one figure of it, is printed. */
export function openPane({ citation, figure, opener: from }) {
  opener = from;
  const places = figure
    ? [{ page: figure.page, box: figure.box }]
    : citation.places.length > 0
      ? citation.places
      : [{ page: citation.page, box: null }];
  byId("pane-title").textContent = figure
    ? `${figure.label} ${figure.printed}`
    : shortTitle(citation.section.at(-1) ?? citation.title);
  byId("pane-text").replaceChildren(...marked(citation.text, citation.marks));
  showPlace(citation, places, 0);
  show();
}

/** Close it and go back to what opened it. */
export function closePane() {
  if (!pane.open) return;
  pane.close();
}

function show() {
  if (!pane.open) {
    if (window.matchMedia(WIDE).matches) pane.show();
    else pane.showModal();
  }
  document.body.classList.add("with-pane");
  byId("pane-title").focus();
}

function showPlace(citation, places, index) {
  const { page } = places[index];
  const boxes = places.filter((place) => place.page === page && place.box);
  const query = boxes.map((place) => `box=${place.box.join(",")}`).join("&");
  const base = `/reports/${encodeURIComponent(citation.report)}`;
  const address = `${base}/pages/${page}`;
  byId("pane-where").textContent = `${citation.title} · 第 ${page} 页`;
  byId("pane-page").href = query ? `${address}?${query}` : address;
  byId("pane-pdf").href = `${base}/file#page=${page}`;
  byId("pane-steps").replaceChildren(...steps(citation, places, index));
  loadPicture(`${address}.png?${query}${query ? "&" : ""}scale=${SCALE}`, citation, page, boxes);
}

function steps(citation, places, index) {
  if (places.length < 2) return [];
  const step = (label, to) =>
    button(label, () => showPlace(citation, places, to), { disabled: !places[to], className: "small" });
  return [
    step("上一处", index - 1),
    h("span", {}, ` ${index + 1} / ${places.length} `),
    step("下一处", index + 1),
  ];
}

function loadPicture(source, citation, page, boxes) {
  const frame = byId("pane-picture");
  const picture = h("img", {
    alt: `《${citation.title}》第 ${page} 页，已标出引用之处`,
    decoding: "async",
  });
  frame.replaceChildren(h("p", { className: "where" }, "正在打开原文…"));
  picture.addEventListener("load", () => {
    picture.classList.toggle("landscape", picture.naturalWidth > picture.naturalHeight);
    frame.replaceChildren(picture);
    scrollTo(frame, picture, boxes);
  });
  picture.addEventListener("error", () => {
    frame.replaceChildren(h("p", { className: "notice" }, "原文图片没有打开，请用下方的 PDF 查看。"));
  });
  picture.src = source;
}

/** Bring the first marked place a third down from the top. */
function scrollTo(frame, picture, boxes) {
  if (boxes.length === 0) return;
  const ratio = picture.clientWidth / (picture.naturalWidth / SCALE);
  const [x0, top] = boxes[0].box;
  frame.scrollTop = top * ratio - frame.clientHeight / 3;
  frame.scrollLeft = x0 * ratio - frame.clientWidth / 3;
}

pane.addEventListener("close", () => {
  document.body.classList.remove("with-pane");
  opener?.focus();
  opener = null;
});
byId("pane-close").addEventListener("click", closePane);
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePane();
});
