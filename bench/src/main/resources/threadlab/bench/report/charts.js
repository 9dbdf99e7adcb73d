// Four charts over the number of sessions. uPlot draws axes and lines; bands, bars and points are drawn here.

const root = document.documentElement;
const colourOf = name =>
  getComputedStyle(root)
    .getPropertyValue("--" + name)
    .trim();

/** What one chart shows, in plot units: a row per contestant, a point per number of sessions. */
function chartOf(metric) {
  const unit = metric.unit ?? 1;
  const rows = contestants.map(name => sessions.map(n => spreadOf(metric, name, n)));
  const points = rows.flat().filter(p => p);
  const low = Math.min(...points.map(p => p.low)) / unit;
  const high = Math.max(...points.map(p => p.high)) / unit;
  const log = Boolean(metric.mayBeLog) && low > 0 && high / low > 30;
  return { metric, unit, rows, low, high, log, empty: points.length === 0, plot: null, drawn: 0 };
}

function chartFigure(chart) {
  const { metric } = chart;
  chart.box = el("div.plot", { role: "img", "aria-label": chartInWords(chart) });
  chart.legend = el("ul.legend");
  return el(
    "figure",
    el("h3", metric.title + (chart.log ? ", log scale" : "")),
    el("p.note", metric.wish),
    chart.box,
    chart.legend,
    metric === RATE ? loadLimitNote() : null,
    el("details", el("summary", "The same as a table"), scrolling(metric.title, chartTable(chart))),
  );
}

function chartInWords({ metric, rows }) {
  const lines = rows.map((row, i) => {
    const shown = row
      .map((p, at) => p && `${metric.format(p.median)} at ${sessionsText(sessions[at])}`)
      .filter(p => p);
    const [first] = shown;
    const extent = shown.length > 1 ? `from ${first} to ${shown[shown.length - 1]}` : (first ?? "no figure");
    return `${contestants[i]}: ${extent}`;
  });
  return `Chart: ${metric.title} over the number of sessions. ${lines.join("; ")}. A table below holds all figures.`;
}

function chartTable({ metric, rows }) {
  return el(
    "table",
    el("caption", `${metric.title}: median over the rounds, and the lowest and highest round`),
    el(
      "thead",
      el(
        "tr",
        el("th", { scope: "col" }, "Sessions"),
        contestants.map(name => el("th.name", { scope: "col" }, name)),
      ),
    ),
    el(
      "tbody.compact",
      sessions.map((n, at) =>
        el(
          "tr",
          el("th", { scope: "row" }, count(n)),
          rows.map(row =>
            el("td", row[at] ? [metric.format(row[at].median), rangeLine(row[at], metric.format)] : missing()),
          ),
        ),
      ),
    ),
  );
}

/** Where the load generator has no CPU left, throughput says little about the server. */
function loadLimitNote() {
  const measured = trials.filter(t => figure(t.loadCpuShare) !== null);
  const limited = measured.filter(t => t.loadCpuShare >= 0.9).length;
  return limited === 0
    ? null
    : el(
        "p.note",
        `In ${limited} of ${measured.length} trials the load generator's CPU share` +
          ` was 90${NBSP}% or more. There this figure may show its limit instead of the server's.`,
      );
}

/** Figures at one number of sessions: that under the pointer, else the largest. */
function showLegend(chart, index) {
  const at = index ?? sessions.length - 1;
  chart.legend.replaceChildren(
    el("li.when", "At " + sessionsText(sessions[at])),
    ...contestants.map((name, i) => {
      const point = chart.rows[i][at];
      return el(
        "li",
        el("span.name", mark(name), name),
        el("span.value", point ? chart.metric.format(point.median) : missing()),
        el("span.range", point ? narrowly(point, chart.metric.format) : ""),
      );
    }),
  );
}

