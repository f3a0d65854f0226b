import {
  type ExecutionError,
  NodeExecution_Phase as NodePhase,
  TaskExecution_Phase as TaskPhase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { abortedError, SIBLING_FAILED } from "@/sandbox/engine/flow/failures";
import type { PlannedAttempt, PlannedNode } from "./plan";

/**
 * The same run when `failing` fails for good, or is aborted, at its end: so do the nodes around it, whatever else runs then
 * is aborted, and what had not begun never gets a row.
 */
export function endAt(
  nodes: readonly PlannedNode[],
  failing: PlannedNode,
  error: ExecutionError,
  phase: "FAILED" | "ABORTED",
): PlannedNode[] {
  const atMs = failing.endedMs;
  const failed = new Set<PlannedNode>();
  for (let node: PlannedNode | null = failing; node !== null; node = node.parent) failed.add(node);
  const kept = nodes.filter((node) => node.queuedMs < atMs && node.kind !== "end");
  for (const node of kept) {
    if (failed.has(node)) end(node, atMs, NodePhase[phase], TaskPhase[phase], error);
    else if (node.endedMs > atMs) end(node, atMs, NodePhase.ABORTED, TaskPhase.ABORTED, abortedError(SIBLING_FAILED));
  }
  return [...kept, ...nodes.filter((node) => node.kind === "end" && node.endedMs <= atMs)];
}

function end(node: PlannedNode, atMs: number, phase: NodePhase, taskPhase: TaskPhase, error: ExecutionError): void {
  Object.assign(node, { phase, error, endedMs: atMs });
  const cut = <T extends Omit<PlannedAttempt, "queuedMs">>(each: T, isLast: boolean): T => {
    const running = each.endedMs >= atMs || (isLast && node.endedMs === atMs && node.kind === "task");
    return running ? { ...each, endedMs: Math.min(each.endedMs, atMs), phase: taskPhase } : each;
  };
  const attempts = node.attempts.filter(({ queuedMs }) => queuedMs < atMs);
  const items = node.items.filter(({ startedMs }) => startedMs < atMs);
  node.attempts = attempts.map((each, index) => cut(each, index === attempts.length - 1));
  node.items = items.map((each) => cut(each, false));
}
