// What can be done with the whole thread: start a new subject, copy, print, save, clear.

import { button, h } from "./dom.js";
import { copy, save } from "./files.js";
import { t } from "./messages.js";
import { toHtml, toMarkdown, today } from "./minutes.js";

const SLOTS = ["entity", "year", "item", "measure", "basis"];
const byId = (id) => document.getElementById(id);

/** On paper nothing can be unfolded. */
function unfoldForPrint(list) {
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...list.querySelectorAll("details:not([open])")];
    for (const one of folded) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of folded) one.open = false;
  });
}

/** Wires the buttons; `refresh()` of what it gives shows what a follow-up builds on. */
export function installTools({ thread, say, showThread, closePane }) {
  const input = byId("question");
  const list = byId("thread");

  function refresh() {
    const held = SLOTS.map((slot) => thread.context?.[slot]).filter(Boolean);
    byId("follows").hidden = held.length === 0;
    byId("follows-what").textContent = held.join(" · ");
    byId("tools").hidden = thread.turns.length === 0;
  }

  function forget() {
    thread.forget();
    refresh();
    closePane();
    say(t("forgotten"));
    input.focus();
  }

  function clear() {
    const gone = thread.clear();
    closePane();
    showThread();
    say(t("cleared"));
    const undo = button(t("undo"), () => {
      thread.take(gone);
      notice.remove();
      showThread();
    }, { className: "inline" });
    const notice = h("p", { className: "cleared" }, t("cleared"), " ", undo);
    list.before(notice);
    byId("composer").addEventListener("submit", () => notice.remove(), { once: true });
    undo.focus();
  }

  unfoldForPrint(list);

  const name = (suffix) => `${t("minutes_title")}-${today()}.${suffix}`;
  const actions = {
    "new-topic": forget,
    "copy-thread": async () => {
      await copy(toMarkdown(thread.turns));
      say(t("thread_copied"));
    },
    "print-thread": () => window.print(),
    "save-markdown": () => save(name("md"), "text/markdown", toMarkdown(thread.turns)),
    "save-html": () => save(name("html"), "text/html", toHtml(thread.turns)),
    "clear-thread": clear,
  };
  for (const [id, run] of Object.entries(actions)) {
    byId(id).addEventListener("click", () => {
      byId("thread-menu").hidePopover?.();
      run();
    });
  }
  return { refresh };
}