function draw(chart) {
  chart.plot?.destroy();
  if (chart.empty) {
    chart.box.classList.add("empty");
    chart.box.textContent = "No figures.";
    return;
  }
  const medians = chart.rows.map(row => row.map(p => p && p.median / chart.unit));
  chart.plot = new uPlot(plotOptions(chart), [sessions, ...medians], chart.box);
  showLegend(chart, null);
}

function plotOptions(chart) {
  return {
    width: chart.box.clientWidth,
    height: chart.box.clientHeight,
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { show: false },
      move: toNearestSessions,
      // All charts have the same x axis, so they point at the same number of sessions together.
      sync: { key: "sessions", scales: ["x", null] },
    },
    scales: {
      x: { time: false, distr: 3, range: () => xRange() },
      y: {
        distr: chart.log ? 3 : 1,
        range: () => (chart.log ? [chart.low / 1.3, chart.high * 1.3] : [0, chart.high * 1.08 || 1]),
      },
    },
    axes: [xAxis(chart), yAxis(chart)],
    series: [{}, ...contestants.map((name, i) => line(i))],
    hooks: {
      drawAxes: [plot => chart.rows.forEach((row, i) => drawBands(plot, chart, row, i))],
      draw: [plot => drawPoints(plot, chart)],
      setCursor: [plot => showLegend(chart, plot.cursor.idx)],
    },
  };
}

function line(i) {
  const look = lookOf(i);
  return { stroke: colourOf(look.colour), width: 2, dash: look.dash, points: { show: false } };
}

/** Room beside the first and the last point; a single number of sessions stands in the middle. */
function xRange() {
  const min = sessions[0];
  const max = sessions[sessions.length - 1];
  const room = min === max ? 2 : (max / min) ** 0.06;
  return [min / room, max * room];
}

const axisBase = () => ({
  stroke: colourOf("muted"),
  font: "12px " + getComputedStyle(document.body).fontFamily,
  ticks: { stroke: colourOf("rule"), width: 1, size: 5 },
  border: { show: true, stroke: colourOf("rule"), width: 1 },
  filter: (plot, splits) => splits,
});

/** Ticks stand where something was measured, not at powers of ten. */
function xAxis(chart) {
  return {
    ...axisBase(),
    size: 28,
    grid: { show: false },
    label: "sessions",
    labelSize: 20,
    labelGap: 0,
    labelFont: axisBase().font,
    splits: () => sessions,
    values: () => roomyLabels(chart.box.clientWidth - 70),
  };
}

/** From the right, for the largest number says most; a label that would touch the one after it is left out. */
function roomyLabels(width) {
  const [min, max] = xRange();
  const xOf = n => (width * Math.log(n / min)) / Math.log(max / min);
  let free = Infinity;
  return sessions.map(count).reduceRight((labels, text, i) => {
    const half = 3.5 * text.length + 4;
    const fits = xOf(sessions[i]) + half <= free;
    free = fits ? xOf(sessions[i]) - half : free;
    return [fits ? text : "", ...labels];
  }, []);
}

function yAxis(chart) {
  const tick = v => (v === 0 ? "0" : trimmed(chart.metric.format(v * chart.unit)));
  return {
    ...axisBase(),
    grid: { stroke: colourOf("rule"), width: 1 },
    border: { show: false },
    ticks: { show: false },
    gap: 8,
    space: 34,
    ...(chart.log ? { splits: () => logTicks(chart.low / 1.3, chart.high * 1.3) } : {}),
    values: (plot, splits) => splits.map(tick),
    size: (plot, texts) => 14 + Math.max(0, ...list(texts).map(text => widthOf(plot, text))),
  };
}

function widthOf(plot, text) {
  plot.ctx.save();
  plot.ctx.font = axisBase().font;
  const { width } = plot.ctx.measureText(text);
  plot.ctx.restore();
  return width;
}

/** 1, 2 and 5 in each decade, or the decades alone where there are more than two. */
function logTicks(low, high) {
  const steps = high / low > 100 ? [1] : [1, 2, 5];
  const ticks = [];
  for (let decade = 10 ** Math.floor(Math.log10(low)); decade <= high; decade *= 10) {
    ticks.push(...steps.map(step => step * decade).filter(v => v >= low && v <= high));
  }
  return ticks;
}

