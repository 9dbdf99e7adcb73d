// What the data says, and how figures read. The data is untrusted: it enters the page as text, never as markup.

// ---- data

const data = JSON.parse(document.getElementById("data").textContent);
const list = value => (Array.isArray(value) ? value : []);
const object = value => (value !== null && typeof value === "object" ? value : {});
const figure = value => (typeof value === "number" && Number.isFinite(value) ? value : null);

const run = object(data.comparison);
const plan = object(run.plan);
/** A trial with its figures beside its other facts; a failed one has none. */
const trials = list(run.trials).map(t => ({ ...object(t.figures), ...object(t) }));
const summary = list(data.summary);
const crossings = list(data.crossings).map(object);
const contestants = list(plan.contestants).map(String);
const sessions = [...new Set(list(plan.sessions))].filter(n => figure(n) > 0).sort((a, b) => a - b);
const baseline = contestants[0];
const rivals = contestants.slice(1);

/** The summary of one contestant at one number of sessions; empty where there is none. */
const entryOf = (contestant, n) => object(summary.find(e => e.contestant === contestant && e.sessions === n));

/** {median, low, high}, or null unless all three are known. */
function spread(value) {
  const { median, low, high } = object(value);
  return [median, low, high].every(v => figure(v) !== null) ? { median, low, high } : null;
}

// ---- figures in words

const NBSP = "\u00a0";
const threeDigits = v => v.toFixed(v >= 99.95 ? 0 : v >= 9.995 ? 1 : 2);
const count = v => v.toLocaleString("en", { maximumFractionDigits: 0 });
const exact = v => v.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = v => (100 * v).toFixed(0) + NBSP + "%";
const sessionsText = n => count(n) + NBSP + (n === 1 ? "session" : "sessions");
const roundsText = n => n + (n === 1 ? " round" : " rounds");

function rate(v) {
  return v >= 1e6 ? threeDigits(v / 1e6) + NBSP + "M" : v >= 1e3 ? threeDigits(v / 1e3) + NBSP + "k" : count(v);
}

function micros(v) {
  return v >= 1e6
    ? threeDigits(v / 1e6) + NBSP + "s"
    : v >= 1e3
      ? threeDigits(v / 1e3) + NBSP + "ms"
      : threeDigits(v) + NBSP + "µs";
}

const MIB = 2 ** 20;
function bytes(v) {
  const mib = v / MIB;
  return mib >= 1024
    ? (mib / 1024).toFixed(1) + NBSP + "GiB"
    : (mib < 10 ? mib.toFixed(1) : mib.toFixed(0)) + NBSP + "MiB";
}

/** A ratio that is not 1 never reads as 1.00. */
function times(v) {
  const text = v >= 100 ? v.toFixed(0) : v >= 10 ? v.toFixed(1) : v >= 0.1 ? v.toFixed(2) : v.toPrecision(2);
  return text === "1.00" && v !== 1 ? v.toFixed(3) : text;
}

/** Ticks have round values: 60 k rather than 60.0 k. */
const trimmed = text => text.replace(/\.0+(?=\D|$)/, "").replace(/(\.\d*[1-9])0+(?=\D|$)/, "$1");

const between = (range, format) => format(range.low) + " to " + format(range.high);

/** For tables: 11.2–11.3 µs, with the unit once where both have the same. */
function narrowly(range, format) {
  const [low, unit] = format(range.low).split(NBSP);
  const high = format(range.high);
  return (unit === high.split(NBSP)[1] ? low : format(range.low)) + "–" + high;
}

function listed(items) {
  return items.length < 2 ? items.join("") : items.slice(0, -1).join(", ") + " and " + items[items.length - 1];
}

// ---- what is compared

const CPU = {
  key: "serverCpuMicrosPerEcho",
  title: "Server CPU per echo",
  column: "CPU per echo",
  wish: "Lower is better.",
  format: micros,
  verb: "spent",
  subject: "server CPU per echo",
  less: "less server CPU per echo",
  more: "more server CPU per echo",
  ofTrial: t => t.serverCpuMicrosPerEcho,
};
const RATE = {
  key: "echoesPerSecond",
  title: "Echoes per second",
  column: "Echoes/s",
  wish: "Higher is better.",
  format: rate,
  verb: "completed",
  subject: "echoes per second",
  less: "fewer echoes per second",
  more: "more echoes per second",
  ofTrial: t => t.echoesPerSecond,
};
const P99 = {
  key: "latencyP99Micros",
  title: "p99 latency",
  column: "p99 latency",
  wish: "Lower is better.",
  format: micros,
  mayBeLog: true,
  ofTrial: t => object(t.latencyMicros).p99,
};
const MEMORY = {
  // Plotted in MiB: round numbers of bytes are not round numbers of MiB.
  key: "serverResidentBytes",
  title: "Server resident memory",
  column: "Memory",
  wish: "Lower is better.",
  format: bytes,
  unit: MIB,
  ofTrial: t => t.serverResidentBytes,
};
const P50 = { key: "latencyP50Micros", column: "p50 latency", format: micros };
const THREADS = { key: "serverThreads", column: "Threads", format: count };

const CHARTS = [RATE, CPU, P99, MEMORY];
const COLUMNS = [CPU, RATE, P50, P99, MEMORY, THREADS];

const spreadOf = (metric, contestant, n) => spread(entryOf(contestant, n)[metric.key]);

/**
 * The ratio to the baseline, or null: its estimate and interval where there are rounds enough for one, else the median
 * and the range of the rounds.
 */
function ratioOf(metric, contestant, n) {
  const ratio = object(object(entryOf(contestant, n).ratios)[metric.key]);
  const range = spread(ratio);
  const finding = object(ratio.finding);
  const { estimate, low, high } = object(finding.interval);
  const interval = spread({ median: estimate, low, high });
  return (
    range && {
      ...(interval ?? range),
      isInterval: interval !== null,
      differs: ["LOWER", "HIGHER"].includes(finding.verdict),
      smallest: figure(finding.smallestDifference),
      rounds: figure(ratio.rounds),
    }
  );
}

function comparisonOf(metric, contestant, n) {
  const ratio = ratioOf(metric, contestant, n);
  return { contestant, n, ratio, rounds: ratio?.rounds ?? 0, differs: ratio !== null && ratio.differs };
}

/** What a range in brackets is, in a clause. */
const INTERVAL = "99" + NBSP + "% interval";
const anyInterval = () =>
  CHARTS.some(m => rivals.some(name => sessions.some(n => ratioOf(m, name, n)?.isInterval)));
