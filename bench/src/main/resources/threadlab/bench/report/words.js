// How figures read.

const NBSP = "\u00a0";
const threeDigits = v => v.toFixed(v >= 99.95 ? 0 : v >= 9.995 ? 1 : 2);
const count = v => v.toLocaleString("en", { maximumFractionDigits: 0 });
/** As measured: whole numbers to the last digit. */
const exact = v => (Number.isInteger(v) ? count(v) : v.toLocaleString("en", { maximumSignificantDigits: 6 }));
const percent = v => (100 * v).toFixed(v > 0 && v < 0.0995 ? 1 : 0) + NBSP + "%";
const sessionsText = n => count(n) + NBSP + (n === 1 ? "session" : "sessions");
const roundsText = n => n + (n === 1 ? " round" : " rounds");
const seconds = v => exact(v) + NBSP + "s";

/** A small figure keeps a digit that says something: 0.004 is not 0.00, and next to nothing is not nothing. */
function digits(v) {
  return v === 0
    ? "0"
    : v >= 99.95
      ? count(v)
      : v >= 0.0095
        ? threeDigits(v)
        : v >= 0.0005
          ? v.toFixed(3)
          : "<" + NBSP + "0.001";
}

function rate(v) {
  return v >= 1e6 ? threeDigits(v / 1e6) + NBSP + "M" : v >= 1e3 ? threeDigits(v / 1e3) + NBSP + "k" : count(v);
}

function micros(v) {
  return v >= 1e6
    ? threeDigits(v / 1e6) + NBSP + "s"
    : v >= 1e3
      ? threeDigits(v / 1e3) + NBSP + "ms"
      : threeDigits(v) + NBSP + "µs";
}

const millis = v => micros(1000 * v);

const MIB = 2 ** 20;
function bytes(v) {
  const [unit, name] = [[2 ** 30, "GiB"], [MIB, "MiB"], [2 ** 10, "KiB"]].find(([u]) => Math.abs(v) >= u) ?? [1, "B"];
  const n = v / unit;
  return n.toFixed(unit > 1 && Math.abs(n) < 10 ? 1 : 0) + NBSP + name;
}

/** A ratio that is not 1 never reads as 1.00. */
function times(v) {
  const text = v >= 100 ? v.toFixed(0) : v >= 10 ? v.toFixed(1) : v >= 0.1 ? v.toFixed(2) : v.toPrecision(2);
  return text === "1.00" && v !== 1 ? v.toFixed(3) : text;
}

/** Ticks have round values: 60 k rather than 60.0 k. */
const trimmed = text => text.replace(/\.0+(?=\D|$)/, "").replace(/(\.\d*[1-9])0+(?=\D|$)/, "$1");

/** 11.2–11.3 µs, with the unit once where both have the same. */
function narrowly(range, format) {
  const [low, unit] = format(range.low).split(NBSP);
  const high = format(range.high);
  return (unit === high.split(NBSP)[1] ? low : format(range.low)) + "–" + high;
}

function listed(items) {
  return items.length < 2 ? items.join("") : items.slice(0, -1).join(", ") + " and " + items[items.length - 1];
}

function dateText(iso) {
  const start = new Date(iso);
  return Number.isNaN(start.getTime())
    ? String(iso ?? "")
    : new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(start) +
        " UTC";
}

/** An argument list as a line that a shell reads back as the same list. */
function shellLine(args) {
  return list(args)
    .map(String)
    .map(arg => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : "'" + arg.replaceAll("'", "'\\''") + "'"))
    .join(" ");
}

/** What a range beside a ratio is, where there are rounds enough for more than their extent. */
const INTERVAL = known(data.confidence, v => trimmed((100 * v).toFixed(1)) + NBSP + "% interval") ?? "interval";
