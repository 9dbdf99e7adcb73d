// A soak as the page reads it. The names of the JSON's keys are known here and in tables.js.

import { MIB, bytes, change, count, digits } from "../common/format.js";
import { list, number, object } from "../common/json.js";

/** Which field of a sample has the readings of a resource. */
const READINGS = {
  "open descriptors": "descriptors",
  "threads of the system": "threads",
  "open sessions": "sessions",
  "virtual threads": "virtualThreads",
  "live heap": "liveHeapBytes",
  "direct memory": "directBytes",
  "resident memory": "residentBytes",
};

const VERDICTS = {
  DRIFTS: "drifts",
  WITHIN_TOLERANCE: "rises within the tolerance",
  FALLS: "falls",
  NO_DRIFT_SHOWN: "no drift shown",
  TOO_SHORT: "too few samples to tell",
  NOT_TOLD: "not told here",
};

/** The chart of a resource in memory is at least this high by its level, else noise would look like mountains. */
const LEAST_HEIGHT = 0.05;
/** A soak that is shorter than this has an axis of seconds instead of minutes. */
const SHORT_SECONDS = 180;

export class Soak {
  constructor(data) {
    this.record = object(data);
    this.plan = object(this.record.plan);
    this.environment = object(this.record.environment);
    this.drifts = list(this.record.drifts).map(object);
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
    const key = READINGS[drift.resource];
    const told = this.samples.filter(sample => number(sample[key]) !== null);
    const unit = unitOf(drift, Math.max(...told.map(sample => sample[key])));
    const values = told.map(sample => sample[key] / unit);
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
  trendOf({ perMinute, level }, unit) {
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
export const intervalOf = drift => `${changeOf(drift, drift.low)} to ${changeOf(drift, drift.high)}`;
