// A small chart for each resource over time: what was read, where it was steady, and the trend over that part.

import { axisBase, colourOf, sizeOf, yAxisBase } from "../common/canvas.js";
import { el, section } from "../common/elements.js";
import { trimZeros } from "../common/format.js";
import { known } from "../common/json.js";
import { capital } from "../common/text.js";
import { amount, changeOf, intervalOf, verdictOf } from "./soak.js";

export function chartSection(soak, charts) {
  return section(
    "Over time",
    el(
      "p.note",
      (soak.isShort ? "Seconds" : "Minutes") +
        " since the load began. The steady state is shaded; its trend is the dashed line.",
    ),
    el("div.charts.small", charts.map(chartFigure)),
  );
}

function chartFigure(chart) {
  const { drift } = chart;
  const rate = known(drift.trend.perMinute, v => [el("br"), `${changeOf(drift, v)} per minute (${intervalOf(drift)})`]);
  chart.box = el("div.plot", {
    role: "img",
    "aria-label": `Chart of ${drift.resource}: ${verdictOf(drift)}. The tables hold the values.`,
  });
  return el(
    "figure",
    el("h3", capital(String(drift.resource))),
    el("p.verdictline", el(drift.verdict === "DRIFTS" ? "strong.bad" : "strong", verdictOf(drift)), rate),
    chart.box,
  );
}

export const plotOf = (soak, chart, onDrawn) =>
  new uPlot(options(soak, chart, onDrawn), [chart.times, chart.values], chart.box);

function options(soak, chart, onDrawn) {
  return {
    ...sizeOf(chart.box),
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false }, y: { range: () => chart.range } },
    axes: [
      {
        ...axisBase(),
        size: 28,
        space: 40,
        grid: { show: false },
        values: (plot, splits) => splits.map(v => trimZeros(String(v))),
      },
      {
        ...yAxisBase(),
        values: (plot, splits) => splits.map(v => trimZeros(amount(chart.drift, v * chart.unit))),
      },
    ],
    series: [{}, { stroke: colourOf("c0"), width: 1.5, points: { show: false } }],
    hooks: {
      drawAxes: [plot => shadeSteady(plot, soak.steady)],
      draw: [
        plot => {
          drawTrend(plot, chart);
          onDrawn(chart.values.length);
        },
      ],
    },
  };
}

function shadeSteady(plot, steady) {
  if (steady !== null) {
    const { ctx } = plot;
    const left = plot.valToPos(steady.first, "x", true);
    const right = plot.valToPos(steady.last, "x", true);
    ctx.save();
    ctx.globalAlpha = 0.5;
    ctx.fillStyle = colourOf("rule");
    ctx.fillRect(left, plot.bbox.top, right - left, plot.bbox.height);
    ctx.restore();
  }
}

function drawTrend(plot, { trend, drift }) {
  if (trend !== null) {
    const { ctx } = plot;
    ctx.save();
    ctx.strokeStyle = colourOf(drift.verdict === "DRIFTS" ? "alarm" : "c1");
    ctx.lineWidth = 2 * uPlot.pxRatio;
    ctx.setLineDash([7 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
    ctx.beginPath();
    trend.forEach(({ time, value }) => ctx.lineTo(plot.valToPos(time, "x", true), plot.valToPos(value, "y", true)));
    ctx.stroke();
    ctx.restore();
  }
}
