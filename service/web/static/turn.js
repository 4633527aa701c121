// One turn of the conversation as it stands in the page: the question, the slots it was understood
// as, the answer, and what can be taken away from it.

import { questionAddress } from "./addresses.js";
import { answerParts, figuresOf } from "./answer.js";
import { button, h } from "./dom.js";
import { copy, save, toCsv } from "./files.js";
import { figureRows } from "./figuretable.js";
import { t } from "./messages.js";
import { toMarkdown } from "./minutes.js";
import { printed } from "./printed.js";
import { slotChips } from "./slots.js";

/** The question on its own: its answer is still to come. */
export function askedPart({ question, change }) {
  return h(
    "h2",
    { className: "asked" },
    printed(question),
    change && h("span", { className: "change" }, change),
  );
}

/**
 * The card of an answered turn. `on` is that of ``answerParts``; `on.change(turn, slot, value)` asks
 * again with a slot changed, `on.say(text)` tells what was done.
 */
export function answerCard(turn, on) {
  const { answer } = turn;
  return h(
    "article",
    { className: `answer ${answer.status}`, tabIndex: -1, "aria-label": t("answer_to", { question: turn.question }) },
    slotChips(answer.context, (slot, value) => on.change(turn, slot, value)),
    answerParts(answer, on),
    taking(turn, on),
  );
}

function taking(turn, on) {
  const { answer } = turn;
  const figures = figuresOf(answer, "answer").concat(figuresOf(answer, "operand"));
  const done = async (what, told) => {
    await what;
    on.say(told);
  };
  return h(
    "p",
    { className: "taking" },
    button(t("copy_answer"), () => done(copy(toMarkdown([turn])), t("answer_copied")), { className: "inline" }),
    button(t("copy_link"), () => done(copy(linkTo(turn)), t("link_copied")), { className: "inline" }),
    figures.length > 1 &&
      button(t("csv"), () => save(`${turn.question.slice(0, 30)}.csv`, "text/csv", toCsv(figureRows(figures, answer))), {
        className: "inline",
      }),
  );
}

/** An address that asks the same of the same: whom and when it was asked of holds when more is held. */
function linkTo({ question, sent, answer }) {
  const { entity, year } = answer.context;
  return new URL(questionAddress(question, { entity, year, ...sent }), location.href).href;
}
