import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aNodeRow } from "@/lib/testing/builders";
import { slowerNodes } from "./differences";
import { judgeRegression, median } from "./judge-regression";

describe("judgeRegression", () => {
  it("flags what stands out, and not what one slow run hides", () => {
    const usual = [320_000, 327_000, 313_000, 320_000, 319_000, 900_000];
    expect(judgeRegression(1_083_000, usual)).toMatchObject({ medianMs: 320_000 });
    expect(judgeRegression(330_000, usual)).toBeNull();
  });

  it("says nothing with too few runs, nor of a hair's breadth", () => {
    expect(judgeRegression(99_000, [1_000, 1_000, 1_000])).toBeNull();
    expect(judgeRegression(1_500, [1_000, 1_000, 1_000, 1_000])).toBeNull();
  });

  it("never flags what is within the range of the earlier runs' middle", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000_000), { minLength: 4, maxLength: 12 }), (earlier) => {
        expect(judgeRegression(median(earlier), earlier)).toBeNull();
      }),
    );
  });
});

describe("slowerNodes", () => {
  const row = (specNodeId: string, durationMs: number | null, phase: "succeeded" | "cached" = "succeeded") =>
    aNodeRow({ nodeId: specNodeId, specNodeId, durationMs, phase });

  it("names nodes that ran in both and lost the most time first", () => {
    const before = [row("a", 10_000), row("b", 10_000), row("c", 50, "cached"), row("d", 10_000), row("e", 100)];
    const now = [row("a", 20_000), row("b", 60_000), row("c", 90_000), row("d", 11_000), row("e", 400), row("f", 9)];
    expect(slowerNodes(before, now)).toEqual([
      { specNodeId: "b", wasMs: 10_000, isMs: 60_000 },
      { specNodeId: "a", wasMs: 10_000, isMs: 20_000 },
    ]);
  });
});
