import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildTree } from "@/lib/core/graph/build-tree";
import { aNodeRow } from "@/lib/testing/builders";
import { idleGaps, taskSpans } from "./activity";
import { growingDomain } from "./run-domain";
import { GAP_PX, timeScale, toMoment, toPx } from "./time-scale";
import { timeText } from "./time-text";

const HOUR = 3_600_000;

describe("timeScale", () => {
  it("is straight without gaps, and cuts at its edges", () => {
    const scale = timeScale({ fromMs: 100, toMs: 1_100 }, 500, []);
    expect([0, 100, 600, 1_100, 9_999].map((ms) => toPx(scale, ms))).toEqual([0, 0, 250, 500, 500]);
    expect([-5, 0, 250, 500, 900].map((px) => toMoment(scale, px))).toEqual([100, 100, 600, 1_100, 1_100]);
  });

  it("folds a gap to a fixed width, and gives the rest to what ran", () => {
    const scale = timeScale({ fromMs: 0, toMs: 10 * HOUR }, 528, [{ fromMs: HOUR, toMs: 9 * HOUR }]);
    expect(toPx(scale, HOUR)).toBeCloseTo(250);
    expect(toPx(scale, 9 * HOUR)).toBeCloseTo(250 + GAP_PX);
    expect(toPx(scale, 10 * HOUR)).toBeCloseTo(528);
  });

  it("never goes back, and finds its way back", () => {
    const gap = fc.tuple(fc.nat(1_000), fc.nat(300));
    fc.assert(
      fc.property(fc.array(gap, { maxLength: 6 }), fc.array(fc.nat(1_000), { minLength: 2 }), (raw, moments) => {
        let last = -1;
        const gaps = [...raw]
          .sort((a, b) => a[0] - b[0])
          .flatMap(([fromMs, lastsMs]) => {
            if (fromMs <= last) return [];
            last = fromMs + lastsMs;
            return [{ fromMs, toMs: last }];
          });
        const scale = timeScale({ fromMs: 0, toMs: 1_000 }, 640, gaps);
        const places = [...moments].sort((a, b) => a - b).map((ms) => toPx(scale, ms));
        places.forEach((px, index) => expect(px).toBeGreaterThanOrEqual(places[index - 1] ?? 0));
        expect(toPx(scale, 1_000)).toBeCloseTo(640);
        for (const ms of moments) expect(Math.abs(toMoment(scale, toPx(scale, ms)) - ms)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("stands a run that took no time", () => {
    const scale = timeScale({ fromMs: 5, toMs: 5 }, 500, []);
    expect(toPx(scale, 5)).toBe(0);
    expect(toMoment(scale, 250)).toBe(5);
  });
});

describe("idleGaps", () => {
  const run = { fromMs: 0, toMs: 100_000 };

  it("is the time in which nothing ran, where it is worth a fold", () => {
    const spans = [
      { fromMs: 60_000, toMs: 70_000 },
      { fromMs: 1_000, toMs: 20_000 },
      { fromMs: 10_000, toMs: 15_000 },
      { fromMs: 71_000, toMs: 90_000 },
    ];
    expect(idleGaps(spans, run)).toEqual([
      { fromMs: 20_000, toMs: 60_000 },
      { fromMs: 90_000, toMs: 100_000 },
    ]);
    expect(idleGaps([run], run)).toEqual([]);
  });

  it("counts tasks, not their groups, and no gate", () => {
    const tree = buildTree({
      graph: null,
      rows: [
        aNodeRow({ nodeId: "p", isParent: true, createdMs: 0, startedMs: 0, durationMs: 90 }),
        aNodeRow({ nodeId: "x", parentId: "p", createdMs: 10, startedMs: 20, durationMs: 30 }),
      ],
      dynamicGraphs: {},
      ended: true,
    });
    expect(taskSpans(tree, 100)).toEqual([{ fromMs: 20, toMs: 50 }]);
  });
});

it("a growing run has room to grow, and its scale stands for a while", () => {
  const at = (lastsMs: number) => growingDomain({ fromMs: 0, toMs: lastsMs }).toMs;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), (lastsMs) => {
      expect(at(lastsMs)).toBeGreaterThan(lastsMs);
      expect(at(lastsMs)).toBeLessThanOrEqual(Math.max(10_000, lastsMs) * 1.25);
    }),
  );
  const ends = new Set(Array.from({ length: 60 }, (_, second) => at(600_000 + second * 1_000)));
  expect(ends.size).toBeLessThanOrEqual(3);
});

it("tells tenths of a second below a minute", () => {
  expect([412, 2_870, 59_999, 61_000].map(timeText)).toEqual(["412ms", "2.8s", "59.9s", "1m 01s"]);
});
