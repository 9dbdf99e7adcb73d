// All metrics without a verdict, by load: where reasons are looked for.

import { dash, definitions, el, folded, medianAndRange, scrolling, section } from "../common/elements.js";
import { serversHead } from "./styles.js";

/** Servers differ most under the largest load, so that table lies open. */
export function otherMetricsSection(run) {
  const { points, largest } = run.loads;
  return points.length === 0
    ? null
    : section(
        "Other metrics",
        el("p.note", "Reasons are looked for here. No verdict is formed on these metrics."),
        folded("details", false, "What these metrics are", meanings(run)),
        points.map(load => folded("details.point", load === largest, run.loads.text(load), metricsTable(run, load))),
      );
}

const meanings = run =>
  definitions(run.metrics.otherGroups.flatMap(group => group.metrics).map(metric => [metric.title, metric.doc]));

export function metricsTable(run, load) {
  const bodies = run.metrics.otherGroups.map(({ title, metrics }) => ({
    title,
    metrics: metrics.filter(metric => run.servers.some(server => run.spreadOf(metric, server, load))),
  })).filter(group => group.metrics.length > 0);
  return bodies.length === 0
    ? el("p.note", "No values.")
    : scrolling(
        "Other metrics, " + run.loads.text(load),
        el(
          "table.metrics",
          serversHead(run, "Median and range", run.servers),
          bodies.map(group => groupBody(run, group, load)),
        ),
      );
}

const groupBody = (run, { title, metrics }, load) =>
  el(
    "tbody.compact",
    el("tr", el("th.group", { scope: "rowgroup", colspan: run.servers.length + 1 }, el("span", title))),
    metrics.map(metric =>
      el(
        "tr",
        el("th.metric", { scope: "row" }, metric.title),
        run.servers.map(server => {
          const value = run.spreadOf(metric, server, load);
          return el("td", value ? medianAndRange(value, metric.format) : dash());
        }),
      ),
    ),
  );
