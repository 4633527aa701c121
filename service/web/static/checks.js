// How a figure stands to the others of its report: one badge, with what was compared.

import { button, h } from "./dom.js";
import { t } from "./messages.js";
import { printed } from "./printed.js";

const GRAVITY = { differs: 2, rounding: 1, agrees: 0 };

/**
 * The badge, or nothing where nothing was compared. `untold` are the checks that are not told of
 * elsewhere in the answer; `compare(check)` shows both places.
 */
export function checkBadge(checks, untold, compare) {
  if (checks.length === 0) return null;
  const worst = worstOf(checks);
  const said = untold.filter((check) => check.status === worst.status && check.detail);
  if (worst.status !== "agrees") return disagreement(worst.status, said, compare);
  return h(
    "details",
    { className: "check agrees" },
    h("summary", {}, mark("agrees"), ` ${t("check_count", { count: checks.length })}`),
    h("ul", {}, checks.map((check) => h("li", {}, printed(told(check))))),
  );
}

function disagreement(status, checks, compare) {
  return h(
    "div",
    { className: `check ${status}` },
    h("p", {}, mark(status)),
    checks.map((check) =>
      h(
        "p",
        {},
        printed(check.detail),
        compare && " ",
        compare && button(t("check_compare"), (event) => compare(check, event.currentTarget), { className: "inline" }),
      ),
    ),
  );
}

const worstOf = (checks) => [...checks].sort((a, b) => GRAVITY[b.status] - GRAVITY[a.status])[0];
const mark = (status) => h("b", { className: "badge" }, t(`check_${status}`));

/** The worst status of a figure's checks as a word, for tables and files. */
export function checkWord(checks) {
  return checks.length === 0 ? "" : t(`check_${worstOf(checks).status}`);
}

const told = (check) => [check.title, check.detail].filter(Boolean).join(t("colon")) || check.rule;
