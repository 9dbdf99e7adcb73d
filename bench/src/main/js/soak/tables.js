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
    "Drift over the steady part",
    el(
      "p.note",
      "Each rate is the median slope between all pairs of twelve blocks of samples, with an interval: in 99 of" +
        " 100 runs all intervals together hold the truth. The last column is the smallest rise, on top of what was" +
        " measured, that would have been called a drift.",
    ),
    table(
      "Drift",
      ["resource", "level", "a minute", "interval", "over the part", { text: "verdict" }, "would be seen"],
      drifts.map(drift => [
        drift.resource,
        cell(known(drift.level, v => amount(drift, v))),
        cell(known(drift.perMinute, v => changeOf(drift, v))),
        cell(known(drift.low, () => intervalOf(drift))),
        cell(known(drift.rise, v => changeOf(drift, v))),
        words(verdictOf(drift), drift.verdict === "DRIFTS"),
        cell(known(drift.visiblePerMinute, v => changeOf(drift, v) + " a minute")),
      ]),
    ),
  );
}

export function leftoverSection({ record }) {
  const leftovers = list(record.leftovers).map(object);
  return leftovers.length === 0
    ? null
    : section(
        "After the load",
        table(
          "After the load",
          ["resource", "before", "after", { text: "" }],
          leftovers.map(({ resource, before, after }) => [
            resource,
            cell(known(before, count)),
            cell(known(after, count)),
            words(number(before) === null ? "not told here" : after > before ? "left" : "nothing left", after > before),
          ]),
        ),
      );
}

export function endSection({ record }) {
  const accounts = list(record.accounts).map(object);
  return accounts.length === 0
    ? null
    : section(
        "How sessions ended",
        table(
          "How sessions ended",
          ["reason", "by the server", "by what clients did", { text: "" }],
          accounts.map(({ reason, closed, provoked }) => [
            reason,
            cell(known(closed, count)),
            cell(known(provoked, count)),
            words(closed === provoked ? "explained" : "unexplained", closed !== provoked),
          ]),
        ),
      );
}

export function clientSection({ record }) {
  return section(
    "The clients",
    table(
      "Honest clients",
      ["honest sessions", "sessions", "echoes", "echoes a second", "p99", "failed", { text: "" }],
      list(record.honest)
        .map(object)
        .map(load => [
          load.kind,
          cell(known(load.sessions, count)),
          cell(known(load.echoes, count)),
          cell(known(load.echoesPerSecond, count)),
          cell(known(load.p99Micros, micros)),
          cell(count(Object.values(object(load.failures)).reduce((sum, n) => sum + (number(n) ?? 0), 0))),
          el("td.text.remark", joined([load.firstFailure, ...list(load.remarks)], "; ")),
        ]),
    ),
    table(
      "Rude clients",
      ["rude clients", "came", "surprises", "held back", { text: "" }],
      list(record.rude)
        .map(object)
        .map(group => [
          group.kind,
          cell(known(group.visits, count)),
          cell(known(group.surprises, count)),
          cell(known(group.heldBack, count)),
          el("td.text.remark", group.firstSurprise ?? ""),
        ]),
    ),
  );
}

export function environmentSection({ record, environment: host, plan }) {
  return section(
    "Environment and plan",
    el(
      "div.pair",
      definitions([
        ["JDK", host.jdk],
        ["Operating system", host.os],
        ["CPUs", joined([host.cpus, host.cpuModel], " × ")],
        ["Memory", known(host.memoryBytes, bytes)],
        ["Server kept busy", known(record.serverCpuShare, v => digits(v) + " of a CPU")],
        ["Clients kept busy", known(record.loadCpuShare, v => digits(v) + " of a CPU")],
      ]),
      definitions([
        ["Started", dateText(record.startedAt)],
        ["Thread model", plan.threadModel],
        ["Load", known(plan.durationSeconds, seconds)],
        ["To settle", known(plan.settleSeconds, v => seconds(v) + " of these, not judged")],
        ["A sample every", known(plan.everySeconds, seconds)],
        ["Idle timeout", known(plan.idleTimeoutSeconds, seconds)],
        ["Tolerance", known(plan.tolerance, v => percent(v) + " of memory, over the steady part")],
      ]),
    ),
  );
}
