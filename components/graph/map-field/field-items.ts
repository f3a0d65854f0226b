import type { CacheStatus, MapItem } from "@/lib/core/node";
import type { AttemptPhase, NodePhase } from "@/lib/core/phase";

/** One cell of a map field: an item in the state that its last try left it in. */
export type FieldItem = {
  index: number;
  phase: FieldPhase;
  attempts: number;
  cacheStatus: CacheStatus;
  durationMs: number | null;
};

/** What an item can show: the phase of its last try, or `cached` where it did not run. */
type FieldPhase = Extract<NodePhase, "queued" | "running" | "succeeded" | "cached" | "failed" | "aborted" | "unknown">;

const PHASES: Record<AttemptPhase, FieldPhase> = {
  queued: "queued",
  initializing: "queued",
  waiting: "queued",
  running: "running",
  succeeded: "succeeded",
  failed: "failed",
  aborted: "aborted",
  unknown: "unknown",
};

/**
 * The items of a map task by index, each in its last try. `durationsMs` by index where they are known: FlyteAdmin's own
 * records of items have no times.
 */
export function fieldItems(items: readonly MapItem[], durationsMs?: ReadonlyMap<number, number>): FieldItem[] {
  const last = new Map<number, MapItem>();
  for (const item of items) {
    const known = last.get(item.index);
    if (known === undefined || item.retryAttempt >= known.retryAttempt) last.set(item.index, item);
  }
  return [...last.values()]
    .sort((a, b) => a.index - b.index)
    .map(({ index, phase, retryAttempt, cacheStatus }) => ({
      index,
      phase: cacheStatus === "hit" && phase === "succeeded" ? "cached" : PHASES[phase],
      attempts: retryAttempt + 1,
      cacheStatus,
      durationMs: durationsMs?.get(index) ?? null,
    }));
}

const countsOf = new WeakMap<readonly MapItem[], Partial<Record<NodePhase, number>>>();

/** How many items are in which phase; counted once for each array of items. */
export function countItems(items: readonly MapItem[]): Partial<Record<NodePhase, number>> {
  const known = countsOf.get(items);
  if (known !== undefined) return known;
  const counts: Partial<Record<NodePhase, number>> = {};
  for (const { phase } of fieldItems(items)) counts[phase] = (counts[phase] ?? 0) + 1;
  countsOf.set(items, counts);
  return counts;
}
