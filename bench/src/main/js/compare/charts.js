// The charts' frames: title, legend, and the same as a table.

import { el, folded, medianAndRange, medianText, noValue, scrolling, section } from "../common/elements.js";
import { rangeText } from "../common/format.js";
import { capital } from "../common/text.js";
import { description, legendOf } from "./chart-data.js";
import { mark, serversHead } from "./styles.js";

/** More settings than this are folded away: nobody reads through a hundred charts. */
const SETTINGS_IN_FULL = 4;

export function chartSection(run, charts) {
  const { settings, hasBands, x } = run.loads;
  const several = settings.length > 1;
  const block = setting =>
    chartBlock(
      run,
      charts.filter(chart => chart.setting === setting),
    );
  const axis = x.key === "sessions" ? "the number of sessions" : x.axis;
  return section(
    hasBands ? "Charts over " + axis : "Charts",
    el("p.note", several ? null : settings.map(setting => setting.text + ". "), howToRead(hasBands)),
    settings.slice(0, SETTINGS_IN_FULL).map(s => [several ? el("h3.setting", s.text) : null, block(s)]),
    settings.slice(SETTINGS_IN_FULL).map(s => folded("details.setting", false, s.text, block(s))),
  );
}

const howToRead = hasBands =>
  `Points are medians over the rounds; the ${hasBands ? "band" : "bar"} runs from the lowest to the highest round.` +
  (hasBands
    ? " A line breaks where no trial gave a value. Point at a chart to read its values; with more than four servers," +
      " point at a name to see its range."
    : "");

const chartBlock = (run, charts) =>
  charts.length === 0
    ? el("p", "No values.")
    : el(
        "div.charts",
        charts.map(chart => chartFigure(run, chart)),
      );

function chartFigure(run, chart) {
  chart.box = el("div.plot", { role: "img", "aria-label": description(chart) });
  chart.legend = el("ul.legend");
  showLegend(run, chart, null);
  return el(
    "figure",
    el("h3", chart.title + (chart.log ? ", log scale" : "")),
    el("p.note", chart.note),
    chart.box,
    chart.legend,
    folded("details", false, "The same as a table", scrolling(chart.title, chartTable(run, chart))),
  );
}

export function chartTable(run, chart) {
  return el(
    "table",
    el("caption", `${chart.title}: ${chart.middle}, and ${chart.range}`),
    serversHead(run, capital(chart.loads.x.axis), chart.servers),
    el(
      "tbody.compact",
      chart.setting.points.map((load, at) =>
        el(
          "tr",
          el("th", { scope: "row" }, chart.loads.xTick(load)),
          chart.rows.map(row => el("td", row[at] ? medianAndRange(row[at], chart.format) : noValue())),
        ),
      ),
    ),
  );
}

/** A line of the legend; while it is pointed at, the chart shows the range of its server. */
function pointing(chart, server, ...parts) {
  const item = el("li", ...parts);
  const pointAt = which => () => {
    chart.pointedAt = which;
    chart.plot?.redraw(false);
  };
  item.addEventListener("pointerenter", pointAt(server));
  item.addEventListener("pointerleave", pointAt(null));
  return item;
}

/** Shows the values at one place of the x axis, at the last one if the index is null. */
export function showLegend(run, chart, index) {
  const { place, values } = legendOf(chart, index);
  chart.legend.replaceChildren(
    el("li.when", place),
    ...values.map((value, i) =>
      pointing(
        chart,
        chart.servers[i],
        el("span.name", mark(run, chart.servers[i]), el("span", chart.servers[i])),
        el("span.value", value ? medianText(value, chart.format) : noValue()),
        el("span.range", value ? rangeText(value, chart.format) : ""),
      ),
    ),
  );
}
