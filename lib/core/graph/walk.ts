import type { TreeNode } from "./tree";

/** Every node of the last attempts, parents before their children, in the order of the graph. */
export function* walkTree(nodes: readonly TreeNode[]): Generator<TreeNode> {
  // An own stack: a generator inside a generator costs its depth for every node.
  const stack = [...nodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    yield node;
    const children = node.children ?? [];
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at];
      if (child !== undefined) stack.push(child);
    }
  }
}

/** The node at a path (`TreeNode.path`), null when there is none. */
export function findByPath(nodes: readonly TreeNode[], path: string): TreeNode | null {
  let level: readonly TreeNode[] = nodes;
  for (;;) {
    const next = level.find((node) => path === node.path || path.startsWith(`${node.path}/`));
    if (next === undefined || next.path === path) return next ?? null;
    level = next.children ?? [];
  }
}

/** The node whose row has this unique node id; rows of earlier attempts are found too. */
export function findByNodeId(nodes: readonly TreeNode[], nodeId: string): TreeNode | null {
  for (const node of walkTree(nodes)) {
    if (node.row?.nodeId === nodeId) return node;
    for (const { children } of node.earlier) {
      const found = findByNodeId(children, nodeId);
      if (found !== null) return found;
    }
  }
  return null;
}
