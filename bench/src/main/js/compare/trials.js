// Every trial with its values as measured, and its commands.

import { dash, el, folded, scrolling, section } from "../common/elements.js";
import { exact, plural } from "../common/format.js";
import { known, number, object } from "../common/json.js";
import { shellLine } from "../common/text.js";
import { failuresOf } from "./failures.js";
import { markedName } from "./styles.js";

const LEFT_ALIGNED = ["Server", "Commands"];

export const trialsSection = run =>
  section(
    "All trials",
    folded(
      "details",
      false,
      `Values and commands of ${plural(run.trials.length, "trial")}`,
      scrolling("All trials", trialsTable(run)),
    ),
  );

/** A column that no trial fills is left out. */
export const filledMetrics = run =>
  run.metrics.all.filter(metric => run.trials.some(trial => number(valueIn(trial, metric)) !== null));

const valueIn = (trial, metric) => object(trial.metrics)[metric.key];

function trialsTable(run) {
  const metrics = filledMetrics(run);
  const heads = [
    "Trial",
    "Round",
    "Server",
    "Load",
    "Outcome",
    ...metrics.map(({ title, unit }) => (unit ? `${title}, ${unit}` : title)),
    "Load was the limit",
    "Failures",
    "Commands",
  ];
  return el(
    "table",
    el("caption", "Each trial has two commands: the server's, then the load's."),
    el(
      "thead",
      el(
        "tr",
        heads.map(head => el(LEFT_ALIGNED.includes(head) ? "th.text" : "th", { scope: "col" }, head)),
      ),
    ),
    el(
      "tbody.compact",
      run.trials.map(trial => trialRow(run, trial, metrics)),
    ),
  );
}

function trialRow(run, trial, metrics) {
  const commands = [trial.commands.server, trial.commands.load].map(command => el("code", shellLine(command)));
  return el(
    "tr",
    el("th", { scope: "row" }, String(trial.number)),
    el("td", String(trial.round)),
    el("th.name.text", { scope: "row" }, markedName(run, trial.server)),
    el("td", run.loads.text(trial.load)),
    el(trial.outcome === "OK" ? "td" : "td.alarm", String(trial.outcome)),
    metrics.map(metric => el("td", known(valueIn(trial, metric), exact) ?? dash())),
    el("td", trial.loadWasLimit === true ? "yes" : dash()),
    el("td", failuresOf([trial]) || dash()),
    el("td.text", folded("details", false, "show", commands)),
  );
}
