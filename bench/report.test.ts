import { describe, expect, it } from "vitest";
import { formatTable, isMissed, percentile } from "./report";

describe("the report of a bench", () => {
  it("takes percentiles by nearest rank", () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(percentile([4, 1, 3, 2], 0.95)).toBe(4);
    expect(percentile([], 0.5)).toBeNaN();
  });

  it("judges what has a budget, and counts a figure that could not be taken as missed", () => {
    expect(isMissed({ what: "a", value: 10, unit: "ms", budget: 10 })).toBe(false);
    expect(isMissed({ what: "a", value: 11, unit: "ms", budget: 10 })).toBe(true);
    expect(isMissed({ what: "a", value: Number.NaN, unit: "ms", budget: 10 })).toBe(true);
    expect(isMissed({ what: "a", value: 11, unit: "ms" })).toBe(false);
  });

  it("prints value, budget, verdict and ratio", () => {
    const table = formatTable([{ what: "paint", value: 250, unit: "ms", budget: 1_000, incumbent: 23_000 }]);
    expect(table.split("\n")[1]?.split(/ {2,}/)).toEqual(["paint", "250 ms", "≤ 1000 ms", "PASS", "×92.0"]);
  });
});
