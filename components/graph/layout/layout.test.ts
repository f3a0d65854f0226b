import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Box, Direction, Geometry, Structure } from "../geometry";
import { layoutGrid } from "./grid";
import { layoutStructure } from "./layout-structure";

const card = (id: string, inside: Structure | null = null) => ({ id, width: 150, height: 29, inside });
const edge = (source: string, target: string) => ({ source, target, kind: "value" as const });

const levelOf = (prefix: string, depth: number): fc.Arbitrary<Structure> =>
  fc.integer({ min: 1, max: depth === 0 ? 30 : 8 }).chain((count) => {
    const ids = Array.from({ length: count }, (_, index) => `${prefix}n${index}`);
    return fc.record({
      nodes: fc.tuple(
        ...ids.map((id) =>
          fc.record({
            id: fc.constant(id),
            width: fc.integer({ min: 60, max: 260 }),
            height: fc.constantFrom(29, 46),
            inside: depth > 2 ? fc.constant(null) : fc.option(levelOf(`${id}/`, depth + 2), { freq: 4, nil: null }),
          }),
        ),
      ),
      edges: fc.array(
        fc
          .tuple(fc.nat(count - 1), fc.nat(count - 1))
          .map(([a, b]) => edge(`${prefix}n${Math.min(a, b)}`, `${prefix}n${Math.max(a, b)}`)),
        { maxLength: count * 2 },
      ),
    });
  });
const structures = levelOf("", 0);
const directions = fc.constantFrom<Direction>("down", "right");

const overlaps = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function expectSound(geometry: Geometry) {
  const byId = new Map(geometry.boxes.map((box) => [box.id, box]));
  const levels = new Map<string | null, Box[]>();
  for (const box of geometry.boxes) levels.set(box.parent, [...(levels.get(box.parent) ?? []), box]);
  for (const level of levels.values()) {
    for (const [index, box] of level.entries())
      for (const other of level.slice(index + 1)) expect(overlaps(box, other), `${box.id} on ${other.id}`).toBe(false);
  }
  for (const box of geometry.boxes) {
    const around =
      box.parent === null ? { x: 0, y: 0, width: geometry.width, height: geometry.height } : byId.get(box.parent);
    if (around === undefined) throw new Error(`${box.id} has a group that is not drawn`);
    expect(box.x).toBeGreaterThanOrEqual(around.x);
    expect(box.y).toBeGreaterThanOrEqual(around.y);
    expect(box.x + box.width).toBeLessThanOrEqual(around.x + around.width);
    expect(box.y + box.height).toBeLessThanOrEqual(around.y + around.height);
  }
}

describe("the layered layout", () => {
  it("draws every node once, apart from the others and inside its group", () => {
    fc.assert(
      fc.property(structures, directions, (structure, direction) => {
        const geometry = layoutStructure(structure, direction);
        expectSound(geometry);
        const count = ({ nodes }: Structure): number =>
          nodes.reduce((sum, { inside }) => sum + 1 + (inside === null ? 0 : count(inside)), 0);
        expect(geometry.boxes).toHaveLength(count(structure));
      }),
      { numRuns: 60 },
    );
  });

  it("lets every edge run along the flow, from border to border", () => {
    fc.assert(
      fc.property(structures, directions, (structure, direction) => {
        const geometry = layoutStructure(structure, direction);
        const byId = new Map(geometry.boxes.map((box) => [box.id, box]));
        for (const { source, target, points } of geometry.routes) {
          const [from, to] = [byId.get(source), byId.get(target)];
          if (from === undefined || to === undefined) throw new Error("an edge joins nodes that are not drawn");
          expect(from.rank).toBeLessThan(to.rank);
          const along = points.filter((_, index) => index % 2 === (direction === "down" ? 1 : 0));
          expect(along).toEqual(along.toSorted((a, b) => a - b));
          const [start, end] = direction === "down" ? [from.y + from.height, to.y] : [from.x + from.width, to.x];
          expect([along[0], along.at(-1)]).toEqual([start, end]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("gives the same picture for the same graph", () => {
    fc.assert(
      fc.property(structures, directions, (structure, direction) => {
        expect(layoutStructure(structuredClone(structure), direction)).toEqual(layoutStructure(structure, direction));
      }),
      { numRuns: 50 },
    );
  });

  it("survives a cycle, a loop and an edge to nowhere", () => {
    const structure = {
      nodes: [card("a"), card("b"), card("c")],
      edges: [edge("a", "b"), edge("b", "a"), edge("c", "c"), edge("a", "gone")],
    };
    const geometry = layoutStructure(structure, "down");
    expectSound(geometry);
    expect(geometry.routes).toHaveLength(2);
  });

  it("wraps a rank of a thousand into a block that a screen can show", () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => `w${index}`);
    const structure = {
      nodes: [card("root"), ...ids.map((id) => card(id)), card("join")],
      edges: ids.flatMap((id) => [edge("root", id), edge(id, "join")]),
    };
    for (const direction of ["down", "right"] as const) {
      const { width, height } = layoutStructure(structure, direction);
      expect(Math.max(width, height)).toBeLessThan(7_000);
    }
  });

  it("lays out dense ranks, long chains and 10,000 nodes without a stack overflow", () => {
    const chain = Array.from({ length: 1_000 }, (_, index) => `c${index}`);
    const chained = layoutStructure(
      { nodes: chain.map((id) => card(id)), edges: chain.slice(1).map((id, index) => edge(`c${index}`, id)) },
      "down",
    );
    expect(new Set(chained.boxes.map(({ x }) => x)).size).toBe(1);
    const many = Array.from({ length: 10_000 }, (_, index) => index);
    const large = layoutStructure(
      {
        nodes: many.map((index) => card(`m${index}`)),
        edges: many.flatMap((index) =>
          [index + 7, index + 11, index + 640].filter((to) => to < 10_000).map((to) => edge(`m${index}`, `m${to}`)),
        ),
      },
      "right",
    );
    expect(large.boxes).toHaveLength(10_000);
  });
});

describe("the plain grid", () => {
  it("keeps nodes apart and inside their groups", () => {
    fc.assert(
      fc.property(structures, (structure) => expectSound(layoutGrid(structure, "down"))),
      { numRuns: 50 },
    );
  });
});
