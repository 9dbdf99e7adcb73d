import assert from "node:assert/strict";
import { test } from "node:test";
import { el } from "../../main/js/common/elements.js";
import { chartsOf, description, legendOf } from "../../main/js/compare/chart-data.js";
import { chartTable, showLegend } from "../../main/js/compare/charts.js";
import { jvmTable, trialText } from "../../main/js/compare/environment.js";
import { callsTable, pinnedText } from "../../main/js/compare/explanations.js";
import { alike, failuresOf } from "../../main/js/compare/failures.js";
import { metricsTable } from "../../main/js/compare/other-metrics.js";
import { Run } from "../../main/js/compare/run.js";
import { styleOf } from "../../main/js/compare/styles.js";
import { filledMetrics } from "../../main/js/compare/trials.js";
import { plain, rowsOf, text } from "./fake-document.js";
import { data, sampleRun } from "./sample-run.js";

const run = sampleRun();
const [rateChart, cpuChart] = chartsOf(run, run.loads.settings[0]);

test("a chart has a row for each server, with a gap where there is no value", () => {
  assert.deepEqual(
    cpuChart.rows.map(row => row.map(value => value && value.median)),
    [
      [10, 40],
      [11, 20],
      [10.2, null],
    ],
  );
  assert.deepEqual([cpuChart.low, cpuChart.high, cpuChart.log], [9, 44, false]);
});

test("a chart without a value is left out", () => {
  assert.deepEqual(chartsOf(run, run.loads.settings[0]).length, 2);
  assert.equal(rateChart.title, "Echoes per second");
});

test("a legend shows the last place, or the one under the pointer", () => {
  assert.equal(plain(legendOf(cpuChart, null).place), "1,000 sessions");
  cpuChart.legend = el("ul.legend");
  showLegend(run, cpuChart, 0);
  assert.deepEqual(cpuChart.legend.children.map(text), [
    "10 sessions",
    "platform 10.0 µs 9.00–11.0 µs",
    "virtual 11.0 µs 9.90–12.1 µs",
    "platform (control) 10.2 µs 9.18–11.2 µs",
  ]);
});

test("a chart is a table as well, and a sentence for those who cannot see it", () => {
  assert.deepEqual(rowsOf(chartTable(run, cpuChart)).slice(1), [
    ["10", "10.0 µs 9.00–11.0 µs", "11.0 µs 9.90–12.1 µs", "10.2 µs 9.18–11.2 µs"],
    ["1,000", "40.0 µs 36.0–44.0 µs", "20.0 µs 18.0–22.0 µs", "no value"],
  ]);
  assert.match(plain(description(cpuChart)), /platform: from 10.0 µs at 10 sessions to 40.0 µs at 1,000 sessions;/);
});

test("groups of other metrics without a value are left out", () => {
  const one = data();
  one.summaries[0].metrics.fairness = { low: 0.5, median: 0.6, high: 0.7 };
  const withFairness = new Run(one);
  const [, load] = withFairness.loads.points;
  assert.deepEqual(rowsOf(metricsTable(withFairness, load)).slice(1), [
    ["Latency"],
    ["Fairness", "0.600 0.500–0.700", "–", "–"],
  ]);
  assert.equal(text(metricsTable(run, load)), "No values.");
});

test("the catalogue's first group forms the verdict, and the others follow in their order", () => {
  assert.deepEqual(
    run.metrics.verdict.map(metric => metric.title),
    ["CPU per echo", "Echoes per second"],
  );
  assert.deepEqual(
    run.metrics.otherGroups.map(group => group.title),
    ["Latency", "The load"],
  );
  assert.equal(run.metrics.of("fairness").format(0.5), "0.500");
  assert.equal(run.metrics.of("none"), undefined);
});

test("a metric is a column of the trials only if a trial has it", () => {
  assert.deepEqual(
    filledMetrics(run).map(metric => metric.title),
    ["Echoes"],
  );
});

test("trials that failed alike are one item, with their failures summed", () => {
  const groups = alike(run.trials.filter(trial => trial.outcome !== "OK"));
  assert.deepEqual(
    groups.map(group => group.map(trial => trial.number)),
    [[2, 3]],
  );
  assert.equal(failuresOf(groups[0]), "3 × RESET");
});

