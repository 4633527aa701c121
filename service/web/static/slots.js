// The slots a question was understood as, as chips: changing or removing one asks again.

import { get } from "./api.js";
import { button, h } from "./dom.js";
import { t } from "./messages.js";

const PAUSE = 150; // ms without a key, before names are looked for
const SLOTS = ["entity", "year", "item", "measure", "basis"];
const OFFERED = new Set(["entity", "year", "item", "measure"]); // where open, a chip to fill it

/** The chips. `change(slot, value)` asks again; value null takes the slot away. */
export function slotChips(context, change) {
  if (!SLOTS.some((slot) => context[slot])) return null;
  const chips = SLOTS.filter((slot) => context[slot] || OFFERED.has(slot)).map((slot) =>
    h("li", {}, chip(slot, context[slot], change)),
  );
  return h(
    "div",
    { className: "understood" },
    h("span", { className: "where" }, t("understood")),
    h("ul", { className: "chips", "aria-label": t("understood") }, chips),
  );
}

function chip(slot, value, change) {
  const name = t(`slot_${slot}`);
  const holder = h("span", { className: value ? "chip" : "chip open" });
  const show = () => holder.replaceChildren(...(value ? filled() : [opener(`＋ ${name}`, t("slot_add", { name }))]));
  const opener = (label, spoken) =>
    button(label, () => edit(), { className: "chip-value", "aria-label": spoken });
  const filled = () => [
    opener([h("span", { className: "chip-name" }, name), ` ${value}`], t("slot_change", { name, value })),
    button("×", () => change(slot, null), {
      className: "chip-remove",
      "aria-label": t("slot_remove", { name, value }),
    }),
  ];
  function edit() {
    holder.replaceChildren(editor(slot, name, value, change, close));
    holder.querySelector("input").select();
  }
  function close() {
    show();
    holder.querySelector(".chip-value").focus();
  }
  show();
  return holder;
}

function editor(slot, name, value, change, close) {
  const input = h("input", {
    type: "text",
    value: String(value ?? ""),
    maxLength: 100,
    size: Math.min(28, Math.max(6, String(value ?? "").length * 2)),
    inputMode: slot === "year" ? "numeric" : "text",
    "aria-label": name,
    autocomplete: "off",
  });
  input.setAttribute("list", `known-${slot}`);
  if (slot === "item") input.addEventListener("input", () => offerItems(input.value.trim()));
  const form = h(
    "form",
    { className: "chip-editor" },
    h("span", { className: "chip-name" }, name),
    input,
    h("button", { type: "submit", className: "small" }, t("apply")),
    button(t("cancel"), close, { className: "small" }),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wanted = input.value.trim();
    if (wanted === String(value ?? "")) return close();
    if (slot === "year" && wanted && !/^\d{4}$/.test(wanted)) return complain(input);
    change(slot, wanted === "" ? null : slot === "year" ? Number(wanted) : wanted);
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  return form;
}

let offering = "";

/** Item names that are printed and hold what is typed so far. */
async function offerItems(typed) {
  offering = typed;
  if (!typed) return;
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
  if (offering !== typed) return; // typed on meanwhile
  const { items } = await get(`/api/items?q=${encodeURIComponent(typed)}`).catch(() => ({ items: [] }));
  if (offering !== typed) return;
  document.getElementById("known-item").replaceChildren(...items.map(({ name }) => h("option", { value: name })));
}

function complain(input) {
  input.setCustomValidity(t("year_wanted"));
  input.reportValidity();
  input.addEventListener("input", () => input.setCustomValidity(""), { once: true });
}

/** What a changed slot is called in the thread. */
export function changeWord(slot, value) {
  const name = t(`slot_${slot}`);
  return value === null ? t("slot_removed", { name }) : t("slot_changed", { name, value });
}

/** The context of the same question with one slot changed: that slot outranks its words. */
export function edited(sent, slot, value) {
  const before = sent?.edited ?? [];
  return { ...(sent ?? {}), [slot]: value, edited: [...new Set([...before, slot])] };
}
