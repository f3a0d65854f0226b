"use client";

import { useZone } from "@/components/shell/zone";
import { formatDuration } from "@/lib/core/format/duration";
import { formatExactMoment } from "@/lib/core/format/moment";
import type { PhaseReason } from "@/lib/core/node";
import { foldReasons } from "./fold-reasons";

/** What happened in an attempt, in Flyte's words, oldest first. */
export function ReasonList({ reasons }: { reasons: readonly PhaseReason[] }) {
  const zone = useZone();
  const folded = foldReasons(reasons);
  if (folded.length === 0) return null;
  return (
    <ol aria-label="What happened" className="flex flex-col gap-1 text-12">
      {folded.map(({ message, atMs, untilMs, count }, index) => (
        // Reasons only ever grow at the end, and equal ones may come again.
        <li key={index} className="grid grid-cols-[auto_1fr] gap-x-3">
          <span className="mono text-text-3" title={atMs === null ? undefined : formatExactMoment(atMs, zone)}>
            {atMs === null ? "—" : clock(formatExactMoment(atMs, zone))}
          </span>
          <span className="min-w-0 break-words">
            {message}
            {count > 1 && (
              <span className="text-text-3">
                {` × ${count}${atMs !== null && untilMs !== null && untilMs > atMs ? `, over ${formatDuration(untilMs - atMs)}` : ""}`}
              </span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** "23 Nov 2026 09:02:11 UTC" → "09:02:11". */
const clock = (exact: string): string => exact.split(" ")[3] ?? exact;
