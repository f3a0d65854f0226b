import { describe, expect, it } from "vitest";
import { buildTree } from "@/lib/core/graph/build-tree";
import { aNodeRow } from "@/lib/testing/builders";
import { nodeLines } from "./node-lines";
import { nextStep } from "./tree-keys";

const tree = buildTree({
  graph: null,
  dynamicGraphs: {},
  ended: false,
  rows: [
    aNodeRow({ nodeId: "a", isParent: true, phase: "running" }),
    aNodeRow({ nodeId: "a-0-x", specNodeId: "x", parentId: "a", retryGroup: "0" }),
    aNodeRow({ nodeId: "a-0-y", specNodeId: "y", parentId: "a", retryGroup: "0" }),
    aNodeRow({ nodeId: "b" }),
  ],
});
const paths = (open: string[]) => nodeLines(tree, new Set(open)).map(({ node }) => node.path);

describe("nodeLines", () => {
  it("lists what is open, parents before their children", () => {
    expect(paths([])).toEqual(["a", "b"]);
    expect(paths(["a"])).toEqual(["a", "a/x", "a/y", "b"]);
  });

  it("lists only what is shown, with places among what is left", () => {
    const lines = nodeLines(tree, new Set(["a"]), new Set(["a", "a/y"]));
    expect(lines.map(({ node, position, setSize }) => [node.path, position, setSize])).toEqual([
      ["a", 1, 1],
      ["a/y", 1, 1],
    ]);
    expect(nodeLines(tree, new Set(["a"]), new Set(["a"]))[0]?.isParent).toBe(false);
  });
});

describe("nextStep", () => {
  const open = nodeLines(tree, new Set(["a"]));
  const at = (key: string, active: number, lines = open) => nextStep(key, lines, active)?.path ?? null;

  it("walks down and up and stays inside", () => {
    expect(at("j", -1)).toBe("a");
    expect(at("ArrowDown", 0)).toBe("a/x");
    expect(at("j", 3)).toBe("b");
    expect(at("k", 0)).toBe("a");
    expect(at("End", 0)).toBe("b");
  });

  it("opens, enters, leaves and closes groups", () => {
    const closed = nodeLines(tree, new Set());
    expect(nextStep("ArrowRight", closed, 0)).toEqual({ path: "a", open: false, toggle: true });
    expect(at("ArrowRight", 0)).toBe("a/x");
    expect(at("ArrowLeft", 2)).toBe("a");
    expect(nextStep("ArrowLeft", open, 0)).toEqual({ path: "a", open: false, toggle: true });
  });

  it("opens the node on Enter and leaves other keys alone", () => {
    expect(nextStep("Enter", open, 1)).toEqual({ path: "a/x", open: true, toggle: false });
    expect(nextStep("z", open, 1)).toBeNull();
  });
});
