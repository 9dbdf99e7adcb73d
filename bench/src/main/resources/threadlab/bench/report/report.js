// Puts the page together. This file comes last: the others only define things.

function header() {
  const title = rivals.length === 0 ? `${baseline ?? "Nothing"} alone` : `${listed(rivals)} against ${baseline}`;
  document.title = title + " · Threadlab report";
  const facts = [
    startText(),
    `${trials.length} trials in ${roundsText(plan.rounds ?? 0)}`,
    object(run.environment).jdk && "JDK " + run.environment.jdk,
  ].filter(f => f);
  return el(
    "header",
    el("p.kind", "Threadlab report"),
    el("h1", title),
    el(
      "p.facts",
      facts.join(" · "),
      bad.length === 0 ? null : " · ",
      bad.length === 0 ? null : el("span.alarm", `${bad.length} did not end well`),
    ),
  );
}

const anyRatio = () => CHARTS.some(m => rivals.some(name => sessions.some(n => ratioOf(m, name, n))));

function answerBlock() {
  return el(
    "div.answer",
    answer().map(sentence => el("p", sentence)),
    anyRatio()
      ? el(
          "p.note",
          anyInterval()
            ? `A range in brackets is a ${INTERVAL} for the ratio. A difference is shown where the rounds would hardly` +
                " have come out so by chance, all numbers of sessions and contestants taken together."
            : "A range in brackets is the lowest and the highest ratio over the rounds, not a confidence interval.",
        )
      : null,
  );
}

document
  .querySelector("main")
  .replaceChildren(
    ...[
      header(),
      answerBlock(),
      summarySection(),
      chartSection(),
      failureSection(),
      environmentSection(),
      commandSection(),
      trialsSection(),
    ].filter(part => part),
  );
keepChartsDrawn();
