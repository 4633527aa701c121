// Figures as people read them. They are decimal strings from the page to here: never floats.

/** Thousands commas for reading; the value itself is left as printed. */
export function grouped(value) {
  const [whole, fraction] = value.split(".");
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return fraction === undefined ? spaced : `${spaced}.${fraction}`;
}

/** A figure as printed, with the unit that a table prints over it. */
export const withUnit = ({ printed, unit }) => (unit && !printed.includes(unit) ? `${printed} ${unit}` : printed);

/** Which of two decimal strings is larger: negative, zero or positive. Null comes last. */
export function compareDecimals(left, right) {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  const [a, b] = [parts(left), parts(right)];
  if (a.sign !== b.sign) return a.sign - b.sign;
  const larger = a.whole.length - b.whole.length || order(a.whole, b.whole) || fractions(a, b);
  return larger * a.sign;
}

function parts(value) {
  const [whole, fraction = ""] = value.replace(/^-/, "").split(".");
  return { sign: value.startsWith("-") ? -1 : 1, whole: whole.replace(/^0+(?=\d)/, ""), fraction };
}

function fractions(a, b) {
  const length = Math.max(a.fraction.length, b.fraction.length);
  return order(a.fraction.padEnd(length, "0"), b.fraction.padEnd(length, "0"));
}

const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
