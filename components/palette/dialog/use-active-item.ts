import { type KeyboardEvent, useState } from "react";
import type { PaletteItem } from "./palette-item";

/** Which row the keys are at: the first until the arrows move, and the same row while others come and go around it. */
export function useActiveItem(items: readonly PaletteItem[], onPick: (item: PaletteItem, inNewTab: boolean) => void) {
  const [movedTo, setMovedTo] = useState<string | null>(null);
  const found = items.findIndex(({ id }) => id === movedTo);
  const at = found < 0 ? 0 : found;
  const active = items[at];
  const goTo = (index: number): void => setMovedTo(items.at(index % Math.max(1, items.length))?.id ?? null);
  const moves: Record<string, () => void> = {
    ArrowDown: () => goTo(at + 1),
    ArrowUp: () => goTo(at - 1),
    Home: () => goTo(0),
    End: () => goTo(-1),
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const inNewTab = event.ctrlKey || event.metaKey;
    if (event.key === "Enter") {
      event.preventDefault();
      if (active !== undefined) onPick(active, inNewTab);
      return;
    }
    const move = moves[event.key];
    if (move === undefined || inNewTab || event.shiftKey || event.altKey) return;
    event.preventDefault();
    move();
  };
  return { at, activeId: active?.id ?? null, onKeyDown, reset: () => setMovedTo(null) };
}
