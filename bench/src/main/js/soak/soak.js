// A soak as the page reads it. The names of the JSON's keys are known here and in tables.js.

import { MIB, bytes, change, count, digits } from "../common/format.js";
import { list, number, object } from "../common/json.js";

/** Returns the reading of a resource from the parts of a sample. */
const READINGS = {
  "open descriptors": ({ process }) => process.descriptors,
  "OS threads": ({ process }) => process.threads,
  "open sessions": ({ server }) => server.open,
  "virtual threads": ({ jvm }) => jvm.virtualThreads,
  "live heap": ({ jvm }) => jvm.liveHeapBytes,
  "direct memory": ({ jvm }) => jvm.directBytes,
  "resident memory": ({ process }) => process.residentBytes,
};

function readingOf(sample, resource) {
  const server = object(sample.server);
  const parts = { process: object(sample.process), server, jvm: object(server.jvm) };
  return number((READINGS[resource] ?? (() => null))(parts));
}

const VERDICTS = {
  DRIFTS: "drifts",
  WITHIN_TOLERANCE: "rises within the tolerance",
  FALLS: "falls",
  NO_DRIFT_SHOWN: "no drift shown",
  TOO_SHORT: "too short to tell",
  UNKNOWN: "unknown on this system",
};

/** The chart of a resource in memory is at least this high by its level, else noise would look like mountains. */
const LEAST_HEIGHT = 0.05;
/** A soak that is shorter than this has an axis of seconds instead of minutes. */
const SHORT_SECONDS = 180;

export class Soak {
  constructor(data) {
    this.record = object(data);
    this.run = object(this.record.run);
    this.plan = object(this.record.plan);
    this.verdict = object(this.record.verdict);
    this.clients = object(this.record.clients);
    this.environment = object(this.run.environment);
    this.drifts = list(this.verdict.drifts)
      .map(object)
      .map(drift => ({ ...drift, trend: object(drift.trend) }));
    this.samples = list(this.record.samples)
      .map(object)
      .filter(sample => number(sample.seconds) !== null);
    this.isShort = Math.max(0, ...this.samples.map(sample => sample.seconds)) < SHORT_SECONDS;
    const steady = this.samples.filter(sample => sample.phase === "steady").map(sample => this.timeOf(sample));
    /** The ends of the steady part on the time axis, or null. */
    this.steady = steady.length === 0 ? null : { first: steady[0], last: steady[steady.length - 1] };
  }

  /** On the time axis. */
  timeOf(sample) {
    return sample.seconds / (this.isShort ? 1 : 60);
  }

  /** {drift, unit, times, values, range, trend}, in units of the plot; null where no sample has the resource. */
  chartOf(drift) {
    const reading = sample => readingOf(sample, drift.resource);
    const told = this.samples.filter(sample => reading(sample) !== null);
    const unit = unitOf(drift, Math.max(...told.map(reading)));
    const values = told.map(sample => reading(sample) / unit);
    return told.length === 0
      ? null
      : {
          drift,
          unit,
          times: told.map(sample => this.timeOf(sample)),
          values,
          range: rangeOf(drift, values),
          trend: this.trendOf(drift, unit),
        };
  }

  /** The ends of the trend's line, which goes through the level in the middle of the steady part; or null. */
  trendOf({ trend, level }, unit) {
    const { perMinute } = object(trend);
    if (number(perMinute) === null || number(level) === null || this.steady === null) {
      return null;
    }
    const { first, last } = this.steady;
    const rise = (perMinute / (this.isShort ? 60 : 1)) * (last - first);
    return [
      { time: first, value: (level - rise / 2) / unit },
      { time: last, value: (level + rise / 2) / unit },
    ];
  }
}

/** Ticks at round numbers of bytes would not be round numbers of MiB or KiB. */
const unitOf = (drift, largest) => (isMemory(drift) ? (largest >= MIB ? MIB : 2 ** 10) : 1);

const isMemory = drift => drift.unit === "bytes";

export function rangeOf(drift, values) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (!isMemory(drift)) {
    return [0, high * 1.1 || 1];
  }
  const room = Math.max((high - low) * 0.1, ((high || 1) * LEAST_HEIGHT - (high - low)) / 2);
  return [Math.max(0, low - room), high + room];
}

export const verdictOf = drift => VERDICTS[drift.verdict] ?? String(drift.verdict);

const pieces = v => (Number.isInteger(v) ? count : digits)(v);
export const amount = (drift, v) => (isMemory(drift) ? bytes : pieces)(v);
export const changeOf = (drift, v) => change(v, some => amount(drift, some));
export const intervalOf = drift => `${changeOf(drift, drift.trend.low)} to ${changeOf(drift, drift.trend.high)}`;
