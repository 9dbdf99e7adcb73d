import js from "@eslint/js";
import globals from "globals";

const strict = {
  ...js.configs.recommended.rules,
  eqeqeq: "error",
  "no-shadow": "error",
  "no-var": "error",
  "prefer-const": "error",
  "max-len": ["error", { code: 120 }],
};

export default [
  // uPlot is inlined into the page as a script of its own.
  { files: ["src/main/js/**"], rules: strict, languageOptions: { globals: { ...globals.browser, uPlot: "readonly" } } },
  {
    files: ["src/main/resources/**/*.js"],
    rules: strict,
    languageOptions: { sourceType: "script", globals: globals.browser },
  },
  { files: ["src/test/js/**"], rules: strict, languageOptions: { globals: globals.node } },
];
