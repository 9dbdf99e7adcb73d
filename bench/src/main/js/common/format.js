// Numbers as text. digits, times, percent, count and millis follow the same rules as the Java code; number-format.json
// has the cases that both are tested with. The page differs in typography alone: it has "µ", a minus sign, and a space
// before a unit at which no line breaks.

export const NBSP = "\u00a0";
export const MIB = 2 ** 20;
const MINUS = "\u2212";

export const count = v => signed(v, size => size.toLocaleString("en", { maximumFractionDigits: 0 }));

/** Three significant digits, but at most three decimals, and all digits of a larger number. */
export const digits = v =>
  signed(v, size =>
    size >= 99.95
      ? count(size)
      : size >= 0.9995
        ? size.toPrecision(3)
        : size >= 0.001
          ? size.toFixed(3)
          : size === 0
            ? "0"
            : "<0.001",
  );

/** A ratio, usually with two decimals. One that is not 1 does not read as 1.00. */
export function times(v) {
  if (v > 1e6) {
    return ">1,000,000";
  }
  if (v >= 9.995 || v < 0.001) {
    return digits(v);
  }
  const text = v.toFixed(v >= 0.0995 ? 2 : 3);
  return text === "1.00" && v !== 1 ? v.toFixed(3) : text;
}

export function percent(v) {
  const number = v === 0 ? "0" : v < 0.0005 ? "<0.1" : (100 * v).toFixed(v < 0.0995 ? 1 : 0);
  return number + NBSP + "%";
}

/** As measured: a whole number to the last digit, another one with six. */
export const exact = v => (Number.isInteger(v) ? count(v) : v.toLocaleString("en", { maximumSignificantDigits: 6 }));

export const seconds = v => exact(v) + NBSP + "s";
export const micros = v =>
  scaled(
    v,
    [
      [1e6, "s"],
      [1e3, "ms"],
    ],
    digits,
    "µs",
  );
export const millis = v => micros(1000 * v);
export const bytes = v =>
  scaled(
    v,
    [
      [2 ** 30, "GiB"],
      [MIB, "MiB"],
      [2 ** 10, "KiB"],
    ],
    count,
    "B",
  );

/** A number of events in a second, the larger ones in thousands. */
export const rate = v =>
  scaled(
    v,
    [
      [1e6, "M"],
      [1e3, "k"],
    ],
    count,
    "",
  );

/** In the largest unit of which there is at least one after rounding, else in the smallest, in its own format. */
function scaled(v, units, formatOfSmallest, smallest) {
  const size = Math.abs(v);
  const [unit, name] = units.find(([factor]) => size >= 0.9995 * factor) ?? [1, smallest];
  const number = unit === 1 ? formatOfSmallest(v) : digits(v / unit);
  return name === "" ? number : number + NBSP + name;
}

function signed(v, format) {
  const text = format(Math.abs(v));
  return v < 0 && text !== "0" ? MINUS + text : text;
}

/** With a plus sign where the number is above zero. */
export const change = (v, format) => (v > 0 && format(v) !== format(0) ? "+" : "") + format(v);

/** Without zeros at the end of its decimals: a tick of an axis is 60 k rather than 60.0 k. */
export const trimZeros = text => text.replace(/\.0+(?=\D|$)/, "").replace(/(\.\d*[1-9])0+(?=\D|$)/, "$1");

/** "11.2–11.3 µs": the unit stands once if both ends have the same. */
export function rangeText({ low, high }, format) {
  const [number, unit] = format(low).split(NBSP);
  const highText = format(high);
  return (unit === highText.split(NBSP)[1] ? number : format(low)) + "–" + highText;
}

/** "1 session", "1,000 sessions". */
export const plural = (n, noun) => count(n) + NBSP + noun + (n === 1 ? "" : "s");
