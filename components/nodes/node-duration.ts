import type { NodeRow } from "@/lib/core/node";
import { isTerminalNode } from "@/lib/core/phase";

/**
 * How long a node ran or has been running at `nowMs`, in ms; null when it has not started. `nowMs` is when the row was
 * last known to be true, so the clock stops with the data.
 */
export function nodeDurationMs(row: NodeRow | null, nowMs: number): number | null {
  if (row === null) return null;
  if (row.durationMs !== null && isTerminalNode(row.phase)) return row.durationMs;
  if (row.startedMs === null || isTerminalNode(row.phase)) return null;
  return Math.max(0, nowMs - row.startedMs);
}
