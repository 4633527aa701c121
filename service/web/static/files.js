// Things to take away: a file that the browser saves, text in the clipboard, rows as CSV.

import { h } from "./dom.js";

const BYTE_ORDER_MARK = "\ufeff"; // Excel takes CSV for the system's legacy encoding without it
const NUMBER = /^[+-]?[\d,]*\.?\d+%?$/;

/** Let the browser save text under a name. */
export function save(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = h("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Rows of text for a spreadsheet: quoted where needed, and no text that would be a formula. */
export function toCsv(rows) {
  return BYTE_ORDER_MARK + rows.map((row) => row.map((cell) => field(String(cell))).join(",")).join("\r\n") + "\r\n";
}

function field(text) {
  const inert = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

/** Put text into the clipboard; a page that is not served over HTTPS has no clipboard of its own. */
export async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = h("textarea", { value: text, className: "visually-hidden" });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}
