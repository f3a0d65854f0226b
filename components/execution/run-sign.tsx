"use client";

import { BarSlot } from "@/components/shell/bar-slot";
import { Liveness } from "@/components/shell/liveness";
import type { LiveView } from "@/lib/client/live/live-view";
import type { NodePhase } from "@/lib/core/phase";
import { runFreshness } from "./run-freshness";
import { useTabHidden } from "./use-tab-hidden";

/** The sign of liveness in the bar. */
export function RunSign({ live, counts }: { live: LiveView; counts: Partial<Record<NodePhase, number>> }) {
  const shown = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const isHidden = useTabHidden();
  return (
    <BarSlot>
      <Liveness freshness={runFreshness(live, shown, isHidden)} />
    </BarSlot>
  );
}
