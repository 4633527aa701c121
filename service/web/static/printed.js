// What reports print is Chinese on every page: where the page is not, it says so, for whatever
// reads it aloud or sets it.

import { h } from "./dom.js";
import { language } from "./messages.js";

const RUN = /([\u2e80-\u9fff](?:[\d\s.,·“”…-]*[\u2e80-\u9fff])*)/;
const CHINESE = "zh-CN";

/** Text as children of an element, its Chinese marked where the page speaks another language. */
export function printed(text) {
  if (language() === CHINESE) return text;
  return text.split(RUN).map((piece, index) => (index % 2 ? h("span", { lang: CHINESE }, piece) : piece));
}
