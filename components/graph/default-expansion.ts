import type { TreeNode } from "@/lib/core/graph/tree";
import { isGroup } from "./node-facts";

/** More cards than this do not fit a screen at a zoom where names can be read. */
const MAX_SHOWN = 60;

/**
 * Paths of the groups that are open when a person has chosen nothing: level by level, each group as long as the cards that
 * show stay few enough to read. It looks at shape only, so nothing opens or closes because of a phase.
 */
export function defaultExpansion(tree: readonly TreeNode[]): ReadonlySet<string> {
  const open = new Set<string>();
  let shown = tree.length;
  let level: readonly TreeNode[] = tree;
  while (level.length > 0) {
    const next: TreeNode[] = [];
    for (const node of level) {
      const children = isGroup(node) ? (node.children ?? []) : [];
      if (children.length === 0 || shown + children.length > MAX_SHOWN) continue;
      shown += children.length;
      open.add(node.path);
      next.push(...children);
    }
    level = next;
  }
  return open;
}
