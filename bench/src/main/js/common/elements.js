// Builds the elements of a page. Strings become text, never markup, because the data is untrusted.

import { rangeText } from "./format.js";

/** el("p.note", "text") or el("td", {colspan: 2}, child, ...); null is left out, arrays are flattened. */
export const el = (kind, ...parts) => {
  const [tag, ...classes] = kind.split(".");
  const element = document.createElement(tag);
  element.className = classes.join(" ");
  return filled(element, parts);
};

export const svg = (tag, ...parts) => filled(document.createElementNS("http://www.w3.org/2000/svg", tag), parts);

function filled(element, parts) {
  for (const part of parts.flat(Infinity)) {
    if (part === null || part === undefined) {
      continue;
    }
    if (typeof part !== "object" || part.nodeType) {
      element.append(part);
    } else {
      Object.entries(part).forEach(([name, value]) => element.setAttribute(name, value));
    }
  }
  return element;
}

export const noValue = () => el("span.none", "no value");
export const dash = () => el("span.none", "–");

export const section = (title, ...parts) => el("section", el("h2", title), ...parts);

/** Wraps a table so that the table scrolls sideways and the page does not. */
export const scrolling = (label, table) =>
  el("div.scroll", { role: "region", tabindex: "0", "aria-label": label }, table);

/** One block that the reader opens and closes. */
export const folded = (kind, isOpen, title, ...parts) =>
  el(kind, isOpen ? { open: "" } : null, el("summary", title), ...parts);

/** A list of names and values, without the pairs that have no value; null if none has one. */
export function definitions(pairs) {
  const present = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return present.length === 0
    ? null
    : el(
        "dl",
        present.map(([name, value]) => [el("dt", name), el("dd", String(value))]),
      );
}

/** The range of the rounds; null where all rounds gave the same. */
export const rangeLine = (value, format) =>
  format(value.low) === format(value.high) ? null : el("span.range", rangeText(value, format));

/** A lower bound says that it is one. */
export const medianText = (value, format) => (value.isBound ? "\u2265\u00a0" : "") + format(value.median);

/** The content of a cell: the median, and the range of the rounds. */
export const medianAndRange = (value, format) => [medianText(value, format), rangeLine(value, format)];
