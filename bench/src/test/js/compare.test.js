import assert from "node:assert/strict";
import { test } from "node:test";
import { el } from "../../main/js/common/elements.js";
import { chartsOf, description, legendOf } from "../../main/js/compare/chart-data.js";
import { chartTable, showLegend } from "../../main/js/compare/charts.js";
import { jvmTable, trialText } from "../../main/js/compare/environment.js";
import { callsTable, pinnedText } from "../../main/js/compare/explanations.js";
import { alike, failuresOf } from "../../main/js/compare/failures.js";
import { findingsBlock, javaText, titleText } from "../../main/js/compare/header.js";
import { metricsTable } from "../../main/js/compare/other-metrics.js";
import { Run } from "../../main/js/compare/run.js";
import { styleOf } from "../../main/js/compare/styles.js";
import { filledMetrics } from "../../main/js/compare/trials.js";
import { verdictTable } from "../../main/js/compare/verdict.js";
import { plain, rowsOf, text } from "./fake-document.js";
import { data, sampleRun } from "./sample-run.js";

const run = sampleRun();
const [ratioChart, rateChart, cpuChart] = chartsOf(run, run.loads.settings[0]);

test("the verdict's table has a row for each server and load, with median, range and ratio", () => {
  const rows = rowsOf(verdictTable(run, true));
  assert.deepEqual(rows[0], ["Server", ...run.metrics.verdict.map(metric => metric.title)]);
  assert.deepEqual(rows.map(row => row[0]).slice(1, 5), [
    "1,000 sessions",
    "platform",
    "virtual of 5 trials 1 failed",
    "platform (control) control",
  ]);
  assert.equal(rows[2][1], "40.0 µs 36.0–44.0 µs");
  assert.equal(rows[3][1], "20.0 µs 18.0–22.0 µs × 0.50 (0.45–0.55)");
});

test("a rate that the load may have limited has a mark", () => {
  const rows = rowsOf(verdictTable(run, true));
  assert.match(rows[2][2], /^60.0 k\*/);
  assert.match(rows[3][2], /^60.0 k /);
});

test("only a difference that is shown is bold", () => {
  const shown = verdictTable(run, true)
    .all("span")
    .filter(span => span.className.startsWith("ratio"))
    .map(span => [text(span).split(" ")[1], span.className.includes("differs")]);
  assert.deepEqual(shown, [
    ["0.50", true],
    ["1.10", false],
    ["1.02", false],
  ]);
});

test("a server without a summary has no values", () => {
  assert.deepEqual(
    rowsOf(verdictTable(run, true))[4].slice(1),
    run.metrics.verdict.map(() => "no value"),
  );
});

test("the first chart has the ratios of all but the baseline, and the line at 1", () => {
  assert.deepEqual(ratioChart.servers, ["virtual", "platform (control)"]);
  assert.ok(ratioChart.isRatio && ratioChart.log && ratioChart.low <= 0.9 && ratioChart.high >= 1.1);
  assert.equal(ratioChart.range, "99\u00a0% interval");
});

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
  assert.deepEqual(chartsOf(run, run.loads.settings[0]).length, 3);
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

test("a long list of candidates is shortened in the title", () => {
  const title = others => titleText({ baseline: "a", others });
  assert.deepEqual([[], ["b"], ["b", "c", "d", "e"]].map(title), [
    "a alone",
    "b against a",
    "b and 3 others against a",
  ]);
});

test("findings beyond the first five are folded away", () => {
  const details = ["1", "2", "3", "4", "5", "6", "7"];
  const block = findingsBlock({ findings: { headline: [], details } });
  assert.deepEqual(
    block.all("ul").map(ul => ul.children.length),
    [5, 2],
  );
  assert.equal(text(block.all("summary")[0]), "2 more findings");
});

test("the warm-up of a trial is a range only if it can vary", () => {
  assert.equal(
    plain(trialText({ warmupSeconds: 1, longestWarmupSeconds: 1.5, durationSeconds: 2 })),
    "1 to 1.5 s warm-up, 2 s measured",
  );
  assert.equal(plain(trialText({ warmupSeconds: 1, longestWarmupSeconds: 1 })), "1 s warm-up");
});

test("no two of thirty candidates look the same, and the control looks like none", () => {
  const candidates = Array.from({ length: 30 }, (none, i) => "c" + i);
  const styles = [...candidates, "control"].map(server => JSON.stringify(styleOf({ candidates }, server)));
  assert.equal(new Set(styles).size, 31);
});

test("a lower bound says so in the table, the legend and the text of its chart", () => {
  const bounded = data();
  bounded.summaries.forEach(summary => (summary.lowerBounds = ["serverCpuMicrosPerEcho"]));
  const [shown, usual] = [bounded, data()].map(some => {
    const someRun = new Run(some);
    const chart = chartsOf(someRun, someRun.loads.settings[0]).find(one => one.title === "Server CPU per echo");
    return { table: text(verdictTable(someRun, true)), note: chart.note, chart: plain(description(chart)) };
  });
  for (const part of ["table", "chart"]) {
    assert.match(shown[part], /\u2265 40\.0 µs/, part);
    assert.doesNotMatch(usual[part], /\u2265/, part);
  }
  assert.match(shown.note, /arrow/);
  assert.doesNotMatch(usual.note, /arrow/);
});

test("a known candidate looks the same whoever else takes part", () => {
  const style = (candidates, server) => styleOf({ candidates }, server);
  const all = ["platform", "virtual", "virtual-tuned", "event-loop", "netty-nio", "netty-epoll", "netty-io_uring"];
  for (const server of all) {
    assert.deepEqual(style([server], server), style(all, server), server);
    assert.deepEqual(style(["x", "y", server], server), style(all, server), server);
  }
  const alone = ["go", "c-epoll", "x"].map((server, i, names) => style([...names, "platform"], server).colour);
  assert.equal(new Set([...alone, style(["platform"], "platform").colour]).size, 4, "colours while there are some");
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

test("the JVMs of the servers are a table, and more than one Java is told at the top", () => {
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
  assert.equal(javaText(runOfTwo), "Java 21 and 27");
  two.run.setup.servers.pop();
  two.run.setup.servers.pop();
  assert.equal(javaText(new Run(two)), "JDK 25");
  assert.equal(javaText(sampleRun()), undefined);
});
