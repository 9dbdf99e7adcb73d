// The table of medians, ranges and ratios: the verdict in figures.

function verdictTable() {
  const head = el(
    "tr",
    el("th", { scope: "col" }, "Server"),
    COLUMNS.map(column => el("th", { scope: "col" }, column.name)),
  );
  const groups = groupedWithout(SESSIONS);
  // One heading is enough where a setting has one number of sessions.
  const areNamed = groups.length > 1 && varies(SESSIONS);
  return el(
    "table.verdict",
    el("thead", head),
    groups.map(group => [
      areNamed ? el("tbody", groupRow("th.setting", group.text)) : null,
      group.points.map(point => pointRows(point, areNamed ? sessionsText(point.sessions) : pointText(point))),
    ]),
  );
}

const groupRow = (kind, text) =>
  el("tr", el(kind, { scope: "rowgroup", colspan: COLUMNS.length + 1 }, el("span", text)));

function pointRows(point, heading) {
  return el(
    "tbody",
    groupRow("th.group", heading),
    entrants.map(entrant => entrantRow(entrant, point)),
  );
}

function entrantRow(entrant, point) {
  return el(
    entrant === control ? "tr.control" : "tr",
    el("th.name", { scope: "row" }, nameOf(entrant), troubleOf(rowOf(entrant, point))),
    COLUMNS.map(column => el("td", verdictCell(column, entrant, point))),
  );
}

function troubleOf({ trials: all, failed, degraded }) {
  const bad = [
    number(failed) > 0 ? `${count(failed)} failed` : null,
    number(degraded) > 0 ? `${count(degraded)} degraded` : null,
  ].filter(part => part);
  return bad.length === 0 ? null : el("span.trouble", `of ${known(all, count) ?? "its"} trials ${listed(bad)}`);
}

function verdictCell(column, entrant, point) {
  const value = spreadOf(column, entrant, point);
  if (!value) {
    return missing();
  }
  return [
    el("span.value", column.format(value.median), column === RATE && isLimited(entrant, point) ? "*" : null),
    rangeBeside(value, column.format),
    ratioLine(ratioOf(column, entrant, point)),
  ];
}

/** There even when it says nothing, so that medians stand under each other. */
const rangeBeside = (value, format) => rangeLine(value, format) ?? el("span.range");

const isLimited = (entrant, point) => number(rowOf(entrant, point).loadLimited) > 0;

/** Of the compared figures; none of them all may have rounds enough. */
const ratios = COLUMNS.flatMap(column =>
  points.flatMap(point => entrants.map(entrant => ratioOf(column, entrant, point))),
).filter(ratio => ratio);
const anyInterval = ratios.some(ratio => ratio.isInterval);

/** Among intervals, what is none must say so. */
function ratioLine(ratio) {
  if (!ratio) {
    return null;
  }
  const few = anyInterval && !ratio.isInterval ? "; too few rounds" : "";
  const text = `× ${times(ratio.median)} (${narrowly(ratio, times)}${few})`;
  return el(ratio.differs ? "span.ratio.differs" : "span.ratio", text);
}

function ratioNote() {
  const what = anyInterval
    ? `estimate and ${INTERVAL}. Bold where a difference is shown: where chance would hardly have given these rounds,` +
      " all ratios of the column taken together."
    : "median, lowest and highest. Fewer than four rounds show no difference.";
  return ratios.length === 0
    ? null
    : el("p.note", `× is the ratio to ${base}, formed within each round: ${what}`);
}

const controlNote = () =>
  control === null
    ? null
    : el(
        "p.note",
        `${control} is the same server as ${base} under a second name: what the two differ in is noise.`,
      );

function limitNote() {
  const limited = points.some(point => entrants.some(entrant => isLimited(entrant, point)));
  return limited
    ? el("p.note.foot", "* The load had no CPU left in some of these trials: this may be its limit.")
    : null;
}

function verdictSection() {
  return section(
    "Verdict",
    el("p.note", "Median over the rounds; beside it the lowest and the highest round."),
    ratioNote(),
    controlNote(),
    scrolling("Verdict", verdictTable()),
    limitNote(),
  );
}
