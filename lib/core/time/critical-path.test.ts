import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { z } from "zod";
import { criticalPath, type Weighted } from "./critical-path";
import type { Edge } from "./dag";

const fixture = z
  .object({
    cases: z.array(
      z.object({
        name: z.string(),
        input: z.object({
          nodes: z.array(z.object({ id: z.string(), duration: z.number() })),
          edges: z.array(z.tuple([z.string(), z.string()])),
        }),
        expected: z.object({
          total: z.number(),
          paths: z.array(z.array(z.string())),
          slack: z.record(z.string(), z.number()),
        }),
      }),
    ),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL("../../testing/recordings/statistics/critical-path.json", import.meta.url), "utf8"),
    ),
  );

describe("recorded cases", () => {
  test.each(fixture.cases)("$name", ({ input, expected }) => {
    const { total, path, slack } = criticalPath(input.nodes, input.edges);
    expect(Math.abs(total - expected.total)).toBeLessThanOrEqual(1e-9 * Math.max(1, expected.total));
    expect(expected.paths).toContainEqual(path);
    for (const [id, want] of Object.entries(expected.slack)) {
      expect(Math.abs((slack.get(id) ?? Number.NaN) - want)).toBeLessThanOrEqual(1e-6);
    }
  });
});

/** Every path from a node without predecessors to one without successors. */
function allPaths(nodes: readonly Weighted[], edges: readonly Edge[]): string[][] {
  const grow = (path: string[]): string[][] => {
    const next = edges.filter(([source]) => source === path.at(-1));
    return next.length === 0 ? [path] : next.flatMap(([, target]) => grow([...path, target]));
  };
  return nodes.filter(({ id }) => edges.every(([, target]) => target !== id)).flatMap(({ id }) => grow([id]));
}

const dags = fc
  .record({
    durations: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 }),
    pairs: fc.uniqueArray(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14, selector: (pair) => pair.join() }),
    order: fc.nat(1000),
  })
  .map(({ durations, pairs, order }) => {
    const nodes = durations.map((duration, index) => ({ id: `n${(index * 7 + order) % 1009}`, duration }));
    const idAt = (index: number): string => nodes[index]?.id ?? "";
    const edges = pairs.filter(([a, b]) => a < b && b < nodes.length).map(([a, b]): Edge => [idAt(a), idAt(b)]);
    // The order of the input tells nothing.
    return { nodes: [...nodes].sort((a, b) => (a.id < b.id ? -1 : 1)), edges };
  });

describe("criticalPath", () => {
  it("equals brute force on random DAGs", () => {
    fc.assert(
      fc.property(dags, ({ nodes, edges }) => {
        const lengthOf = (path: readonly string[]): number =>
          path.reduce((sum, id) => sum + (nodes.find((node) => node.id === id)?.duration ?? 0), 0);
        const paths = allPaths(nodes, edges);
        const longest = Math.max(...paths.map(lengthOf));
        const { total, path, slack } = criticalPath(nodes, edges);
        expect(total).toBe(longest);
        expect(paths.filter((each) => lengthOf(each) === longest)).toContainEqual(path);
        for (const { id } of nodes) {
          const through = paths.filter((each) => each.includes(id)).map(lengthOf);
          expect(slack.get(id)).toBe(longest - Math.max(...through));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("ends on a circle, and leaves out edges to nowhere", () => {
    const nodes = ["a", "b", "c"].map((id) => ({ id, duration: 1 }));
    const answer = criticalPath(nodes, [
      ["a", "b"],
      ["b", "a"],
      ["b", "c"],
      ["c", "nowhere"],
    ]);
    expect(answer.path).toEqual(["a", "b", "c"]);
    expect(criticalPath([], [])).toEqual({ total: 0, path: [], slack: new Map() });
  });

  it("takes 20,000 nodes in a row", () => {
    const nodes = Array.from({ length: 20_000 }, (_, index) => ({ id: `n${index}`, duration: 1 }));
    const edges = nodes.slice(1).map(({ id }, index): Edge => [`n${index}`, id]);
    expect(criticalPath(nodes, edges).total).toBe(20_000);
  });
});
