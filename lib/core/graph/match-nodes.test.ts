import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aNodeRow } from "@/lib/testing/builders";
import type { NodePhase } from "../phase";
import { buildTree } from "./build-tree";
import { countPhases } from "./count-phases";
import { matchNodes } from "./match-nodes";
import { walkTree } from "./walk";

const PHASES: readonly NodePhase[] = ["failed", "succeeded", "running", "timed_out"];

const tree = buildTree({
  graph: null,
  dynamicGraphs: {},
  ended: true,
  rows: [
    aNodeRow({ nodeId: "fold-0", isParent: true, phase: "failed" }),
    aNodeRow({ nodeId: "h4sh", specNodeId: "train", parentId: "fold-0", retryGroup: "0", phase: "failed" }),
    aNodeRow({ nodeId: "h5sh", specNodeId: "eval", parentId: "fold-0", retryGroup: "0", phase: "timed_out" }),
    aNodeRow({ nodeId: "reTrain-all", phase: "succeeded" }),
  ],
});
const kinds = (): string => "python-task";
const find = (query: string, phases: readonly NodePhase[] = []) => matchNodes(tree, { query, phases }, kinds);
const paths = (query: string, phases?: readonly NodePhase[]) => find(query, phases)?.paths;

describe("matchNodes", () => {
  it("finds by name, id and type, in the order of the tree", () => {
    expect(paths("train")).toEqual(["fold-0/train", "reTrain-all"]);
    expect(paths("h5sh")).toEqual(["fold-0/eval"]);
    expect(paths("type:python")).toHaveLength(4);
    expect(paths("name:h5sh")).toEqual([]);
    expect(paths("id:fold-0/tr")).toEqual(["fold-0/train"]);
  });

  it("takes every word, and no children for the name of their group", () => {
    expect(paths("train status:failed")).toEqual(["fold-0/train"]);
    expect(paths("fold")).toEqual(["fold-0"]);
  });

  it("finds a failure once, not once a level", () => {
    expect(paths("status:failed")).toEqual(["fold-0/train"]);
    expect(paths("", ["failed"])).toEqual(["fold-0/train"]);
    expect(paths("status:timed-out")).toEqual(["fold-0/eval"]);
  });

  it("tells nodes from groups, and what is around them", () => {
    expect(find("fold train")).toMatchObject({ nodes: 0, ofNodes: 3, groups: 0 });
    expect(find("fold")).toMatchObject({ nodes: 0, ofNodes: 3, groups: 1 });
    expect([...(find("eval")?.shown ?? [])]).toEqual(["fold-0", "fold-0/eval"]);
    expect([...(find("eval")?.around ?? [])]).toEqual(["fold-0"]);
  });

  it("looks for nothing while nothing is asked", () => {
    expect(find("  ")).toBeNull();
    expect(find("status:")).toBeNull();
  });

  it("finds as many nodes in a phase as are counted in it, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string(), fc.subarray([...PHASES], { minLength: 1 }), (query, phases) => {
        const counts = countPhases(tree);
        const inPhase = phases.reduce((sum, phase) => sum + (counts[phase] ?? 0), 0);
        const found = find(query, phases);
        expect(find("", phases)?.nodes).toBe(inPhase);
        expect(found?.nodes).toBeLessThanOrEqual(inPhase);
        const known = new Set([...walkTree(tree)].map(({ path }) => path));
        expect([...(found?.shown ?? [])].every((path) => known.has(path))).toBe(true);
      }),
    );
  });
});
