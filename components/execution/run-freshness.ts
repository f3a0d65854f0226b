import type { Freshness } from "@/components/shell/liveness";
import type { LiveView } from "@/lib/client/live/live-view";
import { formatCount } from "@/lib/core/format/count";

/** The sign in the bar: how old the picture is, or that it is final and how many of its nodes are held. */
export function runFreshness(live: LiveView, shown: number, isHidden: boolean): Freshness {
  const { snapshot } = live.state;
  if (live.staleSinceMs !== null) {
    return live.asOfMs === null
      ? { state: "lost", sinceMs: live.staleSinceMs }
      : { state: "stale", asOfMs: live.asOfMs };
  }
  if (snapshot === null || live.asOfMs === null) return { state: "loading" };
  if (snapshot.settled) {
    const count = formatCount(shown);
    return { state: "final", note: `final, complete: ${count} of ${count} ${shown === 1 ? "node" : "nodes"}` };
  }
  return { state: isHidden ? "paused" : "live", asOfMs: live.asOfMs };
}
