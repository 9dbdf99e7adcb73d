// The first script of a page, so that it sees every error. A check in a browser reads the count.
(() => {
  const marks = document.documentElement.dataset;
  const count = () => { marks.errors = Number(marks.errors) + 1; };
  const log = console.error;
  marks.errors = 0;
  addEventListener("error", count);
  addEventListener("unhandledrejection", count);
  document.addEventListener("securitypolicyviolation", count);
  console.error = (...args) => { count(); log.apply(console, args); };
})();
