// What the points of a run vary in: one dimension becomes the x axis, the others make settings.

/** In the order in which they are asked for the x axis. What is usual need not be said where nothing else occurs. */
const DIMENSIONS = [
  { key: "sessions", axis: "sessions", text: sessionsText, tick: count, isUsual: () => false },
  {
    key: "ratePerSecond",
    axis: "messages a second",
    text: v => (v === null ? "closed loop" : count(v) + NBSP + "messages/s"),
    tick: v => (v === null ? "closed loop" : trimmed(rate(v))),
    isUsual: v => v === null,
  },
  {
    key: "size",
    axis: "bytes in a message",
    text: v => v + NBSP + (v === "1" ? "byte" : "bytes"),
    tick: v => v,
    isUsual: () => false,
  },
  {
    key: "depth",
    axis: "messages in flight per session",
    text: v => "depth" + NBSP + count(v),
    tick: count,
    isUsual: v => v === 1,
  },
  {
    key: "idleSessions",
    axis: "idle sessions",
    text: v => (v === 0 ? "no" : count(v)) + NBSP + "idle" + NBSP + (v === 1 ? "session" : "sessions"),
    tick: count,
    isUsual: v => v === 0,
  },
  {
    key: "thinkSeconds",
    axis: "think time",
    text: v => (v === 0 ? "no" : trimmed(micros(1e6 * v))) + NBSP + "think time",
    tick: v => (v === 0 ? "0" : trimmed(micros(1e6 * v))),
    isUsual: v => v === 0,
  },
];

const distinct = values => [...new Set(values)];
const varies = dimension => distinct(points.map(point => point[dimension.key])).length > 1;
const SESSIONS = DIMENSIONS[0];
const X = DIMENSIONS.find(varies) ?? SESSIONS;

/** A dimension's value as a number to sort by: a range of sizes counts as its maximum, no rate as all that goes. */
function orderOf(point) {
  const value = point[X.key];
  return value === null ? Infinity : Number(String(value).split("..").pop()) || 0;
}

/** Where the points stand on the log axis. What has no logarithm, or the same as its neighbour, gets a place beside. */
function spotsOf(orders) {
  const proper = orders.filter(v => v > 0 && v < Infinity);
  const lowest = proper[0] ?? 1;
  const highest = proper[proper.length - 1] ?? 1;
  const step = Math.max(1.2, highest > lowest ? (highest / lowest) ** (1 / (proper.length - 1)) : 4);
  const spots = [];
  orders.forEach(v => {
    const spot = v === Infinity ? highest * step : v > 0 ? v : lowest / step;
    const last = spots[spots.length - 1];
    spots.push(last >= spot ? last * step ** 0.3 : spot);
  });
  return spots;
}

/** The load in words, without one dimension: "64 bytes, depth 8". */
function textWithout(dimension, point) {
  return DIMENSIONS.filter(d => d !== dimension && (varies(d) || !d.isUsual(point[d.key])))
    .map(d => d.text(point[d.key]))
    .join(", ");
}

/** Enough to tell a point from the others of the run. */
function pointText(point) {
  return DIMENSIONS.filter(d => d === SESSIONS || varies(d))
    .map(d => d.text(point[d.key]))
    .join(", ");
}

/** Points that differ in one dimension only, together: {text, points}, in the order of the plan. */
function groupedWithout(dimension) {
  const groups = new Map();
  points.forEach(point => {
    const text = textWithout(dimension, point);
    groups.set(text, [...(groups.get(text) ?? []), point]);
  });
  return [...groups].map(([text, some]) => ({ text, points: some }));
}

/** One curve each: {text, points by their place on the x axis, spots}. */
const settings = groupedWithout(X).map(({ text, points: some }) => {
  const sorted = [...some].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : orderOf(a) > orderOf(b) ? 1 : 0));
  return { text, points: sorted, spots: spotsOf(sorted.map(orderOf)) };
});

/** Without a neighbour no point has a band; its range is a bar. */
const band = settings.every(setting => setting.points.length < 2) ? "bar" : "band";

const largest = points.reduce((most, point) => (most && most.sessions >= point.sessions ? most : point), null);
