// The loads of a run: what they vary in. One dimension becomes the x axis of the charts, the others make settings.

import { NBSP, count, micros, plural, rate, trimZeros } from "../common/format.js";
import { distinct } from "../common/text.js";
import { positions } from "./scales.js";

const duration = seconds => trimZeros(micros(1e6 * seconds));

const time = v => (v === 0 ? "0" : trimZeros(micros(v)));

const SESSIONS = { key: "sessions", axis: "sessions", text: v => plural(v, "session"), tick: count };

/** In the order in which they are asked for the x axis. A usual value is said only if another one occurs. */
const DIMENSIONS = [
  SESSIONS,
  {
    key: "ratePerSecond",
    axis: "messages a second",
    text: v => (v === null ? "closed loop" : count(v) + NBSP + "messages/s"),
    tick: v => (v === null ? "closed loop" : trimZeros(rate(v))),
    usual: null,
  },
  { key: "size", axis: "bytes in a message", text: v => v + NBSP + (v === "1" ? "byte" : "bytes"), tick: v => v },
  {
    key: "depth",
    axis: "messages in flight per session",
    text: v => "depth" + NBSP + count(v),
    tick: count,
    usual: 1,
  },
  {
    key: "idleSessions",
    axis: "idle sessions",
    text: v => (v === 0 ? "no idle" + NBSP + "sessions" : plural(v, "idle" + NBSP + "session")),
    tick: count,
    usual: 0,
  },
  {
    key: "thinkTimeSeconds",
    axis: "think time",
    text: v => (v === 0 ? "no" : duration(v)) + NBSP + "think time",
    tick: v => (v === 0 ? "0" : duration(v)),
    usual: 0,
  },
  { key: "cpuMicros", axis: "computing per message", text: v => "cpu" + NBSP + time(v), tick: time, usual: null },
  {
    key: "waitMillis",
    axis: "waiting per message",
    text: v => "wait" + NBSP + time(1e3 * v),
    tick: v => time(1e3 * v),
    usual: null,
  },
];

export class LoadGrid {
  constructor(points) {
    this.points = points;
    /** The dimension along the x axis. */
    this.x = DIMENSIONS.find(dimension => this.varies(dimension)) ?? SESSIONS;
    this.sessionsVary = this.varies(SESSIONS);
    /** One line of each chart: {text, points by their place on the x axis, positions there}. */
    this.settings = this.groupedWithout(this.x).map(({ text, points: some }) => {
      const sorted = [...some].sort((a, b) => compare(this.order(a), this.order(b)));
      return { text, points: sorted, positions: positions(sorted.map(point => this.order(point))) };
    });
    /** A point without a neighbour has no band; its range is drawn as a bar. */
    this.hasBands = this.settings.some(setting => setting.points.length > 1);
    this.largest = points.reduce((most, point) => (most && most.sessions >= point.sessions ? most : point), null);
  }

  varies({ key }) {
    return distinct(this.points.map(point => point[key])).length > 1;
  }

  /** The value on the x axis as a number: a range of sizes counts as its maximum, no rate as all that is possible. */
  order(point) {
    const value = point[this.x.key];
    return value === null ? Infinity : Number(String(value).split("..").pop()) || 0;
  }

  xText(point) {
    return this.x.text(point[this.x.key]);
  }

  xTick(point) {
    return this.x.tick(point[this.x.key]);
  }

  /** Enough to tell a load from the others of the run. */
  text(point) {
    return DIMENSIONS.filter(dimension => dimension === SESSIONS || this.varies(dimension))
      .map(dimension => dimension.text(point[dimension.key]))
      .join(", ");
  }

  /** Loads that differ in the number of sessions alone: {text, points}, in the order of the plan. */
  bySessions() {
    return this.groupedWithout(SESSIONS);
  }

  groupedWithout(dimension) {
    const groups = new Map();
    this.points.forEach(point => {
      const text = this.textWithout(dimension, point);
      groups.set(text, [...(groups.get(text) ?? []), point]);
    });
    return [...groups].map(([text, points]) => ({ text, points }));
  }

  /** The load without one dimension: "64 bytes, depth 8". */
  textWithout(dimension, point) {
    return DIMENSIONS.filter(d => d !== dimension && (this.varies(d) || point[d.key] !== d.usual))
      .map(d => d.text(point[d.key]))
      .join(", ");
  }
}

/** Infinity minus Infinity is no number, so a difference does not do. */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
