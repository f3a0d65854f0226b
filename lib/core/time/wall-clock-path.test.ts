import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { z } from "zod";
import type { Edge } from "./dag";
import { type Timed, timedDag, wallClockPath, wallClockSlack } from "./wall-clock-path";

const maybe = z.number().nullable();
const fixture = z
  .object({
    cases: z.array(
      z.object({
        name: z.string(),
        input: z.object({
          workflow: z.object({ start: z.number(), end: maybe, now: maybe }),
          nodes: z.array(z.object({ id: z.string(), start: maybe, end: maybe })),
          edges: z.array(z.tuple([z.string(), z.string()])),
        }),
        expected: z.object({
          path: z.array(z.string()),
          segments: z.array(
            z.object({ kind: z.string(), node: z.string().nullable(), from: z.number(), to: z.number() }),
          ),
          wallClock: z.number(),
        }),
      }),
    ),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL("../../testing/recordings/statistics/wall-clock-path.json", import.meta.url), "utf8"),
    ),
  );

describe("recorded cases", () => {
  test.each(fixture.cases)("$name", ({ input, expected }) => {
    const endMs = input.workflow.end ?? input.workflow.now ?? 0;
    const nodes = input.nodes.map(({ id, start, end }) => ({
      id,
      span: start === null ? null : { fromMs: start, toMs: end ?? endMs },
    }));
    const { path, segments } = wallClockPath(
      { fromMs: input.workflow.start, toMs: endMs },
      timedDag(nodes, input.edges),
    );
    expect(path).toEqual(expected.path);
    expect(segments.map(({ kind, id, fromMs, toMs }) => ({ kind, node: id, from: fromMs, to: toMs }))).toEqual(
      expected.segments,
    );
    expect(segments.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0)).toBe(expected.wallClock);
  });
});

type Plan = { nodes: { id: string; duration: number; delay: number; runs: boolean }[]; edges: Edge[] };

/** Plays a plan: a node begins `delay` after the last of what it waits for. */
function play({ nodes, edges }: Plan, longer: { id: string; byMs: number } | null): Timed[] {
  const ends = new Map<string, number>();
  return nodes.map(({ id, duration, delay, runs }) => {
    const readyMs = Math.max(0, ...edges.filter(([, to]) => to === id).map(([from]) => ends.get(from) ?? 0));
    if (!runs) {
      ends.set(id, readyMs);
      return { id, span: null };
    }
    const fromMs = readyMs + delay;
    const toMs = fromMs + duration + (longer?.id === id ? longer.byMs : 0);
    ends.set(id, toMs);
    return { id, span: { fromMs, toMs } };
  });
}

const plans = fc
  .record({
    nodes: fc.array(
      fc.record({
        duration: fc.integer({ min: 0, max: 9 }),
        delay: fc.nat(3),
        runs: fc.constantFrom(true, true, false),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    pairs: fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 }),
  })
  .map(
    ({ nodes, pairs }): Plan => ({
      nodes: nodes.map((node, index) => ({ ...node, id: `n${index}` })),
      edges: pairs.filter(([a, b]) => a < b && b < nodes.length).map(([a, b]): Edge => [`n${a}`, `n${b}`]),
    }),
  );

const endOf = (nodes: readonly Timed[]): number => Math.max(0, ...nodes.map(({ span }) => span?.toMs ?? 0));

describe("wallClockSlack", () => {
  it("is what a node can be slower by, and not one millisecond more", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const nodes = play(plan, null);
        const slack = wallClockSlack(timedDag(nodes, plan.edges));
        for (const { id, span } of nodes) {
          const byMs = slack.get(id);
          expect(byMs === undefined).toBe(span === null);
          if (byMs === undefined) continue;
          expect(endOf(play(plan, { id, byMs }))).toBe(endOf(nodes));
          expect(endOf(play(plan, { id, byMs: byMs + 1 }))).toBe(endOf(nodes) + 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is nothing along the path", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const nodes = play(plan, null);
        const slack = wallClockSlack(timedDag(nodes, plan.edges));
        const { path } = wallClockPath({ fromMs: 0, toMs: endOf(nodes) }, timedDag(nodes, plan.edges));
        expect(path.every((id) => slack.get(id) === 0)).toBe(true);
      }),
    );
  });
});
