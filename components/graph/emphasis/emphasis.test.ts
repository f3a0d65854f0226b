import { describe, expect, it } from "vitest";
import { layoutStructure } from "@/components/graph/layout/layout-structure";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import { criticalRoutes } from "../critical-routes";
import type { Geometry } from "../geometry";
import { pathText } from "../path-text";
import { emphasisOf, NO_EMPHASIS } from "./emphasis";

const graphOf = (...edges: [string, string][]): WorkflowGraph => ({
  nodes: [],
  edges: edges.map(([source, target]) => ({ source, target, kind: "value", values: [] })),
  inputs: [],
  outputs: [],
});
const node = (path: string, children: TreeNode[] | null = null, graph: WorkflowGraph | null = null): TreeNode => ({
  path,
  specNodeId: path.split("/").at(-1) ?? "",
  name: path,
  kind: children === null ? "task" : "sub_workflow",
  phase: "succeeded",
  graphNode: null,
  row: null,
  graph,
  children,
  earlier: [],
});

/** a → g → c and a → d; in g: x → y, z. */
const GRAPH = graphOf(["a", "g"], ["g", "c"], ["a", "d"]);
const TREE = [node("a"), node("g", [node("g/x"), node("g/y"), node("g/z")], graphOf(["x", "y"])), node("c"), node("d")];
const lit = (asked: Parameters<typeof emphasisOf>[0]) => [...(emphasisOf(asked, TREE, GRAPH).lit ?? [])].sort();

describe("what a person asks the graph to stress", () => {
  it("is nothing by default, and the same nothing each time", () => {
    expect(emphasisOf({}, TREE, GRAPH)).toBe(NO_EMPHASIS);
    expect(NO_EMPHASIS.lit).toBeNull();
  });

  it("lights matches and the groups that they are in, open or not", () => {
    expect(lit({ matches: new Set(["g/y", "d"]) })).toEqual(["d", "g", "g/y"]);
    expect(lit({ matches: new Set() })).toEqual([]);
  });

  it("follows the edges up and down from a node, out of the groups around it", () => {
    expect(lit({ focusOn: { path: "g/y", direction: "upstream" } })).toEqual(["a", "g", "g/x", "g/y"]);
    expect(lit({ focusOn: { path: "g/y", direction: "downstream" } })).toEqual(["c", "g", "g/y"]);
    expect(lit({ focusOn: { path: "c", direction: "upstream" } })).toEqual(["a", "c", "g", "g/x", "g/y", "g/z"]);
    expect(lit({ focusOn: { path: "d", direction: "both" } })).toEqual(["a", "d"]);
    expect(lit({ focusOn: { path: "gone", direction: "both" } })).toEqual(["gone"]);
  });

  it("survives a cycle", () => {
    const graph = graphOf(["a", "c"], ["c", "a"]);
    const found = emphasisOf({ focusOn: { path: "a", direction: "both" } }, TREE, graph).lit;
    expect([...(found ?? [])].sort()).toEqual(["a", "c"]);
  });

  it("takes what both the search and the focus leave", () => {
    const focusOn = { path: "c", direction: "upstream" as const };
    expect(lit({ matches: new Set(["g/x", "d"]), focusOn })).toEqual(["g", "g/x"]);
  });
});

describe("the edges of the critical path", () => {
  const geometry: Geometry = layoutStructure(
    {
      nodes: ["a", "b", "c", "d"].map((id) => ({ id, width: 100, height: 30, inside: null })),
      edges: [
        ["a", "b"],
        ["b", "c"],
        ["a", "c"],
        ["b", "d"],
      ].map(([source = "", target = ""]) => ({ source, target, kind: "value" as const })),
    },
    "down",
  );

  it("are those between neighbours of the chain, not those that skip one", () => {
    const routes = criticalRoutes(geometry, new Set(["a", "b", "c"]));
    expect([...routes].map(({ source, target }) => `${source}${target}`).sort()).toEqual(["ab", "bc"]);
    expect(criticalRoutes(geometry, new Set())).toEqual(new Set());
  });

  it("is said in words, slack within the noise of the clocks is not", () => {
    expect(pathText({ isCritical: true, slackMs: 0 })).toBe("on the critical path");
    expect(pathText({ isCritical: false, slackMs: 240_000 })).toBe("could be 4m 00s slower without effect");
    expect(pathText({ isCritical: false, slackMs: 400 })).toBe("");
    expect(pathText({ isCritical: false, slackMs: null })).toBe("");
  });
});
