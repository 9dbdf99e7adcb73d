// Small builders for elements.

/** el("p.note", "text") or el("td", {colspan: 2}, child, ...); strings become text, null is left out. */
function el(kind, ...parts) {
  const [tag, ...classes] = kind.split(".");
  const node = document.createElement(tag);
  node.className = classes.join(" ");
  for (const part of parts.flat(Infinity)) {
    if (part === null || part === undefined) {
      continue;
    }
    if (part instanceof Node || typeof part !== "object") {
      node.append(part);
    } else {
      Object.entries(part).forEach(([name, value]) => node.setAttribute(name, value));
    }
  }
  return node;
}

const missing = () => el("span.none", "no figure");
const dash = () => el("span.none", "–");

function section(title, ...parts) {
  return el("section", el("h2", title), ...parts);
}

/** A table scrolls in a box of its own, so that the page itself never does. */
function scrolling(label, table) {
  return el("div.scroll", { role: "region", tabindex: "0", "aria-label": label }, table);
}

function definitions(pairs) {
  const told = pairs.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return told.length === 0
    ? null
    : el(
        "dl",
        told.map(([name, value]) => [el("dt", name), el("dd", String(value))]),
      );
}

/** Nothing where every round gave the same. */
function rangeLine(value, format) {
  return format(value.low) === format(value.high) ? null : el("span.range", narrowly(value, format));
}

/** A figure of one entrant at one point: its median, and its range over the rounds. */
const cellOf = (value, format) => [format(value.median), rangeLine(value, format)];

/** A head of entrants after one cell. */
const entrantsHead = (first, some) =>
  el(
    "thead",
    el(
      "tr",
      el("th", { scope: "col" }, first),
      some.map(entrant => el("th.name", { scope: "col" }, nameOf(entrant))),
    ),
  );
