// What trials of their own found from outside: system calls and pinned virtual threads.

import { dash, el, folded, scrolling, section } from "../common/elements.js";
import { count, digits, millis, plural } from "../common/format.js";
import { known, number, object } from "../common/json.js";
import { distinct, joined, listed } from "../common/text.js";
import { serversHead } from "./styles.js";

/** A call that is made less than once in a hundred echoes explains nothing. */
const RARE = 0.01;

export function explanationSection(run) {
  const places = distinct(run.explanations.map(e => JSON.stringify(e.load)));
  return places.length === 0
    ? null
    : section(
        "Explanations",
        el("p.note", "From trials of their own, because observing slows a server down. They are in no other number."),
        places.map((place, i) => {
          const some = run.explanations.filter(e => JSON.stringify(e.load) === place);
          const isLast = i === places.length - 1;
          return folded("details.point", isLast, run.loads.text(some[0].load), callsTable(run, some), findings(some));
        }),
      );
}

const callsOf = (explanation, name) => number(object(explanation.systemCallsPerEcho)[name]) ?? 0;

export function callsTable(run, explanations) {
  const some = explanations.filter(e => namesIn(e).length > 0);
  if (some.length === 0) {
    return null;
  }
  const names = sortedNames(some, run.baseline);
  const frequent = names.filter(name => some.some(e => callsOf(e, name) >= RARE));
  const rare = names.filter(name => !frequent.includes(name));
  const sumOf = (explanation, summed) => summed.reduce((sum, name) => sum + callsOf(explanation, name), 0);
  const cell = v => el("td", v === 0 ? dash() : digits(v));
  const row = (kind, label, summed) =>
    el(
      kind,
      el("th.metric", { scope: "row" }, label),
      some.map(e => cell(sumOf(e, summed))),
    );
  return scrolling(
    "System calls per echo",
    el(
      "table",
      el("caption", "System calls per echo, over the life of all sessions, accepting and closing included"),
      serversHead(
        run,
        "Call",
        some.map(e => e.server),
      ),
      el(
        "tbody.compact",
        frequent.map(name => row("tr", name, [name])),
        rare.length === 0 ? null : row("tr", plural(rare.length, "other"), rare),
        row("tr.sum", "All", names),
      ),
    ),
  );
}

const namesIn = explanation => Object.keys(object(explanation.systemCallsPerEcho));

/** By the baseline's number of calls; a call that it does not make, by the largest number of the others. */
function sortedNames(some, baseline) {
  const first = some.find(e => e.server === baseline) ?? some[0];
  const most = name => Math.max(...some.map(e => callsOf(e, name)));
  return distinct(some.flatMap(namesIn)).sort((a, b) => callsOf(first, b) - callsOf(first, a) || most(b) - most(a));
}

/** A finding that several servers share is said once. */
function findings(some) {
  const servers = new Map();
  some.forEach(e =>
    [pinnedText(object(e.virtualThreads)), notSubmittedText(object(e.virtualThreads)), e.problem]
      .filter(text => text)
      .forEach(text => servers.set(text, [...(servers.get(text) ?? []), e.server])),
  );
  return servers.size === 0
    ? null
    : el(
        "ul.findings",
        [...servers].map(([text, names]) => el("li", el("strong", listed(names)), ": " + text)),
      );
}

export function pinnedText({ pinned, pinnedMillis, pinnedReasons }) {
  if (number(pinned) === null) {
    return null;
  }
  if (pinned === 0) {
    return "no virtual thread kept its carrier while it blocked.";
  }
  const reasons = Object.entries(object(pinnedReasons)).map(([reason, n]) => `${reason} (${known(n, count) ?? "?"})`);
  const pins = joined(
    [
      `${count(pinned)} times a virtual thread kept its carrier while it blocked`,
      known(pinnedMillis, v => `${millis(v)} all together`),
    ],
    ", ",
  );
  return pins + (reasons.length === 0 ? "." : `; reasons: ${listed(reasons)}.`);
}

const notSubmittedText = ({ submitFailed }) =>
  number(submitFailed) > 0 ? `${count(submitFailed)} virtual threads could not be handed to their scheduler.` : null;
