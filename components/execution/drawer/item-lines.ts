import type { MapItem } from "@/lib/core/node";
import type { AttemptPhase } from "@/lib/core/phase";

/** An item of a map task in the state that its last try left it in; `tries` are all of them, the first first. */
export type ItemState = MapItem & { tries: readonly MapItem[] };

/** A row of the table: an index, or below it one of its tries. */
export type ItemLine = { kind: "item"; item: ItemState } | { kind: "try"; item: MapItem };

/** One state an index, by index. */
export function itemStates(items: readonly MapItem[]): ItemState[] {
  const tries = new Map<number, MapItem[]>();
  for (const item of items) {
    const held = tries.get(item.index);
    if (held === undefined) tries.set(item.index, [item]);
    else held.push(item);
  }
  return [...tries.values()]
    .flatMap((of) => {
      const inOrder = of.toSorted((a, b) => a.retryAttempt - b.retryAttempt);
      const last = inOrder.at(-1);
      return last === undefined ? [] : [{ ...last, tries: inOrder }];
    })
    .sort((a, b) => a.index - b.index);
}

/** How many items are in each phase, most of them first. */
export function countItems(states: readonly ItemState[]): { phase: AttemptPhase; count: number }[] {
  const counts = new Map<AttemptPhase, number>();
  for (const { phase } of states) counts.set(phase, (counts.get(phase) ?? 0) + 1);
  return [...counts].map(([phase, count]) => ({ phase, count })).sort((a, b) => b.count - a.count);
}

/** The rows on view: items in `phase` (null for all), with the tries of the open ones below them. */
export function itemLines(
  states: readonly ItemState[],
  phase: AttemptPhase | null,
  open: ReadonlySet<number>,
): ItemLine[] {
  return states
    .filter((state) => phase === null || state.phase === phase)
    .flatMap((item): ItemLine[] => [
      { kind: "item", item },
      ...(open.has(item.index) ? item.tries.map((each): ItemLine => ({ kind: "try", item: each })) : []),
    ]);
}
