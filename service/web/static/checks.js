// How a figure stands to the others of its report: one badge, with what was compared.

import { button, h } from "./dom.js";
import { t } from "./messages.js";

const GRAVITY = { differs: 2, rounding: 1, agrees: 0 };

/** The badge, or nothing where nothing was compared. `compare(check)` shows both places. */
export function checkBadge(checks, compare) {
  if (checks.length === 0) return null;
  const worst = [...checks].sort((a, b) => GRAVITY[b.status] - GRAVITY[a.status])[0];
  const said = checks.filter((check) => check.status === worst.status && check.detail);
  if (worst.status !== "agrees") return disagreement(worst.status, said, compare);
  return h(
    "details",
    { className: "check agrees" },
    h("summary", {}, mark("agrees"), ` ${t("check_count", { count: checks.length })}`),
    h("ul", {}, checks.map((check) => h("li", {}, told(check)))),
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
        check.detail,
        compare && " ",
        compare && button(t("check_compare"), (event) => compare(check, event.currentTarget), { className: "inline" }),
      ),
    ),
  );
}

const mark = (status) => h("b", { className: "badge" }, t(`check_${status}`));

/** The worst status of a figure's checks as a word, for tables and files. */
export function checkWord(checks) {
  if (checks.length === 0) return "";
  const worst = [...checks].sort((a, b) => GRAVITY[b.status] - GRAVITY[a.status])[0];
  return t(`check_${worst.status}`);
}

const told = (check) => [check.title, check.detail].filter(Boolean).join(t("colon")) || check.rule;
