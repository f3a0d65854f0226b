import type { TreeNode } from "@/lib/core/graph/tree";
import { walkTree } from "@/lib/core/graph/walk";
import { isTerminalNode } from "@/lib/core/phase";

/** Unique ids of the open groups, those that still change first: what the BFF asks Flyte for before all else. */
export function openParents(tree: readonly TreeNode[], expanded: ReadonlySet<string>): string[] {
  const running: string[] = [];
  const ended: string[] = [];
  for (const { row, path, phase, children } of walkTree(tree)) {
    if (row === null || children === null || !expanded.has(path)) continue;
    (isTerminalNode(phase) ? ended : running).push(row.nodeId);
  }
  return [...running, ...ended];
}
