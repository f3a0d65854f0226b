import type { TreeNode } from "@/lib/core/graph/tree";
import type { Attempt } from "@/lib/core/node";
import type { NodePhase } from "@/lib/core/phase";
import { type NodeParts, nodeParts } from "@/lib/core/time/node-parts";
import type { TimeSegment } from "@/lib/core/time/time-part";
import { type TimeScale, toPx } from "../time-scale";

/** How a stretch of a bar looks: a time part, or how the last attempt fared. */
export type BarLook = TimeSegment["part"] | "failed" | "aborted" | "running";

export type BarRect = { look: BarLook; fromPx: number; toPx: number; segment: TimeSegment };

/**
 * A bar as it is drawn. `mark`: a value from before, without length of its own; `bracket`: a group, whose children have
 * the bars. `crosses` are where an attempt failed.
 */
export type BarShape = {
  kind: "parts" | "mark" | "bracket" | "gate";
  parts: NodeParts;
  fromPx: number;
  toPx: number;
  rects: BarRect[];
  crosses: number[];
};

/** What is shorter is drawn this wide, so that every node that ran is seen. */
const MIN_PX = 1.2;
const MARK_PX = 5;

const FAILED: ReadonlySet<NodePhase> = new Set(["failed", "timed_out", "failing"]);

/** The bar of a node, null for one that never ran or lies outside of the window. */
export function barShape(
  node: TreeNode,
  scale: TimeScale,
  clockMs: number,
  attempts?: readonly Attempt[],
): BarShape | null {
  const parts = nodeParts(node, clockMs, attempts);
  if (parts === null) return null;
  const { span } = parts;
  if (span.toMs < scale.window.fromMs || span.fromMs > scale.window.toMs) return null;
  const kind = kindOf(node);
  const fromPx = toPx(scale, span.fromMs);
  const toEndPx = Math.max(toPx(scale, span.toMs), fromPx + (kind === "mark" ? MARK_PX : MIN_PX));
  const isCut = span.toMs > scale.window.toMs;
  return {
    kind,
    parts,
    fromPx,
    toPx: toEndPx,
    rects: kind === "parts" ? rectsOf(node, parts, scale) : [],
    crosses: kind === "parts" && !isCut ? crossesOf(node, parts, scale) : [],
  };
}

function kindOf(node: TreeNode): BarShape["kind"] {
  if (node.phase === "cached" || node.phase === "recovered") return "mark";
  if ((node.children?.length ?? 0) > 0) return "bracket";
  return node.kind === "gate" ? "gate" : "parts";
}

function rectsOf(node: TreeNode, { segments }: NodeParts, scale: TimeScale): BarRect[] {
  return segments.flatMap((segment) => {
    if (segment.toMs < scale.window.fromMs || segment.fromMs > scale.window.toMs) return [];
    const fromPx = toPx(scale, segment.fromMs);
    const endPx = Math.max(toPx(scale, segment.toMs), fromPx + MIN_PX);
    return [{ look: lookOf(node.phase, segment), fromPx, toPx: endPx, segment }];
  });
}

function lookOf(phase: NodePhase, { part }: TimeSegment): BarLook {
  if (part !== "run") return part;
  if (FAILED.has(phase)) return "failed";
  if (phase === "aborted") return "aborted";
  return phase === "running" ? "running" : "run";
}

/** The end of each failed attempt, and of a node that failed. */
function crossesOf(node: TreeNode, { segments, span }: NodeParts, scale: TimeScale): number[] {
  const ends = segments.flatMap(({ part, toMs }) => (part === "retries" ? [toPx(scale, toMs)] : []));
  return FAILED.has(node.phase) && node.phase !== "failing" ? [...ends, toPx(scale, span.toMs)] : ends;
}
