import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import { walkTree } from "@/lib/core/graph/walk";

/** Against the flow, along it, or both. */
export type Reach = "upstream" | "downstream" | "both";

/**
 * Paths of a node, of all that it waits for or all that waits for it, of what those hold, and of the groups around the
 * node, whose own upstream and downstream count as its own. Only the node itself where it is not in the tree.
 */
export function reachOf(
  tree: readonly TreeNode[],
  graph: WorkflowGraph | null,
  path: string,
  direction: Reach,
): ReadonlySet<string> {
  const reached = new Set([path]);
  let [level, levelGraph] = [tree, graph];
  for (;;) {
    const node = level.find((each) => each.path === path || path.startsWith(`${each.path}/`));
    if (node === undefined) return reached;
    reached.add(node.path);
    for (const id of connected(levelGraph, node.specNodeId, direction)) {
      for (const each of level) if (each.specNodeId === id) addWhole(reached, each);
    }
    if (node.path === path) {
      addWhole(reached, node);
      return reached;
    }
    [level, levelGraph] = [node.children ?? [], node.graph];
  }
}

function addWhole(reached: Set<string>, node: TreeNode): void {
  for (const { path } of walkTree([node])) reached.add(path);
}

/** Spec node ids of one level that edges lead to from a node, not counting itself. */
function connected(graph: WorkflowGraph | null, from: string, direction: Reach): Set<string> {
  const found = new Set<string>();
  if (graph === null) return found;
  for (const isAlong of direction === "both" ? [true, false] : [direction === "downstream"]) {
    const next = new Map<string, string[]>();
    for (const { source, target } of graph.edges) {
      const [near, far] = isAlong ? [source, target] : [target, source];
      const known = next.get(near);
      if (known === undefined) next.set(near, [far]);
      else known.push(far);
    }
    const stack = [from];
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      for (const far of next.get(id) ?? []) {
        if (found.has(far)) continue;
        found.add(far);
        stack.push(far);
      }
    }
  }
  found.delete(from);
  return found;
}
