import assert from "node:assert/strict";
import { test } from "node:test";
import { LoadGrid } from "../../main/js/compare/load-grid.js";
import { plain } from "./fake-document.js";
import { point } from "./sample-run.js";

test("the number of sessions is the x axis if it varies, in ascending order", () => {
  const grid = new LoadGrid([point(1000), point(10)]);
  assert.equal(grid.x.key, "sessions");
  assert.deepEqual(
    grid.settings.map(s => s.positions),
    [[10, 1000]],
  );
  assert.equal(plain(grid.settings[0].text), "64 bytes");
  assert.equal(grid.largest.sessions, 1000);
  assert.ok(grid.hasBands);
});

test("what varies beside the sessions makes a setting of its own", () => {
  const grid = new LoadGrid([point(10), point(100), point(10, { depth: 8 }), point(100, { depth: 8 })]);
  assert.deepEqual(
    grid.settings.map(s => plain(s.text)),
    ["64 bytes, depth 1", "64 bytes, depth 8"],
  );
  assert.equal(plain(grid.text(grid.points[3])), "100 sessions, depth 8");
});

test("without a varying number of sessions, the first dimension that varies is the x axis", () => {
  const grid = new LoadGrid([point(10), point(10, { ratePerSecond: 5000 }), point(10, { ratePerSecond: 1000 })]);
  assert.equal(grid.x.key, "ratePerSecond");
  assert.deepEqual(
    grid.settings[0].points.map(p => plain(grid.xTick(p))),
    ["1 k", "5 k", "closed loop"],
  );
});

test("a range of sizes stands at its maximum", () => {
  const grid = new LoadGrid([point(10, { size: "64..512" }), point(10, { size: "100" })]);
  assert.deepEqual(
    grid.settings[0].points.map(p => p.size),
    ["100", "64..512"],
  );
});

test("a single load has no band, and only what is unusual is said", () => {
  const grid = new LoadGrid([point(1, { idleSessions: 2, thinkTimeSeconds: 0.01 })]);
  assert.equal(grid.hasBands, false);
  assert.equal(plain(grid.text(grid.points[0])), "1 session");
  assert.equal(plain(grid.settings[0].text), "64 bytes, 2 idle sessions, 10 ms think time");
});

test("the cells of a map stand over the computing, with a setting for each wait", () => {
  const cell = (cpuMicros, waitMillis) => point(500, { cpuMicros, waitMillis });
  const grid = new LoadGrid([cell(10, 0), cell(2000, 0), cell(10, 7.1), cell(2000, 7.1)]);
  assert.equal(grid.x.key, "cpuMicros");
  assert.deepEqual(
    grid.settings.map(s => plain(s.text)),
    ["500 sessions, 64 bytes, wait 0", "500 sessions, 64 bytes, wait 7.1 ms"],
  );
  assert.deepEqual(
    grid.settings[0].points.map(p => plain(grid.xTick(p))),
    ["10 µs", "2 ms"],
  );
  assert.equal(plain(grid.text(grid.points[2])), "500 sessions, cpu 10 µs, wait 7.1 ms");
});
