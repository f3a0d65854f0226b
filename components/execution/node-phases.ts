import type { NodePhase } from "@/lib/core/phase";

/** In the order in which a person asks: what came out well, what goes on, what went wrong, what did not happen. */
export const NODE_PHASES: readonly NodePhase[] = [
  "succeeded",
  "cached",
  "recovered",
  "running",
  "paused",
  "queued",
  "failing",
  "failed",
  "timed_out",
  "aborted",
  "skipped",
  "not_run",
  "unknown",
];
