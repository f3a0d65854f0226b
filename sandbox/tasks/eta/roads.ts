import { Seeded } from "./seeded";

const SIDE = 24;
/** Crossings of a grid, joined by streets of different speeds. */
export const CROSSINGS = SIDE * SIDE;

/** Whole seconds to drive from a crossing east (0) or south (1); a pure function of the place. */
export function streetSeconds(region: string, crossing: number, direction: number): number {
  let code = 0;
  for (const letter of region) code += letter.codePointAt(0) ?? 0;
  return 12 + new Seeded(code, crossing * 2 + direction).below(60);
}

/** Neighbours and seconds of the streets that leave a crossing; every street goes both ways. */
function streetsOf(region: string, crossing: number): [number, number][] {
  const [row, column] = [Math.floor(crossing / SIDE), crossing % SIDE];
  const found: [number, number][] = [];
  if (column + 1 < SIDE) found.push([crossing + 1, streetSeconds(region, crossing, 0)]);
  if (row + 1 < SIDE) found.push([crossing + SIDE, streetSeconds(region, crossing, 1)]);
  if (column > 0) found.push([crossing - 1, streetSeconds(region, crossing - 1, 0)]);
  if (row > 0) found.push([crossing - SIDE, streetSeconds(region, crossing - SIDE, 1)]);
  return found;
}

/** Seconds from `source` to every crossing within `limit` seconds (Dijkstra; the reach is small, so no heap). */
export function reach(region: string, source: number, limit: number): Map<number, number> {
  const done = new Map<number, number>();
  const open = new Map([[source, 0]]);
  while (open.size > 0) {
    const [crossing, seconds] = [...open].reduce((best, each) => (each[1] < best[1] ? each : best));
    open.delete(crossing);
    done.set(crossing, seconds);
    for (const [neighbour, cost] of streetsOf(region, crossing)) {
      const arrival = seconds + cost;
      if (!done.has(neighbour) && arrival <= limit && arrival < (open.get(neighbour) ?? Number.POSITIVE_INFINITY))
        open.set(neighbour, arrival);
    }
  }
  return done;
}
