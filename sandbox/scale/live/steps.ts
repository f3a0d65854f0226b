import { hasStarted, type PlannedItem, type PlannedNode, type PlannedRun } from "@/sandbox/scale/plan/plan";

/** One change of phase. Steps of a run are in the order in which they happen. */
export type Step = { atMs: number } & (
  | { kind: "run"; phase: "running" | "succeeding" | "end" }
  | { kind: "node"; phase: "queued" | "running" | "end"; node: PlannedNode }
  | { kind: "attempt"; phase: "queued" | "running" | "end"; node: PlannedNode; number: number }
  | { kind: "item"; phase: "running" | "end"; node: PlannedNode; item: PlannedItem }
);

/** Everything that happens in a run. */
export function stepsOf(run: PlannedRun): Step[] {
  const steps: Step[] = [{ atMs: run.startedMs, kind: "run", phase: "running" }];
  for (const node of run.nodes) pushNode(steps, node);
  if (run.failure === null) steps.push({ atMs: run.endedMs, kind: "run", phase: "succeeding" });
  steps.push({ atMs: run.endedMs, kind: "run", phase: "end" });
  // The sort is stable: at one moment a node comes before its attempts, and begins before it ends.
  return steps.sort((a, b) => a.atMs - b.atMs);
}

function pushNode(steps: Step[], node: PlannedNode): void {
  const { kind, queuedMs, startedMs, endedMs } = node;
  if (kind !== "start") steps.push({ atMs: queuedMs, kind: "node", phase: "queued", node });
  if (kind !== "start" && kind !== "end" && hasStarted(node))
    steps.push({ atMs: startedMs, kind: "node", phase: "running", node });
  for (const [number, attempt] of node.attempts.entries()) {
    steps.push({ atMs: attempt.queuedMs, kind: "attempt", phase: "queued", node, number });
    if (hasStarted(attempt)) steps.push({ atMs: attempt.startedMs, kind: "attempt", phase: "running", node, number });
  }
  for (const item of node.items) {
    steps.push({ atMs: item.startedMs, kind: "item", phase: "running", node, item });
    steps.push({ atMs: item.endedMs, kind: "item", phase: "end", node, item });
  }
  for (const [number, attempt] of node.attempts.entries())
    steps.push({ atMs: attempt.endedMs, kind: "attempt", phase: "end", node, number });
  steps.push({ atMs: endedMs, kind: "node", phase: "end", node });
}
