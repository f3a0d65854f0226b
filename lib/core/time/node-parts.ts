import type { TreeNode } from "@/lib/core/graph/tree";
import type { Attempt } from "@/lib/core/node";
import { isTerminalAttempt, isTerminalNode, type NodePhase } from "@/lib/core/phase";
import { type NodeSpan, nodeSpan } from "./node-span";
import { SegmentRow, type TimeSegment } from "./time-part";

/**
 * How one node spent its time. `source` says how fine it is: with `attempts` setup, failed attempts and teardown are told
 * apart, to the second, as that is how Flyte notes the start of a task; with `nodes` all of it counts as `run`.
 */
export type NodeParts = { span: NodeSpan; segments: TimeSegment[]; source: "attempts" | "nodes" };

const FROM_BEFORE: ReadonlySet<NodePhase> = new Set(["cached", "recovered"]);

/**
 * Time accounting of a node without its children, whole milliseconds since the epoch; null for a node without times. The
 * segments sum to the span. `attempts` are those of this node in any order, undefined where they were not asked for.
 */
export function nodeParts(node: TreeNode, clockMs: number, attempts?: readonly Attempt[]): NodeParts | null {
  const span = nodeSpan(node, clockMs);
  if (span === null) return null;
  const row = new SegmentRow(span);
  if (attempts === undefined || attempts.length === 0 || FROM_BEFORE.has(node.phase)) {
    fillFromNode(row, node, span);
    return { span, segments: row.segments, source: "nodes" };
  }
  const inOrder = [...attempts].sort((a, b) => a.number - b.number);
  inOrder.forEach((attempt, index) => fillAttempt(row, attempt, inOrder[index + 1]));
  fillRest(row, node, span, inOrder.at(-1));
  return { span, segments: row.segments, source: "attempts" };
}

function fillFromNode(row: SegmentRow, node: TreeNode, span: NodeSpan): void {
  if (FROM_BEFORE.has(node.phase)) return row.fill("flyte", span.toMs);
  // A node that was over at once never reported a start: it did not wait all the while.
  const wasQueued = span.startedMs !== null || !isTerminalNode(node.phase);
  if (wasQueued) row.fill("queued", span.startedMs ?? span.toMs);
  row.fill(node.kind === "gate" ? "gate" : "run", span.toMs);
}

function fillAttempt(row: SegmentRow, attempt: Attempt, next: Attempt | undefined): void {
  const { number } = attempt;
  row.fill("queued", attempt.createdMs, number);
  if (next !== undefined) return row.fill("retries", next.createdMs ?? attempt.updatedMs, number);
  row.fill("setup", attempt.startedMs, number);
  if (!isTerminalAttempt(attempt.phase)) return;
  const neverRan = attempt.startedMs === null && attempt.phase !== "succeeded";
  row.fill(neverRan ? "setup" : "run", attempt.updatedMs, number);
}

/** What is left until the end of the node belongs to its last attempt. */
function fillRest(row: SegmentRow, node: TreeNode, span: NodeSpan, last: Attempt | undefined): void {
  if (last === undefined) return;
  const { number, phase } = last;
  if (!isTerminalAttempt(phase)) {
    const waits = phase === "queued" || phase === "waiting";
    const hasRun = phase === "running" || last.startedMs !== null;
    return row.fill(hasRun ? "run" : waits ? "queued" : "setup", span.toMs, number);
  }
  const triesAgain = phase === "failed" && !isTerminalNode(node.phase);
  row.fill(triesAgain ? "retries" : "teardown", span.toMs, number);
}
