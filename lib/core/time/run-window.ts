import type { Execution } from "@/lib/core/execution";
import type { TreeNode } from "@/lib/core/graph/tree";
import { isTerminalExecution } from "@/lib/core/phase";
import { nodeSpan } from "./node-span";
import type { Window } from "./wall-clock-path";

export type RunTimes = Pick<Execution, "phase" | "createdMs" | "startedMs" | "updatedMs" | "durationMs">;

/** From the start of a run to its end, or to `nowMs` while it lasts; without a start from its creation. */
export function runWindow(run: RunTimes, nowMs: number): Window {
  const fromMs = run.startedMs ?? run.createdMs ?? nowMs;
  if (!isTerminalExecution(run.phase)) return { fromMs, toMs: Math.max(fromMs, nowMs) };
  const { startedMs, durationMs } = run;
  const endMs = startedMs !== null && durationMs !== null ? startedMs + durationMs : run.updatedMs;
  return { fromMs, toMs: Math.max(fromMs, endMs ?? fromMs) };
}

/** Paths of the nodes that were worked on within a window, and of the groups they are in. */
export function nodesInWindow(tree: readonly TreeNode[], window: Window, clockMs: number): ReadonlySet<string> {
  const inside = new Set<string>();
  const visit = (level: readonly TreeNode[]): boolean => {
    let found = false;
    for (const node of level) {
      const span = nodeSpan(node, clockMs);
      const overlaps = span !== null && span.fromMs <= window.toMs && span.toMs >= window.fromMs;
      const below = node.children !== null && visit(node.children);
      if (!overlaps && !below) continue;
      inside.add(node.path);
      found = true;
    }
    return found;
  };
  visit(tree);
  return inside;
}
