// Sentences and names as text.

import { list } from "./json.js";

export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

/** "a, b and c" */
export const listed = items =>
  items.length < 2 ? items.join("") : items.slice(0, -1).join(", ") + " and " + items[items.length - 1];

export const distinct = values => [...new Set(values)];

/** Returns the parts that there are, as one text. */
export const joined = (parts, separator) => parts.filter(part => part).join(separator);

export function dateText(iso) {
  const date = new Date(iso ?? NaN);
  const format = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
  return Number.isNaN(date.getTime()) ? String(iso ?? "") : format.format(date) + " UTC";
}

/** An argument list as a line that a shell reads back as the same list. */
export const shellLine = args =>
  list(args)
    .map(String)
    .map(arg => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : "'" + arg.replaceAll("'", "'\\''") + "'"))
    .join(" ");
