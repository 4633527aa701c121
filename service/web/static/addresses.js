// The addresses of this service that the scripts use. The widget stands on another origin and
// says first where the service is.

import { keep } from "./messages.js";

let origin = "";

/** Ask this origin instead of the page's own. */
export function serveFrom(address) {
  origin = address;
}

/** An address of the interface. */
export const apiAddress = (path) => `${origin}${path}`;

const reportAddress = (report) => `${origin}/reports/${encodeURIComponent(report)}`;
const boxes = (name, list) => list.map((box) => `${name}=${box.join(",")}`);

/** The lasting address of a page with places marked, for people. */
export function pageAddress(report, page, marked = []) {
  const query = boxes("box", marked).join("&");
  return keep(`${reportAddress(report)}/pages/${page}${query && `?${query}`}`);
}

/** A page's picture, `scale` pixels a point; unmarked unless told otherwise. */
export function pictureAddress(report, page, scale, marked = []) {
  const query = [`scale=${scale}`, ...boxes("box", marked)].join("&");
  return `${reportAddress(report)}/pages/${page}.png?${query}`;
}

/** The PDF, opened at a page. */
export const pdfAddress = (report, page) => `${reportAddress(report)}/file#page=${page}`;

/** The chat with a question asked: slots that are set come along. */
export function questionAddress(question, context) {
  const query = new URLSearchParams(question ? { q: question } : {});
  for (const [slot, value] of Object.entries(context ?? {})) {
    if (value === null || value === undefined || value === "") continue;
    for (const one of [value].flat()) query.append(slot, one);
  }
  return keep(`${origin}/?${query}`);
}
