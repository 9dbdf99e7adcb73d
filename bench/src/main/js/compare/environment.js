// Where and how it was measured, and how to repeat it.

import { definitions, el, section } from "../common/elements.js";
import { NBSP, bytes, count, exact, seconds } from "../common/format.js";
import { known, list, number, object } from "../common/json.js";
import { dateText, joined, listed } from "../common/text.js";

export function environmentSection(run) {
  const { environment: host, plan, invocation, setup, baseline, aaControl } = run;
  return section(
    "Environment and plan",
    el(
      "div.pair",
      definitions([
        ["JDK", host.jdk],
        ["Java home", host.javaHome],
        ["Operating system", host.os],
        ["CPUs", joined([host.cpus, host.cpuModel], " × ")],
        ["Memory", known(host.memoryBytes, bytes)],
        ["File descriptors", known(host.maxDescriptors, v => "at most " + count(v))],
        ["CPU affinity", setup.cpuAffinity],
      ]),
      definitions([
        ["Started", dateText(invocation.startedAt)],
        ["Took", known(invocation.elapsedSeconds, tookText)],
        ["Candidates", run.candidates.join(", ")],
        ["Control", aaControl === null ? null : `${aaControl}, the same server as ${baseline}`],
        ...run.loads
          .bySessions()
          .map(({ text, points }) => ["Load", `${text}; ${listed(points.map(p => count(p.sessions)))} sessions`]),
        ["Rounds", plan.rounds],
        ["Each trial", trialText(object(plan.timing))],
        ["Probe sessions", known(plan.probeSessionsPerSecond, probeText)],
      ]),
    ),
    remarks(list(setup.remarks).map(String)),
  );
}

const tookText = v => (v < 120 ? seconds(Math.round(v)) : count(v / 60) + NBSP + "min");

const probeText = v => (v > 0 ? `${exact(v)} a second, one echo each` : "none");

export function trialText(timing) {
  const shortest = number(timing.warmupSeconds);
  const longest = number(timing.longestWarmupSeconds);
  const warmup =
    shortest === null || longest === null || shortest === longest
      ? known(shortest ?? longest, seconds)
      : `${exact(shortest)} to ${seconds(longest)}`;
  return joined([warmup && warmup + " warm-up", known(timing.durationSeconds, v => seconds(v) + " measured")], ", ");
}

const remarks = texts =>
  texts.length === 0
    ? null
    : [
        el("h3.adapted", "Not as asked, or not as it should be"),
        el(
          "ul.findings",
          texts.map(text => el("li", text)),
        ),
      ];

export const commandSection = command => (command ? section("Repeat it", el("pre", String(command))) : null);
