// The catalogue of metrics, as Java puts it into the page: its keys, groups, titles, units and meanings.

import { bytes, count, digits, micros, millis, percent, rate } from "../common/format.js";
import { list, object } from "../common/json.js";
import { distinct } from "../common/text.js";

/** By the names that the catalogue has. */
const FORMATS = { bytes, count, digits, micros, millis, percent, rate, seconds: v => millis(1000 * v) };

export const CPU = "serverCpuMicrosPerEcho";
export const RATE = "echoesPerSecond";

export class Metrics {
  constructor(catalogue) {
    this.all = list(catalogue)
      .map(object)
      .map(metric => ({ ...metric, format: FORMATS[metric.format] ?? digits }));
    const groups = distinct(this.all.map(metric => metric.group)).map(title => ({
      title,
      metrics: this.all.filter(metric => metric.group === title),
    }));
    /** The verdict is formed on the first group. */
    this.verdict = groups[0]?.metrics ?? [];
    this.otherGroups = groups.slice(1);
  }

  of(key) {
    return this.all.find(metric => metric.key === key);
  }
}
