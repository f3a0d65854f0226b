import { isTerminalNode, type NodePhase } from "../phase";
import type { TreeNode } from "./tree";
import { walkTree } from "./walk";

/**
 * How many nodes stand in each phase. A group counts as its children, else one failure would count once per level; it
 * counts itself when it has none, and when it failed although none of them did (no arm of a branch fits).
 */
export function countPhases(nodes: readonly TreeNode[]): Partial<Record<NodePhase, number>> {
  const counts: Partial<Record<NodePhase, number>> = {};
  for (const node of countedNodes(nodes)) counts[node.phase] = (counts[node.phase] ?? 0) + 1;
  return counts;
}

/** How far a run is: nodes that have ended of all that count ("12 of 40"). */
export function countDone(nodes: readonly TreeNode[]): { done: number; ofTotal: number } {
  let done = 0;
  let ofTotal = 0;
  for (const node of countedNodes(nodes)) {
    ofTotal += 1;
    if (isTerminalNode(node.phase)) done += 1;
  }
  return { done, ofTotal };
}

/** The nodes that `countPhases` counts, in the order of the graph. */
export function* countedNodes(nodes: readonly TreeNode[]): Generator<TreeNode> {
  for (const node of walkTree(nodes)) {
    const isGroup = node.children !== null && node.children.length > 0;
    if (!isGroup || (hasFailed(node) && !node.children?.some(hasFailed))) yield node;
  }
}

const hasFailed = ({ phase }: TreeNode): boolean => phase === "failed" || phase === "timed_out";
