// The widget's looks, as a constructed sheet: the page's policy may forbid every inline style.

const CSS = `
:host { all: initial; --paper: #fff; --ground: #f5f5f2; --tint: #eeeeea; --ink: #1b1d20; --soft: #555a62;
  --line: #dcdbd5; --edge: #82868d; --seal: #a8281c; --seal-ink: #fff; --link: #174f8c; --mark: #ffec99; --asked: #e6ecf4;
  --warn: #8a4b00; --warn-tint: #fdf3e3; --desk: #d9d8d3; --bad: #a3170b; --bad-tint: #fdecea; --good: #1a673a; --good-tint: #e8f4ec; }
@media (prefers-color-scheme: dark) {
  :host { --paper: #1c1e21; --ground: #131416; --tint: #26292d; --ink: #ecebe7; --soft: #b0b4bc; --line: #373a3f;
    --edge: #80858d; --seal: #e5796d; --seal-ink: #1a0b09; --link: #93c0f4; --mark: #66560f; --asked: #26364a;
    --warn: #f0b56a; --warn-tint: #35290f; --desk: #0b0c0d; --bad: #f6988c; --bad-tint: #3b1c19; --good: #83d3a1; --good-tint: #15301f; }
}
* { box-sizing: border-box; margin: 0; }
[hidden], .on-paper { display: none !important; }
.launch, .panel { position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; color: var(--ink);
  font: 16px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; }
button:disabled { cursor: default; opacity: .6; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
a, .inline, .plain { color: var(--link); }
ul, ol { padding: 0; list-style: none; }
mark { background: var(--mark); color: inherit; }
.launch { display: flex; align-items: center; gap: 8px; padding: 10px 18px 10px 12px; border: 0; border-radius: 999px;
  background: var(--seal); color: var(--seal-ink); font-weight: 600; box-shadow: 0 4px 16px #0004; }
.seal { display: grid; place-items: center; width: 28px; height: 28px; border-radius: 6px; background: var(--seal-ink); color: var(--seal); }
.panel { display: flex; flex-direction: column; width: min(420px, calc(100vw - 40px)); height: min(640px, calc(100dvh - 40px));
  border: 1px solid var(--line); border-radius: 14px; background: var(--paper); box-shadow: 0 8px 32px #0004; overflow: hidden; }
.head { display: flex; align-items: center; gap: 12px; padding: 8px 8px 8px 16px; border-bottom: 1px solid var(--line); font-size: 14px; }
.head strong { flex: 1; font-size: 16px; }
.plain { min-width: 40px; min-height: 36px; border: 0; background: none; }
.inline { border: 0; padding: 0; background: none; text-decoration: underline; }
.thread { flex: 1; overflow: auto; padding: 16px; overscroll-behavior: contain; }
.turn { margin-top: 16px; }
.asked { width: fit-content; max-width: 85%; margin: 0 0 10px auto; padding: 6px 12px; border-radius: 10px 10px 2px 10px; background: var(--asked); white-space: pre-wrap; overflow-wrap: anywhere; }
.answer > * + * { margin-top: 12px; }
.where, .whose, .derived, summary { color: var(--soft); font-size: 14px; }
summary { cursor: pointer; }
.status { width: fit-content; padding: 0 8px; border-radius: 4px; background: var(--warn-tint); color: var(--warn); font-size: 14px; font-weight: 600; }
.figures { display: grid; gap: 14px; }
.amount { padding: 0; border: 0; background: none; text-align: left; line-height: 1.25; font-variant-numeric: tabular-nums; }
.figures .value { font-size: 32px; font-weight: 650; }
button.amount .value { text-decoration: underline; text-decoration-color: var(--line); text-decoration-thickness: 2px; text-underline-offset: .22em; }
button.amount:hover .value { text-decoration-color: var(--seal); }
.unit { margin-left: 4px; color: var(--soft); }
.what { font-weight: 600; }
.check { margin-top: 6px; font-size: 14px; color: var(--soft); }
.badge { padding: 1px 7px; border-radius: 4px; }
.agrees .badge { background: var(--good-tint); color: var(--good); }
.rounding .badge { background: var(--warn-tint); color: var(--warn); }
.differs .badge { background: var(--bad-tint); color: var(--bad); }
.note { padding: 6px 10px; border-left: 3px solid var(--line); background: var(--ground); font-size: 14px; }
.note.conflict { border-color: var(--warn); background: var(--warn-tint); }
.cite { display: inline-block; min-width: 24px; height: 24px; padding: 0 6px; border: 0; border-radius: 5px; background: var(--tint); color: var(--link); font-size: 13px; font-weight: 600; line-height: 24px; }
.sources { border-top: 1px solid var(--line); padding-top: 10px; }
.sources li { display: flex; gap: 8px; align-items: flex-start; margin-top: 8px; font-size: 14px; }
.questions { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 4px; }
.question { padding: 4px 12px; border: 1px solid var(--line); border-radius: 999px; background: none; color: var(--link); text-align: left; font-size: 14px; }
.choices .question { border-color: var(--seal); }
.scroll { overflow: auto; border: 1px solid var(--line); border-radius: 8px; font-size: 14px; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 6px 8px; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
th { background: var(--tint); white-space: nowrap; }
.sort { border: 0; padding: 0; background: none; font-weight: 600; }
td.amount .where { display: block; }
.failed { padding: 12px; border: 1px solid var(--warn); border-radius: 10px; }
form { display: flex; gap: 8px; padding: 10px; border-top: 1px solid var(--line); }
input { flex: 1; min-width: 0; padding: 8px 12px; border: 1px solid var(--edge); border-radius: 8px; background: var(--paper); }
input::placeholder { color: var(--soft); opacity: 1; }
.primary { padding: 8px 16px; border: 0; border-radius: 8px; background: var(--seal); color: var(--seal-ink); font-weight: 600; }
.source { position: absolute; inset: 0; display: flex; flex-direction: column; background: var(--paper); }
.frame { flex: 1; overflow: auto; background: var(--desk); }
.frame img { display: block; width: 640px; height: auto; }
.quote { max-height: 30%; overflow: auto; padding: 10px 16px; font-size: 14px; }
@media (max-width: 480px) { .panel { inset: auto 0 0; width: 100vw; height: 92dvh; border-radius: 16px 16px 0 0; } }
@media print { .launch, .panel { display: none; } }
`;

/** A sheet of the widget's own. */
export function sheet() {
  const made = new CSSStyleSheet();
  made.replaceSync(CSS);
  return made;
}
