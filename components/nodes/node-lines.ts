import type { TreeNode } from "@/lib/core/graph/tree";

/** One row of the tree table. `position` of `setSize` is its place among its siblings, from 1. */
export type NodeLine = {
  node: TreeNode;
  depth: number;
  isParent: boolean;
  isOpen: boolean;
  position: number;
  setSize: number;
};

/**
 * The rows on view, parents before their children; of those in `shown` alone where it is given. Work is in proportion to
 * what is open.
 */
export function nodeLines(
  tree: readonly TreeNode[],
  expanded: ReadonlySet<string>,
  shown: ReadonlySet<string> | null = null,
): NodeLine[] {
  const isShown = ({ path }: TreeNode): boolean => shown === null || shown.has(path);
  const lines: NodeLine[] = [];
  const visit = (level: readonly TreeNode[], depth: number): void => {
    const siblings = shown === null ? level : level.filter(isShown);
    siblings.forEach((node, index) => {
      // A group that is found itself has nothing to open where nothing in it is.
      const isParent = node.children !== null && (shown === null || node.children.some(isShown));
      const isOpen = isParent && expanded.has(node.path);
      lines.push({ node, depth, isParent, isOpen, position: index + 1, setSize: siblings.length });
      if (isOpen && node.children !== null) visit(node.children, depth + 1);
    });
  };
  visit(tree, 0);
  return lines;
}
