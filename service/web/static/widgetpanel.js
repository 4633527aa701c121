// The chat on a page that is not ours: a button in the corner, a panel over it, all in a shadow.

import { questionAddress, serveFrom } from "./addresses.js";
import { answerParts } from "./answer.js";
import { ask } from "./api.js";
import { button, h } from "./dom.js";
import { speak, t } from "./messages.js";
import { troubleCard } from "./trouble.js";
import { sourceView } from "./widgetsource.js";
import { sheet } from "./widgetstyle.js";

const NAME = "wenzhang-widget";

/** Put the widget into the page, once. */
export function install({ service, told, report }) {
  if (customElements.get(NAME)) return;
  serveFrom(service);
  speak(told);
  customElements.define(NAME, elementFor(report));
  document.body.append(document.createElement(NAME));
}

const elementFor = (report) =>
  class extends HTMLElement {
    connectedCallback() {
      const shadow = this.attachShadow({ mode: "open" });
      shadow.adoptedStyleSheets = [sheet()];
      new Widget(shadow, report);
    }
  };

class Widget {
  constructor(shadow, report) {
    this.report = report;
    this.context = null;
    this.running = false;
    this.build();
    shadow.append(this.launch, this.panel);
    shadow.addEventListener("keydown", (event) => event.key === "Escape" && this.escape());
  }

  build() {
    this.launch = button([h("span", { className: "seal", "aria-hidden": "true" }, "账"), t("launch")], () => this.open(), {
      className: "launch",
      "aria-expanded": "false",
    });
    this.thread = h(
      "div",
      { className: "thread", role: "log", "aria-label": t("thread"), tabIndex: 0 },
      h("p", { className: "where" }, t("welcome")),
    );
    this.input = h("input", {
      type: "text", maxLength: 500, required: true, autocomplete: "off", enterKeyHint: "send",
      placeholder: t("placeholder"), "aria-label": t("question"),
    });
    this.full = h("a", { href: questionAddress("", this.report && { report: this.report }), target: "_blank", rel: "noopener" }, t("full_chat"));
    const form = h("form", {}, this.input, h("button", { type: "submit", className: "primary" }, t("send")));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.panel = h(
      "section",
      { className: "panel", hidden: true, role: "dialog", "aria-label": t("title") },
      h(
        "div",
        { className: "head" },
        h("strong", {}, t("title")),
        this.full,
        button("✕", () => this.close(), { className: "plain", "aria-label": t("close") }),
      ),
      this.thread,
      form,
    );
  }

  open() {
    this.panel.hidden = false;
    this.launch.hidden = true;
    this.launch.setAttribute("aria-expanded", "true");
    this.input.focus();
  }

  close() {
    this.panel.hidden = true;
    this.launch.hidden = false;
    this.launch.setAttribute("aria-expanded", "false");
    this.launch.focus();
  }

  escape() {
    if (this.source) this.back();
    else if (!this.panel.hidden) this.close();
  }

  submit() {
    const question = this.input.value.trim();
    if (!question || this.running) return;
    this.input.value = "";
    this.ask(question, this.context);
  }

  async ask(question, sent) {
    if (this.running) return;
    this.running = true;
    const waiting = h("p", { className: "where" }, t("waiting"));
    const turn = h("div", { className: "turn" }, h("p", { className: "asked" }, question), waiting);
    this.thread.append(turn);
    this.bring(turn);
    try {
      const answer = await ask({ question, context: sent, report: this.report });
      this.context = answer.context;
      this.full.href = questionAddress(question, this.report ? { ...sent, report: this.report } : sent);
      waiting.replaceWith(this.card(answer));
    } catch (error) {
      waiting.replaceWith(troubleCard(error, () => (turn.remove(), this.ask(question, sent))));
    } finally {
      this.running = false;
    }
    this.bring(turn);
  }

  card(answer) {
    const on = {
      ask: (question) => this.ask(question, this.context),
      open: (place) => this.show(place),
    };
    const label = t("answer_to", { question: answer.question });
    return h("article", { className: `answer ${answer.status}`, "aria-label": label }, answerParts(answer, on));
  }

  bring(turn) {
    this.thread.scrollTop = turn.offsetTop - this.thread.offsetTop - 8;
  }

  /** The page with the place marked, in front of the thread. */
  show({ citation, figure, opener }) {
    this.opener = opener;
    this.source?.remove();
    this.source = sourceView(citation, figure, () => this.back());
    for (const behind of this.panel.children) behind.inert = true;
    this.panel.append(this.source);
    this.source.querySelector("button").focus();
  }

  back() {
    this.source.remove();
    this.source = null;
    for (const behind of this.panel.children) behind.inert = false;
    this.opener?.focus();
  }
}
