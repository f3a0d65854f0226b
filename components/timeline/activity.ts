import type { TreeNode } from "@/lib/core/graph/tree";
import { walkTree } from "@/lib/core/graph/walk";
import { nodeSpan } from "@/lib/core/time/node-span";
import type { Window } from "@/lib/core/time/wall-clock-path";

/** A gap shorter than this share of the run is not worth a fold. */
const MIN_GAP_SHARE = 0.04;
const MIN_GAP_MS = 1_000;

/** When tasks were worked on, in any order. A gate works on nothing, and what waits in a queue does not yet. */
export function taskSpans(tree: readonly TreeNode[], clockMs: number): Window[] {
  const spans: Window[] = [];
  for (const node of walkTree(tree)) {
    if (node.kind === "gate" || node.phase === "queued" || (node.children?.length ?? 0) > 0) continue;
    const span = nodeSpan(node, clockMs);
    if (span !== null) spans.push({ fromMs: span.startedMs ?? span.fromMs, toMs: span.toMs });
  }
  return spans;
}

/** Stretches of a run in which no task was worked on: a gate waits, a queue does. In order, apart from one another. */
export function idleGaps(spans: readonly Window[], run: Window): Window[] {
  const minMs = Math.max(MIN_GAP_MS, (run.toMs - run.fromMs) * MIN_GAP_SHARE);
  const gaps: Window[] = [];
  let cursorMs = run.fromMs;
  const close = (untilMs: number): void => {
    if (untilMs - cursorMs >= minMs) gaps.push({ fromMs: cursorMs, toMs: untilMs });
  };
  for (const { fromMs, toMs } of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    close(Math.min(fromMs, run.toMs));
    cursorMs = Math.max(cursorMs, toMs);
  }
  close(run.toMs);
  return gaps;
}
