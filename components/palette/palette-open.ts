let isOpen = false;
const listeners = new Set<() => void>();

/** Opens or closes the command palette from anywhere. */
export function setPaletteOpen(next: boolean): void {
  isOpen = next;
  for (const listener of listeners) listener();
}

export const isPaletteOpen = (): boolean => isOpen;

export function subscribePalette(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
