import { describe, expect, it } from "vitest";
import { nodeLines } from "@/components/nodes/node-lines";
import { buildTree } from "@/lib/core/graph/build-tree";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { Attempt, NodeRow } from "@/lib/core/node";
import { aNodeRow, anAttempt } from "@/lib/testing/builders";
import { timeScale } from "../time-scale";
import { barShape } from "./bar-shape";
import { labelPlace } from "./label-place";
import { rowLinks } from "./row-links";
import { absentText, barSentence, barText, slackText } from "./row-text";

const treeOf = (rows: NodeRow[]): TreeNode[] => buildTree({ graph: null, rows, dynamicGraphs: {}, ended: true });
const scale = timeScale({ fromMs: 0, toMs: 1_000 }, 500, []);

function nodeOf(part: Partial<NodeRow>): TreeNode {
  const [node] = treeOf([aNodeRow({ createdMs: 0, startedMs: 100, durationMs: 500, ...part })]);
  if (node === undefined) throw new Error("one row makes one node");
  return node;
}

function shapeOf(part: Partial<NodeRow>, attempts?: Attempt[]) {
  const shape = barShape(nodeOf(part), scale, 1_000, attempts);
  return shape === null
    ? null
    : { ...shape, rects: shape.rects.map(({ look, fromPx, toPx }) => [look, fromPx, toPx] as const) };
}

describe("barShape", () => {
  it("draws the parts of a node in their order", () => {
    expect(shapeOf({})?.rects).toEqual([
      ["queued", 0, 50],
      ["run", 50, 300],
    ]);
    expect(shapeOf({ phase: "aborted" })?.rects.at(-1)?.[0]).toBe("aborted");
  });

  it("marks each attempt that failed, and hatches all but the last", () => {
    const first = anAttempt({ phase: "failed", createdMs: 100, startedMs: 150, updatedMs: 300 });
    const last = anAttempt({ number: 1, phase: "failed", createdMs: 400, startedMs: 450, updatedMs: 600 });
    const shape = shapeOf({ phase: "failed" }, [first, last]);
    expect(shape?.rects).toEqual([
      ["queued", 0, 50],
      ["retries", 50, 200],
      ["setup", 200, 225],
      ["failed", 225, 300],
    ]);
    expect(shape?.crosses).toEqual([200, 300]);
  });

  it("draws what has no length, and leaves out what never ran or is out of the window", () => {
    const instant = shapeOf({ createdMs: 500, startedMs: 500, durationMs: 0 });
    expect(instant?.fromPx).toBe(250);
    expect(instant?.toPx).toBeGreaterThan(250);
    expect(shapeOf({ phase: "cached", startedMs: null, updatedMs: 0, durationMs: null })).toMatchObject({
      kind: "mark",
    });
    expect(shapeOf({ phase: "skipped" })).toBeNull();
    expect(shapeOf({ createdMs: 2_000, startedMs: 2_000 })).toBeNull();
  });

  it("cuts a bar at the window, without the cross of an end that is not on view", () => {
    const shape = shapeOf({ phase: "failed", createdMs: -500, startedMs: -400, durationMs: 5_000 });
    expect([shape?.fromPx, shape?.toPx, shape?.crosses]).toEqual([0, 500, []]);
  });

  it("draws groups as brackets", () => {
    const [group] = treeOf([
      aNodeRow({ nodeId: "p", isParent: true, createdMs: 0, startedMs: 0, durationMs: 900 }),
      aNodeRow({ nodeId: "x", parentId: "p", createdMs: 10, startedMs: 10, durationMs: 800 }),
    ]);
    expect(group && barShape(group, scale, 1_000)?.kind).toBe("bracket");
  });
});

describe("labelPlace", () => {
  it("stands right, then left, then gives up words, then stands within", () => {
    const texts = ["5m 20s, 240 items", "5m 20s"];
    expect(labelPlace({ fromPx: 100, toPx: 200 }, texts, 800)).toEqual({ text: texts[0], px: 206, anchor: "start" });
    expect(labelPlace({ fromPx: 400, toPx: 790 }, texts, 800)).toEqual({ text: texts[0], px: 394, anchor: "end" });
    expect(labelPlace({ fromPx: 10, toPx: 740 }, texts, 800)).toEqual({ text: "5m 20s", px: 746, anchor: "start" });
    expect(labelPlace({ fromPx: 0, toPx: 800 }, texts, 800)).toEqual({ text: "5m 20s", px: 794, anchor: "end" });
    expect(labelPlace({ fromPx: 0, toPx: 9 }, [], 800)).toBeNull();
  });
});

describe("rowLinks", () => {
  const tree = treeOf([
    aNodeRow({ nodeId: "a" }),
    aNodeRow({ nodeId: "p", isParent: true }),
    aNodeRow({ nodeId: "x", parentId: "p" }),
    aNodeRow({ nodeId: "y", parentId: "p" }),
    aNodeRow({ nodeId: "z" }),
  ]);
  const chain = ["a", "p/x", "p/y", "z"];

  it("joins the nodes of the chain, in a closed group their group", () => {
    expect(rowLinks(chain, nodeLines(tree, new Set(["p"])))).toEqual([
      { from: 0, to: 2 },
      { from: 2, to: 3 },
      { from: 3, to: 4 },
    ]);
    expect(rowLinks(chain, nodeLines(tree, new Set()))).toEqual([
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ]);
  });

  it("passes over what is not on view", () => {
    const lines = nodeLines(tree, new Set()).filter(({ node }) => node.path !== "p");
    expect(rowLinks(chain, lines)).toEqual([{ from: 0, to: 1 }]);
  });
});

describe("words of a row", () => {
  it("tell what a bar's length does not", () => {
    const node = nodeOf({});
    const parts = barShape(node, scale, 1_000)?.parts;
    if (parts === undefined) throw new Error("the node ran");
    expect(barText(node, parts, undefined)).toBe("600ms");
    expect(barText(node, parts, [anAttempt(), anAttempt({ number: 1 })])).toBe("600ms, 2 attempts");
    expect(barText(nodeOf({ phase: "cached" }), parts, undefined)).toBe("cached");
    expect(slackText(241_000)).toBe("slack 4m 01s");
    expect(slackText(null)).toBe("");
    expect(absentText(nodeOf({ phase: "skipped" }))).toBe("skipped: another arm was taken");
    expect(barSentence(node, parts, { zone: "utc", onPath: false, slackMs: 241_000 })).toBe(
      "00:00:00 to 00:00:00, Queued 100ms, User code 500ms, could be 4m 01s slower without effect on the run",
    );
    expect(barSentence(node, parts, { zone: "utc", onPath: true, slackMs: null })).toMatch(/on the critical path$/);
  });
});
