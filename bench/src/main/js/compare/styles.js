// The style of each server: a colour, a dash and a shape, so that no two are told apart by the colour alone.

import { el, svg } from "../common/elements.js";

// SVG paths around (0, 0): the legend has them as they are, the canvas as Path2D.
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

/** The control is the baseline once more: its shape, but grey and dashed, because it only shows the noise. */
const CONTROL = { shape: SHAPES[0], dash: [3, 3], colour: "c-control" };

/** They look the same in every report, whoever else takes part. */
const KNOWN = ["platform", "virtual", "virtual-tuned", "event-loop", "netty-nio", "netty-epoll", "netty-io_uring"];

/** From the ninth style on the colours come again, with other dashes and shapes. */
export function styleOf(run, server) {
  const i = styleNumbers(run.candidates).get(server);
  if (i === undefined) {
    return CONTROL;
  }
  const shifted = i + Math.floor(i / SHAPES.length);
  return {
    shape: SHAPES[shifted % SHAPES.length],
    dash: DASHES[shifted % DASHES.length],
    colour: "c" + (i % SHAPES.length),
  };
}

/** Whoever is not known has the first style that is free: those of known candidates that do not take part come last. */
function styleNumbers(candidates) {
  const present = KNOWN.filter(name => candidates.includes(name));
  const free = [
    SHAPES.length - 1,
    ...KNOWN.flatMap((name, i) => (present.includes(name) ? [] : [i])),
    ...candidates.map((_, i) => SHAPES.length + i),
  ];
  const others = candidates.filter(name => !KNOWN.includes(name));
  return new Map([
    ...present.map(name => [name, KNOWN.indexOf(name)]),
    ...others.map((name, i) => [name, free[i]]),
  ]);
}

export function mark(run, server) {
  const { shape, dash, colour } = styleOf(run, server);
  return svg(
    "svg",
    { class: "mark " + colour, viewBox: "-15 -7 30 14", "aria-hidden": "true" },
    svg("path", { d: "M-15 0H15", stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": dash.join(" ") }),
    svg("path", { d: shape, fill: "currentColor" }),
  );
}

/** The mark and the name; the control is called one. */
export const markedName = (run, server) => [
  mark(run, server),
  String(server),
  server === run.aaControl ? el("span.tag", "control") : null,
];

/** A table's head: one cell, then the servers. */
export const serversHead = (run, first, servers) =>
  el(
    "thead",
    el(
      "tr",
      el("th", { scope: "col" }, first),
      servers.map(server => el("th.name", { scope: "col" }, markedName(run, server))),
    ),
  );
