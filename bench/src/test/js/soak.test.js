import assert from "node:assert/strict";
import { test } from "node:test";
import { MIB } from "../../main/js/common/format.js";
import { Soak, changeOf, intervalOf, rangeOf, verdictOf } from "../../main/js/soak/soak.js";
import { driftSection, residualSection } from "../../main/js/soak/tables.js";
import { plain, rowsOf } from "./fake-document.js";

const sessions = {
  resource: "open sessions",
  unit: "count",
  level: 100,
  trend: { perMinute: 6, low: -1.5, high: 12 },
  verdict: "FALLS",
};
const heap = { resource: "live heap", unit: "bytes", level: 3 * MIB, trend: { perMinute: 2048 }, verdict: "DRIFTS" };
const sample = (seconds, phase) => ({
  seconds,
  phase,
  process: {},
  server: { open: 100, jvm: { liveHeapBytes: 3 * MIB } },
});
const soak = new Soak({
  samples: [sample(0, "settle"), sample(10, "steady"), sample(20, "steady"), sample(25, "after")],
  verdict: {
    drifts: [sessions, heap],
    residuals: [
      { resource: "open descriptors", before: 64, after: 65 },
      { resource: "OS threads", before: null, after: 1 },
    ],
  },
});

test("a short soak has seconds on its axis, a long one minutes", () => {
  assert.deepEqual(soak.chartOf(sessions).times, [0, 10, 20, 25]);
  assert.deepEqual(new Soak({ samples: [sample(180, "steady")] }).chartOf(sessions).times, [3]);
});

test("the trend goes through the level in the middle of the steady state", () => {
  assert.deepEqual(soak.chartOf(sessions).trend, [
    { time: 10, value: 99.5 },
    { time: 20, value: 100.5 },
  ]);
  assert.equal(soak.chartOf({ ...sessions, trend: null }).trend, null);
});

test("memory is drawn in MiB, little memory in KiB", () => {
  assert.deepEqual(soak.chartOf(heap).values, [3, 3, 3, 3]);
  assert.deepEqual(
    new Soak({ samples: [{ seconds: 1, server: { jvm: { directBytes: 2048 } } }] })
      .chartOf({ ...heap, resource: "direct memory" }).values,
    [2],
  );
});

test("a resource that no sample has, or that is not known, gets no chart", () => {
  assert.equal(soak.chartOf({ resource: "new", unit: "bytes" }), null);
  assert.equal(soak.chartOf({ resource: "direct memory", unit: "bytes" }), null);
});

test("an axis of counts begins at 0, one of memory is wide enough to show noise as noise", () => {
  assert.deepEqual(rangeOf(sessions, [0, 0]), [0, 1]);
  assert.deepEqual(rangeOf(heap, [100, 100]), [97.5, 102.5]);
});

test("changes have a sign and a unit, and a verdict reads as words", () => {
  assert.deepEqual([changeOf(heap, 2048), changeOf(sessions, -3), intervalOf(sessions)].map(plain), [
    "+2.00 KiB",
    "−3",
    "−1.50 to +12",
  ]);
  assert.deepEqual([verdictOf(heap), verdictOf({ verdict: "NEW" })], ["drifts", "NEW"]);
});

test("a drift is a row, what is not known a dash", () => {
  const [, first, second] = rowsOf(driftSection(soak).all("table")[0]);
  assert.deepEqual(first, ["open sessions", "100", "+6", "−1.50 to +12", "–", "falls", "–"]);
  assert.deepEqual(second.slice(0, 4), ["live heap", "3.00 MiB", "+2.00 KiB", "–"]);
});

test("what is more after the load than before is left", () => {
  assert.deepEqual(rowsOf(residualSection(soak).all("table")[0]).slice(1), [
    ["open descriptors", "64", "65", "left"],
    ["OS threads", "–", "1", "unknown"],
  ]);
});
