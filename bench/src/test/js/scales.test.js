import assert from "node:assert/strict";
import { test } from "node:test";
import { logTicks, nearest, positions, thinned, wantsLog, xRange, yRange } from "../../main/js/compare/scales.js";

test("a log scale is for positive values of more than one and a half decades", () => {
  assert.deepEqual(
    [
      [1, 29],
      [1, 31],
      [0, 31],
    ].map(ends => wantsLog(...ends)),
    [false, true, false],
  );
});

test("ticks of a wide range are the finest usual steps with room for labels", () => {
  assert.deepEqual(logTicks(1, 8), [1, 1.5, 2, 3, 4, 5, 7]);
  assert.deepEqual(logTicks(1, 100), [1, 2, 5, 10, 20, 50, 100]);
  assert.deepEqual(logTicks(1, 1e6), [1, 10, 100, 1e3, 1e4, 1e5, 1e6]);
});

test("ticks of a narrow range are even and have 1 among them", () => {
  assert.deepEqual(logTicks(0.85, 1.3), [0.9, 1, 1.1, 1.2, 1.3]);
});

test("a linear y axis begins at 0 and has an end even if all is 0", () => {
  assert.deepEqual(yRange({ low: 5, high: 10, log: false }), [0, 10.8]);
  assert.deepEqual(yRange({ low: 0, high: 0, log: false }), [0, 1]);
  const [low, high] = yRange({ low: 5, high: 10, log: true });
  assert.ok(low > 4 && low < 5 && high > 10 && high < 12);
});

test("a single position stands in the middle of the x axis", () => {
  assert.deepEqual(xRange([100]), [50, 200]);
});

test("a value without a logarithm gets a place beside the others", () => {
  assert.deepEqual(positions([10, 100, 1000]), [10, 100, 1000]);
  assert.deepEqual(positions([0, 10, 100, Infinity]), [1, 10, 100, 1000]);
});

test("equal values do not hide each other", () => {
  const [first, second] = positions([64, 64]);
  assert.ok(second > first);
});

test("a label that would touch the next one is left out, never the last", () => {
  assert.deepEqual(thinned(["10", "100", "1,000"], [10, 100, 1000], 500), ["10", "100", "1,000"]);
  assert.deepEqual(thinned(["900", "950", "1,000"], [900, 950, 1000], 60), ["900", "", "1,000"]);
});

test("the pointer goes to the nearest place", () => {
  assert.equal(nearest([0, 50, 200], 120), 50);
  assert.equal(nearest([0, 50, 200], 130), 200);
});
