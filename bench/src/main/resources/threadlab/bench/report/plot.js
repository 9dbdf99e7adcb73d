// The charts' axes, lines and pointer, by uPlot.

function draw(chart) {
  chart.plot?.destroy();
  const medians = bottomUp(chart.rows).map(row => row.map(p => p && p.median / chart.unit));
  chart.plot = new uPlot(plotOptions(chart), [chart.setting.spots, ...medians], chart.box);
}

function plotOptions(chart) {
  return {
    ...sizeOf(chart.box),
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { show: false },
      move: (plot, left, top) => toNearestPoint(chart, plot, left, top),
      // The charts of a setting have the same x axis, so they point at the same place together.
      sync: { key: "setting " + settings.indexOf(chart.setting), scales: ["x", null] },
    },
    scales: {
      x: { time: false, distr: 3, range: () => xRange(chart.setting) },
      y: { distr: chart.log ? 3 : 1, range: () => yRange(chart) },
    },
    axes: [xAxis(chart), yAxis(chart)],
    series: [{}, ...bottomUp(chart.entrants).map(line)],
    hooks: {
      drawAxes: [plot => drawBackground(plot, chart)],
      draw: [plot => drawPoints(plot, chart)],
      setCursor: [plot => showLegend(chart, plot.cursor.idx)],
    },
  };
}

function line(entrant) {
  const look = lookOf(entrant);
  return { stroke: colourOf(look.colour), width: 2, dash: look.dash, points: { show: false } };
}

/** Room beside the first and the last point; a single one stands in the middle. */
function xRange({ spots }) {
  const min = spots[0];
  const max = spots[spots.length - 1];
  const room = min === max ? 2 : (max / min) ** 0.06;
  return [min / room, max * room];
}

function yRange({ low, high, log }) {
  const room = Math.min(1.3, Math.max(1.03, (high / low) ** 0.08));
  return log ? [low / room, high * room] : [0, high * 1.08 || 1];
}

/** Ticks stand where something was measured, not at powers of ten. */
function xAxis(chart) {
  return {
    ...axisBase(),
    size: 28,
    grid: { show: false },
    label: X.axis,
    labelSize: 20,
    labelGap: 0,
    labelFont: axisBase().font,
    splits: () => chart.setting.spots,
    values: () => roomyLabels(chart.setting, sizeOf(chart.box).width - 70),
  };
}

/** From the right, for the largest number says most; a label that would touch the one after it is left out. */
function roomyLabels(setting, width) {
  const [min, max] = xRange(setting);
  const xOf = spot => (width * Math.log(spot / min)) / Math.log(max / min);
  let free = Infinity;
  return setting.points.reduceRight((labels, point, i) => {
    const text = X.tick(point[X.key]);
    const half = 3.5 * text.length + 4;
    const fits = xOf(setting.spots[i]) + half <= free;
    free = fits ? xOf(setting.spots[i]) - half : free;
    return [fits ? text : "", ...labels];
  }, []);
}

function yAxis(chart) {
  const tick = v => (v === 0 ? "0" : trimmed(chart.format(v * chart.unit)));
  return {
    ...axisBase(),
    grid: { stroke: colourOf("rule"), width: 1 },
    border: { show: false },
    ticks: { show: false },
    gap: 8,
    space: 34,
    ...(chart.log ? { splits: () => logTicks(...yRange(chart)) } : {}),
    values: (plot, splits) => splits.map(tick),
    size: (plot, texts) => 14 + Math.max(0, ...list(texts).map(text => widthOf(plot, text))),
  };
}

const MOST_TICKS = 8;
const WITHIN_A_DECADE = [[1, 1.5, 2, 3, 4, 5, 7], [1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];
const EVEN = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
const NARROW = 4;

/** The finest of the usual steps that leaves room for its labels. A narrow range has even steps, as a ratio wants. */
function logTicks(low, high) {
  const choices =
    high / low < NARROW
      ? EVEN.map(step => multiples(step * 10 ** Math.floor(Math.log10(high)), low, high))
      : WITHIN_A_DECADE.map(steps => stepsOfDecades(steps, low, high));
  return choices.find(ticks => ticks.length <= MOST_TICKS) ?? choices[choices.length - 1];
}

function multiples(step, low, high) {
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (none, i) =>
    Number(((first + i) * step).toPrecision(6)),
  );
}

function stepsOfDecades(steps, low, high) {
  const ticks = [];
  for (let decade = 10 ** Math.floor(Math.log10(low)); decade <= high; decade *= 10) {
    ticks.push(...steps.map(step => step * decade).filter(v => v >= low && v <= high));
  }
  return ticks;
}

function toNearestPoint(chart, plot, left, top) {
  if (left < 0) {
    return [left, top];
  }
  const positions = chart.setting.spots.map(spot => plot.valToPos(spot, "x"));
  return [positions.reduce((best, at) => (Math.abs(at - left) < Math.abs(best - left) ? at : best)), top];
}
