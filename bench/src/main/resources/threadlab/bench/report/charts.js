// What the charts show, with their legends and their tables. How they are drawn is in plot.js and canvas.js.

/** {title, wish, format, key, unit of the plot, log: always, mayBeLog: where it helps, of(entrant, point)}. */
function kind(figure, title, wish, more = {}) {
  return {
    title,
    wish,
    format: figure.format,
    entrants,
    range: "the lowest and highest round",
    unit: 1,
    of: (entrant, point) => spreadOf(figure, entrant, point),
    ...more,
  };
}

/** The verdict as a picture: what each costs by the base, and how sure that is. */
const RATIO_KIND = kind(CPU, `Server CPU per echo, by that of ${base}`, null, {
  wish:
    `The line at 1 is ${base}; below it is less CPU for an echo. ` +
    (anyInterval
      ? `Points are estimates, the ${band} is the ${INTERVAL}. A filled point is a difference that is shown, a hollow` +
        " one is not."
      : `Points are medians, the ${band} runs from the lowest to the highest round. All are hollow: fewer than four` +
        " rounds show no difference."),
  format: times,
  entrants: entrants.filter(entrant => entrant !== base),
  range: anyInterval ? INTERVAL : "the lowest and highest round",
  of: (entrant, point) => ratioOf(CPU, entrant, point),
  isRatio: true,
  log: true,
});

const LOWER = "Lower is better.";
const KINDS = [
  RATIO_KIND,
  kind(RATE, "Echoes per second", "Higher is better."),
  kind(CPU, "Server CPU per echo", LOWER),
  kind(P99, "p99 latency", LOWER, { mayBeLog: true }),
  // In MiB: round numbers of bytes are not round numbers of MiB.
  kind(MEMORY, "Server resident memory", LOWER, { unit: MIB }),
  kind(FIRST_ECHO, "Longest wait for a first echo", LOWER + " All sessions begin at once.", { mayBeLog: true }),
  kind(NEWCOMER_MAX, "Newcomers’ longest wait", LOWER + " Sessions that come one by one beside the full load.", {
    mayBeLog: true,
  }),
];

/** One chart in plot units: a row per entrant, a place per point; null where it would be empty. */
function chartOf(kind, setting) {
  const { unit } = kind;
  const rows = kind.entrants.map(entrant => setting.points.map(point => kind.of(entrant, point)));
  const all = rows.flat().filter(p => p);
  if (all.length === 0) {
    return null;
  }
  // A ratio's picture always has the line at 1, with room on either side.
  const low = Math.min(...all.map(p => p.low), kind.isRatio ? 0.9 : Infinity) / unit;
  const high = Math.max(...all.map(p => p.high), kind.isRatio ? 1.1 : -Infinity) / unit;
  const log = low > 0 && Boolean(kind.log || (kind.mayBeLog && high / low > 30));
  return { ...kind, setting, rows, low, high, log, plot: null, drawn: 0 };
}

const chartsOf = setting => KINDS.map(kind => chartOf(kind, setting)).filter(chart => chart);

function chartFigure(chart) {
  chart.box = el("div.plot", { role: "img", "aria-label": chartInWords(chart) });
  chart.legend = el("ul.legend");
  showLegend(chart, null);
  return el(
    chart.isRatio ? "figure.wide" : "figure",
    el("h3", chart.title + (chart.log ? ", log scale" : "")),
    el("p.note", chart.wish),
    chart.box,
    chart.legend,
    el("details", el("summary", "The same as a table"), scrolling(chart.title, chartTable(chart))),
  );
}

const whereText = point => X.text(point[X.key]);

function chartInWords(chart) {
  const lines = chart.rows.map((row, i) => {
    const shown = row
      .map((p, at) => p && `${chart.format(p.median)} at ${whereText(chart.setting.points[at])}`)
      .filter(p => p);
    const [first] = shown;
    const extent = shown.length > 1 ? `from ${first} to ${shown[shown.length - 1]}` : (first ?? "no figure");
    return `${chart.entrants[i]}: ${extent}`;
  });
  return `Chart: ${chart.title}. Across: ${X.axis}. ${lines.join("; ")}. A table below holds all figures.`;
}

function chartTable(chart) {
  const middle = chart.isRatio && anyInterval ? "estimate" : "median over the rounds";
  return el(
    "table",
    el("caption", `${chart.title}: ${middle}, and ${chart.range}`),
    entrantsHead(capital(X.axis), chart.entrants),
    el(
      "tbody.compact",
      chart.setting.points.map((point, at) =>
        el(
          "tr",
          el("th", { scope: "row" }, X.tick(point[X.key])),
          chart.rows.map(row => el("td", row[at] ? cellOf(row[at], chart.format) : missing())),
        ),
      ),
    ),
  );
}

const capital = text => text[0].toUpperCase() + text.slice(1);

/** Figures at one place of the x axis: that under the pointer, else the last. */
function showLegend(chart, index) {
  const at = index ?? chart.setting.points.length - 1;
  chart.legend.replaceChildren(
    el("li.when", capital(whereText(chart.setting.points[at]))),
    ...chart.entrants.map((entrant, i) => {
      const p = chart.rows[i][at];
      return el(
        "li",
        el("span.name", mark(entrant), el("span", entrant)),
        el("span.value", p ? chart.format(p.median) : missing()),
        el("span.range", p ? narrowly(p, chart.format) : ""),
      );
    }),
  );
}

const charts = [];

function settingBlock(setting) {
  const own = chartsOf(setting);
  charts.push(...own);
  return own.length === 0 ? el("p", "No figures.") : el("div.charts", own.map(chartFigure));
}

/** More settings than this are folded away: nobody reads through a hundred charts. */
const IN_FULL = 4;

function chartSection() {
  const several = settings.length > 1;
  return section(
    band === "bar" ? "Charts" : "Charts over " + (X === SESSIONS ? "the number of sessions" : X.axis),
    el("p.note", several ? null : settings.map(setting => setting.text + "."), howToRead()),
    settings.slice(0, IN_FULL).map(s => [several ? el("h3.setting", s.text) : null, settingBlock(s)]),
    settings.slice(IN_FULL).map(s => el("details.setting", el("summary", s.text), settingBlock(s))),
  );
}

const howToRead = () =>
  ` Points are medians over the rounds; the ${band} runs from the lowest to the highest round.` +
  (band === "bar"
    ? ""
    : " A line breaks where no trial gave a figure. Point at a chart to read its figures.");

/** For a check in a browser: it cannot see a canvas, but it can read these. */
function tellWhatIsDrawn() {
  const marks = document.documentElement.dataset;
  marks.boxes = document.querySelectorAll(".plot").length;
  marks.charts = charts.filter(chart => chart.drawn > 0).length;
  marks.points = charts.reduce((sum, chart) => sum + chart.drawn, 0);
}
