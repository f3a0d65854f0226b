import type { TreeNode } from "@/lib/core/graph/tree";
import type { NodeRow } from "@/lib/core/node";
import { isTerminalNode, type NodePhase } from "@/lib/core/phase";
import type { Window } from "./wall-clock-path";

/** When a node was worked on: queued from `fromMs`, started at `startedMs` (null: not known, or not yet), until `toMs`. */
export type NodeSpan = Window & { startedMs: number | null };

const NEVER: ReadonlySet<NodePhase> = new Set(["skipped", "not_run"]);

/**
 * The time of a node from its row; null for one that never ran or has no times. A node that is not over lasts until
 * `clockMs`: now, or the end of the run, as Flyte does not always close the rows of a run that was stopped.
 */
export function nodeSpan({ row, phase }: TreeNode, clockMs: number): NodeSpan | null {
  if (row === null || NEVER.has(phase)) return null;
  const beginMs = row.createdMs ?? row.startedMs;
  if (beginMs === null) return null;
  const fromMs = Math.min(beginMs, row.startedMs ?? beginMs);
  return { fromMs, startedMs: row.startedMs, toMs: Math.max(fromMs, row.startedMs ?? fromMs, endMs(row, clockMs)) };
}

/** The last write of a row can come later than its end; nodes that were over at once have no duration. */
function endMs(row: NodeRow, clockMs: number): number {
  if (!isTerminalNode(row.phase)) return clockMs;
  if (row.startedMs !== null && row.durationMs !== null) return row.startedMs + row.durationMs;
  return row.updatedMs ?? row.startedMs ?? 0;
}
