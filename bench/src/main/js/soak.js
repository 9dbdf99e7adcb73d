// The page of a soak.

import { keepDrawn } from "./common/canvas.js";
import { el, section } from "./common/elements.js";
import { NBSP, exact, seconds } from "./common/format.js";
import { known, list } from "./common/json.js";
import { embeddedData, show } from "./common/page.js";
import { dateText, joined } from "./common/text.js";
import { chartSection, plotOf } from "./soak/charts.js";
import { Soak } from "./soak/soak.js";
import { clientSection, driftSection, endReasonSection, environmentSection, residualSection } from "./soak/tables.js";

const soak = new Soak(embeddedData());
const { run, plan, verdict, environment } = soak;
const charts = soak.drifts.map(drift => soak.chartOf(drift)).filter(chart => chart);
const title = `${run.cutShort === true ? "A soak that was cut short" : "Soak"} of ${plan.threadModel ?? "a server"}`;

function header() {
  const facts = [
    dateText(run.startedAt),
    known(plan.durationSeconds, v => (v < 120 ? seconds(v) : exact(v / 60) + NBSP + "min") + " of load"),
    environment.jdk && "JDK " + environment.jdk,
  ];
  return el("header", el("p.kind", "Threadlab soak"), el("h1", title), el("p.facts", joined(facts, " · ")));
}

/** Java writes the sentences, because the terminal has the same ones. */
function answerBlock() {
  const [headline, ...rest] = list(verdict.findings).map(String);
  return el(
    verdict.held === true ? "div.answer" : "div.answer.distrusted",
    el("p", headline ?? "No answer."),
    el(
      "ul.details",
      rest.map(sentence => el("li", sentence)),
    ),
  );
}

document.title = title + " · Threadlab";
show([
  header(),
  answerBlock(),
  driftSection(soak),
  chartSection(soak, charts),
  residualSection(soak),
  endReasonSection(soak),
  clientSection(soak),
  environmentSection(soak),
  run.command ? section("Repeat it", el("pre", String(run.command))) : null,
]);
keepDrawn(charts, (chart, onDrawn) => plotOf(soak, chart, onDrawn));
