import assert from "node:assert/strict";
import { test } from "node:test";
import { el } from "../../main/js/common/elements.js";
import { known, list, number, object } from "../../main/js/common/json.js";
import { capital, dateText, listed, shellLine } from "../../main/js/common/text.js";
import "./fake-document.js";

test("a list reads as a sentence does", () => {
  assert.deepEqual([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed), ["", "a", "a and b", "a, b and c"]);
});

test("a shell reads a command back as the same arguments", () => {
  assert.equal(
    shellLine(["java", "-Xlog:gc", "a b", "it's", "$HOME", ""]),
    "java -Xlog:gc 'a b' 'it'\\''s' '$HOME' ''",
  );
  assert.equal(shellLine("no list"), "");
});

test("a date is in UTC; what is no date stays as it is", () => {
  assert.match(dateText("2026-11-24T15:45:30Z"), /24 November 2026.*15:45 UTC/);
  assert.equal(dateText("yesterday"), "yesterday");
  assert.equal(dateText(null), "");
});

test("the first letter becomes a capital, also of nothing", () => {
  assert.deepEqual(["open sessions", ""].map(capital), ["Open sessions", ""]);
});

test("data of another type than expected counts as missing", () => {
  assert.deepEqual([list("x"), object(null), number("1"), number(NaN)], [[], {}, null, null]);
  assert.equal(known(undefined, String), null);
  assert.equal(known(0, String), "0");
});

test("markup in a text stays text", () => {
  const element = el("p.note", "<img src=x>", null, [["nested"]], { title: "t" });
  assert.deepEqual(element.children, ["<img src=x>", "nested"]);
  assert.deepEqual([element.tag, element.className, element.attributes], ["p", "note", { title: "t" }]);
});
