import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { MapItem } from "@/lib/core/node";
import { brushedCells, cellAt, fitCells, hitCell } from "./cells";
import { type ColourBy, colouringOf } from "./colouring";
import { countItems, fieldItems } from "./field-items";

const item = (index: number, rest: Partial<MapItem> = {}): MapItem => ({
  index,
  retryAttempt: 0,
  externalId: "",
  phase: "succeeded",
  cacheStatus: "disabled",
  logs: [],
  ...rest,
});

const shapes = fc.record({
  count: fc.integer({ min: 1, max: 3_000 }),
  width: fc.integer({ min: 20, max: 1_200 }),
  height: fc.integer({ min: 20, max: 600 }),
});

describe("the cells of a field", () => {
  it("are found again under their own middle, each once, inside the field", () => {
    fc.assert(
      fc.property(shapes, ({ count, width, height }) => {
        const cells = fitCells(count, width, height);
        expect(cells.columns * cells.cell).toBeLessThanOrEqual(width);
        for (let at = 0; at < count; at += Math.ceil(count / 50)) {
          const { x, y, size } = cellAt(cells, at);
          expect(hitCell(cells, x + size / 2, y + size / 2)).toBe(at);
          expect(y + size).toBeLessThanOrEqual(cells.rows * cells.cell);
        }
        expect(hitCell(cells, -1, 0)).toBeNull();
        expect(hitCell(cells, 0, cells.rows * cells.cell)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  it("are all marked by a brush over the whole field, from any corner", () => {
    fc.assert(
      fc.property(shapes, ({ count, width, height }) => {
        const cells = fitCells(count, width, height);
        const far = { x: width * 2, y: cells.rows * cells.cell * 2 };
        const near = { x: -5, y: -5 };
        expect(brushedCells(cells, near, far)).toHaveLength(count);
        expect(brushedCells(cells, far, near)).toEqual(Array.from({ length: count }, (_, at) => at));
      }),
      { numRuns: 60 },
    );
  });

  it("are as large as the place allows, between 5 and 14 px", () => {
    expect(fitCells(10, 400, 100).cell).toBe(14);
    expect(fitCells(50_000, 900, 320).cell).toBe(5);
    const between = fitCells(2_000, 600, 320);
    expect(between.cell).toBeGreaterThan(5);
    expect(between.rows * between.cell).toBeLessThanOrEqual(320);
  });
});

describe("the items of a map task", () => {
  const items = [
    item(2, { phase: "running" }),
    item(0, { phase: "failed" }),
    item(0, { phase: "succeeded", retryAttempt: 1 }),
    item(1, { cacheStatus: "hit" }),
    item(3, { phase: "initializing" }),
  ];

  it("are shown in their last try, by index", () => {
    expect(fieldItems(items, new Map([[2, 1_500]]))).toEqual([
      { index: 0, phase: "succeeded", attempts: 2, cacheStatus: "disabled", durationMs: null },
      { index: 1, phase: "cached", attempts: 1, cacheStatus: "hit", durationMs: null },
      { index: 2, phase: "running", attempts: 1, cacheStatus: "disabled", durationMs: 1_500 },
      { index: 3, phase: "queued", attempts: 1, cacheStatus: "disabled", durationMs: null },
    ]);
    expect(countItems(items)).toEqual({ succeeded: 1, cached: 1, running: 1, queued: 1 });
  });

  it("fall into classes that hold each of them once, whatever they are coloured by", () => {
    const durations = new Map(Array.from({ length: 300 }, (_, index) => [index, (index * 37) % 101]));
    const many = fieldItems(
      Array.from({ length: 400 }, (_, index) =>
        item(index, {
          phase: index % 7 === 0 ? "failed" : "succeeded",
          retryAttempt: index % 9,
          cacheStatus: index % 3 === 0 ? "hit" : "populated",
        }),
      ),
      durations,
    );
    for (const by of ["phase", "duration", "attempt", "cache"] satisfies ColourBy[]) {
      const { classes, classOf } = colouringOf(many, by);
      expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(400);
      classes.forEach(({ count }, kind) => expect(classOf.filter((each) => each === kind)).toHaveLength(count));
    }
    const shades = colouringOf(many, "duration").classes;
    expect(shades.at(-1)).toMatchObject({ words: "time not known", count: 100 });
    expect(Math.max(...shades.slice(0, -1).map(({ count }) => count))).toBeLessThan(70);
  });
});
