import type { MapItem } from "@/lib/core/node";

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

/** The rows on view: items whose index is `marked` (null for all), with the tries of the open ones below them. */
export function itemLines(
  states: readonly ItemState[],
  marked: ReadonlySet<number> | null,
  open: ReadonlySet<number>,
): ItemLine[] {
  return states
    .filter(({ index }) => marked === null || marked.has(index))
    .flatMap((item): ItemLine[] => [
      { kind: "item", item },
      ...(open.has(item.index) ? item.tries.map((each): ItemLine => ({ kind: "try", item: each })) : []),
    ]);
}
