// The trials that did not end well, with their reasons.

import { el, section } from "../common/elements.js";
import { count, plural } from "../common/format.js";
import { number, object } from "../common/json.js";
import { joined, listed } from "../common/text.js";

export const endedBadly = run => run.trials.filter(trial => trial.outcome !== "OK");

export function failureSection(run) {
  const { length } = run.trials;
  const bad = endedBadly(run);
  if (bad.length === 0) {
    return section(
      "Trials",
      el("p", length === 1 ? "The one trial ended well." : `All ${count(length)} trials ended well.`),
    );
  }
  const failed = bad.filter(trial => trial.outcome === "FAILED").length;
  const degraded = bad.length - failed;
  const counts = [failed ? `${failed} failed` : null, degraded ? `${degraded} degraded` : null].filter(part => part);
  return section(
    "Trials that did not end well",
    el("p", `Of ${plural(length, "trial")} ${listed(counts)}. A failed trial has no part in the numbers above.`),
    el(
      "ul.failures",
      alike(bad).map(same => failureItem(run, same)),
    ),
  );
}

/** Trials of the same server that ended in the same way, together. */
export function alike(trials) {
  const groups = new Map();
  trials.forEach(trial => {
    const key = JSON.stringify([trial.server, trial.load, trial.outcome, trial.reason]);
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  });
  return [...groups.values()];
}

function failureItem(run, same) {
  const [{ number: first, round, server, load, outcome, reason }] = same;
  const which =
    same.length === 1 ? `trial ${first} (round ${round})` : `trials ${listed(same.map(trial => trial.number))}`;
  const failures = failuresOf(same);
  return el(
    "li",
    el("strong", `${server} at ${run.loads.text(load)}`),
    ", ",
    el("span.alarm", String(outcome)),
    reason ? `: ${reason}` : "",
    el("span.note", joined([which, failures && `sessions that failed: ${failures}`], "; ")),
  );
}

/** Failed sessions by kind, summed over the trials. */
export function failuresOf(trials) {
  const sums = new Map();
  trials.forEach(trial =>
    Object.entries(object(trial.failures)).forEach(([kind, n]) =>
      sums.set(kind, (sums.get(kind) ?? 0) + (number(n) ?? 0)),
    ),
  );
  return [...sums].map(([kind, n]) => `${count(n)} × ${kind}`).join(", ");
}
