"use client";

import { WifiOff } from "lucide-react";
import { useNow } from "@/components/shell/use-now";
import { useZone } from "@/components/shell/zone";
import { Band } from "@/components/ui/band";
import { Button } from "@/components/ui/button";
import type { Problem } from "@/lib/core/errors";
import { formatDuration } from "@/lib/core/format/duration";
import { formatExactMoment } from "@/lib/core/format/moment";
import { wholeSeconds } from "./outcome";

/** The rows below are old: how old, why, and that it goes on trying. */
export function StaleBand({ problem, asOfMs, onRetry }: { problem: Problem; asOfMs: number; onRetry: () => void }) {
  const nowMs = useNow();
  const zone = useZone();
  return (
    <Band
      tone="stale"
      role="alert"
      icon={<WifiOff size={14} className="text-timedout-t" />}
      action={
        <Button size="sm" onClick={onRetry}>
          Try now
        </Button>
      }
    >
      {/* An alert is read aloud whenever its words change: the ticking age is for the eye alone. */}
      <b className="font-semibold">
        No news
        <span aria-hidden="true"> for {formatDuration(Math.max(1_000, wholeSeconds(nowMs - asOfMs)))}</span>.
      </b>{" "}
      Shown as of {formatExactMoment(asOfMs, zone)}. {problem.message} <span className="mono">{problem.code}</span>
    </Band>
  );
}
