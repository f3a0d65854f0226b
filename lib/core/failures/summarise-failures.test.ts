import { expect, test } from "vitest";
import type { TreeNode } from "@/lib/core/graph/tree";
import { aNodeRow } from "@/lib/testing/builders";
import type { FlyteError } from "../execution";
import type { NodePhase } from "../phase";
import { summariseFailures } from "./summarise-failures";

const error = (message: string): FlyteError => ({ code: "", message, kind: "unknown", cut: false });

function node(path: string, phase: NodePhase, message: string | null, part: Partial<TreeNode> = {}): TreeNode {
  const row = aNodeRow({
    nodeId: path,
    phase,
    error: message === null ? null : error(message),
    updatedMs: 5,
    durationMs: null,
  });
  const name = path.slice(path.lastIndexOf("/") + 1);
  return {
    path,
    specNodeId: name,
    name,
    kind: "task",
    phase,
    graphNode: null,
    row,
    graph: null,
    children: null,
    earlier: [],
    ...part,
  };
}

const OOM = "RuntimeError: CUDA out of memory.";

test("nothing failed, or no error is known", () => {
  expect(summariseFailures([node("a", "succeeded", null), node("b", "failed", null)], new Map())).toBeNull();
});

test("names the cause, what follows from it, and the nodes of each cause", () => {
  const tree = [
    node("sub", "failed", "Dynamic workflow failed", {
      children: [node("sub/a", "failed", OOM), node("sub/b", "failed", OOM)],
    }),
    node("c", "aborted", "Some node execution failed, auto-abort."),
  ];
  expect(summariseFailures(tree, new Map())).toEqual({
    causePath: "sub/a",
    cause: "a: Device out of memory",
    fault: "user",
    consequences: 2,
    groups: [{ title: "Device out of memory", fault: "user", count: 2, paths: ["sub/a", "sub/b"], isTextCut: false }],
  });
});

test("reads whole texts before those of the rows", () => {
  const cut = `${"x".repeat(99)}…`;
  const summary = summariseFailures([node("a", "failed", cut)], new Map([["a", error(OOM)]]));
  expect(summary?.cause).toBe("a: Device out of memory");
  expect(summariseFailures([node("a", "failed", cut)], new Map())?.groups[0]?.isTextCut).toBe(true);
});
