// The trials that did not end well, the environment, the command, and every trial with its raw figures.

const bad = trials.filter(t => t.outcome !== "OK");

function failureSection() {
  if (bad.length === 0) {
    return section(
      "Trials",
      el("p", trials.length === 1 ? "The one trial ended well." : `All ${trials.length} trials ended well.`),
    );
  }
  const failed = bad.filter(t => t.outcome === "FAILED").length;
  const degraded = bad.length - failed;
  const counts = listed(
    [failed ? `${failed} failed` : null, degraded ? `${degraded} degraded` : null].filter(p => p),
  );
  return section(
    "Trials that did not end well",
    el("p", `Of ${trials.length} trials ${counts}. A failed trial has no part in the figures above.`),
    el("ul.failures", alike(bad).map(failureItem)),
  );
}

/** Trials of the same contestant that ended in the same way, together. */
function alike(some) {
  const groups = new Map();
  some.forEach(t => {
    const key = JSON.stringify([t.contestant, t.sessions, t.outcome, t.reason]);
    groups.set(key, [...(groups.get(key) ?? []), t]);
  });
  return [...groups.values()];
}

function failureItem(same) {
  const [first] = same;
  const which =
    same.length === 1 ? `trial ${first.number} (round ${first.round})` : `trials ${listed(same.map(t => t.number))}`;
  const failures = failuresOf(same);
  return el(
    "li",
    el("strong", `${first.contestant} at ${sessionsText(first.sessions)}`),
    ", ",
    el("span.alarm", String(first.outcome)),
    first.reason ? `: ${first.reason}` : "",
    el("span.note", which + (failures && `; sessions that failed: ${failures}`)),
  );
}

/** Failed sessions by kind, summed over the trials. */
function failuresOf(some) {
  const sums = new Map();
  some.forEach(t =>
    Object.entries(object(t.failures)).forEach(([kind, n]) => sums.set(kind, (sums.get(kind) ?? 0) + n)),
  );
  return [...sums].map(([kind, n]) => `${known(n, count)} × ${kind}`).join(", ");
}

function startText() {
  const start = new Date(run.startedAt);
  return Number.isNaN(start.getTime())
    ? String(run.startedAt ?? "")
    : new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(start) +
        " UTC";
}

const seconds = v => (figure(v) === null ? null : String(v) + NBSP + "s");
const known = (value, format) => (figure(value) === null ? null : format(value));

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
        ["Started", startText()],
        ["Took", known(run.elapsedSeconds, v => seconds(Math.round(v)))],
        ["Contestants", contestants.join(", ")],
        ["Sessions", sessions.map(count).join("; ")],
        ["Message", known(plan.sizeBytes, v => count(v) + (v === 1 ? " byte" : " bytes"))],
        ["Rounds", plan.rounds],
        [
          "Each trial",
          [
            known(plan.warmupSeconds, v => seconds(v) + " warm-up"),
            known(plan.durationSeconds, v => seconds(v) + " measured"),
          ]
            .filter(v => v)
            .join(", "),
        ],
      ]),
    ),
  );
}

function commandSection() {
  return run.command ? section("Repeat it", el("pre", String(run.command))) : null;
}

/** An argument list as a line that a shell reads back as the same list. */
function shellLine(args) {
  return list(args)
    .map(String)
    .map(arg => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : "'" + arg.replaceAll("'", "'\\''") + "'"))
    .join(" ");
}

const LEFT = ["Contestant", "Commands"];
const TRIAL_COLUMNS = [
  ["Echoes", t => t.echoes, count],
  ["Echoes/s", t => t.echoesPerSecond],
  ...[
    ["p50", "p50"],
    ["p90", "p90"],
    ["p99", "p99"],
    ["p99.9", "p999"],
    ["max", "max"],
  ].map(([name, key]) => [name + NBSP + "µs", t => object(t.latencyMicros)[key]]),
  ["Server CPU µs/echo", t => t.serverCpuMicrosPerEcho],
  ["Server CPU", t => t.serverCpuShare, percent],
  ["Load CPU µs/echo", t => t.loadCpuMicrosPerEcho],
  ["Load CPU", t => t.loadCpuShare, percent],
  ["Resident bytes", t => t.serverResidentBytes, count],
  ["Threads", t => t.serverThreads, count],
];

function trialRow(t) {
  const figures = TRIAL_COLUMNS.map(([, of, format]) =>
    el("td", known(of(t), format ?? exact) ?? el("span.none", "–")),
  );
  const commands = el(
    "details",
    el("summary", "show"),
    el("code", shellLine(t.serverCommand)),
    el("code", shellLine(t.loadCommand)),
  );
  return el(
    "tr",
    el("th", { scope: "row" }, String(t.number)),
    el("td", String(t.round)),
    el("th.name.text", mark(t.contestant), String(t.contestant)),
    el("td", known(t.sessions, count)),
    el(t.outcome === "OK" ? "td" : "td.alarm", String(t.outcome)),
    figures,
    el("td", failuresOf([t]) || el("span.none", "–")),
    el("td.text", commands),
  );
}

function trialsSection() {
  const names = [
    "Trial",
    "Round",
    "Contestant",
    "Sessions",
    "Outcome",
    ...TRIAL_COLUMNS.map(([name]) => name),
    "Failures",
    "Commands",
  ];
  return section(
    "All trials",
    el(
      "details",
      el("summary", `Raw figures and commands of ${trials.length} trials`),
      scrolling(
        "All trials",
        el(
          "table",
          el("caption", "Each trial has two commands: the server's, then the load's."),
          el(
            "thead",
            el(
              "tr",
              names.map(name => el(LEFT.includes(name) ? "th.text" : "th", { scope: "col" }, name)),
            ),
          ),
          el("tbody.compact", trials.map(trialRow)),
        ),
      ),
    ),
  );
}
