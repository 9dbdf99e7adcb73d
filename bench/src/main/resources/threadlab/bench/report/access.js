// The data, and the only ways to it. It is untrusted: it enters the page as text, never as markup, and anything in it
// may be missing.

const data = JSON.parse(document.getElementById("data").textContent);
const list = value => (Array.isArray(value) ? value : []);
const object = value => (value !== null && typeof value === "object" ? value : {});
const number = value => (typeof value === "number" && Number.isFinite(value) ? value : null);
const known = (value, format) => (number(value) === null ? null : format(value));
