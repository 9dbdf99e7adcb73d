// What was compared, and what was found. Java writes the sentences, because the terminal has the same ones.

import { el, folded } from "../common/elements.js";
import { count, plural } from "../common/format.js";
import { list } from "../common/json.js";
import { dateText, distinct, joined, listed } from "../common/text.js";
import { endedBadly } from "./failures.js";

/** More sentences than this are folded away, so that the table of the verdict is near. */
const SENTENCES_IN_FULL = 5;

/** A long list of names would not be read. */
export function titleText({ baseline, others }) {
  if (others.length === 0) {
    return `${baseline ?? "Nothing"} alone`;
  }
  const names = others.length > 3 ? `${others[0]} and ${count(others.length - 1)} others` : listed(others);
  return `${names} against ${baseline}`;
}

export function header(run) {
  const bad = endedBadly(run).length;
  const facts = joined(
    [
      dateText(run.invocation.startedAt),
      `${plural(run.trials.length, "trial")} in ${plural(run.plan.rounds ?? 0, "round")}`,
      javaText(run),
    ],
    " · ",
  );
  return el(
    "header",
    el("p.kind", "Threadlab report"),
    el("h1", titleText(run)),
    el("p.facts", facts, bad === 0 ? null : [" · ", el("span.alarm", `${bad} did not end well`)]),
  );
}

/** The Javas of the servers, or of the whole run if it does not tell them. */
export function javaText({ jvms, environment }) {
  const versions = distinct(jvms.map(({ version }) => String(version)));
  return versions.length > 1 ? "Java " + listed(versions) : environment.jdk && "JDK " + environment.jdk;
}

export function findingsBlock(run) {
  const details = list(run.findings.details).map(sentence => el("li", String(sentence)));
  const more = details.slice(SENTENCES_IN_FULL);
  return el(
    run.isDistrusted ? "div.answer.distrusted" : "div.answer",
    list(run.findings.headline).map(sentence => el("p", String(sentence))),
    details.length === 0 ? null : el("ul.details", details.slice(0, SENTENCES_IN_FULL)),
    more.length === 0 ? null : folded("details", false, plural(more.length, "more finding"), el("ul.details", more)),
  );
}
