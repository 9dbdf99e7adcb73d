// A small chart for each resource over time: what was read, where it was steady, and the trend over that.

const READINGS = {
  "open descriptors": "descriptors",
  "threads of the system": "threads",
  "open sessions": "sessions",
  "virtual threads": "virtualThreads",
  "live heap": "liveHeapBytes",
  "direct memory": "directBytes",
  "resident memory": "residentBytes",
};
/** A chart of memory is at least so high, by its level: else it would show noise as mountains. */
const LEAST_HEIGHT = 0.05;

/** Of a short soak in seconds, else in minutes. */
const isShort = Math.max(0, ...samples.map(sample => sample.seconds)) < 180;
const timeOf = sample => sample.seconds / (isShort ? 1 : 60);
const steadyTimes = samples.filter(sample => sample.phase === "steady").map(timeOf);

/** Null where nothing was told. */
function chartOf(drift) {
  const told = samples.filter(sample => number(sample[READINGS[drift.resource]]) !== null);
  const unit = drift.unit === "bytes" ? MIB : 1;
  const values = told.map(sample => sample[READINGS[drift.resource]] / unit);
  return told.length === 0
    ? null
    : { drift, unit, times: told.map(timeOf), values, range: rangeOf(drift, values), plot: null, drawn: 0 };
}

function rangeOf(drift, values) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (drift.unit !== "bytes") {
    return [0, high * 1.1 || 1];
  }
  const room = Math.max((high - low) * 0.1, ((high || 1) * LEAST_HEIGHT - (high - low)) / 2);
  return [Math.max(0, low - room), high + room];
}

const charts = drifts.map(chartOf).filter(chart => chart);

function chartSection() {
  return section(
    "Over time",
    el(
      "p.note",
      `${isShort ? "Seconds" : "Minutes"} since the load began. Shaded: the steady part, over which the trend is drawn.`,
    ),
    el("div.charts.small", charts.map(chartFigure)),
  );
}

function chartFigure(chart) {
  const { drift } = chart;
  const rate = known(drift.perMinute, v => [
    el("br"),
    `${change(drift, v)} a minute (${change(drift, drift.low)} to ${change(drift, drift.high)})`,
  ]);
  chart.box = el("div.plot", {
    role: "img",
    "aria-label": `Chart of ${drift.resource}: ${verdictOf(drift)}. The tables hold the figures.`,
  });
  return el(
    "figure",
    el("h3", drift.resource[0].toUpperCase() + drift.resource.slice(1)),
    el("p.verdictline", el(drift.verdict === "DRIFTS" ? "strong.bad" : "strong", verdictOf(drift)), rate),
    chart.box,
  );
}

function draw(chart) {
  chart.plot?.destroy();
  chart.plot = new uPlot(plotOptions(chart), [chart.times, chart.values], chart.box);
}

function plotOptions(chart) {
  const tick = v => (chart.drift.unit === "bytes" ? tickOfMemory(v) : trimmed(count(v)));
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
        values: (plot, splits) => splits.map(v => trimmed(String(v))),
      },
      {
        ...axisBase(),
        grid: { stroke: colourOf("rule"), width: 1 },
        border: { show: false },
        ticks: { show: false },
        gap: 8,
        space: 34,
        values: (plot, splits) => splits.map(tick),
        size: (plot, texts) => 14 + Math.max(0, ...list(texts).map(text => widthOf(plot, text))),
      },
    ],
    series: [{}, { stroke: colourOf("c0"), width: 1.5, points: { show: true, size: 4, fill: colourOf("c0") } }],
    hooks: { drawAxes: [plot => shadeSteady(plot)], draw: [plot => drawTrend(plot, chart)] },
  };
}

const tickOfMemory = mib =>
  trimmed(mib < 1 ? (1024 * mib).toFixed(1) + NBSP + "KiB" : mib.toFixed(2) + NBSP + "MiB");

function shadeSteady(plot) {
  if (steadyTimes.length > 0) {
    const { ctx } = plot;
    const left = plot.valToPos(steadyTimes[0], "x", true);
    const right = plot.valToPos(steadyTimes[steadyTimes.length - 1], "x", true);
    ctx.save();
    ctx.globalAlpha = 0.5;
    ctx.fillStyle = colourOf("rule");
    ctx.fillRect(left, plot.bbox.top, right - left, plot.bbox.height);
    ctx.restore();
  }
}

/** Through the median of the readings, in the middle of their time. */
function drawTrend(plot, chart) {
  const slope = number(chart.drift.perMinute);
  if (slope !== null) {
    const perTime = isShort ? slope / 60 : slope;
    const [first] = steadyTimes;
    const last = steadyTimes[steadyTimes.length - 1];
    const at = t => plot.valToPos((chart.drift.level + perTime * (t - (first + last) / 2)) / chart.unit, "y", true);
    const { ctx } = plot;
    ctx.save();
    ctx.strokeStyle = colourOf(chart.drift.verdict === "DRIFTS" ? "alarm" : "c1");
    ctx.lineWidth = 2 * uPlot.pxRatio;
    ctx.setLineDash([7 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
    ctx.beginPath();
    ctx.moveTo(plot.valToPos(first, "x", true), at(first));
    ctx.lineTo(plot.valToPos(last, "x", true), at(last));
    ctx.stroke();
    ctx.restore();
  }
  chart.drawn = chart.values.length;
  tellWhatIsDrawn();
}

/** For a check in a browser: it cannot see a canvas, but it can read these. */
function tellWhatIsDrawn() {
  const marks = document.documentElement.dataset;
  marks.boxes = document.querySelectorAll(".plot").length;
  marks.charts = charts.filter(chart => chart.drawn > 0).length;
  marks.points = charts.reduce((sum, chart) => sum + chart.drawn, 0);
}
