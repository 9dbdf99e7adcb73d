// What was compared, by name.

const run = object(data.comparison);
const plan = object(run.plan);
const contestants = list(plan.contestants).map(String);
const base = contestants[0];
const rivals = contestants.slice(1);
/** The base under a second name. */
const control = typeof plan.control === "string" ? plan.control : null;
const entrants = control === null ? contestants : [...contestants, control];

/** One load that all were put under. */
function pointOf(value) {
  const { sessions, size, depth, ratePerSecond, thinkSeconds, idleSessions } = object(value);
  return {
    sessions: number(sessions) ?? 0,
    size: String(size ?? "?"),
    depth: number(depth) ?? 1,
    ratePerSecond: number(ratePerSecond),
    thinkSeconds: number(thinkSeconds) ?? 0,
    idleSessions: number(idleSessions) ?? 0,
  };
}

const points = list(plan.points).map(pointOf);
const trials = list(run.trials).map(object).map(trial => ({ ...trial, point: pointOf(trial.point) }));

const placeOf = (entrant, point) => JSON.stringify([entrant, Object.values(point)]);
const rows = new Map(
  list(data.summary)
    .map(object)
    .map(row => [placeOf(row.contestant, pointOf(row.point)), row]),
);

/** The summary of one entrant at one point; empty where there is none. */
const rowOf = (entrant, point) => rows.get(placeOf(entrant, point)) ?? {};

/** {median, low, high}, or null unless all three are known. */
function spread(value) {
  const { median, low, high } = object(value);
  return [median, low, high].every(v => number(v) !== null) ? { median, low, high } : null;
}

const spreadOf = (figure, entrant, point) => spread(object(rowOf(entrant, point).figures)[figure.key]);

/**
 * The ratio to the base, or null: its estimate and interval where there are rounds enough for one, else the median and
 * the range of the rounds.
 */
function ratioOf(figure, entrant, point) {
  const ratio = object(object(rowOf(entrant, point).ratios)[figure.key]);
  const range = spread(ratio);
  const finding = object(ratio.finding);
  const { estimate, low, high } = object(finding.interval);
  const interval = spread({ median: estimate, low, high });
  return (
    range && {
      ...(interval ?? range),
      isInterval: interval !== null,
      differs: ["LOWER", "HIGHER"].includes(finding.verdict),
    }
  );
}
