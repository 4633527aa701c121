// The turns of the conversation: {question, sent, change, answer}. They live in this tab of the
// browser and nowhere else: they outlast a reload, not the tab, so that a shared computer tells nothing.

const KEY = "wenzhang.thread";
const MOST = 60;

/** Turns and what a follow-up builds on. `sent` is the context that a question went out with. */
export class Thread {
  constructor(storage = sessionStorage) {
    this.storage = storage;
    this.turns = [];
    this.context = null;
  }

  /** What was there before the reload. */
  restore() {
    try {
      const kept = JSON.parse(this.storage.getItem(KEY) ?? "null");
      this.turns = Array.isArray(kept?.turns) ? kept.turns : [];
      this.context = kept?.context ?? null;
    } catch {
      this.turns = []; // storage is forbidden or holds something else: an empty thread
    }
    return this.turns;
  }

  add(turn) {
    this.turns.push(turn);
    this.context = turn.answer.context;
    this.keep();
  }

  /** The next question starts afresh; the turns stay. */
  forget() {
    this.context = null;
    this.keep();
  }

  /** Empty it; gives what was there, for whoever wants it back. */
  clear() {
    const gone = { turns: this.turns, context: this.context };
    this.take({ turns: [], context: null });
    return gone;
  }

  take({ turns, context }) {
    this.turns = turns;
    this.context = context;
    this.keep();
  }

  /** Keep as many of the latest turns as the browser has room for. */
  keep() {
    for (let count = Math.min(this.turns.length, MOST); count >= 0; count = Math.floor(count / 2)) {
      try {
        const turns = this.turns.slice(this.turns.length - count);
        this.storage.setItem(KEY, JSON.stringify({ turns, context: this.context }));
        return;
      } catch {
        if (count === 0) return; // no storage: the thread lasts as long as the page
      }
    }
  }
}
