import { describe, expect, it } from "vitest";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import { flowLines, inflowText } from "./edge-flow";

const node = (path: string, rest: Partial<TreeNode> = {}): TreeNode => ({
  path,
  specNodeId: path.split("/").at(-1) ?? "",
  name: (path.split("/").at(-1) ?? "").toUpperCase(),
  kind: "task",
  phase: "succeeded",
  graphNode: null,
  row: null,
  graph: null,
  children: null,
  earlier: [],
  ...rest,
});
const graph = (edges: WorkflowGraph["edges"]): WorkflowGraph => ({ nodes: [], edges, inputs: [], outputs: [] });

const INNER = graph([{ source: "x", target: "y", kind: "value", values: [{ from: "o0", to: "table" }] }]);
const SCOPE = {
  tree: [node("a"), node("g", { kind: "sub_workflow", graph: INNER, children: [node("g/x"), node("g/y")] }), node("f")],
  graph: graph([
    { source: "a", target: "g", kind: "order", values: [] },
    { source: "a", target: "f", kind: "failure", values: [] },
  ]),
};

describe("what flows along an edge", () => {
  it("names output and input on the level of the edge", () => {
    expect(flowLines(SCOPE, "g/x", "g/y")).toEqual(["X → Y", "o0 → table"]);
  });

  it("says where nothing flows", () => {
    expect(flowLines(SCOPE, "a", "g")).toEqual(["A → G", "order only, no value flows"]);
    expect(flowLines(SCOPE, "a", "f")).toEqual(["A → F", "runs after a failure"]);
    expect(flowLines(SCOPE, "a", "gone")).toEqual([]);
  });

  it("is said in one sentence for the node that it flows into", () => {
    expect(inflowText(SCOPE, "g/y")).toBe("from x: o0 → table");
    expect(inflowText(SCOPE, "a")).toBe("");
  });
});
