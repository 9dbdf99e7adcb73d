// The style of each server, as Java puts it into the page: a colour, a dash and a shape.

import { el, svg } from "../common/elements.js";

const PLAIN = { shape: "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z", dash: [], colour: "c-control" };

export const styleOf = (run, server) => run.styles[server] ?? PLAIN;

export function mark(run, server) {
  const { shape, dash, colour } = styleOf(run, server);
  return svg(
    "svg",
    { class: "mark " + colour, viewBox: "-15 -7 30 14", "aria-hidden": "true" },
    svg("path", { d: "M-15 0H15", stroke: "currentColor", "stroke-width": 2, "stroke-dasharray": dash.join(" ") }),
    svg("path", { d: shape, fill: "currentColor" }),
  );
}

/** The mark and the name. */
export const markedName = (run, server) => [mark(run, server), String(server)];

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
