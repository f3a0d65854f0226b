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

/** The rows on view, parents before their children. Work is in proportion to what is open. */
export function nodeLines(tree: readonly TreeNode[], expanded: ReadonlySet<string>): NodeLine[] {
  const lines: NodeLine[] = [];
  const visit = (level: readonly TreeNode[], depth: number): void => {
    level.forEach((node, index) => {
      const isParent = node.children !== null;
      const isOpen = isParent && expanded.has(node.path);
      lines.push({ node, depth, isParent, isOpen, position: index + 1, setSize: level.length });
      if (isOpen && node.children !== null) visit(node.children, depth + 1);
    });
  };
  visit(tree, 0);
  return lines;
}
