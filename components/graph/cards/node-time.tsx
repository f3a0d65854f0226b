"use client";

import { formatClock } from "@/lib/core/format/duration";
import { useNowMs } from "../graph-context";
import type { NodeFacts } from "../node-facts";

/** How long a node took, or has been running: the only part of a card that ticks. */
export function NodeTime({ facts }: { facts: NodeFacts }) {
  if (facts.runningSinceMs !== null) return <Running sinceMs={facts.runningSinceMs} />;
  return facts.durationMs === null ? null : <>{formatClock(facts.durationMs)}</>;
}

function Running({ sinceMs }: { sinceMs: number }) {
  const nowMs = useNowMs();
  return nowMs === 0 ? null : <>{formatClock(nowMs - sinceMs)}</>;
}
