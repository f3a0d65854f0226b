import type { TreeNode } from "@/lib/core/graph/tree";
import { walkTree } from "@/lib/core/graph/walk";

/** Whether a group is open, by path: a person's choice, or the default as it was when the group first had children. */
export type Openings = ReadonlyMap<string, boolean>;

/** Groups open by themselves until this many nodes are on screen; more is for the person to open. */
const SHOWN_BY_DEFAULT = 60;

/**
 * Settles groups that have children for the first time. A settled group keeps its state whatever happens to the run, so
 * that nothing opens or closes under a person's eyes. Answers the same map when nothing is new.
 */
export function settleOpenings(openings: Openings, tree: readonly TreeNode[]): Openings {
  let next: Map<string, boolean> | null = null;
  let shown = 0;
  // Breadth first: what is near the top is worth the room more.
  let level: readonly TreeNode[] = tree;
  while (level.length > 0) {
    shown += level.length;
    const below: TreeNode[] = [];
    let room = SHOWN_BY_DEFAULT - shown;
    for (const node of level) {
      if (node.children === null || node.children.length === 0) continue;
      let isOpen = openings.get(node.path);
      if (isOpen === undefined) {
        isOpen = node.children.length <= room;
        next ??= new Map(openings);
        next.set(node.path, isOpen);
      }
      if (!isOpen) continue;
      room -= node.children.length;
      below.push(...node.children);
    }
    level = below;
  }
  return next ?? openings;
}

/** Paths of the groups that are open; one whose children are not known yet is, so that its first child is seen. */
export function openPaths(openings: Openings, tree: readonly TreeNode[]): Set<string> {
  const open = new Set<string>();
  const stack = [...tree];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.children === null) continue;
    if (node.children.length > 0 && openings.get(node.path) !== true) continue;
    open.add(node.path);
    stack.push(...node.children);
  }
  return open;
}

/** The choice that these groups are open and all others closed. */
export function openingsOf(paths: ReadonlySet<string>, tree: readonly TreeNode[]): Openings {
  const openings = new Map<string, boolean>();
  for (const { path, children } of walkTree(tree)) {
    if (children !== null && children.length > 0) openings.set(path, paths.has(path));
  }
  return openings;
}

/** Opens every ancestor of a path, so that the node is on screen. */
export function revealPath(openings: Openings, path: string): Openings {
  const next = new Map(openings);
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) next.set(path.slice(0, end), true);
  return next;
}
