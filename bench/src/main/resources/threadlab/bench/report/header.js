// What was compared, and the answer. Its sentences are computed where the figures are, so that the terminal says the
// same.

/** A long list of names would drown the title. */
function titleText() {
  if (rivals.length === 0) {
    return `${base ?? "Nothing"} alone`;
  }
  const who = rivals.length > 3 ? `${rivals[0]} and ${rivals.length - 1} others` : listed(rivals);
  return `${who} against ${base}`;
}

function header() {
  document.title = titleText() + " · Threadlab report";
  const facts = [
    dateText(run.startedAt),
    `${count(trials.length)} ${trials.length === 1 ? "trial" : "trials"} in ${roundsText(plan.rounds ?? 0)}`,
    object(run.environment).jdk && "JDK " + run.environment.jdk,
  ].filter(fact => fact);
  return el(
    "header",
    el("p.kind", "Threadlab report"),
    el("h1", titleText()),
    el(
      "p.facts",
      facts.join(" · "),
      bad.length === 0 ? null : [" · ", el("span.alarm", `${bad.length} did not end well`)],
    ),
  );
}

function answerBlock() {
  const { headline, details } = object(data.answer);
  const distrusted = list(object(data.control).toldApart).length > 0;
  return el(
    distrusted ? "div.answer.distrusted" : "div.answer",
    list(headline).map(sentence => el("p", String(sentence))),
    list(details).length === 0 ? null : el("ul.details", list(details).map(sentence => el("li", String(sentence)))),
  );
}
