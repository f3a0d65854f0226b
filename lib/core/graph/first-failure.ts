import type { NodePhase } from "../phase";
import type { TreeNode } from "./tree";

const FAILED: ReadonlySet<NodePhase> = new Set(["failed", "timed_out", "failing"]);

/**
 * The failure that came first: of all failed nodes that have no failed child, the one that ended earliest. Groups fail
 * because of their children and the failure node because of the rest, so both give way to a cause; null when nothing failed.
 */
export function firstFailure(nodes: readonly TreeNode[]): TreeNode | null {
  let first: TreeNode | null = null;
  const visit = (level: readonly TreeNode[]): boolean => {
    let found = false;
    for (const node of level) {
      const inside = node.children !== null && visit(node.children);
      if (!inside && FAILED.has(node.phase) && (first === null || isBefore(node, first))) first = node;
      found = found || inside || FAILED.has(node.phase);
    }
    return found;
  };
  visit(nodes);
  return first;
}

function isBefore(node: TreeNode, other: TreeNode): boolean {
  const [mine, theirs] = [node.kind === "failure", other.kind === "failure"];
  if (mine !== theirs) return theirs;
  return failedAtMs(node) < failedAtMs(other);
}

/** Milliseconds since the epoch. Nodes that fail before they start have no duration: then the last write tells. */
function failedAtMs({ row }: TreeNode): number {
  if (row === null) return Number.POSITIVE_INFINITY;
  if (row.startedMs !== null && row.durationMs !== null) return row.startedMs + row.durationMs;
  return row.updatedMs ?? row.startedMs ?? row.createdMs ?? Number.POSITIVE_INFINITY;
}
