// The page of a comparison.

import { keepDrawn } from "./common/canvas.js";
import { embeddedData, show } from "./common/page.js";
import { chartsOf } from "./compare/chart-data.js";
import { chartSection } from "./compare/charts.js";
import { commandSection, environmentSection } from "./compare/environment.js";
import { explanationSection } from "./compare/explanations.js";
import { failureSection } from "./compare/failures.js";
import { otherMetricsSection } from "./compare/other-metrics.js";
import { plotOf } from "./compare/plot.js";
import { Run } from "./compare/run.js";
import { trialsSection } from "./compare/trials.js";

const run = new Run(embeddedData());
const charts = run.loads.settings.flatMap(setting => chartsOf(run, setting));

show([
  chartSection(run, charts),
  otherMetricsSection(run),
  explanationSection(run),
  environmentSection(run),
  commandSection(run.invocation.command),
  failureSection(run),
  trialsSection(run),
]);
keepDrawn(charts, (chart, onDrawn) => plotOf(run, chart, onDrawn));
