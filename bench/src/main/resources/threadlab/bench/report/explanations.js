// What a look from outside found in trials of their own: system calls and pinned threads.

const explanations = list(run.explanations)
  .map(object)
  .map(e => ({ ...e, contestant: String(e.contestant), point: pointOf(e.point), calls: object(e.systemCallsPerEcho) }));

/** Less often than once in a hundred echoes a call explains nothing. */
const RARE = 0.01;

function explanationSection() {
  const places = distinct(explanations.map(e => JSON.stringify(e.point)));
  if (places.length === 0) {
    return null;
  }
  return section(
    "Explanations",
    el("p.note", "From trials of their own, for looking slows a server down. They are in no other figure."),
    places.map(place => {
      const some = explanations.filter(e => JSON.stringify(e.point) === place);
      return [el("h3.setting", pointText(some[0].point)), callsTable(some), findings(some)];
    }),
  );
}

const callOf = (explanation, name) => number(explanation.calls[name]) ?? 0;
const sumOf = (explanation, names) => names.reduce((sum, name) => sum + callOf(explanation, name), 0);

function callsTable(all) {
  const some = all.filter(e => Object.keys(e.calls).length > 0);
  if (some.length === 0) {
    return null;
  }
  const names = sortedCalls(some);
  const frequent = names.filter(name => some.some(e => callOf(e, name) >= RARE));
  const rare = names.filter(name => !frequent.includes(name));
  const row = (kind, label, of) =>
    el(kind, el("th.figure", { scope: "row" }, label), some.map(e => el("td", of(e) === 0 ? dash() : digits(of(e)))));
  return scrolling(
    "System calls per echo",
    el(
      "table",
      el("caption", "System calls per echo, over the life of all sessions, accepting and closing included"),
      entrantsHead("Call", some.map(e => e.contestant)),
      el(
        "tbody.compact",
        frequent.map(name => row("tr.call", name, e => callOf(e, name))),
        rare.length === 0 ? null : row("tr", `${count(rare.length)} others`, e => sumOf(e, rare)),
        row("tr.sum", "All", e => sumOf(e, names)),
      ),
    ),
  );
}

/** By what the base does most; what it does not do, by what the others do. */
function sortedCalls(some) {
  const first = some.find(e => e.contestant === base) ?? some[0];
  const most = name => Math.max(...some.map(e => callOf(e, name)));
  return distinct(some.flatMap(e => Object.keys(e.calls))).sort(
    (a, b) => callOf(first, b) - callOf(first, a) || most(b) - most(a),
  );
}

/** What holds for several is said once. */
function findings(some) {
  const names = new Map();
  some.forEach(e =>
    [pinnedText(e), submitText(e), e.problem]
      .filter(text => text)
      .forEach(text => names.set(text, [...(names.get(text) ?? []), e.contestant])),
  );
  return names.size === 0
    ? null
    : el(
        "ul.findings",
        [...names].map(([text, who]) => el("li", el("strong", listed(who)), ": " + text)),
      );
}

function pinnedText({ pinned, pinnedMillis, pinnedAt }) {
  if (number(pinned) === null) {
    return null;
  }
  if (pinned === 0) {
    return "no virtual thread kept its carrier while it blocked.";
  }
  const where = Object.entries(object(pinnedAt)).map(([place, n]) => `${place} (${known(n, count) ?? "?"})`);
  return (
    `${count(pinned)} times a virtual thread kept its carrier while it blocked` +
    (known(pinnedMillis, v => `, ${millis(v)} all together`) ?? "") +
    (where.length === 0 ? "." : `; most often at ${listed(where)}.`)
  );
}

const submitText = ({ submitFailed }) =>
  number(submitFailed) > 0 ? `${count(submitFailed)} virtual threads could not be handed to their scheduler.` : null;
