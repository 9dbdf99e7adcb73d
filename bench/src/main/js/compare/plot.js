// The charts' axes, lines and pointer, by uPlot.

import { axisBase, colourOf, sizeOf, yAxisBase } from "../common/canvas.js";
import { trimZeros } from "../common/format.js";
import { showLegend } from "./charts.js";
import { bottomUp, drawBackground, drawPoints } from "./painting.js";
import { logTicks, nearest, thinned, xRange, yRange } from "./scales.js";
import { styleOf } from "./styles.js";

export function plotOf(run, chart, onDrawn) {
  const medians = bottomUp(chart.rows).map(row => row.map(value => value && value.median / chart.unit));
  return new uPlot(options(run, chart, onDrawn), [chart.setting.positions, ...medians], chart.box);
}

function options(run, chart, onDrawn) {
  return {
    ...sizeOf(chart.box),
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { show: false },
      move: (plot, left, top) => [left < 0 ? left : nearestPixel(chart, plot, left), top],
      // The charts of a setting have the same x axis, so they point at the same place together.
      sync: { key: "setting " + run.loads.settings.indexOf(chart.setting), scales: ["x", null] },
    },
    scales: {
      x: { time: false, distr: 3, range: () => xRange(chart.setting.positions) },
      y: { distr: chart.log ? 3 : 1, range: () => yRange(chart) },
    },
    axes: [xAxis(chart), yAxis(chart)],
    series: [{}, ...bottomUp(chart.servers).map(server => line(run, server))],
    hooks: {
      drawAxes: [plot => drawBackground(plot, run, chart)],
      draw: [plot => onDrawn(drawPoints(plot, run, chart))],
      setCursor: [plot => showLegend(run, chart, plot.cursor.idx)],
    },
  };
}

function line(run, server) {
  const { colour, dash } = styleOf(run, server);
  return { stroke: colourOf(colour), width: 2, dash, points: { show: false } };
}

/** Ticks stand where something was measured, not at powers of ten. */
function xAxis({ setting, loads, box }) {
  return {
    ...axisBase(),
    size: 28,
    grid: { show: false },
    label: loads.x.axis,
    labelSize: 20,
    labelGap: 0,
    labelFont: axisBase().font,
    splits: () => setting.positions,
    values: () =>
      thinned(
        setting.points.map(load => loads.xTick(load)),
        setting.positions,
        sizeOf(box).width - 70,
      ),
  };
}

function yAxis(chart) {
  const label = v => (v === 0 ? "0" : trimZeros(chart.format(v * chart.unit)));
  return {
    ...yAxisBase(),
    ...(chart.log ? { splits: () => logTicks(...yRange(chart)) } : {}),
    values: (plot, splits) => splits.map(label),
  };
}

const nearestPixel = (chart, plot, left) =>
  nearest(
    chart.setting.positions.map(position => plot.valToPos(position, "x")),
    left,
  );
