"use client";

import { History } from "lucide-react";
import { Band } from "@/components/ui/band";
import { Button } from "@/components/ui/button";
import type { Missed } from "@/lib/client/live/live-view";
import { formatCount } from "@/lib/core/format/count";
import { formatDuration } from "@/lib/core/format/duration";

/** What happened while this page could not see it. */
export function MissedBand({ missed, onDismiss }: { missed: Missed; onDismiss: () => void }) {
  const changed =
    missed.changed === 0
      ? "no node changed"
      : `${formatCount(missed.changed)} ${missed.changed === 1 ? "node" : "nodes"} changed`;
  const ended = missed.ended ? ", and the run ended" : "";
  return (
    <output className="block">
      <Band
        tone="info"
        icon={<History size={14} className="text-text-3" />}
        action={
          <Button size="sm" variant="ghost" onClick={onDismiss}>
            Dismiss
          </Button>
        }
      >
        {`Missed ${formatDuration(Math.max(1_000, missed.awayMs))}: ${changed}${ended}.`}
      </Band>
    </output>
  );
}
