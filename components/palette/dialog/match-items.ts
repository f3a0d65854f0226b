import type { PaletteItem } from "./palette-item";

/**
 * Rows in which every word of `text` occurs, exact and leading labels first, otherwise in their order; at most `limit`,
 * and how many there are.
 */
export function matchItems(
  items: readonly PaletteItem[],
  text: string,
  limit: number,
): { shown: PaletteItem[]; total: number } {
  const sought = text.trim().toLowerCase();
  const words = sought.split(/\s+/);
  const found = items.filter((item) => {
    const searched = `${item.label} ${item.words ?? ""} ${item.detail ?? ""}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
  return { shown: found.toSorted((a, b) => rank(a, sought) - rank(b, sought)).slice(0, limit), total: found.length };
}

function rank({ label }: PaletteItem, sought: string): number {
  if (sought === "") return 0;
  const lower = label.toLowerCase();
  if (lower === sought) return 0;
  if (lower.startsWith(sought)) return 1;
  return lower.includes(sought) ? 2 : 3;
}

/** "8 of 340 shown: type more to narrow", null when nothing is left out. */
export const leftOut = (shown: number, total: number): string | null =>
  total > shown ? `${shown} of ${total} shown: type more to narrow` : null;
