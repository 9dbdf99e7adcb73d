// A run of compare as the page reads it. The names of the JSON's keys are known here.

import { list, number, object } from "../common/json.js";
import { distinct } from "../common/text.js";
import { LoadGrid } from "./load-grid.js";
import { Metrics } from "./metrics.js";

export class Run {
  /** @param data what Java puts into the page: the run's record, its summaries, and the styles of its servers */
  constructor(data) {
    const record = object(data.run);
    this.invocation = object(record.invocation);
    this.setup = object(record.setup);
    this.plan = object(record.plan);
    this.environment = object(this.setup.environment);
    this.metrics = new Metrics(data.metrics);
    /** {shape, dash, colour} by the name of the server. */
    this.styles = object(data.styles);

    this.candidates = list(this.plan.candidates).map(String);
    const [baseline, ...others] = this.candidates;
    this.baseline = baseline;
    this.others = others;
    /** The baseline under a second name, whose differences from the baseline are noise. */
    this.aaControl = typeof this.plan.control === "string" ? this.plan.control : null;
    this.servers = this.aaControl === null ? this.candidates : [...this.candidates, this.aaControl];

    this.jvms = jvmsOf(list(this.setup.servers).map(object));

    this.loads = new LoadGrid(list(this.plan.loadPoints).map(loadPoint));
    this.trials = list(record.trials)
      .map(object)
      .map(({ spec, result, commands }) =>
        measured({ ...object(spec), ...object(result), commands: object(commands) }));
    this.explanations = list(record.explanations).map(measured);
    this.summaries = new Map(
      list(data.summaries)
        .map(measured)
        .map(summary => [keyOf(summary.server, summary.load), summary]),
    );
  }

  /** The summary of a server under a load; empty where there is none. */
  summaryOf(server, load) {
    return this.summaries.get(keyOf(server, load)) ?? {};
  }

  /** {median, low, high, isBound} over the rounds, or null. A bound is a median that is at least this, or longer. */
  spreadOf(metric, server, load) {
    const { metrics, lowerBounds } = this.summaryOf(server, load);
    const range = spread(object(metrics)[metric.key]);
    return range && { ...range, isBound: list(lowerBounds).includes(metric.key) };
  }
}

/** The JVMs of the candidates that have one; none if all are the same. */
function jvmsOf(servers) {
  const jvms = servers
    .filter(({ jvm }) => jvm)
    .map(({ candidate, jvm, cpus }) => ({
      ...object(jvm),
      server: String(candidate),
      cpus,
      flags: list(jvm.flags).map(String),
    }));
  return distinct(jvms.map(jvm => JSON.stringify({ ...jvm, server: null }))).length > 1 ? jvms : [];
}

const keyOf = (server, load) => JSON.stringify([server, Object.values(load)]);

/** What was measured of one server under one load. */
function measured(value) {
  const { candidate, loadPoint: load, ...rest } = object(value);
  return { ...rest, server: String(candidate), load: loadPoint(load) };
}

function loadPoint(value) {
  const { sessions, size, depth, ratePerSecond, thinkTimeSeconds, idleSessions, cell } = object(value);
  return {
    sessions: number(sessions) ?? 0,
    size: String(size ?? "?"),
    depth: number(depth) ?? 1,
    ratePerSecond: number(ratePerSecond),
    thinkTimeSeconds: number(thinkTimeSeconds) ?? 0,
    idleSessions: number(idleSessions) ?? 0,
    // A cell of a map; null where there is no map.
    cpuMicros: number(object(cell).cpuMicros),
    waitMillis: number(object(cell).waitMillis),
  };
}

/** {median, low, high}, or null unless all three are known. */
function spread(value) {
  const { median, low, high } = object(value);
  return [median, low, high].every(v => number(v) !== null) ? { median, low, high } : null;
}
