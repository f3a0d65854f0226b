import type { ReactNode } from "react";

/** A verb that a page offers in the palette. `words` are further words that find it; `detail` is shown beside it. */
export type PaletteAction = {
  id: string;
  label: string;
  icon?: ReactNode;
  detail?: string;
  words?: string;
  run: () => void;
};

let offered: readonly (readonly PaletteAction[])[] = [];
let flat: readonly PaletteAction[] = [];
const listeners = new Set<() => void>();

export function offerActions(actions: readonly PaletteAction[]): () => void {
  replace([...offered, actions]);
  return () => replace(offered.filter((other) => other !== actions));
}

/** All that pages offer now; the same array until it changes. */
export const offeredActions = (): readonly PaletteAction[] => flat;

export function subscribeActions(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function replace(next: readonly (readonly PaletteAction[])[]): void {
  offered = next;
  flat = next.flat();
  for (const listener of listeners) listener();
}
