import type { TreeNode } from "@/lib/core/graph/tree";
import { walkTree } from "@/lib/core/graph/walk";
import { isTerminalNode } from "@/lib/core/phase";
import { nodeSpan } from "./node-span";
import type { RunTime } from "./run-time";

/**
 * Unique ids of the tasks on a run's chain that took longest and are over, at most `limit`, in the order of their ids:
 * their attempts tell most about where the time went, and change no more.
 */
export function longestOnPath(tree: readonly TreeNode[], { chain }: RunTime, clockMs: number, limit: number): string[] {
  const onChain = new Set(chain);
  const tasks: { nodeId: string; ms: number }[] = [];
  for (const node of walkTree(tree)) {
    if (!onChain.has(node.path) || node.row === null || !ranTask(node)) continue;
    const span = nodeSpan(node, clockMs);
    if (span !== null) tasks.push({ nodeId: node.row.nodeId, ms: span.toMs - span.fromMs });
  }
  return tasks
    .sort((a, b) => b.ms - a.ms)
    .slice(0, limit)
    .map(({ nodeId }) => nodeId)
    .sort();
}

const ranTask = ({ kind, phase }: TreeNode): boolean =>
  isTerminalNode(phase) && phase !== "cached" && phase !== "recovered" && kind !== "gate" && kind !== "launch_plan";
