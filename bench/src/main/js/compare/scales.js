// The choice of scales: ranges, ticks and positions. Numbers only.

const MOST_TICKS = 8;
const STEPS_OF_A_DECADE = [[1, 1.5, 2, 3, 4, 5, 7], [1, 1.5, 2, 3, 5, 7], [1, 2, 5], [1, 3], [1]];
const EVEN_STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1];
/** Below this ratio of its ends, a log axis has even steps. */
const NARROW = 4;
/** Above this ratio of its ends, an axis that may have a log scale has one. */
const WIDE = 30;

export const wantsLog = (low, high) => low > 0 && high / low > WIDE;

/**
 * Where values stand on a log axis. A value without a logarithm, and one that its neighbour hides, gets a place beside.
 *
 * @param values ascending
 */
export function positions(values) {
  const proper = values.filter(v => v > 0 && v < Infinity);
  const lowest = proper[0] ?? 1;
  const highest = proper[proper.length - 1] ?? 1;
  const step = Math.max(1.2, highest > lowest ? (highest / lowest) ** (1 / (proper.length - 1)) : 4);
  const result = [];
  values.forEach(v => {
    const position = v === Infinity ? highest * step : v > 0 ? v : lowest / step;
    const last = result[result.length - 1];
    result.push(last >= position ? last * step ** 0.3 : position);
  });
  return result;
}

/** The ends of the x axis, with room beside the first and the last position; a single one stands in the middle. */
export function xRange(ascending) {
  const min = ascending[0];
  const max = ascending[ascending.length - 1];
  const room = min === max ? 2 : (max / min) ** 0.06;
  return [min / room, max * room];
}

/** The ends of the y axis: a linear one begins at 0. */
export function yRange({ low, high, log }) {
  const room = Math.min(1.3, Math.max(1.03, (high / low) ** 0.08));
  return log ? [low / room, high * room] : [0, high * 1.08 || 1];
}

/** The finest of the usual steps that leaves room for the labels. */
export function logTicks(low, high) {
  const choices =
    high / low < NARROW
      ? EVEN_STEPS.map(step => multiples(step * 10 ** Math.floor(Math.log10(high)), low, high))
      : STEPS_OF_A_DECADE.map(steps => stepsOfDecades(steps, low, high));
  return choices.find(ticks => ticks.length <= MOST_TICKS) ?? choices[choices.length - 1];
}

function multiples(step, low, high) {
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (none, i) =>
    Number(((first + i) * step).toPrecision(6)),
  );
}

function stepsOfDecades(steps, low, high) {
  const ticks = [];
  for (let decade = 10 ** Math.floor(Math.log10(low)); decade <= high; decade *= 10) {
    ticks.push(...steps.map(step => step * decade).filter(v => v >= low && v <= high));
  }
  return ticks;
}

/**
 * Empties the labels that would touch the next one. It goes from the right, because the largest number says most.
 *
 * @param width of the axis, in pixels
 */
export function thinned(labels, ascending, width) {
  const [min, max] = xRange(ascending);
  const pixel = position => (width * Math.log(position / min)) / Math.log(max / min);
  let free = Infinity;
  return labels.reduceRight((kept, label, i) => {
    const half = 3.5 * label.length + 4;
    const fits = pixel(ascending[i]) + half <= free;
    free = fits ? pixel(ascending[i]) - half : free;
    return [fits ? label : "", ...kept];
  }, []);
}

export const nearest = (values, wanted) =>
  values.reduce((best, value) => (Math.abs(value - wanted) < Math.abs(best - wanted) ? value : best));
