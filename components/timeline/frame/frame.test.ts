import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeScale } from "../time-scale";
import { tasksAtOnce } from "./tasks-at-once";
import { ticksOf } from "./ticks";

const DAY = Date.UTC(2026, 10, 23);
const scaleOf = (fromMs: number, lastsMs: number, widthPx = 800) =>
  timeScale({ fromMs: DAY + fromMs, toMs: DAY + fromMs + lastsMs }, widthPx, []);

describe("ticksOf", () => {
  it("takes round moments of the clock", () => {
    const minutes = ticksOf(scaleOf(32_531_000, 2_292_000), "utc");
    expect(minutes.map(({ text }) => text)).toEqual([
      "09:05",
      "09:10",
      "09:15",
      "09:20",
      "09:25",
      "09:30",
      "09:35",
      "09:40",
    ]);
    expect(ticksOf(scaleOf(0, 2_000), "utc").map(({ text }) => text.slice(9))).toContain("00.500".slice(3));
    expect(ticksOf(scaleOf(0, 20 * 86_400_000), "utc").at(0)?.text).toBe("26 Nov 2026");
  });

  it("keeps labels apart, within the drawing, at any length of run", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4e10 }), fc.integer({ min: 40, max: 3_000 }), (lastsMs, widthPx) => {
        const ticks = ticksOf(scaleOf(12_345, lastsMs, widthPx), "utc");
        expect(ticks.length).toBeLessThanOrEqual(widthPx / 84 + 1);
        ticks.forEach(({ px }, index) => {
          expect(px).toBeGreaterThanOrEqual(0);
          expect(px).toBeLessThanOrEqual(widthPx + 1e-6);
          expect(px - (ticks[index - 1]?.px ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(84 - 1e-6);
        });
      }),
    );
  });

  it("has none in a folded gap", () => {
    const gap = { fromMs: DAY + 60_000, toMs: DAY + 3_600_000 };
    const scale = timeScale({ fromMs: DAY, toMs: DAY + 3_660_000 }, 800, [gap]);
    expect(ticksOf(scale, "utc").some(({ ms }) => ms > gap.fromMs && ms < gap.toMs)).toBe(false);
  });
});

describe("tasksAtOnce", () => {
  const run = { fromMs: 0, toMs: 100 };

  it("counts the most at once in each part of the run", () => {
    const spans = [
      { fromMs: 0, toMs: 40 },
      { fromMs: 10, toMs: 30 },
      { fromMs: 40, toMs: 100 },
      { fromMs: 95, toMs: 95 },
    ];
    expect(tasksAtOnce(spans, run, 10)).toEqual([1, 2, 2, 1, 1, 1, 1, 1, 1, 2]);
    expect(tasksAtOnce([], run, 4)).toEqual([0, 0, 0, 0]);
  });

  it("agrees with counting at each moment", () => {
    const span = fc.tuple(fc.nat(99), fc.integer({ min: 1, max: 60 })).map(([fromMs, lastsMs]) => ({
      fromMs,
      toMs: Math.min(100, fromMs + lastsMs),
    }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const counted = Array.from(
          { length: 100 },
          (_, ms) => spans.filter((s) => s.fromMs <= ms && ms < s.toMs).length,
        );
        expect(tasksAtOnce(spans, run, 100)).toEqual(counted);
      }),
    );
  });
});
