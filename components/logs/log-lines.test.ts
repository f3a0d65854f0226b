import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inkedLine, plainLine } from "./ansi";
import { appendChunk, noLines, shownLines } from "./log-lines";

const chunk = (offset: number, text: string, skippedBytes = 0) => ({
  state: "growing" as const,
  text,
  offset,
  nextOffset: offset + text.length + skippedBytes,
  sourceName: "file",
  skippedBytes,
});

describe("appendChunk", () => {
  it("gives the same lines however the text was cut", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z\n]{0,20}$/)), (pieces) => {
        let held = noLines;
        for (const piece of pieces) held = appendChunk(held, chunk(held.nextOffset, piece));
        const text = pieces.join("");
        expect(shownLines(held).join("\n")).toBe(text.endsWith("\n") ? text.slice(0, -1) : text);
      }),
    );
  });

  it("leaves out a repeated piece and adds up what was skipped", () => {
    const once = appendChunk(noLines, chunk(0, "a\n", 100));
    expect(appendChunk(once, chunk(0, "a\n", 100))).toBe(once);
    expect(once.skippedBytes).toBe(100);
  });
});

describe("inkedLine", () => {
  it("keeps colours and drops every other escape", () => {
    expect(inkedLine("\u001b[1;31mfail\u001b[0m ok")).toEqual([
      { text: "fail", ink: "red", bold: true },
      { text: " ok", ink: "plain", bold: false },
    ]);
    expect(plainLine("\u001b]8;;javascript:alert(1)\u0007click\u001b]8;;\u0007 \u001b[2Kdone")).toBe("click done");
  });

  it("shows what a carriage return left standing", () => {
    expect(plainLine("10 %\r50 %\r100 %\r")).toBe("100 %");
  });

  it("never leaves an escape behind", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("\u001b", "[", "]", "m", "3", "1", ";", "a", "\u0007") }),
        (text) => {
          expect(plainLine(text)).not.toContain("\u001b");
        },
      ),
    );
  });
});
