import { at } from "./at";
/** One level as numbers: node i has a size, edge j goes from `source[j]` to `target[j]`. */
export type LevelEdges = { source: readonly number[]; target: readonly number[] };

/**
 * Rank of each node: the length of the longest path that leads to it. A compiled workflow has no cycles, but input is not
 * trusted: when every node that is left waits for another, the first of them goes on without its predecessors, and the
 * edges that this leaves pointing backward are for the caller to draw without ordering.
 */
export function assignRanks(count: number, { source, target }: LevelEdges): Int32Array {
  const ranks = new Int32Array(count);
  const waitsFor = new Int32Array(count);
  const successors = countWaiting(waitsFor, source, target);
  const sources = waitsFor.reduce((found, waits) => found + (waits === 0 ? 1 : 0), 0);
  const done = new Uint8Array(count);
  const ready: number[] = [];
  for (let node = 0; node < count; node++) if (waitsFor[node] === 0) ready.push(node);
  let firstLeft = 0;
  for (let taken = 0; taken < count; taken++) {
    let node = ready[taken];
    if (node === undefined) {
      while (done[firstLeft] === 1) firstLeft++;
      node = firstLeft;
      ready.push(node);
    }
    done[node] = 1;
    for (const next of successors[node] ?? []) {
      if (done[next] === 1) continue;
      ranks[next] = Math.max(at(ranks, next), at(ranks, node) + 1);
      waitsFor[next] = at(waitsFor, next) - 1;
      if (waitsFor[next] === 0) ready.push(next);
    }
  }
  if (sources > MAX_SOURCES_ON_TOP) lowerSources(ranks, target, successors);
  return ranks;
}

/** A few sources stand on top, where a reader looks for the beginning; hundreds would send an edge through every rank. */
const MAX_SOURCES_ON_TOP = 16;

function lowerSources(ranks: Int32Array, targets: LevelEdges["target"], successors: readonly number[][]): void {
  const hasSource = new Uint8Array(ranks.length);
  for (const target of targets) hasSource[target] = 1;
  successors.forEach((next, node) => {
    if (hasSource[node] === 1 || next.length === 0) return;
    let nearest = Number.POSITIVE_INFINITY;
    for (const other of next) nearest = Math.min(nearest, at(ranks, other));
    ranks[node] = Math.max(0, nearest - 1);
  });
}

function countWaiting(waitsFor: Int32Array, source: readonly number[], target: readonly number[]): number[][] {
  const successors: number[][] = Array.from(waitsFor, () => []);
  source.forEach((from, edge) => {
    const to = at(target, edge);
    if (from === to) return;
    successors[from]?.push(to);
    waitsFor[to] = at(waitsFor, to) + 1;
  });
  return successors;
}
