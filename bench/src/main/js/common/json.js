// Reads JSON in which anything may be missing or of another type.

export const list = value => (Array.isArray(value) ? value : []);
export const object = value => (value !== null && typeof value === "object" ? value : {});
export const number = value => (typeof value === "number" && Number.isFinite(value) ? value : null);

/** Returns the formatted number, or null where there is none. */
export const known = (value, format) => (number(value) === null ? null : format(value));
