// Every trial with its raw figures and its commands.

const LEFT = ["Server", "Commands"];

const RAW = [
  figure("echoes", "Echoes", count, "", f => f.echoes),
  ...COLUMNS,
  ...["p90", "max"].map(key => figure(key, key + " latency", micros, "µs", latency(key))),
  ...LEDGER.flatMap(([, figures]) => figures),
];

/** Columns that no trial fills say nothing. */
const rawColumns = () => RAW.filter(({ of }) => trials.some(trial => number(of(object(trial.figures))) !== null));

function trialRow(trial, columns) {
  const figures = object(trial.figures);
  const commands = el(
    "details",
    el("summary", "show"),
    el("code", shellLine(trial.serverCommand)),
    el("code", shellLine(trial.loadCommand)),
  );
  return el(
    "tr",
    el("th", { scope: "row" }, String(trial.number)),
    el("td", String(trial.round)),
    el("th.name.text", { scope: "row" }, nameOf(trial.contestant)),
    el("td", pointText(trial.point)),
    el(trial.outcome === "OK" ? "td" : "td.alarm", String(trial.outcome)),
    columns.map(({ of }) => el("td", known(of(figures), exact) ?? dash())),
    el("td", figures.loadWasLimit === true ? "yes" : dash()),
    el("td", failuresOf([trial]) || dash()),
    el("td.text", commands),
  );
}

function trialsTable() {
  const columns = rawColumns();
  const names = [
    "Trial",
    "Round",
    "Server",
    "Load",
    "Outcome",
    ...columns.map(({ name, raw }) => (raw ? `${name}, ${raw}` : name)),
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
        names.map(name => el(LEFT.includes(name) ? "th.text" : "th", { scope: "col" }, name)),
      ),
    ),
    el("tbody.compact", trials.map(trial => trialRow(trial, columns))),
  );
}

function trialsSection() {
  return section(
    "All trials",
    el(
      "details",
      el("summary", `Raw figures and commands of ${count(trials.length)} trials`),
      scrolling("All trials", trialsTable()),
    ),
  );
}
