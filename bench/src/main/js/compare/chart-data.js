// What the charts show. How they look is in charts.js, plot.js and painting.js.

import { medianText } from "../common/elements.js";
import { MIB } from "../common/format.js";
import { capital } from "../common/text.js";
import { CPU, RATE } from "./metrics.js";
import { wantsLog } from "./scales.js";

const LOWER = "Lower is better.";
const METRIC_CHARTS = [
  { key: "capacityPerSecond", note: "Higher is better." },
  { key: RATE, note: "Higher is better." },
  { key: CPU, title: "Server CPU per echo", note: LOWER },
  { key: "responseTimeP99Micros", note: LOWER, mayBeLog: true },
  // In MiB: round numbers of bytes are not round numbers of MiB.
  { key: "serverResidentBytes", title: "Server resident memory", note: LOWER, unit: MIB },
  { key: "firstEchoMaxMillis", note: LOWER + " All sessions begin at once.", mayBeLog: true },
  {
    key: "probeWaitMaxMillis",
    note: LOWER + " Probe sessions come one by one beside the full load.",
    mayBeLog: true,
  },
];

/** The charts of a setting that have at least one value. */
export const chartsOf = (run, setting) =>
  METRIC_CHARTS.map(kind => metricChart(run, setting, kind)).filter(chart => chart);

function metricChart(run, setting, { key, title, note, mayBeLog = false, unit = 1 }) {
  const metric = run.metrics.of(key);
  if (!metric) {
    return null;
  }
  const rows = rowsOf(run.servers, setting, (server, load) => run.spreadOf(metric, server, load));
  const ends = endsOf(rows);
  return (
    ends && {
      ...basics(run, setting, title ?? metric.title, note + noteOnBounds(rows), metric.format),
      servers: run.servers,
      rows,
      unit,
      low: ends.low / unit,
      high: ends.high / unit,
      log: mayBeLog && wantsLog(ends.low, ends.high),
    }
  );
}

const noteOnBounds = rows =>
  rows.flat().some(value => value && value.isBound) ? " An arrow: at least this, since nobody saw the end of it." : "";

const basics = (run, setting, title, note, format) => ({
  setting,
  title,
  note,
  format,
  unit: 1,
  middle: "median over the rounds",
  range: "the lowest and highest round",
  loads: run.loads,
});

/** A row for each server, with a value or null for each load of the setting. */
const rowsOf = (servers, setting, valueOf) => servers.map(server => setting.points.map(load => valueOf(server, load)));

function endsOf(rows) {
  const values = rows.flat().filter(value => value);
  return values.length === 0
    ? null
    : { low: Math.min(...values.map(v => v.low)), high: Math.max(...values.map(v => v.high)) };
}

/** The chart for somebody who cannot see it. */
export function description(chart) {
  const lines = chart.servers.map((server, i) => {
    const shown = chart.rows[i]
      .map((value, at) => {
        const place = chart.loads.xText(chart.setting.points[at]);
        return value && `${medianText(value, chart.format)} at ${place}`;
      })
      .filter(text => text);
    const [first] = shown;
    return `${server}: ${shown.length > 1 ? `from ${first} to ${shown[shown.length - 1]}` : (first ?? "no value")}`;
  });
  return `Chart: ${chart.title}. Across: ${chart.loads.x.axis}. ${lines.join("; ")}. A table below holds all values.`;
}

/** The place on the x axis that a legend shows: the one under the pointer, else the last. */
export function legendOf(chart, index) {
  const at = index ?? chart.setting.points.length - 1;
  return {
    place: capital(chart.loads.xText(chart.setting.points[at])),
    values: chart.rows.map(row => row[at]),
  };
}
