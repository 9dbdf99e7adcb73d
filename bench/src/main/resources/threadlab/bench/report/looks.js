// The one look that an entrant has everywhere: a colour, a dash and a shape, so that no two need the colour alone.

// SVG paths around (0, 0): the legend draws them as they are, the canvas through Path2D.
const SHAPES = [
  "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
  "M-4.2 -4.2h8.4v8.4h-8.4z",
  "M0 -5.4L5 3.8H-5z",
  "M0 -5.8L5.8 0L0 5.8L-5.8 0z",
  "M0 5.4L5 -3.8H-5z",
  "M-1.8 -5.2h3.6v3.4h3.4v3.6h-3.4v3.4h-3.6v-3.4h-3.4v-3.6h3.4z",
  "M-5 -2.4L-2.4 -5L0 -2.6L2.4 -5L5 -2.4L2.6 0L5 2.4L2.4 5L0 2.6L-2.4 5L-5 2.4L-2.6 0z",
  "M-2.6 -4.8h5.2L5.4 0L2.6 4.8h-5.2L-5.4 0z",
];
const DASHES = [[], [], [], [], [7, 4], [2, 3], [10, 3, 2, 3], [12, 4]];

/** The control is the base once more: its shape, but grey and dashed, for it measures noise and competes with none. */
const CONTROL_LOOK = { shape: SHAPES[0], dash: [3, 3], colour: "c-control" };

/** Beyond eight the colours come again, with other dashes and shapes. */
function lookOf(entrant) {
  const i = contestants.indexOf(entrant);
  const again = i + Math.floor(i / SHAPES.length);
  return i < 0
    ? CONTROL_LOOK
    : {
        shape: SHAPES[again % SHAPES.length],
        dash: DASHES[again % DASHES.length],
        colour: "c" + (i % SHAPES.length),
      };
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.append(...children);
  return node;
}

function mark(entrant) {
  const look = lookOf(entrant);
  return svg(
    "svg",
    { class: "mark " + look.colour, viewBox: "-15 -7 30 14", "aria-hidden": "true" },
    svg("path", {
      d: "M-15 0H15",
      stroke: "currentColor",
      "stroke-width": 2,
      "stroke-dasharray": look.dash.join(" "),
    }),
    svg("path", { d: look.shape, fill: "currentColor" }),
  );
}

/** Mark and name; the control is named as what it is. */
const nameOf = entrant => [
  mark(entrant),
  String(entrant),
  entrant === control ? el("span.tag", "control") : null,
];
