"use client";

import { WifiOff } from "lucide-react";
import { useNow } from "@/components/shell/use-now";
import { useZone } from "@/components/shell/zone";
import { Band } from "@/components/ui/band";
import { Button } from "@/components/ui/button";
import type { Live } from "@/lib/client/live/use-live";
import type { Problem } from "@/lib/core/errors";
import { formatDuration } from "@/lib/core/format/duration";
import { formatExactMoment } from "@/lib/core/format/moment";

function fault(problem: Problem | null): string {
  if (problem === null) return "FlyteAdmin does not answer";
  const isAway = problem.code === "unavailable" || problem.code === "timeout";
  return isAway
    ? `FlyteAdmin does not answer (${problem.code})`
    : `FlyteAdmin answers "${problem.message}" (${problem.code})`;
}

/** Nothing new can be learnt: who does not answer, since when, how old the picture is, and when it is tried again. */
export function StaleBand({ live }: { live: Live }) {
  const nowMs = useNow();
  const zone = useZone();
  if (live.staleSinceMs === null) return null;
  const isLost = live.connection === "lost";
  const forMs = Math.max(1_000, Math.floor((nowMs - live.staleSinceMs) / 1_000) * 1_000);
  const problem = live.state.snapshot?.problem ?? null;
  const asOf = live.asOfMs === null ? "" : ` Shown as of ${formatExactMoment(live.asOfMs, zone)}.`;
  const next = live.retryAtMs === null ? "" : ` Next try in ${formatDuration(Math.max(0, live.retryAtMs - nowMs))}.`;
  return (
    <output className="block">
      <Band
        tone="stale"
        icon={<WifiOff size={14} className="text-timedout-t" />}
        action={
          isLost && (
            <Button size="sm" onClick={live.retryNow}>
              Try now
            </Button>
          )
        }
      >
        {`${isLost ? "The console's server does not answer" : fault(problem)}: no news for ${formatDuration(forMs)}.${asOf}${next}`}
      </Band>
    </output>
  );
}
