// Where a figure or a citation is printed, within the widget: the picture is marked by the service.

import { pageAddress, pictureAddress } from "./addresses.js";
import { button, h, marked } from "./dom.js";
import { t } from "./messages.js";

const SCALE = 1.5; // pixels a point

/** The view; `back()` leaves it. */
export function sourceView(citation, figure, back) {
  const places = figure ? [{ page: figure.page, box: figure.box }] : citation.places;
  const page = places[0]?.page ?? citation.page;
  const boxes = places.filter((place) => place.page === page).map((place) => place.box);
  const picture = h("img", { alt: t("picture_of", { title: citation.title, page }) });
  const frame = h("div", { className: "frame", tabIndex: 0, role: "group", "aria-label": t("page", { page }) }, picture);
  picture.addEventListener("load", () => bring(frame, picture, boxes[0]));
  picture.src = pictureAddress(citation.report, page, SCALE, boxes);
  return h(
    "div",
    { className: "source" },
    h(
      "div",
      { className: "head" },
      button(`‹ ${t("back")}`, back, { className: "plain" }),
      h("strong", {}, figure ? figure.printed : t("page", { page })),
      h("a", { href: pageAddress(citation.report, page, boxes), target: "_blank", rel: "noopener" }, t("whole_page")),
    ),
    frame,
    h("p", { className: "quote", lang: "zh-CN" }, marked(citation.text, citation.marks)),
  );
}

/** Bring the place a third down from the top, and into the middle of the width. */
function bring(frame, picture, box) {
  if (!box) return;
  const ratio = picture.clientWidth / (picture.naturalWidth / SCALE);
  frame.scrollTop = box[1] * ratio - frame.clientHeight / 3;
  frame.scrollLeft = ((box[0] + box[2]) / 2) * ratio - frame.clientWidth / 2;
}
