// What is painted on a chart's canvas beside uPlot's lines: bands, bars and points.

import { colourOf, sizeOf } from "../common/canvas.js";
import { styleOf } from "./styles.js";

const MOST_RANGES = 4;

/** The control lies at the bottom and the baseline on top, because all others are compared to the baseline. */
export const bottomUp = rows => [...rows].reverse();

export function drawBackground(plot, run, chart) {
  rowsBottomUp(chart)
    .filter(row => showsRange(chart, row.server))
    .forEach(row => drawBands(plot, run, chart, row));
}

/** Returns the number of points drawn. */
export function drawPoints(plot, run, chart) {
  let drawn = 0;
  rowsBottomUp(chart).forEach(row =>
    pixelsOf(plot, chart, row)
      .filter(point => point)
      .forEach(({ x, y, isBound }) => {
        const { ctx } = plot;
        ctx.save();
        ctx.translate(x, y);
        ctx.scale(uPlot.pxRatio, uPlot.pxRatio);
        if (isBound) {
          drawArrow(ctx, styleOf(run, row.server));
        }
        drawShape(ctx, styleOf(run, row.server));
        ctx.restore();
        drawn++;
      }),
  );
  return drawn;
}

const rowsBottomUp = chart =>
  bottomUp(chart.servers.map((server, index) => ({ server, index, values: chart.rows[index] })));

/** Many ranges upon each other would hide the lines: then there is only that of the server pointed at. */
const showsRange = (chart, server) =>
  chart.servers.length <= MOST_RANGES || !chart.loads.hasBands || chart.pointedAt === server;

/** The values of a row in pixels of the canvas; null where there is none. */
function pixelsOf(plot, chart, { index, values }) {
  const y = v => plot.valToPos(v / chart.unit, "y", true);
  return values.map(
    (value, at) =>
      value && {
        x: plot.valToPos(chart.setting.positions[at], "x", true) + sideStep(chart, index),
        y: y(value.median),
        low: y(value.low),
        high: y(value.high),
        isBound: value.isBound,
      },
  );
}

/** At a single place the servers stand side by side, else they would hide each other. */
function sideStep({ box, servers, setting }, index) {
  const room = Math.min(90, (0.7 * sizeOf(box).width) / servers.length);
  return setting.points.length > 1 ? 0 : (index - (servers.length - 1) / 2) * room * uPlot.pxRatio;
}

/** A band lies between neighbours; a point without a neighbour shows its range as a bar. */
function drawBands(plot, run, chart, row) {
  const { ctx } = plot;
  const points = pixelsOf(plot, chart, row);
  ctx.save();
  ctx.fillStyle = ctx.strokeStyle = colourOf(styleOf(run, row.server).colour);
  ctx.lineWidth = 2 * uPlot.pxRatio;
  points.forEach((here, at) => {
    const next = points[at + 1];
    if (here && next) {
      ctx.globalAlpha = 0.15;
      fillBetween(ctx, here, next);
    } else if (here && !points[at - 1]) {
      ctx.globalAlpha = 0.6;
      strokeBar(ctx, here);
    }
  });
  ctx.restore();
}

function fillBetween(ctx, here, next) {
  ctx.beginPath();
  ctx.moveTo(here.x, here.high);
  ctx.lineTo(next.x, next.high);
  ctx.lineTo(next.x, next.low);
  ctx.lineTo(here.x, here.low);
  ctx.fill();
}

function strokeBar(ctx, { x, low, high }) {
  const cap = 5 * uPlot.pxRatio;
  ctx.beginPath();
  ctx.moveTo(x, low);
  ctx.lineTo(x, high);
  [low, high].forEach(y => {
    ctx.moveTo(x - cap, y);
    ctx.lineTo(x + cap, y);
  });
  ctx.stroke();
}

/** A rim in the colour of the paper keeps points apart that lie on each other. */
function drawShape(ctx, { shape, colour }) {
  const path = new Path2D(shape);
  ctx.strokeStyle = colourOf("paper");
  ctx.lineWidth = 3;
  ctx.stroke(path);
  ctx.fillStyle = colourOf(colour);
  ctx.fill(path);
}

/** From a lower bound upwards, where the value is. */
function drawArrow(ctx, { colour }) {
  ctx.strokeStyle = colourOf(colour);
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(0, -20);
  ctx.moveTo(-5, -14);
  ctx.lineTo(0, -20);
  ctx.lineTo(5, -14);
  ctx.stroke();
}
