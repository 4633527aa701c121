// The conversation: send a question with the context of the last answer, show what comes back.
// The server keeps nothing; the thread and its context live in this page.

import { ask as askService, get } from "./api.js";
import { button, h } from "./dom.js";
import { t, tongue } from "./messages.js";
import { closePane, openPane } from "./pane.js";
import { prefetch } from "./picture.js";
import { changeWord, edited } from "./slots.js";
import { citationStops, figureStops, findingStops } from "./stops.js";
import { Thread } from "./thread.js";
import { installTools } from "./tools.js";
import { troubleCard } from "./trouble.js";
import { answerCard, askedPart } from "./turn.js";

const byId = (id) => document.getElementById(id);
const input = byId("question");
const list = byId("thread");
const report = byId("composer").dataset.report || null;
const thread = new Thread();
const MOST_AHEAD = 4; // pages fetched before anyone asks for them
const LONG_MS = 4000; // longer than a person waits without a word
let running = null;

/** Tell a screen reader what the eye sees. */
function say(text) {
  byId("said").textContent = "";
  setTimeout(() => (byId("said").textContent = text), 50);
}

const handlers = (answer) => ({
  ask: (question) => ask({ question, sent: thread.context }),
  open: ({ citation, figure, opener }) =>
    openPane(figure ? figureStops(answer, figure) : citationStops(answer, citation), opener),
  openAll: (figures, opener) => openPane(figureStops(answer, figures[0], figures), opener),
  compare: (figure, check, opener) => compare(answer, figure, check, opener),
  change: (turn, slot, value) =>
    ask({ question: turn.question, sent: edited(turn.sent, slot, value), change: changeWord(slot, value) }),
  say,
});

/** Ask, show what comes, and keep it. `sent` is the context that goes with the question. */
async function ask({ question, sent = null, change = null }) {
  if (running) return;
  byId("welcome").hidden = true;
  const waiting = h("p", { className: "waiting" }, t("waiting"));
  const item = h("div", { className: "turn" }, askedPart({ question, change }), waiting);
  list.append(item);
  item.scrollIntoView({ block: "start" });
  begin();
  const patient = setTimeout(() => {
    waiting.textContent = t("waiting_on");
    say(t("waiting_on"));
  }, LONG_MS);
  try {
    const answer = await askService({ question, context: sent, report }, running.signal);
    const turn = { question, sent, change, answer };
    thread.add(turn);
    waiting.replaceWith(answerCard(turn, handlers(answer)));
    say(`${t("answered")}${answer.answer}`);
    prepare(answer);
  } catch (error) {
    const again = () => {
      item.remove();
      ask({ question, sent, change });
    };
    if (error.name === "AbortError") item.remove();
    else waiting.replaceWith(troubleCard(error, again));
  } finally {
    clearTimeout(patient);
    end();
  }
  item.scrollIntoView({ block: "start" });
}

function begin() {
  running = new AbortController();
  byId("send").hidden = true;
  byId("stop").hidden = false;
}

function end() {
  running = null;
  byId("send").hidden = false;
  byId("stop").hidden = true;
  tools.refresh();
}

/** The pages that will most likely be opened: fetched while the answer is read. */
function prepare(answer) {
  const pages = new Map();
  for (const figure of answer.figures) if (figure.page) pages.set(`${figure.report}/${figure.page}`, figure);
  for (const citation of answer.citations) pages.set(`${citation.report}/${citation.page}`, citation);
  const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 200));
  idle(() => [...pages.values()].slice(0, MOST_AHEAD).forEach((place) => prefetch(place.report, place.page)));
}

for (const approach of ["pointerover", "focusin"]) {
  list.addEventListener(approach, (event) => {
    const place = event.target.closest?.("[data-page]")?.dataset.page?.split("/");
    if (place) prefetch(place[0], Number(place[1]));
  });
}

/** What a check compared: the finding of the audit that rests on this figure. */
async function compare(answer, figure, check, opener) {
  const same = (one) => one.page === figure.page && one.box && one.box.join() === figure.box?.join();
  try {
    const { findings } = await get(`/api/reports/${figure.report}/audit?language=${tongue()}`);
    const resting = findings.filter((one) => one.figures.some(same));
    const finding = resting.find((one) => one.rule === check.rule) ?? resting[0];
    if (!finding) return say(t("compare_none"));
    const citation = answer.citations.find((one) => one.report === figure.report);
    return openPane(findingStops(finding, citation?.title ?? ""), opener);
  } catch (error) {
    return say(error.message);
  }
}

/** The whole thread anew: after a reload, or when it was cleared and is wanted back. */
function showThread() {
  list.replaceChildren(
    ...thread.turns.map((turn) =>
      h("div", { className: "turn" }, askedPart(turn), answerCard(turn, handlers(turn.answer))),
    ),
  );
  byId("welcome").hidden = thread.turns.length > 0;
  tools.refresh();
}

const tools = installTools({ thread, say, showThread, closePane });

byId("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const question = input.value.trim();
  if (!question || running) return;
  input.value = "";
  if (window.matchMedia("(pointer: coarse)").matches) input.blur(); // its keyboard hides the answer
  ask({ question, sent: thread.context });
});
input.addEventListener("keydown", (event) => {
  // Enter that ends a word in an input method is not yet the end of the question.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  byId("composer").requestSubmit();
});
byId("stop").addEventListener("click", () => {
  running?.abort();
  input.focus();
});
for (const suggestion of document.querySelectorAll("#welcome [data-question]")) {
  suggestion.addEventListener("click", (event) => {
    event.preventDefault();
    ask({ question: suggestion.dataset.question, sent: thread.context });
  });
}

/** What the address asks: the server has answered it for whoever runs no scripts. */
function start() {
  thread.restore();
  showThread();
  const served = byId("served");
  if (!served) return list.lastElementChild?.scrollIntoView({ block: "start" });
  const { question, context } = JSON.parse(served.dataset.asked);
  served.remove();
  const last = thread.turns.at(-1);
  const here = new URL(location.href);
  for (const name of [...here.searchParams.keys()]) {
    if (!["lang", "text", "report"].includes(name)) here.searchParams.delete(name);
  }
  history.replaceState(null, "", here);
  if (last?.question === question && JSON.stringify(last.sent) === JSON.stringify(context)) return undefined;
  return ask({ question, sent: context });
}

start();
