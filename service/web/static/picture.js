// A page's picture with marks laid over it: one picture serves every place of the page, so going
// from one to the next costs nothing. Boxes are in points from the page's top left corner.

import { pictureAddress } from "./addresses.js";
import { h } from "./dom.js";
import { t } from "./messages.js";

const SCALE = 1.5; // pixels a point, as it is first shown: drawn and sent in a third less time than at 2
const FINER = [3, 4]; // for a closer look, and for screens of fine dots
const STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5]; // 1 fits the width
const LEGIBLE = 0.7; // pixels a point: a page is not shown smaller unless asked for

export class Picture {
  constructor(frame) {
    this.frame = frame;
    this.chosen = null; // the zoom that the reader wants, whatever page it is
    this.marks = [];
    this.shown = null;
    this.wanted = null;
  }

  /** Show a page with marks; resolves when the picture is there. */
  async show({ report, page, marks, title }) {
    this.marks = marks;
    const key = `${report}/${page}`;
    if (this.shown === key) return this.place(true);
    this.wanted = key;
    this.frame.classList.add("loading");
    const image = h("img", { alt: t("picture_of", { title, page }), decoding: "async" });
    image.src = pictureAddress(report, page, SCALE);
    try {
      await image.decode();
    } catch {
      if (this.wanted === key) this.fail();
      return undefined;
    }
    if (this.wanted !== key) return undefined; // another one was asked for meanwhile
    this.shown = key;
    this.image = image;
    this.wantedScale = SCALE;
    this.finer = (scale) => pictureAddress(report, page, scale);
    this.size = { width: image.naturalWidth / SCALE, height: image.naturalHeight / SCALE };
    this.paper = h("div", { className: "page" }, image);
    this.frame.classList.remove("loading");
    this.frame.replaceChildren(this.paper);
    return this.place(true);
  }

  /** Further marks for the same page: heads come a moment after the figure. */
  add(marks) {
    if (marks.length === 0) return;
    this.marks = [...this.marks, ...marks];
    this.place(true);
  }

  fail() {
    this.shown = null;
    this.frame.classList.remove("loading");
    this.frame.replaceChildren(h("p", { className: "notice" }, t("picture_failed")));
  }

  place(scroll) {
    for (const old of this.paper.querySelectorAll(".spot")) old.remove();
    for (const { kind, box } of this.marks) this.paper.append(this.spot(kind, box));
    this.resize();
    if (scroll) this.toMark();
  }

  spot(kind, [x0, top, x1, bottom]) {
    const { width, height } = this.size;
    const element = h("span", { className: `spot ${kind}` });
    const percent = (part, whole) => `${(part / whole) * 100}%`;
    element.style.left = percent(x0, width);
    element.style.top = percent(top, height);
    element.style.width = percent(x1 - x0, width);
    element.style.height = percent(bottom - top, height);
    return element;
  }

  /** How many times wider than the pane the page is shown: 1, unless it would be too small to read. */
  get zoom() {
    const least = this.size ? (LEGIBLE * this.size.width) / this.frame.clientWidth : 1;
    return this.chosen ?? STEPS.find((step) => step >= least) ?? STEPS.at(-1);
  }

  resize() {
    const width = Math.floor(this.frame.clientWidth * this.zoom);
    this.paper.style.width = `${width}px`;
    const needed = (width * window.devicePixelRatio) / this.size.width;
    const scale = needed > SCALE * 1.3 ? FINER.find((one) => one >= needed) ?? FINER.at(-1) : SCALE;
    if (this.image.naturalWidth / this.size.width < scale - 0.1 && this.wantedScale !== scale) this.refine(scale);
  }

  /** A finer picture takes the place of the coarse one when it has come. */
  async refine(scale) {
    this.wantedScale = scale;
    const { paper, image } = this;
    const finer = h("img", { alt: image.alt, decoding: "async", src: this.finer(scale) });
    try {
      await finer.decode();
    } catch {
      return; // the coarse one will do
    }
    if (this.paper !== paper || this.wantedScale !== scale) return; // another page or zoom by now
    this.image.replaceWith(finer);
    this.image = finer;
  }

  /** Bring what is marked into view: with its heads where they fit, else the figure alone. */
  toMark() {
    const [target] = this.marks.filter(({ kind }) => kind === "figure").concat(this.marks);
    if (!target) return this.frame.scrollTo(0, 0);
    const ratio = this.paper.clientWidth / this.size.width;
    const parts = this.marks.filter(({ kind }) => kind !== "passage").map(({ box }) => box);
    const along = (low, high, room) => middle(target.box, parts, low, high, (room - 40) / ratio) * ratio;
    return this.frame.scrollTo({
      left: along(0, 2, this.frame.clientWidth) - this.frame.clientWidth / 2,
      top: along(1, 3, this.frame.clientHeight) - this.frame.clientHeight * 0.45,
      behavior: "instant",
    });
  }

  /** One step closer (+1) or further away (-1); gives the zoom that is now. */
  step(direction) {
    const index = STEPS.indexOf(this.zoom) + direction;
    this.chosen = STEPS[Math.max(0, Math.min(STEPS.length - 1, index))];
    if (this.shown) {
      this.resize();
      this.toMark();
    }
    return this.zoom;
  }
}

/** The middle of all boxes between their edges `low` and `high`; of `box` alone where they exceed `room`. */
function middle(box, boxes, low, high, room) {
  const start = Math.min(box[low], ...boxes.map((each) => each[low]));
  const end = Math.max(box[high], ...boxes.map((each) => each[high]));
  return end - start <= room ? (start + end) / 2 : (box[low] + box[high]) / 2;
}

const fetched = new Set();

/** Have a picture ready before it is asked for. */
export function prefetch(report, page) {
  const address = pictureAddress(report, page, SCALE);
  if (fetched.has(address)) return;
  fetched.add(address);
  h("img", { src: address }).decode().catch(() => fetched.delete(address));
}
