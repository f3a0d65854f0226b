import { childrenOf } from "@/lib/core/values/children";
import { lineOf, type Place, sizeOf } from "@/lib/core/values/item";
import { rowOf, type ValueRow } from "./value-rows";

/** Places looked at by one search, and lines it shows; what lies beyond is said. */
const MAX_LOOKED = 200_000;
const MAX_SHOWN = 1_000;

export type Found = { rows: ValueRow[]; matches: number; isCut: boolean };

/**
 * The lines whose name, path or value holds the text in any case, each with the branches above it. Compared as they are
 * written: nothing is normalised, so that look-alikes stay apart.
 */
export function searchRows(places: readonly Place[], query: string): Found {
  const wanted = query.toLowerCase();
  const found: Found = { rows: [], matches: 0, isCut: false };
  const above: { place: Place; isShown: boolean }[] = [];
  let looked = 0;
  const visit = (place: Place): void => {
    looked += 1;
    if (looked > MAX_LOOKED) {
      found.isCut = true;
      return;
    }
    const isBranch = (sizeOf(place.item) ?? 0) > 0;
    if (holds(place, isBranch, wanted)) {
      found.matches += 1;
      if (found.rows.length < MAX_SHOWN) show(place, above, found);
      else found.isCut = true;
    }
    if (!isBranch) return;
    const entry = { place, isShown: found.rows.at(-1)?.path === place.path };
    above.push(entry);
    for (const child of childrenOf(place)) visit(child);
    above.pop();
  };
  for (const place of places) visit(place);
  return found;
}

function holds(place: Place, isBranch: boolean, wanted: string): boolean {
  if (place.name.toLowerCase().includes(wanted)) return true;
  return !isBranch && lineOf(place.item).toLowerCase().includes(wanted);
}

function show(place: Place, above: { place: Place; isShown: boolean }[], found: Found): void {
  above.forEach((entry, depth) => {
    if (!entry.isShown) found.rows.push(rowOf(entry.place, depth, true));
    entry.isShown = true;
  });
  found.rows.push(rowOf(place, above.length, true));
}
