// The trials that did not end well, with their reasons.

const bad = trials.filter(trial => trial.outcome !== "OK");

function failureSection() {
  if (bad.length === 0) {
    return section(
      "Trials",
      el("p", trials.length === 1 ? "The one trial ended well." : `All ${count(trials.length)} trials ended well.`),
    );
  }
  const failed = bad.filter(trial => trial.outcome === "FAILED").length;
  const degraded = bad.length - failed;
  const counts = [failed ? `${failed} failed` : null, degraded ? `${degraded} degraded` : null].filter(part => part);
  return section(
    "Trials that did not end well",
    el("p", `Of ${count(trials.length)} trials ${listed(counts)}. A failed trial has no part in the figures above.`),
    el("ul.failures", alike(bad).map(failureItem)),
  );
}

/** Trials of the same entrant that ended in the same way, together. */
function alike(some) {
  const groups = new Map();
  some.forEach(trial => {
    const key = JSON.stringify([trial.contestant, trial.point, trial.outcome, trial.reason]);
    groups.set(key, [...(groups.get(key) ?? []), trial]);
  });
  return [...groups.values()];
}

function failureItem(same) {
  const [first] = same;
  const which =
    same.length === 1
      ? `trial ${first.number} (round ${first.round})`
      : `trials ${listed(same.map(trial => trial.number))}`;
  const failures = failuresOf(same);
  return el(
    "li",
    el("strong", `${first.contestant} at ${pointText(first.point)}`),
    ", ",
    el("span.alarm", String(first.outcome)),
    first.reason ? `: ${first.reason}` : "",
    el("span.note", which + (failures && `; sessions that failed: ${failures}`)),
  );
}

/** Failed sessions by kind, summed over the trials. */
function failuresOf(some) {
  const sums = new Map();
  some.forEach(trial =>
    Object.entries(object(trial.failures)).forEach(([kind, n]) =>
      sums.set(kind, (sums.get(kind) ?? 0) + (number(n) ?? 0)),
    ),
  );
  return [...sums].map(([kind, n]) => `${count(n)} × ${kind}`).join(", ");
}
