import type { NodePhase } from "../phase";
import type { TreeNode } from "./tree";

const FAILED: ReadonlySet<NodePhase> = new Set(["failed", "timed_out", "failing"]);

/** The failure that came first (see `failuresInOrder`); null when nothing failed. */
export const firstFailure = (nodes: readonly TreeNode[]): TreeNode | null => failuresInOrder(nodes)[0] ?? null;

/**
 * All failed nodes that have no failed child, the one that ended earliest first. Groups fail because of their children,
 * so they are left out; the failure node runs because of the rest, so it comes last.
 */
export function failuresInOrder(nodes: readonly TreeNode[]): TreeNode[] {
  const failures: TreeNode[] = [];
  const visit = (level: readonly TreeNode[]): boolean => {
    let found = false;
    for (const node of level) {
      const inside = node.children !== null && visit(node.children);
      if (!inside && FAILED.has(node.phase)) failures.push(node);
      found = found || inside || FAILED.has(node.phase);
    }
    return found;
  };
  visit(nodes);
  return failures.sort(byTime);
}

function byTime(node: TreeNode, other: TreeNode): number {
  const [mine, theirs] = [node.kind === "failure", other.kind === "failure"];
  if (mine !== theirs) return mine ? 1 : -1;
  const [atMs, otherMs] = [failedAtMs(node), failedAtMs(other)];
  return atMs === otherMs ? 0 : atMs - otherMs;
}

/** Milliseconds since the epoch. Nodes that fail before they start have no duration: then the last write tells. */
function failedAtMs({ row }: TreeNode): number {
  if (row === null) return Number.POSITIVE_INFINITY;
  if (row.startedMs !== null && row.durationMs !== null) return row.startedMs + row.durationMs;
  return row.updatedMs ?? row.startedMs ?? row.createdMs ?? Number.POSITIVE_INFINITY;
}
