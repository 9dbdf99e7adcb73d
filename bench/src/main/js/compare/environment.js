// Where and how it was measured, and how to repeat it.

import { dash, definitions, el, scrolling, section } from "../common/elements.js";
import { NBSP, bytes, count, exact, seconds } from "../common/format.js";
import { known, list, number, object } from "../common/json.js";
import { dateText, joined, listed, shellLine } from "../common/text.js";
import { markedName } from "./styles.js";

export function environmentSection(run) {
  const { environment: host, plan, invocation, setup, baseline, aaControl } = run;
  return section(
    "Environment and plan",
    el(
      "div.pair",
      definitions([
        [run.jvms.length > 0 ? "JDK of the load" : "JDK", host.jdk],
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
    run.jvms.length > 0 ? scrolling("The servers' JVMs", jvmTable(run)) : null,
    remarks(list(setup.remarks).map(String)),
  );
}

/** The JVM of each candidate that has one. */
export const jvmTable = run =>
  el(
    "table.jvms",
    el("caption", "The servers' JVMs, as each told before the first trial."),
    el(
      "thead",
      el(
        "tr",
        ["Server", "Java", "CPU limit", "CPUs it sees", "Carriers", "Flags"].map(head =>
          el(["Java", "Flags"].includes(head) ? "th.text" : "th", { scope: "col" }, head),
        ),
      ),
    ),
    el(
      "tbody.compact",
      run.jvms.map(({ server, version, vendor, cpus, processors, parallelism, flags }) =>
        el(
          "tr",
          el("th.name", { scope: "row" }, markedName(run, server)),
          el("td.text", joined([version, vendor], ", ")),
          el("td", known(cpus, exact) ?? dash()),
          el("td", known(processors, count) ?? dash()),
          el("td", known(parallelism, count) ?? dash()),
          el("td.text", flags.length === 0 ? dash() : el("code", shellLine(flags))),
        ),
      ),
    ),
  );

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
