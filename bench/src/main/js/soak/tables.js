// What a soak found, in tables.

import { dash, definitions, el, scrolling, section } from "../common/elements.js";
import { bytes, count, digits, micros, percent, seconds } from "../common/format.js";
import { known, list, number, object } from "../common/json.js";
import { dateText, joined } from "../common/text.js";
import { amount, changeOf, intervalOf, verdictOf } from "./soak.js";

/**
 * @param heads each a text, or {text} for a column that is aligned to the left
 * @param rows each the text of its head, then cells
 */
export function table(caption, heads, rows) {
  return scrolling(
    caption,
    el(
      "table",
      el(
        "thead",
        el(
          "tr",
          heads.map(head => el(head.text === undefined ? "th" : "th.text", { scope: "col" }, head.text ?? head)),
        ),
      ),
      el(
        "tbody.compact",
        rows.map(([first, ...cells]) => el("tr", el("th", { scope: "row" }, first), cells)),
      ),
    ),
  );
}

const cell = text => el("td", text ?? dash());
const words = (text, isBad = false) => el(isBad ? "td.text.bad" : "td.text", text);

export function driftSection({ drifts }) {
  return section(
    "Drift over the steady state",
    el(
      "p.note",
      "Each rate is the median slope between all pairs of twelve blocks of samples, with an interval: in 99 of" +
        " 100 runs all intervals together hold the truth. The last column is the smallest rise, on top of what was" +
        " measured, that would have been called a drift.",
    ),
    table(
      "Drift",
      ["resource", "level", "per minute", "interval", "over the steady state", { text: "verdict" },
        "would be detected"],
      drifts.map(drift => [
        drift.resource,
        cell(known(drift.level, v => amount(drift, v))),
        cell(known(drift.trend.perMinute, v => changeOf(drift, v))),
        cell(known(drift.trend.low, () => intervalOf(drift))),
        cell(known(drift.trend.rise, v => changeOf(drift, v))),
        words(verdictOf(drift), drift.verdict === "DRIFTS"),
        cell(known(drift.detectablePerMinute, v => changeOf(drift, v) + " per minute")),
      ]),
    ),
  );
}

export function residualSection({ verdict }) {
  const residuals = list(verdict.residuals).map(object);
  return residuals.length === 0
    ? null
    : section(
        "After the load",
        table(
          "After the load",
          ["resource", "before", "after", { text: "" }],
          residuals.map(({ resource, before, after }) => [
            resource,
            cell(known(before, count)),
            cell(known(after, count)),
            words(number(before) === null ? "unknown" : after > before ? "left" : "nothing left", after > before),
          ]),
        ),
      );
}

export function endReasonSection({ verdict }) {
  const endReasons = list(verdict.endReasons).map(object);
  return endReasons.length === 0
    ? null
    : section(
        "How sessions ended",
        table(
          "How sessions ended",
          ["reason", "by the server", "expected by the clients", { text: "" }],
          endReasons.map(({ reason, closed, expected }) => [
            reason,
            cell(known(closed, count)),
            cell(known(expected, count)),
            words(closed === expected ? "as expected" : "not as expected", closed !== expected),
          ]),
        ),
      );
}

export function clientSection({ clients }) {
  return section(
    "The clients",
    table(
      "Verified load",
      ["verified load", "sessions", "echoes", "echoes per second", "p99", "failed", { text: "" }],
      list(clients.verified)
        .map(object)
        .map(load => [
          load.kind,
          cell(known(load.sessions, count)),
          cell(known(load.echoes, count)),
          cell(known(load.echoesPerSecond, count)),
          cell(known(load.p99Micros, micros)),
          cell(count(Object.values(object(object(load.failures).counts))
            .reduce((sum, n) => sum + (number(n) ?? 0), 0))),
          el("td.text.remark", joined([object(load.failures).first, ...list(load.remarks)], "; ")),
        ]),
    ),
    table(
      "Misbehaving clients",
      ["misbehaving clients", "connections", "unexpected", "held back", { text: "" }],
      list(clients.misbehaving)
        .map(object)
        .map(group => [
          group.kind,
          cell(known(group.connections, count)),
          cell(known(group.unexpected, count)),
          cell(known(group.heldBack, count)),
          el("td.text.remark", group.firstUnexpected ?? ""),
        ]),
    ),
  );
}

export function environmentSection({ record, run, environment: host, plan }) {
  return section(
    "Environment and plan",
    el(
      "div.pair",
      definitions([
        ["JDK", host.jdk],
        ["Operating system", host.os],
        ["CPUs", joined([host.cpus, host.cpuModel], " × ")],
        ["Memory", known(host.memoryBytes, bytes)],
        ["Server kept busy", known(object(record.cpuShare).server, v => digits(v) + " of a CPU")],
        ["Clients kept busy", known(object(record.cpuShare).clients, v => digits(v) + " of a CPU")],
      ]),
      definitions([
        ["Started", dateText(run.startedAt)],
        ["Thread model", plan.threadModel],
        ["Load", known(plan.durationSeconds, seconds)],
        ["To settle", known(plan.settleSeconds, v => seconds(v) + " of these, not judged")],
        ["A sample every", known(plan.sampleIntervalSeconds, seconds)],
        ["Idle timeout", known(plan.idleTimeoutSeconds, seconds)],
        ["Tolerance", known(plan.tolerance, v => percent(v) + " of memory, over the steady state")],
      ]),
    ),
  );
}
