// The conversation: send a question with the context of the last answer, show what comes back.
// The server keeps nothing; the thread and its context live in this page.

import { renderAnswer } from "./answer.js";
import { button, h } from "./dom.js";
import { closePane, openPane } from "./pane.js";

const SLOTS = { entity: "单位", year: "年度", item: "项目", measure: "口径", basis: "范围" };
const PATIENCE = 30_000;

const byId = (id) => document.getElementById(id);
const input = byId("question");
const thread = byId("thread");
let context = null;
let asking = null;

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const question = input.value.trim();
  if (!question || asking) return;
  input.value = "";
  ask(question);
});

for (const suggestion of document.querySelectorAll("[data-question]")) {
  suggestion.addEventListener("click", () => ask(suggestion.dataset.question));
}

async function ask(question) {
  if (asking) return;
  byId("welcome").hidden = true;
  const turn = h("div", { className: "turn" }, h("p", { className: "asked" }, question));
  const waiting = h("p", { className: "waiting" }, "正在查找…");
  turn.append(waiting);
  thread.append(turn);
  turn.scrollIntoView({ block: "start" });
  asking = question;
  try {
    const answer = await send({ question, context });
    context = answer.context;
    waiting.replaceWith(renderAnswer(answer, { open: openPane, ask }));
    showSlots();
  } catch (error) {
    waiting.replaceWith(failure(error, question, turn));
  } finally {
    asking = null;
  }
  turn.scrollIntoView({ block: "start" });
}

async function send(body) {
  const response = await fetch("/api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const plain = await response.json();
  if (!response.ok) throw new Error(plain.error.message);
  return plain;
}

function failure(error, question, turn) {
  const told = error.name === "Error"; // by the server, in words for people
  const again = () => {
    turn.remove();
    ask(question);
  };
  return h(
    "div",
    { className: "answer failed", role: "alert" },
    h("p", {}, told ? error.message : "没有连上服务，请检查网络后再试。"),
    button("再试一次", again, { className: "question" }),
  );
}

/** What a follow-up will build on, and a way to let go of it. */
function showSlots() {
  const held = Object.entries(SLOTS).filter(([name]) => context?.[name]);
  const slots = byId("slots");
  slots.hidden = held.length === 0;
  slots.replaceChildren(
    h("span", {}, "追问沿用"),
    ...held.map(([name, label]) => h("span", { className: "slot" }, `${label}：${context[name]}`)),
    button("换个话题", forget, { className: "plain" }),
  );
}

function forget() {
  context = null;
  showSlots();
  closePane();
  input.focus();
}
