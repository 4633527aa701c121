// Elements without markup: whatever is shown passes through textContent, so text stays text.

/**
 * Make an element. Children are nodes, strings or lists of them; falsy ones are left out.
 * Properties that are no DOM property ("aria-label", "data-x") become attributes.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

/** A button that does something here. */
export function button(label, onclick, properties = {}) {
  return h("button", { type: "button", onclick, ...properties }, label);
}

/** Text with the stretches [start, end) marked; both count characters of the text. */
export function marked(text, stretches = []) {
  const characters = [...text]; // as the server counts them: code points
  const slice = (from, to) => characters.slice(from, to).join("");
  const parts = [];
  let position = 0;
  for (const [start, end] of stretches) {
    parts.push(slice(position, start), h("mark", {}, slice(start, end)));
    position = end;
  }
  return [...parts, slice(position)];
}

/** Some reports print whole sentences as headings: enough of it to know which. */
export function shortTitle(title) {
  return title.length > 36 ? `${title.slice(0, 35)}…` : title;
}
