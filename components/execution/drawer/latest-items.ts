import type { MapItem } from "@/lib/core/node";

/** One row an index, by index: the highest try of an index is its state. */
export function latestItems(items: readonly MapItem[]): MapItem[] {
  const latest = new Map<number, MapItem>();
  for (const item of items) {
    const held = latest.get(item.index);
    if (held === undefined || item.retryAttempt >= held.retryAttempt) latest.set(item.index, item);
  }
  return [...latest.values()].sort((a, b) => a.index - b.index);
}
