"use client";

import { useNow } from "@/components/shell/use-now";
import type { LiveView } from "@/lib/client/live/live-view";

const ONE_DAY_MS = 86_400_000;

/** The moment that running bars show: it ticks while the picture is fresh, and stands where the data is stale or final. */
export function useRunClock(live: LiveView, ended: boolean): number {
  const stands = ended || live.staleSinceMs !== null;
  const nowMs = useNow(stands ? ONE_DAY_MS : 1_000);
  return live.staleSinceMs ?? nowMs;
}
