"use client";

import { formatExactMoment, formatMoment } from "@/lib/core/format/moment";
import { useHydrated } from "./use-hydrated";
import { useNow } from "./use-now";
import { useZone } from "./zone";

/** A moment in the words and the zone of the page; hover tells it in UTC and in local time. A dash when there is none. */
export function Moment({ ms, className }: { ms: number | null; className?: string }) {
  const nowMs = useNow();
  const zone = useZone();
  const hydrated = useHydrated();
  if (ms === null) return <span className={className}>—</span>;
  const utc = formatExactMoment(ms, "utc");
  const shown = formatMoment(ms, { nowMs, zone });
  return (
    <time
      dateTime={toIso(ms)}
      // The server does not know the reader's zone.
      title={hydrated ? `${utc}\n${formatExactMoment(ms, "local")} local` : utc}
      className={className}
    >
      {shown}
    </time>
  );
}

const toIso = (ms: number): string | undefined =>
  Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : undefined;
