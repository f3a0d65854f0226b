import { describe, expect, it } from "vitest";
import type { TreeNode } from "@/lib/core/graph/tree";
import { aNodeRow, anAttempt, anExecution } from "@/lib/testing/builders";
import { waitingSentence } from "./waiting-sentence";

const node = (path: string, part: Partial<TreeNode> = {}): TreeNode => ({
  path,
  specNodeId: path.split("/").at(-1) ?? path,
  name: path,
  kind: "task",
  phase: "queued",
  graphNode: null,
  row: null,
  graph: null,
  children: null,
  earlier: [],
  ...part,
});

const edge = (source: string, target: string) => ({ source, target, kind: "order" as const, values: [] });
const graph = { nodes: [], inputs: [], outputs: [], edges: [edge("a", "b")] };
const run = (tree: TreeNode[]) => ({ execution: anExecution({ maxParallelism: 2 }), tree, graph, isPartial: false });

describe("waitingSentence", () => {
  it("names what must end first, within the node's own level", () => {
    const inner = node("g/b");
    const group = node("g", { phase: "running", graph, children: [node("g/a", { phase: "running" }), inner] });
    expect(waitingSentence(run([node("a", { phase: "succeeded" }), group]), inner, undefined)).toMatch(/g\/a/);
  });

  it("tells the limit of the run where nothing else holds a node back", () => {
    const waiting = node("b", { row: aNodeRow({ phase: "queued" }) });
    const tree = [
      node("a", { phase: "succeeded" }),
      waiting,
      ...["x", "y"].map((id) => node(id, { phase: "running" })),
    ];
    expect(waitingSentence(run(tree), waiting, undefined)).toMatch(/2 nodes run at once/);
    expect(waitingSentence({ ...run(tree), isPartial: true }, waiting, undefined)).toBeNull();
  });

  it("reads the reasons of an attempt", () => {
    const waiting = node("b", { phase: "running", row: aNodeRow({ phase: "running" }) });
    const attempt = anAttempt({
      phase: "queued",
      reasons: [{ atMs: 1, message: "0/6 nodes are available: 6 Insufficient nvidia.com/gpu." }],
    });
    expect(waitingSentence(run([waiting]), waiting, [attempt])).toMatch(/0 of 6 nodes fit/);
  });

  it("says nothing of a node that has ended", () => {
    expect(waitingSentence(run([]), node("b", { phase: "failed" }), undefined)).toBeNull();
  });
});
