// All other figures, by point: where a verdict's reasons are looked for.

function ledgerTable(point) {
  const bodies = LEDGER.map(([theme, figures]) => {
    const shown = figures.filter(figure => entrants.some(entrant => spreadOf(figure, entrant, point)));
    return shown.length === 0
      ? null
      : el(
          "tbody.compact",
          el("tr", el("th.group", { scope: "rowgroup", colspan: entrants.length + 1 }, el("span", theme))),
          shown.map(figure => ledgerRow(figure, point)),
        );
  });
  return bodies.every(body => body === null)
    ? el("p.note", "No figures.")
    : scrolling("Ledger, " + pointText(point), el("table.ledger", entrantsHead("Median and range", entrants), bodies));
}

function ledgerRow(figure, point) {
  const cells = entrants.map(entrant => {
    const value = spreadOf(figure, entrant, point);
    return el("td", value ? cellOf(value, figure.format) : dash());
  });
  return el("tr", el("th.figure", { scope: "row" }, figure.name), cells);
}

const meanings = () =>
  el(
    "details",
    el("summary", "What these figures are"),
    definitions(LEDGER.flatMap(([, figures]) => figures).map(figure => [figure.name, figure.note])),
  );

/** The largest point is where servers differ most, so it is the one that lies open. */
function ledgerSection() {
  if (points.length === 0) {
    return null;
  }
  return section(
    "Ledger",
    el("p.note", "All other figures: where reasons are looked for. No verdict is formed on them."),
    meanings(),
    points.map(point =>
      el(
        "details.point",
        point === largest ? { open: "" } : null,
        el("summary", pointText(point)),
        ledgerTable(point),
      ),
    ),
  );
}
