// Where and how it was measured, and how to do it again.

function environmentSection() {
  const host = object(run.environment);
  return section(
    "Environment and plan",
    el(
      "div.pair",
      definitions([
        ["JDK", host.jdk],
        ["Java home", host.javaHome],
        ["Operating system", host.os],
        ["CPUs", [host.cpus, host.cpuModel].filter(v => v).join(" × ")],
        ["Memory", known(host.memoryBytes, bytes)],
        ["File descriptors", known(host.maxDescriptors, v => "at most " + count(v))],
        ["Pinning", run.pinning],
      ]),
      definitions([
        ["Started", dateText(run.startedAt)],
        ["Took", known(run.elapsedSeconds, tookText)],
        ["Contestants", contestants.join(", ")],
        ["Control", control === null ? null : `${control}, the same server as ${base}`],
        ...groupedWithout(SESSIONS).map(({ text, points: some }) => [
          "Load",
          `${text}; ${listed(some.map(point => count(point.sessions)))} sessions`,
        ]),
        ["Rounds", plan.rounds],
        ["Each trial", trialPlanText()],
        ["Newcomers", known(plan.newcomersPerSecond, v => (v > 0 ? `${exact(v)} a second, one echo each` : "none"))],
      ]),
    ),
    adaptedList(),
  );
}

const tookText = v => (v < 120 ? seconds(Math.round(v)) : count(v / 60) + NBSP + "min");

function trialPlanText() {
  const shortest = number(plan.warmupSeconds);
  const longest = number(plan.longestWarmupSeconds);
  const warmup =
    shortest === null || longest === null || shortest === longest
      ? known(shortest ?? longest, seconds)
      : `${exact(shortest)} to ${seconds(longest)}`;
  return [warmup && warmup + " warm-up", known(plan.durationSeconds, v => seconds(v) + " measured")]
    .filter(part => part)
    .join(", ");
}

function adaptedList() {
  const adapted = list(run.adapted).map(String);
  return adapted.length === 0
    ? null
    : [el("h3.adapted", "Otherwise than asked, or amiss"), el("ul.findings", adapted.map(text => el("li", text)))];
}

function commandSection() {
  return run.command ? section("Repeat it", el("pre", String(run.command))) : null;
}
