import type { TreeNode } from "@/lib/core/graph/tree";
import type { Geometry } from "../geometry";
import { isGroup } from "../node-facts";

/** One item of the outline: a node with its place in the ARIA tree. */
export type OutlineItem = {
  path: string;
  level: number;
  position: number;
  setSize: number;
  /** Null for what does not open. */
  isExpanded: boolean | null;
};

/**
 * The nodes of every open level in reading order, groups before what is in them; siblings in the order they are drawn.
 * What closed groups hold is no item: at 10,000 nodes their elements would cost more than the drawing.
 */
export function makeOutline(
  tree: readonly TreeNode[],
  expanded: ReadonlySet<string>,
  geometry: Geometry | null,
): OutlineItem[] {
  const drawnAt = new Map(geometry?.boxes.map(({ id }, at) => [id, at]));
  const items: OutlineItem[] = [];
  const walk = (nodes: readonly TreeNode[], level: number) => {
    const order = nodes.toSorted((a, b) => (drawnAt.get(a.path) ?? 0) - (drawnAt.get(b.path) ?? 0));
    order.forEach((node, at) => {
      const isExpanded = isGroup(node) ? expanded.has(node.path) : null;
      items.push({ path: node.path, level, position: at + 1, setSize: nodes.length, isExpanded });
      if (isExpanded === true) walk(node.children ?? [], level + 1);
    });
  };
  walk(tree, 1);
  return items;
}

export const areSameItems = (a: readonly OutlineItem[], b: readonly OutlineItem[]): boolean =>
  a.length === b.length &&
  a.every((item, at) => {
    const other = b[at];
    return (
      other !== undefined &&
      item.path === other.path &&
      item.isExpanded === other.isExpanded &&
      item.position === other.position &&
      item.setSize === other.setSize
    );
  });
