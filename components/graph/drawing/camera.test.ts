import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box, Geometry } from "../geometry";
import { anchoredView, directionFor, firstView, fitView, viewAfterResize, viewShowing, windowOf } from "./camera";
import { indexScene, meets } from "./grid-index";

const aBox = (id: string, x: number, y: number, part: Partial<Box> = {}): Box => ({
  id,
  parent: null,
  x,
  y,
  width: 150,
  height: 29,
  depth: 0,
  rank: 0,
  isGroup: false,
  ...part,
});
const geometryOf = (boxes: Box[]): Geometry => ({
  boxes,
  routes: [],
  direction: "down",
  width: Math.max(...boxes.map(({ x, width }) => x + width)),
  height: Math.max(...boxes.map(({ y, height }) => y + height)),
});

const boxes = fc
  .array(
    fc.record({
      x: fc.nat(5_000),
      y: fc.nat(5_000),
      width: fc.integer({ min: 10, max: 900 }),
      height: fc.integer({ min: 10, max: 900 }),
      isGroup: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((parts) => parts.map(({ x, y, ...part }, at) => aBox(`n${at}`, x, y, part)));
const rects = fc.record({
  x: fc.integer({ min: -500, max: 6_000 }),
  y: fc.integer({ min: -500, max: 6_000 }),
  width: fc.nat(4_000),
  height: fc.nat(4_000),
});
const screens = fc.record({
  width: fc.integer({ min: 320, max: 2_000 }),
  height: fc.integer({ min: 300, max: 1_200 }),
});

describe("what is on screen", () => {
  it("finds every box that meets a rectangle, in reading order", () => {
    fc.assert(
      fc.property(boxes, rects, (all, rect) => {
        const found = indexScene(geometryOf(all)).query(rect);
        const ids = found.map(({ id }) => id);
        for (const box of all) if (meets(box, rect)) expect(ids).toContain(box.id);
        expect(found).toEqual(all.filter(({ id }) => ids.includes(id)));
      }),
    );
  });

  it("hits the innermost box under a point", () => {
    const group = aBox("g", 0, 0, { width: 400, height: 300, isGroup: true });
    const index = indexScene(geometryOf([group, aBox("g/a", 50, 50, { parent: "g", depth: 1 })]));
    expect(index.hit(60, 60)?.id).toBe("g/a");
    expect(index.hit(300, 200)?.id).toBe("g");
    expect(index.hit(900, 900)).toBeNull();
  });

  it("fits the whole graph, and opens a long one at its start at a zoom that can be read", () => {
    fc.assert(
      fc.property(boxes, screens, (all, screen) => {
        const geometry = geometryOf(all);
        const seen = windowOf(fitView(geometry, screen), screen);
        expect(seen.x).toBeLessThanOrEqual(0);
        expect(seen.y).toBeLessThanOrEqual(0);
        expect(seen.x + seen.width).toBeGreaterThanOrEqual(geometry.width);
        expect(seen.y + seen.height).toBeGreaterThanOrEqual(geometry.height);
      }),
    );
    const long = geometryOf(Array.from({ length: 1_000 }, (_, rank) => aBox(`c${rank}`, 0, rank * 59, { rank })));
    const screen = { width: 992, height: 700 };
    const view = firstView(long, screen);
    expect(view.zoom).toBe(0.75);
    expect(meets(aBox("c0", 0, 0), windowOf(view, screen))).toBe(true);
  });

  it("moves to a box that is out of sight, and not for one that is in sight", () => {
    const screen = { width: 1_000, height: 700 };
    const view = { x: 0, y: 0, zoom: 1 };
    expect(viewShowing(view, screen, aBox("near", 100, 100))).toBe(view);
    const far = aBox("far", 5_000, 100);
    expect(meets(far, windowOf(viewShowing(view, screen, far), screen))).toBe(true);
  });

  it("keeps a box where it is on screen when its layout changes", () => {
    const [before, after] = [aBox("a", 100, 40), aBox("a", 700, 10)];
    const view = { x: 30, y: 50, zoom: 0.5 };
    const kept = anchoredView(view, before, after);
    expect(after.x * kept.zoom + kept.x).toBe(before.x * view.zoom + view.x);
    expect(after.y * kept.zoom + kept.y).toBe(before.y * view.zoom + view.y);
    expect(anchoredView(view, before, undefined)).toBe(view);
  });

  it("lets the flow run down on narrow canvases and right on wide ones", () => {
    expect(directionFor({ width: 992, height: 700 })).toBe("down");
    expect(directionFor({ width: 1_440, height: 700 })).toBe("right");
  });
});

describe("the view when the screen changes its size", () => {
  const geometry = geometryOf([aBox("a", 0, 0), aBox("b", 900, 700)]);
  const [wide, narrow] = [
    { width: 1400, height: 800 },
    { width: 900, height: 800 },
  ];

  // A drawer that opened over a fitted graph used to leave the graph's right side cut.
  it("stays fitted while nobody moves it", () => {
    const fitted = firstView(geometry, wide);
    expect(viewAfterResize(fitted, wide, narrow, geometry, null)).toEqual(fitView(geometry, narrow));
    expect(viewAfterResize(fitView(geometry, narrow), narrow, wide, geometry, null)).toEqual(fitted);
  });

  it("keeps a view that somebody chose, at its zoom", () => {
    const chosen = { x: -200, y: -100, zoom: 1.5 };
    expect(viewAfterResize(chosen, wide, narrow, geometry, null)).toEqual(chosen);
    expect(viewAfterResize(chosen, wide, narrow, geometry, aBox("b", 900, 700)).zoom).toBe(1.5);
  });
});