function toNearestSessions(plot, left, top) {
  if (left < 0) {
    return [left, top];
  }
  const positions = sessions.map(n => plot.valToPos(n, "x"));
  return [positions.reduce((best, at) => (Math.abs(at - left) < Math.abs(best - left) ? at : best)), top];
}

/** At a single number of sessions the contestants stand side by side, else they would hide each other. */
function sideStep(i) {
  return sessions.length > 1 ? 0 : (i - (contestants.length - 1) / 2) * 26 * uPlot.pxRatio;
}

function placeOf(plot, chart, row, i) {
  const y = v => plot.valToPos(v / chart.unit, "y", true);
  return row.map(
    (p, at) =>
      p && {
        x: plot.valToPos(sessions[at], "x", true) + sideStep(i),
        y: y(p.median),
        low: y(p.low),
        high: y(p.high),
      },
  );
}

/** A band between neighbours; a point without neighbours shows its range as a bar. */
function drawBands(plot, chart, row, i) {
  const { ctx } = plot;
  const places = placeOf(plot, chart, row, i);
  ctx.save();
  ctx.fillStyle = ctx.strokeStyle = colourOf(lookOf(i).colour);
  ctx.lineWidth = 2 * uPlot.pxRatio;
  places.forEach((here, at) => {
    const next = places[at + 1];
    if (here && next) {
      ctx.globalAlpha = 0.15;
      fillBetween(ctx, here, next);
    } else if (here && !places[at - 1]) {
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

function drawPoints(plot, chart) {
  const { ctx } = plot;
  chart.drawn = 0;
  chart.rows.forEach((row, i) =>
    placeOf(plot, chart, row, i)
      .filter(p => p)
      .forEach(({ x, y }) => {
        ctx.save();
        ctx.translate(x, y);
        ctx.scale(uPlot.pxRatio, uPlot.pxRatio);
        drawShape(ctx, lookOf(i));
        ctx.restore();
        chart.drawn++;
      }),
  );
  tellWhatIsDrawn();
}

/** A rim in the colour of the paper keeps points apart that lie on each other. */
function drawShape(ctx, look) {
  const shape = new Path2D(look.shape);
  ctx.strokeStyle = colourOf("paper");
  ctx.lineWidth = 3;
  ctx.stroke(shape);
  ctx.fillStyle = colourOf(look.colour);
  ctx.fill(shape);
}

/** For a check in a browser: it cannot see a canvas, but it can read these. */
function tellWhatIsDrawn() {
  root.dataset.charts = charts.filter(c => c.drawn > 0).length;
  root.dataset.points = charts.reduce((sum, c) => sum + c.drawn, 0);
}

const charts = CHARTS.map(chartOf);

function chartSection() {
  return section(
    sessions.length === 1 ? "At " + sessionsText(sessions[0]) : "Over the number of sessions",
    el(
      "p.note",
      sessions.length === 1
        ? "Points are medians over the rounds; the bar runs from the lowest to the highest round."
        : "Points are medians over the rounds; the band runs from the lowest to the highest round. A line breaks" +
            " where no trial gave a figure. Point at a chart to read its figures.",
    ),
    el("div.charts", charts.map(chartFigure)),
  );
}

function keepChartsDrawn() {
  const drawAll = () => charts.forEach(draw);
  drawAll();
  const sizes = new ResizeObserver(() =>
    charts.forEach(({ plot, box }) => {
      if (plot && (plot.width !== box.clientWidth || plot.height !== box.clientHeight)) {
        plot.setSize({ width: box.clientWidth, height: box.clientHeight });
      }
    }),
  );
  charts.forEach(c => sizes.observe(c.box));
  // A canvas keeps its colours: draw again where the page takes others.
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", () => {
    root.classList.add("printing");
    drawAll();
  });
  addEventListener("afterprint", () => {
    root.classList.remove("printing");
    drawAll();
  });
}
