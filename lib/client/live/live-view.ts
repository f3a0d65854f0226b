import type { LiveState } from "@/lib/core/live/reduce-live";

type LiveConnection = "connecting" | "live" | "lost";

/**
 * What happened at the server while this page could not see it. `awayMs` is how long that was, `changed` how many nodes
 * read differently afterwards; it may still grow for a few seconds, as the BFF catches up level by level.
 */
export type Missed = { awayMs: number; changed: number; ended: boolean };

/** All that a view needs of a subscription; replaced as a whole on each change. Moments are in this browser's clock. */
export type LiveView = {
  state: LiveState;
  connection: LiveConnection;
  /** When the picture was last known to be true; null before the first answer. */
  asOfMs: number | null;
  /** Since when nothing new can be learnt: the stream is lost, or Flyte does not answer the BFF. */
  staleSinceMs: number | null;
  /** When the next attempt to connect is due; null while connected. */
  retryAtMs: number | null;
  missed: Missed | null;
};
