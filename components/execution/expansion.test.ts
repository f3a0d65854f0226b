import { describe, expect, it } from "vitest";
import type { TreeNode } from "@/lib/core/graph/tree";
import { openingsOf, openPaths, revealPath, settleOpenings } from "./expansion";

const node = (path: string, children: TreeNode[] | null = null): TreeNode => ({
  path,
  specNodeId: path.split("/").at(-1) ?? "",
  name: path,
  kind: children === null ? "task" : "sub_workflow",
  phase: "running",
  graphNode: null,
  row: null,
  graph: null,
  children,
  earlier: [],
});
const many = (parent: string, count: number) =>
  Array.from({ length: count }, (_, index) => node(`${parent}/n${index}`));

describe("openings of groups", () => {
  it("opens small groups and leaves a big one closed", () => {
    const tree = [node("a", many("a", 5)), node("b", many("b", 4_000)), node("c")];
    const openings = settleOpenings(new Map(), tree);
    expect([...openPaths(openings, tree)]).toEqual(["a"]);
  });

  it("never closes a group that was open because it grew", () => {
    const before = settleOpenings(new Map(), [node("a", many("a", 5))]);
    const grown = [node("a", many("a", 900))];
    const after = settleOpenings(before, grown);
    expect(after).toBe(before);
    expect(openPaths(after, grown).has("a")).toBe(true);
  });

  it("counts a group without known children as open, and decides when the first come", () => {
    const empty = [node("a", [])];
    const openings = settleOpenings(new Map(), empty);
    expect(openPaths(openings, empty).has("a")).toBe(true);
    const huge = [node("a", many("a", 900))];
    expect(openPaths(settleOpenings(openings, huge), huge).has("a")).toBe(false);
  });

  it("opens and closes all groups at once, and leaves both to last", () => {
    const tree = [node("a", many("a", 900)), node("b", [node("b/c", many("b/c", 2))])];
    const all = openingsOf(new Set(["a", "b", "b/c"]), tree);
    expect([...openPaths(settleOpenings(all, tree), tree)].sort()).toEqual(["a", "b", "b/c"]);
    const none = openingsOf(new Set(), tree);
    expect([...openPaths(settleOpenings(none, tree), tree)]).toEqual([]);
  });

  it("opens all ancestors of a path that must be seen", () => {
    const revealed = revealPath(new Map([["a", false]]), "a/b/c");
    expect([...revealed]).toEqual([
      ["a", true],
      ["a/b", true],
    ]);
  });
});
