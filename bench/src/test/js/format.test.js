import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import * as format from "../../main/js/common/format.js";
import { plain } from "./fake-document.js";

/** The Java test of NumberFormat reads the same cases; a terminal has no "µ" and no real minus sign. */
const cases = JSON.parse(readFileSync(new URL("../resources/threadlab/bench/number-format.json", import.meta.url)));
const asInTerminal = text => plain(text).replace("\u2212", "-").replace("µ", "u");

for (const [name, texts] of Object.entries(cases)) {
  test(`${name} follows the rules that Java follows`, () => {
    const actual = Object.fromEntries(Object.keys(texts).map(v => [v, asInTerminal(format[name](Number(v)))]));
    assert.deepEqual(actual, texts);
  });
}

const reads = (function_, expected) =>
  assert.deepEqual(
    expected.map(([v]) => [v, plain(function_(v))]),
    expected,
  );

test("memory is in the largest unit of which there is one", () => {
  reads(format.bytes, [
    [0, "0 B"],
    [700, "700 B"],
    [1024, "1.00 KiB"],
    [73 * format.MIB, "73.0 MiB"],
    [-2048, "\u22122.00 KiB"],
    [1023.9 * format.MIB, "1.00 GiB"],
  ]);
});

test("a rate is in thousands and millions", () => {
  reads(format.rate, [
    [0, "0"],
    [999, "999"],
    [999.9, "1.00 k"],
    [65_432, "65.4 k"],
    [2_345_678, "2.35 M"],
  ]);
});

test("a value as measured keeps six digits, a whole number all", () => {
  reads(format.exact, [
    [1234567, "1,234,567"],
    [0.123456789, "0.123457"],
  ]);
});

test("a change has a sign unless it reads as nothing", () => {
  reads(
    v => format.change(v, format.count),
    [
      [3, "+3"],
      [-3, "\u22123"],
      [0, "0"],
      [0.2, "0"],
      [-0.2, "0"],
    ],
  );
});

test("the label of a tick has no zeros at its end", () => {
  reads(format.trimZeros, [
    ["60.0 k", "60 k"],
    ["1.50 ms", "1.5 ms"],
    ["0.05", "0.05"],
    ["100", "100"],
    ["1,000", "1,000"],
  ]);
});

test("a range has its unit once if both ends have the same", () => {
  const range = (low, high) => plain(format.rangeText({ low, high }, format.micros));
  assert.equal(range(11.2, 12.3), "11.2–12.3 µs");
  assert.equal(range(624, 2070), "624 µs–2.07 ms");
});

test("one is singular", () => {
  assert.deepEqual(
    [1, 0, 1000].map(n => plain(format.plural(n, "session"))),
    ["1 session", "0 sessions", "1,000 sessions"],
  );
});
