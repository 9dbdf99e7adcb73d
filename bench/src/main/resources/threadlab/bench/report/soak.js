// Puts the page of a soak together. This file comes last: the others only define things.

function header() {
  const plan = object(soak.plan);
  const title = `${soak.cutShort === true ? "A soak that was cut short" : "Soak"} of ${plan.threadModel ?? "a server"}`;
  document.title = title + " · Threadlab";
  const facts = [
    dateText(soak.startedAt),
    known(plan.durationSeconds, v => (v < 120 ? seconds(v) : exact(v / 60) + NBSP + "min") + " of load"),
    object(soak.environment).jdk && "JDK " + soak.environment.jdk,
  ].filter(fact => fact);
  return el("header", el("p.kind", "Threadlab soak"), el("h1", title), el("p.facts", facts.join(" · ")));
}

/** Its sentences are computed where the figures are, so that the terminal says the same. */
function answerBlock() {
  const [headline, ...rest] = list(soak.answer).map(String);
  return el(
    soak.held === true ? "div.answer" : "div.answer.distrusted",
    el("p", headline ?? "No answer."),
    el("ul.details", rest.map(sentence => el("li", sentence))),
  );
}

document
  .querySelector("main")
  .replaceChildren(
    ...[
      header(),
      answerBlock(),
      driftSection(),
      chartSection(),
      leftoverSection(),
      accountSection(),
      clientSection(),
      originSection(),
      soak.command ? section("Repeat it", el("pre", String(soak.command))) : null,
    ].filter(part => part),
  );
tellWhatIsDrawn();
keepChartsDrawn();
