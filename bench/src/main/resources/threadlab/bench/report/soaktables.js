// What a soak found, in tables.

const soak = object(data);
const samples = list(soak.samples).map(object).filter(sample => number(sample.seconds) !== null);
const drifts = list(soak.drifts).map(object);

const amountOf = drift => v => (drift.unit === "bytes" ? signedBytes(v) : signedPieces(v));
const minus = v => (v < 0 ? "−" : "");

function signedBytes(v) {
  const size = Math.abs(v);
  return minus(v) + (size >= MIB ? (size / MIB).toFixed(2) + NBSP + "MiB" : bytes(size));
}

const signedPieces = v => minus(v) + (Number.isInteger(v) || Math.abs(v) >= 10 ? count : threeDigits)(Math.abs(v));
const plus = text => (/[1-9]/.test(text) && !text.startsWith("−") ? "+" + text : text);
const change = (drift, v) => plus(amountOf(drift)(v));

const VERDICTS = {
  DRIFTS: "drifts",
  WITHIN_TOLERANCE: "rises within the tolerance",
  FALLS: "falls",
  NO_DRIFT_SHOWN: "no drift shown",
  TOO_SHORT: "too few samples to tell",
  NOT_TOLD: "not told here",
};
const verdictOf = drift => VERDICTS[drift.verdict] ?? String(drift.verdict);

function table(caption, heads, rows) {
  return scrolling(
    caption,
    el(
      "table",
      el("thead", el("tr", heads.map((head, i) => el(i === 0 ? "th" : head[1] ?? "th", { scope: "col" }, head[0])))),
      el("tbody.compact", rows.map(([first, ...cells]) => el("tr", el("th", { scope: "row" }, first), cells))),
    ),
  );
}

const cell = text => el("td", text ?? dash());
const words = (text, isBad = false) => el(isBad ? "td.text.bad" : "td.text", text);

function driftSection() {
  return section(
    "Drift over the steady part",
    el(
      "p.note",
      `Each rate is the median of the slopes between all pairs of twelve blocks of samples, with an interval: all of them
      together hold the truth in 99 of 100 runs. The last column is the rise that would have been called a drift, had it
      come on top of what was measured.`,
    ),
    table(
      "Drift",
      [["resource"], ["level"], ["a minute"], ["interval"], ["over the part"], ["verdict", "th.text"], ["would be seen"]],
      drifts.map(drift => [
        drift.resource,
        cell(known(drift.level, amountOf(drift))),
        cell(known(drift.perMinute, v => change(drift, v))),
        cell(known(drift.low, v => `${change(drift, v)} to ${change(drift, drift.high)}`)),
        cell(known(drift.rise, v => change(drift, v))),
        words(verdictOf(drift), drift.verdict === "DRIFTS"),
        cell(known(drift.visiblePerMinute, v => change(drift, v) + " a minute")),
      ]),
    ),
  );
}

function leftoverSection() {
  const leftovers = list(soak.leftovers).map(object);
  return leftovers.length === 0
    ? null
    : section(
        "After the load",
        table(
          "After the load",
          [["resource"], ["before"], ["after"], ["", "th.text"]],
          leftovers.map(({ resource, before, after }) => [
            resource,
            cell(known(before, count)),
            cell(known(after, count)),
            words(number(before) === null ? "not told here" : after > before ? "left" : "nothing left", after > before),
          ]),
        ),
      );
}

function accountSection() {
  const accounts = list(soak.accounts).map(object);
  return accounts.length === 0
    ? null
    : section(
        "How sessions ended",
        table(
          "How sessions ended",
          [["reason"], ["by the server"], ["by what clients did"], ["", "th.text"]],
          accounts.map(({ reason, closed, provoked }) => [
            reason,
            cell(known(closed, count)),
            cell(known(provoked, count)),
            words(closed === provoked ? "explained" : "unexplained", closed !== provoked),
          ]),
        ),
      );
}

function clientSection() {
  return section(
    "The clients",
    table(
      "Honest clients",
      [["honest sessions"], ["sessions"], ["echoes"], ["echoes a second"], ["p99"], ["failed"], ["", "th.text"]],
      list(soak.honest).map(object).map(load => [
        load.kind,
        cell(known(load.sessions, count)),
        cell(known(load.echoes, count)),
        cell(known(load.echoesPerSecond, count)),
        cell(known(load.p99Micros, micros)),
        cell(count(Object.values(object(load.failures)).reduce((sum, n) => sum + n, 0))),
        el("td.text.remark", [load.firstFailure, ...list(load.remarks)].filter(text => text).join("; ")),
      ]),
    ),
    table(
      "Rude clients",
      [["rude clients"], ["came"], ["surprises"], ["held back"], ["", "th.text"]],
      list(soak.rude).map(object).map(crowd => [
        crowd.kind,
        cell(known(crowd.visits, count)),
        cell(known(crowd.surprises, count)),
        cell(known(crowd.heldBack, count)),
        el("td.text.remark", crowd.firstSurprise ?? ""),
      ]),
    ),
  );
}

function originSection() {
  const host = object(soak.environment);
  const plan = object(soak.plan);
  return section(
    "Environment and plan",
    el(
      "div.pair",
      definitions([
        ["JDK", host.jdk],
        ["Operating system", host.os],
        ["CPUs", [host.cpus, host.cpuModel].filter(v => v).join(" × ")],
        ["Memory", known(host.memoryBytes, bytes)],
        ["Server kept busy", known(soak.serverCpuShare, v => threeDigits(v) + " of a CPU")],
        ["Clients kept busy", known(soak.loadCpuShare, v => threeDigits(v) + " of a CPU")],
      ]),
      definitions([
        ["Started", dateText(soak.startedAt)],
        ["Thread model", plan.threadModel],
        ["Load", known(plan.durationSeconds, v => seconds(v))],
        ["To settle", known(plan.settleSeconds, v => seconds(v) + " of these, not judged")],
        ["A sample every", known(plan.everySeconds, seconds)],
        ["Idle timeout", known(plan.idleTimeoutSeconds, seconds)],
        ["Tolerance", known(plan.tolerance, v => percent(v) + " of memory, over the steady part")],
      ]),
    ),
  );
}
