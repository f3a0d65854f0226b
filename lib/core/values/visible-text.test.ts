import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mixedScript, visibleParts } from "./visible-text";

const shown = (text: string, keepLines = false) =>
  visibleParts(text, { keepLines })
    .map((part) => (part.mark === null ? part.text : `[${part.mark}]`))
    .join("");

describe("visibleParts", () => {
  it.each([
    ["plain text", "plain text"],
    ["", ""],
    ["a\u202etxt.exe", "a[U+202E]txt.exe"],
    ["zero\u200bwidth\ufeff", "zero[U+200B]width[BOM]"],
    ["\u{e0041}\u{e007f}", "[U+E0041][U+E007F]"],
    ["no\u00a0break", "no[NBSP]break"],
    ["half \ud800", "half [U+D800]"],
    ["a\tb\nc\0", "a[⇥]b[↵]c[NUL]"],
    ["é e\u0301 🚀", "é e\u0301 🚀"],
  ])("%j", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it("keeps lines where they are shown", () => {
    expect(shown("a\tb\nc\r", true)).toBe("a\tb\nc[CR]");
  });

  it("loses nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.boolean(), (text, keepLines) => {
        expect(
          visibleParts(text, { keepLines })
            .map((part) => part.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});

describe("mixedScript", () => {
  it.each([
    ["train", null],
    ["тrain", "Cyrillic"],
    ["модель train", null],
    ["ｔｒａｉｎ", "full-width"],
    ["αlpha", "Greek"],
  ])("%s: %s", (text, script) => {
    expect(mixedScript(text)).toBe(script);
  });
});
