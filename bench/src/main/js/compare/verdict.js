// The table of the verdict: medians, ranges and ratios.

import { el, medianText, noValue, rangeLine, scrolling, section } from "../common/elements.js";
import { count, plural, rangeText, times } from "../common/format.js";
import { known, number, object } from "../common/json.js";
import { listed } from "../common/text.js";
import { RATE } from "./metrics.js";
import { markedName } from "./styles.js";

export function verdictSection(run) {
  const ratios = run.ratiosOf(run.metrics.verdict);
  return section(
    "Verdict",
    el("p.note", "Median over the rounds; beside it the lowest and the highest round."),
    ratioNote(run, ratios),
    run.aaControl === null
      ? null
      : el(
          "p.note",
          `${run.aaControl} is the same server as ${run.baseline} under a second name: any difference is noise.`,
        ),
    scrolling(
      "Verdict",
      verdictTable(
        run,
        ratios.some(ratio => ratio.isInterval),
      ),
    ),
    limitNote(run),
  );
}

export function verdictTable(run, hasIntervals) {
  const groups = run.loads.bySessions();
  // One heading is enough where a setting has one number of sessions.
  const areNamed = groups.length > 1 && run.loads.sessionsVary;
  const heading = load => (areNamed ? plural(load.sessions, "session") : run.loads.text(load));
  return el(
    "table.verdict",
    el(
      "thead",
      el(
        "tr",
        el("th", { scope: "col" }, "Server"),
        run.metrics.verdict.map(metric => el("th", { scope: "col" }, metric.title)),
      ),
    ),
    groups.map(({ text, points }) => [
      areNamed ? el("tbody", headingRow(run, "th.setting", text)) : null,
      points.map(load =>
        el(
          "tbody",
          headingRow(run, "th.group", heading(load)),
          run.servers.map(server => serverRow(run, server, load, hasIntervals)),
        ),
      ),
    ]),
  );
}

const headingRow = (run, kind, text) =>
  el("tr", el(kind, { scope: "rowgroup", colspan: run.metrics.verdict.length + 1 }, el("span", text)));

function serverRow(run, server, load, hasIntervals) {
  return el(
    server === run.aaControl ? "tr.control" : "tr",
    el("th.name", { scope: "row" }, markedName(run, server), trialsLost(object(run.summaryOf(server, load).trials))),
    run.metrics.verdict.map(metric => el("td", verdictCell(run, metric, server, load, hasIntervals))),
  );
}

function trialsLost({ total, failed, degraded }) {
  const lost = [
    number(failed) > 0 ? `${count(failed)} failed` : null,
    number(degraded) > 0 ? `${count(degraded)} degraded` : null,
  ].filter(part => part);
  return lost.length === 0 ? null : el("span.trouble", `of ${known(total, count) ?? "its"} trials ${listed(lost)}`);
}

function verdictCell(run, metric, server, load, hasIntervals) {
  const value = run.spreadOf(metric, server, load);
  if (!value) {
    return noValue();
  }
  const mark = metric.key === RATE && loadWasLimit(run, server, load) ? "*" : null;
  return [
    el("span.value", medianText(value, metric.format), mark),
    // There even when it says nothing, so that medians stand under each other.
    rangeLine(value, metric.format) ?? el("span.range"),
    ratioLine(run.ratioOf(metric, server, load), hasIntervals),
  ];
}

/** Among intervals, a range of rounds must say that it is none. */
function ratioLine(ratio, hasIntervals) {
  if (!ratio) {
    return null;
  }
  const few = hasIntervals && !ratio.isInterval ? "; too few rounds" : "";
  const text = `× ${times(ratio.median)} (${rangeText(ratio, times)}${few})`;
  return el(ratio.differs ? "span.ratio.differs" : "span.ratio", text);
}

function ratioNote(run, ratios) {
  const meaning = ratios.some(ratio => ratio.isInterval)
    ? `estimate and ${run.intervalName}. A bold ratio is a difference that is shown: chance alone would hardly give` +
      " such rounds, even with as many ratios as the column has."
    : "median, lowest and highest. Fewer than four rounds show no difference.";
  return ratios.length === 0
    ? null
    : el("p.note", `× is the ratio to ${run.baseline}, taken within each round: ${meaning}`);
}

const loadWasLimit = (run, server, load) => number(object(run.summaryOf(server, load).trials).loadLimited) > 0;

function limitNote(run) {
  const limited = run.loads.points.some(load => run.servers.some(server => loadWasLimit(run, server, load)));
  return limited
    ? el("p.note.foot", "* The load had no CPU left in some of these trials: this may be its limit.")
    : null;
}
