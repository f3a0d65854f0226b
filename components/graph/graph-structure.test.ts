import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { NodePhase } from "@/lib/core/phase";
import { aNodeRow } from "@/lib/testing/builders";
import { buildStructure, structureKey } from "./graph-structure";

const PHASES: NodePhase[] = [
  "queued",
  "running",
  "succeeded",
  "failed",
  "cached",
  "skipped",
  "not_run",
  "paused",
  "aborted",
];

const aTreeNode = (path: string, phase: NodePhase, children: TreeNode[] | null = null): TreeNode => ({
  path,
  specNodeId: path.split("/").at(-1) ?? "",
  name: path.split("/").at(-1) ?? "",
  kind: children === null ? "task" : "dynamic",
  phase,
  graphNode: null,
  row: aNodeRow({
    nodeId: path,
    phase,
    error: phase === "failed" ? { code: "E", message: "m", kind: "user", cut: false } : null,
  }),
  graph: null,
  children,
  earlier: [],
});

const tree = (phases: readonly NodePhase[]): TreeNode[] => [
  aTreeNode("a", phases[0] ?? "queued"),
  aTreeNode("b", phases[1] ?? "queued", [
    aTreeNode("b/c", phases[2] ?? "queued"),
    aTreeNode("b/d", phases[3] ?? "queued"),
  ]),
];

describe("the structure of a graph", () => {
  it("does not depend on phases, so neither do positions", () => {
    const fourPhases = fc.array(fc.constantFrom(...PHASES), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(fourPhases, fourPhases, fc.subarray(["b"]), (before, after, open) => {
        const expanded = new Set(open);
        const structure = buildStructure(tree(before), null, expanded);
        expect(buildStructure(tree(after), null, expanded)).toEqual(structure);
      }),
    );
  });

  it("has one key per shape", () => {
    const keyOf = (open: string[], nodes = tree([])) => structureKey(buildStructure(nodes, null, new Set(open)));
    expect(keyOf([])).toBe(keyOf([]));
    expect(keyOf([])).not.toBe(keyOf(["b"]));
    expect(keyOf([])).not.toBe(keyOf([], tree([]).slice(0, 1)));
  });
});