test("system calls are sorted by the baseline's, the rare ones together", () => {
  assert.deepEqual(rowsOf(callsTable(run, run.explanations)).slice(1), [
    ["read", "2.00", "1.00"],
    ["write", "1.00", "1.00"],
    ["epoll_wait", "–", "0.500"],
    ["1 other", "0.004", "–"],
    ["All", "3.00", "2.50"],
  ]);
});

test("pinned threads are told with the reasons", () => {
  assert.equal(pinnedText({}), null);
  assert.match(pinnedText({ pinned: 0 }), /^no virtual thread/);
  assert.match(
    plain(pinnedText({ pinned: 2, pinnedMillis: 5, pinnedReasons: { "native frame": 2 } })),
    /^2 times .*, 5.00 ms all together; reasons: native frame \(2\)\.$/,
  );
});

test("the warm-up of a trial is a range only if it can vary", () => {
  assert.equal(
    plain(trialText({ warmupSeconds: 1, longestWarmupSeconds: 1.5, durationSeconds: 2 })),
    "1 to 1.5 s warm-up, 2 s measured",
  );
  assert.equal(plain(trialText({ warmupSeconds: 1, longestWarmupSeconds: 1 })), "1 s warm-up");
});

test("a lower bound says so in the table, the legend and the text of its chart", () => {
  const bounded = data();
  bounded.summaries.forEach(summary => (summary.lowerBounds = ["serverCpuMicrosPerEcho"]));
  const [shown, usual] = [bounded, data()].map(some => {
    const someRun = new Run(some);
    const chart = chartsOf(someRun, someRun.loads.settings[0]).find(one => one.title === "Server CPU per echo");
    return { table: text(chartTable(someRun, chart)), note: chart.note, chart: plain(description(chart)) };
  });
  for (const part of ["table", "chart"]) {
    assert.match(shown[part], /\u2265 40\.0 µs/, part);
    assert.doesNotMatch(usual[part], /\u2265/, part);
  }
  assert.match(shown.note, /arrow/);
  assert.doesNotMatch(usual.note, /arrow/);
});

test("a summary of which a part is missing has no value", () => {
  const damaged = data();
  damaged.summaries[0].metrics.serverCpuMicrosPerEcho.high = null;
  const [cpu] = run.metrics.verdict;
  const values = new Run(damaged).loads.points.map(load => new Run(damaged).spreadOf(cpu, "platform", load)?.median);
  assert.deepEqual(values, [40, undefined]);
});

test("data in which everything is missing makes a run without anything", () => {
  const empty = new Run({});
  assert.deepEqual([empty.servers, empty.trials, empty.loads.settings, empty.aaControl], [[], [], [], null]);
});

test("the JVMs of the servers are a table", () => {
  const jvm = (version, flags) => ({ version, vendor: "V", home: "/jdk", flags, processors: 2, parallelism: 1 });
  const two = data();
  two.run.setup = {
    environment: { jdk: "25" },
    servers: [
      { candidate: "platform", jvm: jvm("21", []) },
      { candidate: "virtual", jvm: jvm("27", ["-XX:+UseZGC", "-Da=b c"]), cpus: 0.5 },
      { candidate: "go", jvm: null },
    ],
  };
  const runOfTwo = new Run(two);
  assert.deepEqual(rowsOf(jvmTable(runOfTwo)).slice(1), [
    ["platform", "21, V", "–", "2", "1", "–"],
    ["virtual", "27, V", "0.5", "2", "1", "-XX:+UseZGC '-Da=b c'"],
  ]);
  two.run.setup.servers.splice(1);
  assert.deepEqual(new Run(two).jvms, [], "one alone is in the environment");
});

test("a server has the style that the page's data gives it", () => {
  const style = { shape: "M0 0z", dash: [1], colour: "c3" };
  const styled = new Run({ ...data(), styles: { virtual: style } });
  assert.deepEqual(styleOf(styled, "virtual"), style);
  assert.equal(styleOf(styled, "who?").colour, "c-control");
});
