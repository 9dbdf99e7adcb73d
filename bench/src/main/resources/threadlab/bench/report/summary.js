// The table of medians, ranges and ratios.

function summaryTable() {
  const head = el(
    "tr",
    el("th", { scope: "col" }, "Contestant"),
    COLUMNS.map(m => el("th", { scope: "col" }, m.column)),
    el("th", { scope: "col" }, "Trials"),
  );
  const bodies = sessions.map(n =>
    el(
      "tbody",
      el("tr", el("th.group", { scope: "rowgroup", colspan: COLUMNS.length + 2 }, el("span", sessionsText(n)))),
      contestants.map(name => summaryRow(name, n)),
    ),
  );
  return el("table", el("thead", head), bodies);
}

function summaryRow(contestant, n) {
  return el(
    "tr",
    el("th.name", { scope: "row" }, mark(contestant), contestant),
    COLUMNS.map(metric => el("td", summaryCell(metric, contestant, n))),
    el("td", trialsOf(entryOf(contestant, n))),
  );
}

function summaryCell(metric, contestant, n) {
  const value = spreadOf(metric, contestant, n);
  if (!value) {
    return missing();
  }
  return [metric.format(value.median), rangeLine(value, metric.format), ratioLine(metric, contestant, n)];
}

/** Nothing where every round gave the same, as with threads. */
function rangeLine(value, format) {
  return format(value.low) === format(value.high) ? null : el("span.range", narrowly(value, format));
}

function ratioLine(metric, contestant, n) {
  if (contestant === baseline || !metric.ofTrial) {
    return null;
  }
  const { ratio, differs } = comparisonOf(metric, contestant, n);
  return (
    ratio && el(differs ? "span.ratio.differs" : "span.ratio", `× ${times(ratio.median)} (${narrowly(ratio, times)})`)
  );
}

function trialsOf(entry) {
  const all = figure(entry.trials);
  const failed = figure(entry.failed) ?? 0;
  return all === null
    ? missing()
    : failed === 0
      ? count(all)
      : el("span.alarm", `${count(failed)} of ${count(all)} failed`);
}

function summarySection() {
  return section(
    "Summary",
    el("p.note", "Median over the rounds; under it the lowest and the highest round."),
    rivals.length === 0
      ? null
      : el(
          "p.note",
          `× is the ratio to ${baseline}, formed within each round: ` +
            (anyInterval()
              ? `its estimate and ${INTERVAL}. Bold where a difference is shown.`
              : "median, lowest and highest. Fewer than four rounds show no difference."),
        ),
    scrolling("Summary", summaryTable()),
  );
}
